/**
 * Our own vectors for what is sealed around the ratchet: prekey bundles, first messages that show no
 * sender, deposits in mailboxes; and safety numbers. After a change of the protocol, and only then, make
 * `sealing.json` anew with UPDATE_VECTORS=1.
 */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { env } from 'node:process'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import {
  accountFromSeed,
  certify,
  deviceFromSecrets,
  findDevice,
  openBundle,
  safetyNumber,
  sealBundle,
  signBundle,
  signDeviceList,
  verifyBundle,
  verifyDeviceList
} from '../../src/identity/index.ts'
import {
  SUPPORTED_SUITES,
  createPrekeys,
  findPrekeys,
  initiate,
  openInitial,
  publicPrekeys,
  respond,
  sealInitial
} from '../../src/ratchet/index.ts'
import { openDeposit, sealDeposit, tokenFor, tokenHash } from '../../src/relay/index.ts'
import { decodeInitialMessage, encodeInitialMessage, encodeSigned } from '../../src/wire/index.ts'
import { decodePrekeyRecord, encodePrekeyRecord } from '../../src/wire/vault.ts'
import { START, seededRng } from '../support/ratchet.ts'
import type { Account, Device } from '../../src/identity/index.ts'
import type { SelfParty } from '../../src/ratchet/index.ts'
import type { Signed } from '../../src/wire/index.ts'

const file = new URL('./sealing.json', import.meta.url)
const hex = bytesToHex

interface Party {
  readonly account: Account
  readonly device: Device
  readonly deviceList: Signed
  readonly self: SelfParty
}

interface SealedBundle {
  readonly mailbox: string
  readonly sealed: string
}

interface Deposit {
  readonly secret: string
  readonly mailbox: string
  readonly nonce: string
  readonly token: string
  readonly tokenHash: string
  readonly deposited: string
}

interface Vectors {
  readonly about: readonly string[]
  readonly alice: unknown
  readonly bob: { readonly accountSeed: string; readonly deviceSeed: string; readonly ratchetSecret: string; readonly prekeys: string }
  readonly safetyNumbers: ReadonlyArray<{ readonly a: string; readonly b: string; readonly number: string }>
  readonly bundle: { readonly signed: string; readonly sealed: readonly SealedBundle[] }
  readonly firstMessage: { readonly text: string; readonly message: string; readonly sealed: string }
  readonly deposits: { readonly envelope: string; readonly sealed: readonly Deposit[] }
}

/** 32 times one byte. */
function seedOf(byte: number): Uint8Array {
  return new Uint8Array(32).fill(byte)
}

function party(accountSeed: Uint8Array, deviceSeed: Uint8Array, ratchetSecret: Uint8Array): Party {
  const account = accountFromSeed(crypto, accountSeed)
  const device = deviceFromSecrets(crypto, deviceSeed, ratchetSecret)
  const certificates = [certify(crypto, account, device, START)]
  const deviceList = signDeviceList(crypto, account, { version: 1, certificates, revoked: [] })
  const self = {
    account: account.publicKey,
    device: device.publicKey,
    identitySecret: device.ratchetSecret,
    identityKey: device.ratchetKey
  }
  return { account, device, deviceList, self }
}

const ALICE = party(seedOf(1), seedOf(3), seedOf(5))
const BOB = party(seedOf(2), seedOf(4), seedOf(6))
const MAILBOXES = [7, 8, 9].map(byte => crypto.ed25519PublicKey(seedOf(byte)))

function make(): Vectors {
  const rng = seededRng('earshot sealing vectors 1')
  const prekeys = createPrekeys(rng, START)
  const keys = publicPrekeys(crypto, prekeys)
  const signed = signBundle(crypto, BOB.device, { ...keys, deviceList: BOB.deviceList })
  const sealedBundles = MAILBOXES.map(mailbox => ({
    mailbox: hex(mailbox),
    sealed: hex(sealBundle(crypto, rng, BOB.account.publicKey, mailbox, signed))
  }))

  const text = 'May I write to you?'
  const { initial } = initiate({
    crypto,
    rng,
    self: ALICE.self,
    peer: { ...BOB.self, ...keys },
    leastSuite: 0,
    now: START,
    plaintext: utf8ToBytes(text)
  })
  const { deviceList, device } = ALICE
  const message = encodeInitialMessage({ ...initial, deviceList, device: device.publicKey })
  const sealedMessage = sealInitial(crypto, rng, keys.requestKey, message)

  const envelope = rng(256)
  const secret = rng(32)
  const deposits = MAILBOXES.map(mailbox => {
    const nonce = rng(24)
    const token = tokenFor(crypto, secret, mailbox)
    return {
      secret: hex(secret),
      mailbox: hex(mailbox),
      nonce: hex(nonce),
      token: hex(token),
      tokenHash: hex(tokenHash(crypto, token)),
      deposited: hex(sealDeposit(crypto, secret, mailbox, nonce, envelope))
    }
  })
  const accounts = [ALICE.account.publicKey, BOB.account.publicKey, accountFromSeed(crypto, seedOf(10)).publicKey]
  const pairs = accounts.flatMap((a, at) => accounts.slice(at + 1).map(b => [a, b] as const))
  const secretsOf = ({ account, device: { seed, ratchetSecret } }: Party): Omit<Vectors['bob'], 'prekeys'> => ({
    accountSeed: hex(account.seed),
    deviceSeed: hex(seed),
    ratchetSecret: hex(ratchetSecret)
  })
  return {
    about: [
      'What Earshot seals around the ratchet, docs/PROTOCOL.md, 2.4, 3, 6, 7.4 and 12.4. All bytes in hex.',
      'Random bytes come from SHA-256(seed ‖ u32be 0) ‖ SHA-256(seed ‖ u32be 1) ‖ …, taken in order of use; the',
      'seed is "earshot sealing vectors 1". In order: the prekeys of Bob (id 4, secret 32, id 4, seed 64, request',
      'secret 32), a nonce 24 for each sealed bundle, the first message (see ratchet.json), the ephemeral secret 32',
      'that seals it, an envelope 256 (of random bytes), a deposit secret 32, a nonce 24 for each deposit.',
      `Certificates, lists and prekeys are of ${START}. "prekeys" is the record that is stored (proto/vault.proto).`,
      '"message" is the encoded InitialMessage; padded and sealed to the request key of the bundle it is "sealed".'
    ],
    alice: secretsOf(ALICE),
    bob: { ...secretsOf(BOB), prekeys: hex(encodePrekeyRecord(prekeys)) },
    safetyNumbers: pairs.map(([a, b]) => ({ a: hex(a), b: hex(b), number: safetyNumber(crypto, a, b) })),
    bundle: { signed: hex(encodeSigned(signed)), sealed: sealedBundles },
    firstMessage: { text, message: hex(message), sealed: hex(sealedMessage) },
    deposits: { envelope: hex(envelope), sealed: deposits }
  }
}

describe('sealing vectors', () => {
  if (env['UPDATE_VECTORS'] === '1') writeFileSync(file, `${JSON.stringify(make(), null, 2)}\n`)
  const committed = JSON.parse(readFileSync(file, 'utf8')) as Vectors
  const bob = party(
    hexToBytes(committed.bob.accountSeed),
    hexToBytes(committed.bob.deviceSeed),
    hexToBytes(committed.bob.ratchetSecret)
  )
  const prekeys = decodePrekeyRecord(hexToBytes(committed.bob.prekeys))

  it('come out again byte for byte', () => {
    assert.deepEqual(make(), committed)
  })

  it('hold bundles that open with the account and the mailbox, and hold', () => {
    const { publicKey } = bob.account
    for (const { mailbox, sealed } of committed.bundle.sealed) {
      const signed = openBundle(crypto, publicKey, hexToBytes(mailbox), hexToBytes(sealed))
      assert.equal(hex(encodeSigned(signed)), committed.bundle.signed)
      const options = { now: START, account: publicKey, suites: SUPPORTED_SUITES }
      const { requestKey } = verifyBundle(crypto, signed, options)
      assert.deepEqual(requestKey, publicPrekeys(crypto, prekeys).requestKey)
    }
  })

  it('hold a first message that opens with the secrets of its receiver, and then tells its sender', () => {
    const { text, message, sealed } = committed.firstMessage
    const opened = openInitial(crypto, [prekeys.requestSecret], hexToBytes(sealed))
    assert.equal(hex(opened), message)
    const initial = decodeInitialMessage(opened)
    const list = verifyDeviceList(crypto, initial.deviceList)
    assert.deepEqual(list.account, ALICE.account.publicKey)
    const device = findDevice(list, initial.device, START)
    assert.ok(device)
    const { plaintext } = respond({
      crypto,
      self: bob.self,
      prekeys: findPrekeys(crypto, [prekeys], initial, START),
      initiator: { account: list.account, device: initial.device, identityKey: device.certificate.ratchetKey },
      initial,
      now: START
    })
    assert.deepEqual(plaintext, utf8ToBytes(text))
  })

  it('hold deposits of one envelope that open with the secret and the mailbox', () => {
    const { envelope, sealed } = committed.deposits
    for (const { secret, mailbox, deposited } of sealed) {
      const opened = openDeposit(crypto, hexToBytes(secret), hexToBytes(mailbox), hexToBytes(deposited))
      assert.equal(hex(opened), envelope)
    }
    assert.equal(new Set(sealed.flatMap(({ token, deposited }) => [token, deposited])).size, 6)
  })
})
