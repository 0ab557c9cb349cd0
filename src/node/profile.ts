/** Who this node is: made once, read from the vault at every start. */
import type { CryptoBackend } from '../crypto/index.ts'
import { StorageError, UsageError } from '../errors.ts'
import {
  accountFromSeed,
  certify,
  createAccount,
  createDevice,
  deviceFromSecrets,
  plainName,
  renewalDue,
  signDeviceList,
  verifyDeviceList
} from '../identity/index.ts'
import type { Account, Device } from '../identity/index.ts'
import type { Clock, Rng, Store } from '../ports.ts'
import type { Signed } from '../wire/index.ts'
import { decodeIdentityRecord, encodeIdentityRecord } from '../wire/vault.ts'
import type { IdentityRecord } from '../wire/vault.ts'

const TABLE = 'identity'
const KEY = { id: 'self' }

/** The account and the device of this node with their secrets. */
export interface Profile {
  readonly account: Account
  readonly device: Device
  readonly name: string
  readonly deviceList: Signed
  /** 8 bytes, names this life of the device in its counters. */
  readonly writerId: Uint8Array
  /** 32 bytes, ranks coordinators for us and for nobody else. */
  readonly placementSecret: Uint8Array
  /** 32 bytes, opens the inner layer of our descriptor. */
  readonly descriptorKey: Uint8Array
  /** Of the last descriptor that was signed. */
  readonly descriptorRevision: number
}

/** What making and reading a profile needs. */
export interface ProfileContext {
  readonly store: Store
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
}

/** That vault holds no account. */
export class NoAccountError extends StorageError {
  override name = 'NoAccountError'
}

/**
 * Makes a new account with one device. It lasts when it is saved.
 *
 * @throws {UsageError} a name of more than 64 bytes, or with what cannot be seen
 */
export function newProfile(
  { crypto, rng, clock }: Pick<ProfileContext, 'crypto' | 'rng' | 'clock'>,
  name: string
): Profile {
  const plain = plainName(name)
  if (plain !== name.trim()) {
    throw new UsageError('A name is one line of at most 64 bytes of visible characters')
  }
  const account = createAccount(crypto, rng)
  const device = createDevice(crypto, rng)
  const certificate = certify(crypto, account, device, clock())
  return {
    account,
    device,
    name: plain,
    deviceList: signDeviceList(crypto, account, { version: 1, certificates: [certificate], revoked: [] }),
    writerId: rng(8),
    placementSecret: rng(32),
    descriptorKey: rng(32),
    descriptorRevision: 0
  }
}

/** Whether that vault is a messenger's. */
export async function holdsAccount(store: Store): Promise<boolean> {
  return (await store.get(TABLE, KEY)) !== undefined
}

/**
 * Reads the profile and renews the device's certificate at half of its life.
 *
 * @throws {NoAccountError} there is none
 */
export async function loadProfile(context: ProfileContext): Promise<Profile> {
  const { store, crypto, clock } = context
  const value = await store.get(TABLE, KEY)
  if (value === undefined)
    throw new NoAccountError(
      'This folder holds no account: it is that of a coordinator, or was never finished'
    )
  const record = decodeIdentityRecord(value)
  const account = accountFromSeed(crypto, record.accountSeed)
  const device = deviceFromSecrets(crypto, record.deviceSeed, record.ratchetSecret)
  const { name, writerId, placementSecret, descriptorKey, descriptorRevision } = record
  const list = verifyDeviceList(crypto, record.deviceList, { account: account.publicKey })
  const own = list.devices.find(({ peerId }) => peerId === device.peerId)
  const rest = { account, device, name, writerId, placementSecret, descriptorKey, descriptorRevision }
  if (own !== undefined && !renewalDue(own.certificate, clock())) {
    return { ...rest, deviceList: record.deviceList }
  }
  const others = list.devices.filter(({ peerId }) => peerId !== device.peerId)
  const certificates = [...others.map(({ signed }) => signed), certify(crypto, account, device, clock())]
  const { version, revoked } = list
  const deviceList = signDeviceList(crypto, account, { version: version + 1, certificates, revoked })
  const renewed = { ...rest, deviceList }
  await saveProfile(context, renewed)
  return renewed
}

/** Writes the profile; durable when it resolves. */
export async function saveProfile({ store }: Pick<ProfileContext, 'store'>, profile: Profile): Promise<void> {
  const { account, device, ...rest } = profile
  const record: IdentityRecord = {
    ...rest,
    accountSeed: account.seed,
    deviceSeed: device.seed,
    ratchetSecret: device.ratchetSecret
  }
  await store.batch([{ kind: 'put', table: TABLE, key: KEY, value: encodeIdentityRecord(record) }])
}
