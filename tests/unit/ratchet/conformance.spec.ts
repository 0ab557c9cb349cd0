/**
 * The ratchet against the specification's own pseudocode: §4 of "The Double Ratchet
 * Algorithm" written down line by line, with its mutable state and its eager ratchet
 * steps, and docs/PROTOCOL.md, 8.4, beside it, talks to our implementation.
 */
import assert from 'node:assert/strict'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { AuthenticationError } from '../../../src/errors.ts'
import { createOneTime, decrypt, encrypt, initiate } from '../../../src/ratchet/index.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import { START, bundleOf, hasMixed, seededRng, testDevice } from '../../support/ratchet.ts'
import type { OneTimePrekeys, Session } from '../../../src/ratchet/index.ts'

const MAX_SKIP = 2_000
const HOUR = 3_600_000

/** What the two sides have agreed on beside DH. */
interface Agreed {
  readonly ss: Uint8Array
  readonly ek: Uint8Array
  readonly ct: Uint8Array
}

function kdfRkHe(rk: Uint8Array, dh: Uint8Array, kem?: Agreed): [Uint8Array, Uint8Array, Uint8Array] {
  const [input, info] =
    kem === undefined
      ? [dh, utf8ToBytes('earshot/ratchet-root/2')]
      : [
          concatBytes(dh, kem.ss),
          concatBytes(utf8ToBytes('earshot/ratchet-kem-root/2'), crypto.sha256(kem.ek), crypto.sha256(kem.ct))
        ]
  const out = crypto.hkdfSha256(input, rk, info, 96)
  return [out.slice(0, 32), out.slice(32, 64), out.slice(64)]
}

function kdfCk(ck: Uint8Array): [Uint8Array, Uint8Array] {
  return [crypto.hmacSha256(ck, Uint8Array.of(2)), crypto.hmacSha256(ck, Uint8Array.of(1))]
}

interface SpecHeader {
  readonly dh: Uint8Array
  readonly pn: number
  readonly n: number
  readonly part: Uint8Array
}

/** Where the header box ends. */
function bodyOf(envelope: Uint8Array): number {
  return 26 + new DataView(envelope.buffer, envelope.byteOffset).getUint16(24)
}

/** `state` of the specification, for the responder. */
class SpecState {
  readonly rng = seededRng('specification')
  readonly ad: Uint8Array
  dhs: { secret: Uint8Array; public: Uint8Array }
  dhr: Uint8Array | undefined
  rk: Uint8Array
  cks: Uint8Array | undefined
  ckr: Uint8Array | undefined
  ns = 0
  nr = 0
  pn = 0
  hks: Uint8Array | undefined
  hkr: Uint8Array | undefined
  nhks: Uint8Array
  nhkr: Uint8Array
  readonly mkskipped: Array<{ hk: Uint8Array; n: number; mk: Uint8Array }> = []
  /** Whether to offer a key when the next chain begins, if there is none to be answered. */
  offers = false
  /** What our headers carry: kind, then nothing, a key or a ciphertext. */
  part = Uint8Array.of(0)
  offered: { ek: Uint8Array; dk: Uint8Array } | undefined
  exchanges = 0

  /** RatchetInitBobHE(state, SK, bob_dh_key_pair, shared_hka, shared_nhkb) */
  constructor(sk: Uint8Array, pair: SpecState['dhs'], hka: Uint8Array, nhkb: Uint8Array, ad: Uint8Array) {
    this.dhs = pair
    this.rk = sk
    this.nhks = nhkb
    this.nhkr = hka
    this.ad = ad
  }

  /** RatchetEncryptHE(state, plaintext, AD) */
  encrypt(content: Uint8Array): Uint8Array {
    assert.ok(this.cks !== undefined && this.hks !== undefined)
    const [cks, mk] = kdfCk(this.cks)
    this.cks = cks
    const header = concatBytes(new Uint8Array(41), this.part)
    header[0] = 2
    header.set(this.dhs.public, 1)
    new DataView(header.buffer).setUint32(33, this.pn)
    new DataView(header.buffer).setUint32(37, this.ns)
    this.ns += 1
    const nonce = this.rng(24)
    const box = crypto.xchacha20Poly1305Seal(this.hks, nonce, header, this.ad)
    const prefix = concatBytes(nonce, Uint8Array.of(box.length >> 8, box.length & 0xff), box)
    const key = crypto.hkdfSha256(mk, nonce, utf8ToBytes('earshot/ratchet-message/2'), 44)
    const length = [256, 512, 1_024, 2_048].find(rung => rung > prefix.length + content.length + 16)
    const padded = new Uint8Array((length ?? 0) - prefix.length - 16)
    padded.set([...content, 0x80])
    const ad = concatBytes(this.ad, prefix)
    return concatBytes(prefix, crypto.chacha20Poly1305Seal(key.subarray(0, 32), key.subarray(32), padded, ad))
  }

  /** RatchetDecryptHE(state, enc_header, ciphertext, AD) */
  decrypt(envelope: Uint8Array): Uint8Array {
    const skipped = this.trySkippedMessageKeys(envelope)
    if (skipped !== undefined) return skipped
    const { header, ratchet } = this.decryptHeader(envelope)
    if (ratchet) {
      this.skipMessageKeys(header.pn)
      this.dhRatchet(header.dh, header.part)
    }
    this.skipMessageKeys(header.n)
    assert.ok(this.ckr !== undefined)
    const [ckr, mk] = kdfCk(this.ckr)
    this.ckr = ckr
    this.nr += 1
    return this.open(mk, envelope)
  }

  private trySkippedMessageKeys(envelope: Uint8Array): Uint8Array | undefined {
    for (const [at, { hk, n, mk }] of this.mkskipped.entries()) {
      const header = this.hdecrypt(hk, envelope)
      if (header !== undefined && header.n === n) {
        this.mkskipped.splice(at, 1)
        return this.open(mk, envelope)
      }
    }
    return undefined
  }

  private hdecrypt(hk: Uint8Array | undefined, envelope: Uint8Array): SpecHeader | undefined {
    if (hk === undefined) return undefined
    try {
      const nonce = envelope.subarray(0, 24)
      const header = crypto.xchacha20Poly1305Open(hk, nonce, envelope.subarray(26, bodyOf(envelope)), this.ad)
      const view = new DataView(header.buffer)
      return {
        dh: header.slice(1, 33),
        pn: view.getUint32(33),
        n: view.getUint32(37),
        part: header.slice(41)
      }
    } catch (error) {
      assert.ok(error instanceof AuthenticationError)
      return undefined
    }
  }

  private decryptHeader(envelope: Uint8Array): { header: SpecHeader; ratchet: boolean } {
    const current = this.hdecrypt(this.hkr, envelope)
    if (current !== undefined) return { header: current, ratchet: false }
    const next = this.hdecrypt(this.nhkr, envelope)
    assert.ok(next !== undefined, 'no header key opens it')
    return { header: next, ratchet: true }
  }

  private skipMessageKeys(until: number): void {
    assert.ok(this.nr + MAX_SKIP >= until)
    if (this.ckr === undefined || this.hkr === undefined) return
    while (this.nr < until) {
      const [ckr, mk] = kdfCk(this.ckr)
      this.ckr = ckr
      this.mkskipped.push({ hk: this.hkr, n: this.nr, mk })
      this.nr += 1
    }
  }

  private dhRatchet(dh: Uint8Array, part: Uint8Array): void {
    this.pn = this.ns
    this.ns = 0
    this.nr = 0
    this.hks = this.nhks
    this.hkr = this.nhkr
    this.dhr = dh
    const taken = this.takeAnswer(part)
    ;[this.rk, this.ckr, this.nhkr] = kdfRkHe(this.rk, crypto.x25519(this.dhs.secret, this.dhr), taken)
    const secret = this.rng(32)
    this.dhs = { secret, public: crypto.x25519PublicKey(secret) }
    const given = this.beginPart(part)
    ;[this.rk, this.cks, this.nhks] = kdfRkHe(this.rk, crypto.x25519(this.dhs.secret, this.dhr), given)
  }

  private takeAnswer(part: Uint8Array): Agreed | undefined {
    assert.equal(part[0] === 2, this.offered !== undefined, 'an answer if and only if there was an offer')
    if (this.offered === undefined) return undefined
    const { ek, dk } = this.offered
    this.offered = undefined
    this.exchanges += 1
    const ct = part.subarray(1)
    return { ss: crypto.mlKem768Decapsulate(dk, ct), ek, ct }
  }

  /** What the chain that begins carries, after a chain that carried `received`. */
  private beginPart(received: Uint8Array): Agreed | undefined {
    if (received[0] === 1) {
      const ek = received.subarray(1)
      const { ciphertext: ct, sharedSecret: ss } = crypto.mlKem768Encapsulate(ek, this.rng(32))
      this.part = concatBytes(Uint8Array.of(2), ct)
      return { ss, ek, ct }
    }
    this.part = Uint8Array.of(0)
    if (!this.offers) return undefined
    const { publicKey: ek, secretKey: dk } = crypto.mlKem768KeyPair(this.rng(64))
    this.offered = { ek, dk }
    this.part = concatBytes(Uint8Array.of(1), ek)
    return undefined
  }

  private open(mk: Uint8Array, envelope: Uint8Array): Uint8Array {
    const key = crypto.hkdfSha256(mk, envelope.subarray(0, 24), utf8ToBytes('earshot/ratchet-message/2'), 44)
    const body = bodyOf(envelope)
    const ad = concatBytes(this.ad, envelope.subarray(0, body))
    const padded = crypto.chacha20Poly1305Open(
      key.subarray(0, 32),
      key.subarray(32),
      envelope.subarray(body),
      ad
    )
    return padded.slice(0, padded.lastIndexOf(0x80))
  }
}

const rng = seededRng('conformance')
const [alice, bob] = [testDevice(rng), testDevice(rng)]
const oneTime = createOneTime(rng, START, new Uint8Array(32))
const plaintext = utf8ToBytes('first')
const common = { crypto, rng, self: alice.self, leastSuite: 0, now: START, plaintext }
const opened = initiate({ ...common, peer: bundleOf(bob) })

/** PQXDH §3.4 by hand, and RatchetInitBobHE. */
function specBob({ initial, session } = opened, once?: OneTimePrekeys): SpecState {
  const u32 = (value: number): Uint8Array => {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setUint32(0, value)
    return bytes
  }
  const bundle = bundleOf(bob)
  const kem = crypto.mlKem768KeyPair(once?.kemSeed ?? bob.prekeys.kemPrekeySeed)
  const opk = once === undefined ? new Uint8Array(0) : crypto.x25519PublicKey(once.curveSecret)
  const ad = crypto.sha256(
    utf8ToBytes('earshot/pqxdh-transcript/2'),
    Uint8Array.of(2),
    u32(1),
    alice.self.account,
    bob.self.account,
    alice.self.device,
    bob.self.device,
    alice.self.identityKey,
    bob.self.identityKey,
    bundle.signedPrekey,
    initial.ephemeral,
    crypto.sha256(kem.publicKey),
    crypto.sha256(initial.kemCiphertext),
    u32(bob.prekeys.signedPrekeyId),
    u32(once === undefined ? bob.prekeys.kemPrekeyId : 0),
    u32(once?.id ?? 0),
    opk
  )
  const input = concatBytes(
    new Uint8Array(32).fill(0xff),
    crypto.x25519(bob.prekeys.signedPrekeySecret, alice.self.identityKey),
    crypto.x25519(bob.self.identitySecret, initial.ephemeral),
    crypto.x25519(bob.prekeys.signedPrekeySecret, initial.ephemeral),
    once === undefined ? new Uint8Array(0) : crypto.x25519(once.curveSecret, initial.ephemeral),
    crypto.mlKem768Decapsulate(kem.secretKey, initial.kemCiphertext)
  )
  const info = concatBytes(utf8ToBytes('earshot/pqxdh/2'), ad)
  const keys = crypto.hkdfSha256(input, new Uint8Array(32), info, 112)
  assert.equal(bytesToHex(keys.subarray(96)), session.id)
  const pair = { secret: bob.prekeys.signedPrekeySecret, public: bundle.signedPrekey }
  return new SpecState(keys.slice(0, 32), pair, keys.slice(32, 64), keys.slice(64, 96), ad)
}

describe('conformance to the specification', () => {
  it('the pseudocode opens our first message and the two go on talking', () => {
    const spec = specBob()
    assert.deepEqual(spec.decrypt(opened.initial.envelope), utf8ToBytes('first'))
    const answer = decrypt({
      crypto,
      session: opened.session,
      envelope: spec.encrypt(utf8ToBytes('yes')),
      now: START
    })
    assert.deepEqual(answer.plaintext, utf8ToBytes('yes'))
    const next = encrypt({ crypto, rng, session: answer.session, plaintext: utf8ToBytes('good'), now: START })
    assert.deepEqual(spec.decrypt(next.envelope), utf8ToBytes('good'))
  })

  it('the same with a one-time prekey', () => {
    const once = initiate({ ...common, peer: bundleOf(bob, oneTime) })
    const spec = specBob(once, oneTime)
    assert.deepEqual(spec.decrypt(once.initial.envelope), plaintext)
    const envelope = spec.encrypt(utf8ToBytes('yes'))
    const answer = decrypt({ crypto, session: once.session, envelope, now: START })
    assert.deepEqual(answer.plaintext, utf8ToBytes('yes'))
  })

  it('both open everything in any order', () => {
    // Whether we send or the pseudocode; who offers a key if it begins a chain; the numbers
    // choose what is delivered next.
    // A new chain takes two steps, so in ten no message outlives the five chains we remember.
    const offers = fc.constantFrom('nobody', 'we', 'pseudocode')
    const step = fc.tuple(fc.boolean(), offers, fc.array(fc.nat(), { maxLength: 3 }))
    const exchanges = { ofSpec: 0, ofOurs: 0 }
    fc.assert(
      fc.property(offers, fc.array(step, { minLength: 3, maxLength: 10, size: 'max' }), (first, steps) => {
        const spec = specBob()
        spec.offers = first === 'pseudocode'
        spec.decrypt(opened.initial.envelope)
        let session: Session = opened.session
        let now = START
        let mixed = 0
        const take = (next: Session): void => {
          if (hasMixed(session, next)) mixed += 1
          session = next
        }
        const flying: Array<{ toSpec: boolean; text: Uint8Array; envelope: Uint8Array }> = []
        const deliver = (at: number): void => {
          const [sent] = flying.splice(at, 1)
          if (sent === undefined) return
          if (sent.toSpec) return assert.deepEqual(spec.decrypt(sent.envelope), sent.text)
          const received = decrypt({ crypto, session, envelope: sent.envelope, now })
          assert.deepEqual(received.plaintext, sent.text)
          take(received.session)
        }
        for (const [at, [weSend, offer, picks]] of steps.entries()) {
          const text = utf8ToBytes(`${at}`)
          spec.offers = offer === 'pseudocode'
          if (offer === 'we') now += HOUR
          if (weSend) {
            const sent = encrypt({ crypto, rng, session, plaintext: text, now })
            take(sent.session)
            flying.push({ toSpec: true, text, envelope: sent.envelope })
          } else {
            flying.push({ toSpec: false, text, envelope: spec.encrypt(text) })
          }
          for (const pick of picks) deliver(pick % Math.max(1, flying.length))
        }
        while (flying.length > 0) deliver(0)
        exchanges.ofSpec += spec.exchanges
        exchanges.ofOurs += mixed - spec.exchanges
      }),
      { numRuns: 75, ...(process.env['SEED'] === undefined ? {} : { seed: Number(process.env['SEED']) }) }
    )
    assert.ok(exchanges.ofSpec > 10 && exchanges.ofOurs > 10, JSON.stringify(exchanges))
  })
})
