import assert from 'node:assert/strict'
import { concatBytes } from '@noble/hashes/utils.js'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import {
  grantFor,
  membershipProof,
  openDeposit,
  sealDeposit,
  signAcknowledgement,
  tokenFor,
  tokenHash,
  verifyAcknowledgement,
  verifyReceipt
} from '../../../src/relay/index.ts'
import { toldExpiry } from '../../../src/relay/core/deposit.ts'
import { signReceipt } from '../../../src/relay/core/receipts.ts'
import { provesMembership } from '../../../src/relay/core/membership.ts'
import { sign } from '../../../src/identity/index.ts'
import { decodeStoreReceipt, encodeStoreReceipt } from '../../../src/wire/index.ts'
import {
  COORDINATOR,
  COORDINATOR_SEED,
  NOW,
  bytesOf,
  hashOf,
  itemNamed,
  mailboxNamed
} from '../../support/mailboxes.ts'

const alice = mailboxNamed('alice')
const other = mailboxNamed('other')
const secret = bytesOf('deposit secret')
const nonce = (name: string): Uint8Array => bytesOf(name).slice(0, 24)

describe('relay: when something ends', () => {
  it('is told to coordinators as the next full hour, and never is never', () => {
    const hour = 3_600_000
    for (const [expires, told] of [
      [0, 0],
      [1, hour],
      [hour, hour],
      [hour + 1, 2 * hour],
      [500_000 * hour - 1, 500_000 * hour]
    ] as const) {
      assert.equal(toldExpiry(expires), told)
      assert.equal(grantFor(crypto, secret, alice.key, { expires }).expires, told)
    }
  })
})

describe('relay: deposits', () => {
  it('gives another token at each mailbox and for each secret', () => {
    const token = tokenFor(crypto, secret, alice.key)
    assert.equal(token.length, 16)
    assert.deepEqual(tokenFor(crypto, secret, alice.key), token)
    assert.notDeepEqual(tokenFor(crypto, secret, other.key), token)
    assert.notDeepEqual(tokenFor(crypto, bytesOf('another'), alice.key), token)
    assert.deepEqual(tokenHash(crypto, token), hashOf(token))
  })

  it('has the token and the bytes that the protocol page fixes', () => {
    const zero = new Uint8Array(32)
    const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
    const domain = 'earshot/deposit-token/1'
    const input = concatBytes(Uint8Array.of(domain.length), Buffer.from(domain), zero)
    assert.equal(hex(tokenFor(crypto, zero, zero)), hex(crypto.hmacSha256(zero, input)).slice(0, 32))
    const key = crypto.hkdfSha256(zero, zero, Buffer.from('earshot/deposit/1'), 32)
    const sealed = sealDeposit(crypto, zero, zero, new Uint8Array(24), Uint8Array.of(1, 2, 3))
    const none = new Uint8Array(0)
    assert.deepEqual(
      crypto.xchacha20Poly1305Open(key, new Uint8Array(24), sealed.slice(24), none),
      Uint8Array.of(1, 2, 3)
    )
  })

  it('works with the 16-byte secret of an invite', () => {
    const invite = secret.slice(0, 16)
    const sealed = sealDeposit(crypto, invite, alice.key, nonce('n'), itemNamed('envelope'))
    assert.deepEqual(openDeposit(crypto, invite, alice.key, sealed), itemNamed('envelope'))
    assert.equal(tokenFor(crypto, invite, alice.key).length, 16)
  })

  it('opens what was sealed, and repeats the same bytes for the same nonce', () => {
    const envelope = itemNamed('envelope', 4_096)
    const sealed = sealDeposit(crypto, secret, alice.key, nonce('n'), envelope)
    assert.equal(sealed.length, envelope.length + 40)
    assert.deepEqual(sealDeposit(crypto, secret, alice.key, nonce('n'), envelope), sealed)
    assert.deepEqual(openDeposit(crypto, secret, alice.key, sealed), envelope)
  })

  it('opens neither for another mailbox, nor with another secret, nor altered, nor cut', () => {
    const sealed = sealDeposit(crypto, secret, alice.key, nonce('n'), itemNamed('envelope'))
    const open = (key: Uint8Array, mailbox: Uint8Array, bytes: Uint8Array) => () =>
      openDeposit(crypto, key, mailbox, bytes)
    assert.throws(open(secret, other.key, sealed), { name: 'AuthenticationError' })
    assert.throws(open(bytesOf('another'), alice.key, sealed), { name: 'AuthenticationError' })
    for (let at = 0; at < sealed.length; at++) {
      const altered = sealed.slice()
      altered[at] = (altered[at] ?? 0) ^ 1
      assert.throws(open(secret, alice.key, altered), { name: 'AuthenticationError' })
    }
    assert.throws(open(secret, alice.key, sealed.slice(0, 39)), { name: 'WireFormatError' })
    assert.throws(() => sealDeposit(crypto, secret, alice.key, new Uint8Array(12), sealed), {
      name: 'UsageError'
    })
  })

  it('shares no 8-byte window between two mailboxes', () => {
    const envelope = new Uint8Array(16_384).fill(5)
    const first = sealDeposit(crypto, secret, alice.key, nonce('one'), envelope)
    const second = sealDeposit(crypto, secret, other.key, nonce('two'), envelope)
    const windows = new Set<string>()
    const window = (bytes: Uint8Array, at: number): string =>
      Buffer.from(bytes.subarray(at, at + 8)).toString('latin1')
    for (let at = 0; at + 8 <= first.length; at++) windows.add(window(first, at))
    for (let at = 0; at + 8 <= second.length; at++) assert.ok(!windows.has(window(second, at)))
  })

  it('grants what a token can be checked against', () => {
    const grant = grantFor(crypto, secret, alice.key, { stranger: true, expires: NOW })
    const hash = tokenHash(crypto, tokenFor(crypto, secret, alice.key))
    assert.deepEqual(grant, { tokenHash: hash, stranger: true, expires: NOW })
    assert.deepEqual(grantFor(crypto, secret, alice.key), { tokenHash: hash, stranger: false, expires: 0 })
  })
})

describe('relay: receipts and acknowledgements', () => {
  const receipt = {
    coordinator: COORDINATOR,
    mailbox: alice.key,
    item: hashOf(itemNamed('item')),
    expiresAt: NOW,
    nonce: bytesOf('nonce').slice(0, 16)
  }
  const signed = signReceipt(crypto, COORDINATOR_SEED, receipt)
  const refused = (error: Error): boolean =>
    ['AuthenticationError', 'WireFormatError', 'LimitError'].includes(error.name)

  it('holds', () => {
    assert.deepEqual(verifyReceipt(crypto, signed, receipt), receipt)
  })

  it('is refused when any byte of it is changed', () => {
    const bytes = encodeStoreReceipt(signed)
    for (let at = 0; at < bytes.length; at++) {
      for (const mask of [1, 0x80]) {
        const altered = bytes.slice()
        altered[at] = (altered[at] ?? 0) ^ mask
        assert.throws(
          () => verifyReceipt(crypto, decodeStoreReceipt(altered), receipt),
          refused,
          `byte ${at}`
        )
      }
    }
  })

  it('is refused when it is about something else, or of somebody else', () => {
    for (const name of ['mailbox', 'item', 'nonce'] as const) {
      const wrong = { ...receipt, [name]: bytesOf('wrong').slice(0, receipt[name].length) }
      assert.throws(() => verifyReceipt(crypto, signed, wrong), { name: 'AuthenticationError' })
      const honest = signReceipt(crypto, COORDINATOR_SEED, wrong)
      assert.throws(() => verifyReceipt(crypto, honest, receipt), { name: 'AuthenticationError' })
    }
    assert.throws(() => verifyReceipt(crypto, signed, { ...receipt, coordinator: other.key }), {
      name: 'AuthenticationError'
    })
    // signed by the expected coordinator, but naming another one
    const misnamed = signReceipt(crypto, COORDINATOR_SEED, { ...receipt, coordinator: other.key })
    assert.throws(() => verifyReceipt(crypto, misnamed, receipt), { name: 'AuthenticationError' })
    // the right key for the wrong purpose
    const elsewhere = sign(crypto, COORDINATOR_SEED, 'earshot/something/1', signed.payload)
    assert.throws(() => verifyReceipt(crypto, elsewhere, receipt), { name: 'AuthenticationError' })
  })

  it('takes an acknowledgement only of the mailbox key and for this coordinator', () => {
    const items = { coordinator: COORDINATOR, mailbox: alice.key, items: [receipt.item], at: NOW }
    const expected = { coordinator: COORDINATOR, mailbox: alice.key }
    const acknowledged = signAcknowledgement(crypto, alice.seed, items)
    assert.deepEqual(verifyAcknowledgement(crypto, acknowledged, expected), items)
    const failing = [
      [signAcknowledgement(crypto, other.seed, items), expected],
      [acknowledged, { ...expected, coordinator: other.key }],
      [signAcknowledgement(crypto, alice.seed, { ...items, mailbox: other.key }), expected]
    ] as const
    for (const [made, about] of failing) {
      assert.throws(() => verifyAcknowledgement(crypto, made, about), { name: 'AuthenticationError' })
    }
  })

  it('proves membership for one mailbox at one coordinator', () => {
    const key = bytesOf('membership')
    const proof = membershipProof(crypto, key, COORDINATOR, alice.key)
    assert.ok(provesMembership(crypto, key, COORDINATOR, alice.key, proof))
    assert.ok(!provesMembership(crypto, key, COORDINATOR, other.key, proof))
    assert.ok(!provesMembership(crypto, key, other.key, alice.key, proof))
    assert.ok(!provesMembership(crypto, bytesOf('guess'), COORDINATOR, alice.key, proof))
    assert.ok(!provesMembership(crypto, key, COORDINATOR, alice.key, proof.slice(1)))
  })
})
