/**
 * Nothing secret outlives its use, as far as the code owns it: a backend keeps hold of every
 * secret array that it gave out or was given, and of every random one. After each step they
 * are zero, but for those that the step handed to its caller or had from it.
 */
import assert from 'node:assert/strict'
import { bytesToUtf8 } from '@noble/ciphers/utils.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { ENVELOPE_NONCE_LENGTH, KEM_PERIOD } from '../../../src/ratchet/constants.ts'
import {
  createOneTime,
  decrypt,
  encrypt,
  findPrekeys,
  initiate,
  openInitial,
  publicOneTime,
  publicPrekeys,
  respond,
  sealInitial
} from '../../../src/ratchet/index.ts'
import { quickBackend } from '../../support/quick-crypto.ts'
import { START, bundleOf, openPair, seededRng, testDevice } from '../../support/ratchet.ts'
import type { CryptoBackend } from '../../../src/crypto/index.ts'
import type { Rng } from '../../../src/ports.ts'
import type { Session } from '../../../src/ratchet/index.ts'

const plaintext = utf8ToBytes('nobody’s business')

/** Remembers every secret, under what it is. */
class Ledger {
  readonly #secrets: Map<Uint8Array, string> = new Map()
  readonly crypto: CryptoBackend
  readonly rng: Rng

  constructor(seed: string) {
    const random = seededRng(seed)
    const keep = (what: string, ...arrays: readonly Uint8Array[]): void => {
      for (const bytes of arrays) this.#secrets.set(bytes, this.#secrets.get(bytes) ?? what)
    }
    this.rng = length => {
      const bytes = random(length)
      // the nonce of an envelope is public
      if (length !== ENVELOPE_NONCE_LENGTH) keep(`random ${length}`, bytes)
      return bytes
    }
    this.crypto = {
      ...quickBackend,
      hmacSha256(key, ...data) {
        const mac = quickBackend.hmacSha256(key, ...data)
        keep('HMAC key', key)
        // of HPKE, from nothing secret
        const isPublic = data.some(part => ['psk_id_hash', 'info_hash'].includes(bytesToUtf8(part)))
        if (!isPublic) keep('HMAC', mac)
        return mac
      },
      hkdfSha256(inputKey, salt, info, length) {
        const keys = quickBackend.hkdfSha256(inputKey, salt, info, length)
        keep('HKDF input', inputKey)
        // a root key; the nonce of an envelope is another one, and public
        if (salt.length === 32) keep('HKDF salt', salt)
        keep('HKDF', keys)
        return keys
      },
      x25519PublicKey(secret) {
        keep('X25519 secret', secret)
        return quickBackend.x25519PublicKey(secret)
      },
      x25519(secret, publicKey) {
        const agreed = quickBackend.x25519(secret, publicKey)
        keep('X25519 secret', secret)
        keep('X25519', agreed)
        return agreed
      },
      mlKem768KeyPair(seed) {
        const pair = quickBackend.mlKem768KeyPair(seed)
        keep('ML-KEM seed', seed)
        keep('ML-KEM secret key', pair.secretKey)
        return pair
      },
      mlKem768Encapsulate(publicKey, randomness) {
        const agreed = quickBackend.mlKem768Encapsulate(publicKey, randomness)
        keep('ML-KEM randomness', randomness)
        keep('ML-KEM secret', agreed.sharedSecret)
        return agreed
      },
      mlKem768Decapsulate(secretKey, ciphertext) {
        const secret = quickBackend.mlKem768Decapsulate(secretKey, ciphertext)
        keep('ML-KEM secret key', secretKey)
        keep('ML-KEM secret', secret)
        return secret
      },
      chacha20Poly1305Seal(key, nonce, content, associatedData) {
        const sealed = quickBackend.chacha20Poly1305Seal(key, nonce, content, associatedData)
        keep('body key', key)
        keep('padded content', content)
        return sealed
      },
      chacha20Poly1305Open(key, nonce, sealed, associatedData) {
        keep('body key', key)
        const content = quickBackend.chacha20Poly1305Open(key, nonce, sealed, associatedData)
        keep('padded content', content)
        return content
      },
      xchacha20Poly1305Seal(key, nonce, header, associatedData) {
        const sealed = quickBackend.xchacha20Poly1305Seal(key, nonce, header, associatedData)
        keep('header key', key)
        return sealed
      }
    }
  }

  /**
   * All of it is zero but what may still be there, and so many were seen. Then it forgets.
   *
   * @param alive - what the caller had before or has now, of any shape
   */
  settle(...alive: readonly unknown[]): ReadonlySet<string> {
    const held = new Set<Uint8Array>()
    for (const each of alive) collect(each, held)
    const wiped = new Set<string>()
    for (const [bytes, what] of this.#secrets) {
      if (held.has(bytes))
        assert.ok(
          bytes.some(byte => byte !== 0),
          `${what} was not ours to wipe`
        )
      else {
        assert.ok(
          bytes.every(byte => byte === 0),
          `${what} of ${bytes.length} bytes is left`
        )
        wiped.add(what)
      }
    }
    this.#secrets.clear()
    return wiped
  }
}

/** Every array in a value of any shape. */
function collect(value: unknown, into: Set<Uint8Array>): void {
  if (value instanceof Uint8Array) into.add(value)
  else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) collect(each, into)
  }
}

describe('consumed secrets are wiped', () => {
  function pair(): { alice: Session; bob: Session } {
    const { alice, bob } = openPair(seededRng('wiping'))
    return { alice, bob: bob.session }
  }

  /** One message, and what was left of it on either side. */
  function carry(
    from: Session,
    to: Session,
    now = START
  ): { from: Session; to: Session; sent: ReadonlySet<string>; received: ReadonlySet<string> } {
    const sending = new Ledger('sending')
    const made = encrypt({ crypto: sending.crypto, rng: sending.rng, session: from, plaintext, now })
    const sent = sending.settle(from, made.session)
    const receiving = new Ledger('receiving')
    const { crypto } = receiving
    const opened = decrypt({ crypto, session: to, envelope: made.envelope, now })
    assert.deepEqual(opened.plaintext, plaintext)
    const received = receiving.settle(to, opened.session)
    return { from: made.session, to: opened.session, sent, received }
  }

  it('of a message in a chain', () => {
    const { alice, bob } = pair()
    const { sent, received } = carry(alice, bob)
    for (const wiped of [sent, received]) {
      // the message key is an HMAC; the chain keys are those of the old and of the new session
      assert.deepEqual([...wiped].toSorted(), ['HKDF', 'HMAC', 'body key', 'padded content'])
    }
  })

  it('of a message that begins a chain', () => {
    const { alice, bob } = pair()
    const { sent, received } = carry(bob, alice)
    for (const wiped of [sent, received]) for (const what of ['X25519', 'HKDF']) assert.ok(wiped.has(what))
  })

  it('of messages that pass others over: their chain keys', () => {
    const { alice, bob } = pair()
    const { crypto, rng } = new Ledger('passed over')
    let ahead = alice
    for (let count = 0; count < 4; count++) {
      ahead = encrypt({ crypto, rng, session: ahead, plaintext, now: START }).session
    }
    // in one chain, and at the end of a chain that is over
    const { from: current, to: jumped, received } = carry(ahead, bob)
    assert.equal(jumped.chains[0]?.skipped.length, 4)
    assert.ok(received.has('HMAC'))
    const answered = carry(jumped, current)
    ahead = answered.to
    for (let count = 0; count < 3; count++) {
      ahead = encrypt({ crypto, rng, session: ahead, plaintext, now: START }).session
    }
    const { to } = carry(ahead, answered.from)
    assert.deepEqual(
      to.chains.map(({ skipped }) => skipped.length),
      [3, 4]
    )
    // and of a chain whose last messages did not come
    const behind = carry(to, ahead)
    const { to: over } = carry(behind.to, {
      ...behind.from,
      receiving: { ...first(to.receiving), messageNumber: 1 }
    })
    assert.ok(first(over.chains[1]).skipped.length > 3)
  })

  it('of an exchange of ML-KEM', () => {
    const { alice, bob } = pair()
    const offer = carry(bob, alice, START + KEM_PERIOD)
    assert.equal(offer.from.sending?.kem.kind, 'offer')
    assert.ok(offer.sent.has('ML-KEM secret key'))
    const answer = carry(offer.to, offer.from, START + KEM_PERIOD)
    assert.equal(answer.from.sending?.kem.kind, 'answer')
    for (const what of ['ML-KEM secret', 'random 32']) assert.ok(answer.sent.has(what), what)
    for (const what of ['ML-KEM secret', 'ML-KEM secret key']) assert.ok(answer.received.has(what), what)
  })

  it('of a late message, once its key is not needed to try again', () => {
    const { alice, bob } = pair()
    const { crypto, rng } = new Ledger('late')
    const late = encrypt({ crypto, rng, session: alice, plaintext, now: START })
    const { to } = carry(late.session, bob)
    const [key] = to.chains[0]?.skipped ?? []
    assert.ok(key !== undefined)
    const ledger = new Ledger('receiving late')
    const { envelope } = late
    const forged = envelope.with(-1, (envelope.at(-1) ?? 0) ^ 1)
    assert.throws(() => decrypt({ crypto: ledger.crypto, session: to, envelope: forged, now: START }))
    // what the old session has is not touched: the true one may still come
    ledger.settle(to)
    decrypt({ crypto: ledger.crypto, session: to, envelope, now: START })
    ledger.settle(to)
    assert.ok(key.messageKey.some(byte => byte !== 0))
  })

  it('of an envelope that does not open: what was derived for its body', () => {
    const { alice, bob } = pair()
    const { crypto, rng } = new Ledger('forging')
    const { envelope } = encrypt({ crypto, rng, session: alice, plaintext, now: START })
    const forged = envelope.with(-1, (envelope.at(-1) ?? 0) ^ 1)
    const ledger = new Ledger('refusing')
    const keys: Uint8Array[] = []
    const watching: CryptoBackend = {
      ...ledger.crypto,
      chacha20Poly1305Open(key, ...rest) {
        keys.push(key)
        return quickBackend.chacha20Poly1305Open(key, ...rest)
      },
      hkdfSha256(inputKey, ...rest) {
        keys.push(inputKey)
        return quickBackend.hkdfSha256(inputKey, ...rest)
      }
    }
    assert.throws(() => decrypt({ crypto: watching, session: bob, envelope: forged, now: START }))
    assert.deepEqual(
      keys.map(key => [key.length, key.every(byte => byte === 0)]),
      [
        [32, true],
        [32, true]
      ]
    )
  })

  it('of a first message, on both sides', () => {
    const rng = seededRng('devices')
    const [alice, bob] = [testDevice(rng), testDevice(rng)]
    const peer = bundleOf(bob)
    const ledger = new Ledger('initiating')
    const { crypto, rng: draw } = ledger
    const common = { crypto, now: START }
    const { session, initial } = initiate({
      ...common,
      rng: draw,
      self: alice.self,
      peer,
      leastSuite: 0,
      plaintext
    })
    const sent = ledger.settle(alice, session)
    for (const what of ['random 32', 'X25519', 'ML-KEM secret', 'HKDF input', 'HKDF', 'HKDF salt']) {
      assert.ok(sent.has(what), what)
    }
    const prekeys = findPrekeys(crypto, [bob.prekeys], initial, START)
    const opened = respond({ ...common, self: bob.self, prekeys, initiator: alice.self, initial })
    const received = ledger.settle(bob, prekeys, opened.session)
    for (const what of ['X25519', 'ML-KEM secret', 'HKDF input', 'HKDF', 'HKDF salt']) {
      assert.ok(received.has(what), what)
    }
  })

  it('of a first message to a one-time prekey, on both sides', () => {
    const rng = seededRng('one-time')
    const [alice, bob] = [testDevice(rng), testDevice(rng)]
    const held = createOneTime(rng, START, rng(32))
    const ledger = new Ledger('once')
    const common = { crypto: ledger.crypto, now: START }
    const peer = { ...bundleOf(bob), oneTime: publicOneTime(ledger.crypto, held) }
    assert.ok(ledger.settle(held).has('ML-KEM secret key'))
    const { session, initial } = initiate({
      ...common,
      rng: ledger.rng,
      self: alice.self,
      peer,
      leastSuite: 0,
      plaintext
    })
    assert.equal(initial.oneTimePrekeyId, held.id)
    assert.ok(ledger.settle(alice, session).has('X25519'))
    const prekeys = findPrekeys(ledger.crypto, [bob.prekeys], initial, START, held)
    const opened = respond({ ...common, self: bob.self, prekeys, initiator: alice.self, initial })
    assert.ok(ledger.settle(bob, held, prekeys, opened.session).has('X25519'))
  })

  it('of a sealed request, on both sides', () => {
    const { prekeys } = testDevice(seededRng('device'))
    const ledger = new Ledger('request')
    const { crypto, rng } = ledger
    const { requestKey } = publicPrekeys(crypto, prekeys)
    ledger.settle(prekeys)
    const message = utf8ToBytes('an encoded InitialMessage')
    const sealed = sealInitial(crypto, rng, requestKey, message)
    const sent = ledger.settle(message)
    for (const what of ['random 32', 'X25519', 'HMAC', 'padded content']) assert.ok(sent.has(what), what)
    const opened = openInitial(crypto, [prekeys.requestSecret], sealed)
    const received = ledger.settle(prekeys, opened)
    for (const what of ['X25519', 'HMAC', 'padded content']) assert.ok(received.has(what), what)
  })
})

function first<T>(value: T | undefined): T {
  assert.ok(value !== undefined)
  return value
}
