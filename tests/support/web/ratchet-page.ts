/**
 * A page with two devices that have a session, for a benchmark that measures from outside how many
 * messages a second go through the ratchet in a browser.
 *
 * @packageDocumentation
 */
import { loadSodiumBackend, nobleBackend } from '../../../src/crypto/index.ts'
import {
  createPrekeys,
  decrypt,
  encrypt,
  findPrekeys,
  initiate,
  publicPrekeys,
  respond
} from '../../../src/ratchet/index.ts'
import type { CryptoBackend } from '../../../src/crypto/index.ts'
import type { SelfParty, Session } from '../../../src/ratchet/index.ts'

/** What the benchmark calls. */
export interface RatchetPage {
  /**
   * Messages a second, each sealed and opened.
   *
   * @param turns - every message answers the last one; else all go one way
   * @param length - of the content, in bytes
   * @param duration - how long to measure (ms)
   */
  rate(backend: 'noble' | 'libsodium', turns: boolean, length: number, duration: number): Promise<number>
}

const rng = (length: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(length))

function device(crypto: CryptoBackend): SelfParty {
  const identitySecret = rng(32)
  const identityKey = crypto.x25519PublicKey(identitySecret)
  return { account: rng(32), device: rng(32), identitySecret, identityKey }
}

/** Alice and Bob after her first message. */
function meet(crypto: CryptoBackend): [Session, Session] {
  const now = Date.now()
  const [alice, bob] = [device(crypto), device(crypto)]
  const prekeys = createPrekeys(rng, now)
  const peer = { ...bob, ...publicPrekeys(crypto, prekeys) }
  const plaintext = new Uint8Array(0)
  const { session, initial } = initiate({ crypto, rng, self: alice, peer, leastSuite: 0, now, plaintext })
  const found = findPrekeys(crypto, [prekeys], initial, now)
  return [session, respond({ crypto, self: bob, prekeys: found, initiator: alice, initial, now }).session]
}

/** So many messages of one side to the other, first all sealed, then all opened. */
function carry(
  crypto: CryptoBackend,
  sessions: [Session, Session],
  from: 0 | 1,
  plaintext: Uint8Array,
  count: number
): void {
  const to = from === 0 ? 1 : 0
  const now = Date.now()
  const envelopes: Uint8Array[] = []
  for (let at = 0; at < count; at += 1) {
    const sealed = encrypt({ crypto, rng, session: sessions[from], plaintext, now })
    sessions[from] = sealed.session
    envelopes.push(sealed.envelope)
  }
  for (const envelope of envelopes) {
    sessions[to] = decrypt({ crypto, session: sessions[to], envelope, now }).session
  }
}

const page: RatchetPage = {
  async rate(backend, turns, length, duration) {
    const crypto = backend === 'noble' ? nobleBackend : await loadSodiumBackend()
    const sessions = meet(crypto)
    const plaintext = new Uint8Array(length)
    const began = performance.now()
    let count = 0
    while (performance.now() - began < duration) {
      if (turns) for (const from of [1, 0] as const) carry(crypto, sessions, from, plaintext, 1)
      else carry(crypto, sessions, 0, plaintext, 50)
      count += turns ? 2 : 50
    }
    return (count / (performance.now() - began)) * 1_000
  }
}

Object.assign(globalThis, { page })
