import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { TrustError } from '../errors.ts'
import { decodeDeviceList, encodeDeviceList } from '../wire/index.ts'
import { DEVICE_LIST_DOMAIN } from './constants.ts'
import { verifyCertificate } from './device.ts'
import { peerIdOf, userIdOf } from './peer-id.ts'
import { sign, verify } from './signed.ts'
import type { Account } from './account.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs } from '../ports.ts'
import type { DeviceCertificate, DeviceList, Signed } from '../wire/index.ts'

/** A device whose certificate was checked. It may have expired: see {@link findDevice}. */
export interface VerifiedDevice {
  readonly certificate: DeviceCertificate
  /** Of the device key: whom to dial. */
  readonly peerId: string
  /** The certificate as received. */
  readonly signed: Signed
}

/** A device list whose signature and certificates were checked. */
export interface VerifiedDeviceList {
  /** Ed25519, 32 bytes. */
  readonly account: Uint8Array
  readonly userId: string
  /** From 1, only rises. */
  readonly version: number
  readonly devices: readonly VerifiedDevice[]
  /** Device keys. */
  readonly revoked: readonly Uint8Array[]
  /** As received, to keep and to pass on. */
  readonly signed: Signed
}

/** What a received list is beside the held one. */
export type DeviceListOrder = 'same' | 'newer' | 'older' | 'fork'

/**
 * Signs a new version of the own device list. What others would refuse is not signed.
 *
 * @throws {TrustError} a certificate of another account, a device listed twice or revoked
 * @throws {AuthenticationError} a certificate that does not hold
 * @throws {WireFormatError} too many devices, or a version below 1
 */
export function signDeviceList(
  crypto: CryptoBackend,
  account: Account,
  list: Omit<DeviceList, 'account'>
): Signed {
  const { version, certificates, revoked } = list
  const payload = encodeDeviceList({ account: account.publicKey, version, certificates, revoked })
  const signed = sign(crypto, account.seed, DEVICE_LIST_DOMAIN, payload)
  verifyDeviceList(crypto, signed)
  return signed
}

/**
 * Checks a device list and all its certificates (docs/PROTOCOL.md, 3). Expired certificates
 * may stand in it: expiry ends new sessions only.
 *
 * @param options.account - whose list it must be. Default: of the account that it names
 * @throws {WireFormatError} the payload is no device list
 * @throws {AuthenticationError} the list or a certificate was not signed by that account
 * @throws {TrustError} of another account; or it contradicts itself: a device or a ratchet
 *   key twice, a device both listed and revoked, a certificate of another account
 */
export function verifyDeviceList(
  crypto: CryptoBackend,
  signed: Signed,
  options: { readonly account?: Uint8Array | undefined } = {}
): VerifiedDeviceList {
  const { account, version, certificates, revoked } = decodeDeviceList(signed.payload)
  verify(crypto, account, DEVICE_LIST_DOMAIN, signed)
  if (options.account !== undefined && !equalBytes(account, options.account)) untrusted()
  const devices = certificates.map(each => {
    const certificate = verifyCertificate(crypto, each, { account })
    return { certificate, peerId: peerIdOf(certificate.device), signed: each }
  })
  // a revoked key is a device key that is not listed, so all of them together are distinct
  distinct([...devices.map(({ certificate }) => certificate.device), ...revoked])
  distinct(devices.map(({ certificate }) => certificate.ratchetKey))
  return { account, userId: userIdOf(account), version, devices, revoked, signed }
}

/**
 * What a received list is beside the held one. A fork means that the account key signed two
 * histories: treat it as a changed key.
 *
 * @throws {TrustError} the lists are of two accounts
 */
export function compareDeviceLists(held: VerifiedDeviceList, received: VerifiedDeviceList): DeviceListOrder {
  if (!equalBytes(held.account, received.account)) untrusted()
  if (received.version !== held.version) return received.version > held.version ? 'newer' : 'older'
  return equalBytes(held.signed.payload, received.signed.payload) ? 'same' : 'fork'
}

/**
 * A device of a list, by its key. With `now` only if its certificate lasts beyond that, as a
 * new session needs it; without, as a running session needs it.
 */
export function findDevice(
  list: VerifiedDeviceList,
  device: Uint8Array,
  now?: EpochMs
): VerifiedDevice | undefined {
  return list.devices.find(
    ({ certificate }) =>
      equalBytes(certificate.device, device) && (now === undefined || now < certificate.expires)
  )
}

function distinct(keys: Uint8Array[]): void {
  if (new Set(keys.map(key => bytesToHex(key))).size !== keys.length) untrusted()
}

function untrusted(): never {
  throw new TrustError('A device list cannot be trusted')
}
