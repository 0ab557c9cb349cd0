/**
 * The ratchet against the specification's own pseudocode: §4 of "The Double Ratchet
 * Algorithm" written down line by line, with its mutable state and its eager ratchet
 * steps, talks to our implementation.
 */
import assert from 'node:assert/strict'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { AuthenticationError } from '../../../src/errors.ts'
import { decrypt, encrypt, initiate, paddedLength } from '../../../src/ratchet/index.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import { START, bundleOf, seededRng, testDevice } from '../../support/ratchet.ts'
import type { Session } from '../../../src/ratchet/index.ts'

const MAX_SKIP = 2_000

function kdfRkHe(rk: Uint8Array, dh: Uint8Array): [Uint8Array, Uint8Array, Uint8Array] {
  const out = crypto.hkdfSha256(dh, rk, utf8ToBytes('earshot/ratchet-root/1'), 96)
  return [out.slice(0, 32), out.slice(32, 64), out.slice(64)]
}

function kdfCk(ck: Uint8Array): [Uint8Array, Uint8Array] {
  return [crypto.hmacSha256(ck, Uint8Array.of(2)), crypto.hmacSha256(ck, Uint8Array.of(1))]
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
    const header = new Uint8Array(41)
    header[0] = 1
    header.set(this.dhs.public, 1)
    new DataView(header.buffer).setUint32(33, this.pn)
    new DataView(header.buffer).setUint32(37, this.ns)
    this.ns += 1
    const nonce = this.rng(24)
    const box = crypto.xchacha20Poly1305Seal(this.hks, nonce, header, this.ad)
    const prefix = concatBytes(nonce, Uint8Array.of(0, box.length), box)
    const key = crypto.hkdfSha256(mk, nonce, utf8ToBytes('earshot/ratchet-message/1'), 44)
    const padded = new Uint8Array(paddedLength(content.length) - prefix.length - 16)
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
      this.dhRatchet(header.dh)
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

  private hdecrypt(
    hk: Uint8Array | undefined,
    envelope: Uint8Array
  ): { dh: Uint8Array; pn: number; n: number } | undefined {
    if (hk === undefined) return undefined
    try {
      const nonce = envelope.subarray(0, 24)
      const header = crypto.xchacha20Poly1305Open(hk, nonce, envelope.subarray(26, 26 + 57), this.ad)
      const view = new DataView(header.buffer)
      return { dh: header.slice(1, 33), pn: view.getUint32(33), n: view.getUint32(37) }
    } catch (error) {
      assert.ok(error instanceof AuthenticationError)
      return undefined
    }
  }

  private decryptHeader(envelope: Uint8Array): {
    header: { dh: Uint8Array; pn: number; n: number }
    ratchet: boolean
  } {
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

  private dhRatchet(dh: Uint8Array): void {
    this.pn = this.ns
    this.ns = 0
    this.nr = 0
    this.hks = this.nhks
    this.hkr = this.nhkr
    this.dhr = dh
    ;[this.rk, this.ckr, this.nhkr] = kdfRkHe(this.rk, crypto.x25519(this.dhs.secret, this.dhr))
    const secret = this.rng(32)
    this.dhs = { secret, public: crypto.x25519PublicKey(secret) }
    ;[this.rk, this.cks, this.nhks] = kdfRkHe(this.rk, crypto.x25519(this.dhs.secret, this.dhr))
  }

  private open(mk: Uint8Array, envelope: Uint8Array): Uint8Array {
    const key = crypto.hkdfSha256(mk, envelope.subarray(0, 24), utf8ToBytes('earshot/ratchet-message/1'), 44)
    const ad = concatBytes(this.ad, envelope.subarray(0, 26 + 57))
    const padded = crypto.chacha20Poly1305Open(
      key.subarray(0, 32),
      key.subarray(32),
      envelope.subarray(26 + 57),
      ad
    )
    return padded.slice(0, padded.lastIndexOf(0x80))
  }
}

const rng = seededRng('conformance')
const [alice, bob] = [testDevice(rng), testDevice(rng)]
const opened = initiate({
  crypto,
  rng,
  self: alice.self,
  peer: bundleOf(bob),
  leastSuite: 0,
  now: START,
  plaintext: utf8ToBytes('first')
})

/** PQXDH §3.4 by hand, and RatchetInitBobHE. */
function specBob(): SpecState {
  const u32 = (value: number): Uint8Array => {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setUint32(0, value)
    return bytes
  }
  const { initial } = opened
  const bundle = bundleOf(bob)
  const kem = crypto.mlKem768KeyPair(bob.prekeys.kemPrekeySeed)
  const ad = crypto.sha256(
    utf8ToBytes('earshot/pqxdh-transcript/1'),
    Uint8Array.of(1),
    u32(1),
    alice.self.account,
    bob.self.account,
    alice.self.device,
    bob.self.device,
    alice.self.identityKey,
    bob.self.identityKey,
    bundle.signedPrekey,
    initial.ephemeral,
    crypto.sha256(bundle.kemPrekey),
    crypto.sha256(initial.kemCiphertext),
    u32(bob.prekeys.signedPrekeyId),
    u32(bob.prekeys.kemPrekeyId)
  )
  const input = concatBytes(
    new Uint8Array(32).fill(0xff),
    crypto.x25519(bob.prekeys.signedPrekeySecret, alice.self.identityKey),
    crypto.x25519(bob.self.identitySecret, initial.ephemeral),
    crypto.x25519(bob.prekeys.signedPrekeySecret, initial.ephemeral),
    crypto.mlKem768Decapsulate(kem.secretKey, initial.kemCiphertext)
  )
  const info = concatBytes(utf8ToBytes('earshot/pqxdh/1'), ad)
  const keys = crypto.hkdfSha256(input, new Uint8Array(32), info, 112)
  assert.equal(bytesToHex(keys.subarray(96)), opened.session.id)
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
    const next = encrypt({ crypto, rng, session: answer.session, plaintext: utf8ToBytes('good') })
    assert.deepEqual(spec.decrypt(next.envelope), utf8ToBytes('good'))
  })

  it('both open everything in any order', () => {
    // true: we send, false: the pseudocode sends; the numbers choose what is delivered next.
    // A new chain takes two steps, so in ten no message outlives the five chains we remember.
    const step = fc.tuple(fc.boolean(), fc.array(fc.nat(), { maxLength: 3 }))
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 10, size: 'max' }), steps => {
        const spec = specBob()
        spec.decrypt(opened.initial.envelope)
        let session: Session = opened.session
        const flying: Array<{ toSpec: boolean; text: Uint8Array; envelope: Uint8Array }> = []
        const deliver = (at: number): void => {
          const [sent] = flying.splice(at, 1)
          if (sent === undefined) return
          if (sent.toSpec) return assert.deepEqual(spec.decrypt(sent.envelope), sent.text)
          const received = decrypt({ crypto, session, envelope: sent.envelope, now: START })
          assert.deepEqual(received.plaintext, sent.text)
          session = received.session
        }
        for (const [at, [weSend, picks]] of steps.entries()) {
          const text = utf8ToBytes(`${at}`)
          if (weSend) {
            const sent = encrypt({ crypto, rng, session, plaintext: text })
            session = sent.session
            flying.push({ toSpec: true, text, envelope: sent.envelope })
          } else {
            flying.push({ toSpec: false, text, envelope: spec.encrypt(text) })
          }
          for (const pick of picks) deliver(pick % Math.max(1, flying.length))
        }
        while (flying.length > 0) deliver(0)
      }),
      { numRuns: 100, ...(process.env['SEED'] === undefined ? {} : { seed: Number(process.env['SEED']) }) }
    )
  })
})
