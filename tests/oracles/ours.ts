/**
 * A device of ours behind the same few words as Signal's (libsignal.ts). What src/messaging
 * does around the ratchet, and Signal's library itself, is done here: prekeys are found, and
 * a first message is taken once.
 *
 * @packageDocumentation
 */
import { randomBytes } from 'node:crypto'
import { bytesToHex } from '@noble/hashes/utils.js'
import { SessionError } from '../../src/errors.ts'
import {
  addSession,
  baseKeyId,
  createPrekeys,
  decryptWith,
  encryptWith,
  findPrekeys,
  initiate,
  publicPrekeys,
  respond
} from '../../src/ratchet/index.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { InitialFields, PeerBundle, Prekeys, SelfParty, SessionSet } from '../../src/ratchet/index.ts'

/** Something that was sealed. The first one of a session opens it at the other side. */
export type Sealed = { readonly session: string } & (
  | { readonly opening: true; readonly initial: InitialFields }
  | { readonly opening: false; readonly envelope: Uint8Array }
)

const rng = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

/** One device, and its sessions with one other. */
export class OurDevice {
  readonly #crypto: CryptoBackend
  readonly #self: SelfParty
  readonly #taken = new Set<string>()
  #generations: readonly Prekeys[] = []
  #sessions: SessionSet = []
  #bundle: PeerBundle | undefined

  constructor(crypto: CryptoBackend) {
    this.#crypto = crypto
    const identitySecret = rng(32)
    const identityKey = crypto.x25519PublicKey(identitySecret)
    this.#self = { account: rng(32), device: rng(32), identitySecret, identityKey }
  }

  /** A new generation of prekeys. */
  publish(): PeerBundle {
    const prekeys = createPrekeys(rng, Date.now())
    this.#generations = [...this.#generations, prekeys]
    const { account, device, identityKey } = this.#self
    return { account, device, identityKey, ...publicPrekeys(this.#crypto, prekeys) }
  }

  /** Forgets the secrets of all prekeys that it has published. */
  forget(): void {
    this.#generations = []
  }

  /** Opens a session, which the next message carries. */
  open(bundle: PeerBundle): void {
    this.#bundle = bundle
  }

  /** All that it would keep on a disk, but for prekeys. */
  get sessions(): SessionSet {
    return this.#sessions
  }

  /** Whether it has that session. */
  has(session: string): boolean {
    return this.#sessions.some(({ id }) => id === session)
  }

  encrypt(plaintext: Uint8Array): Sealed {
    const crypto = this.#crypto
    const now = Date.now()
    const peer = this.#bundle
    if (peer === undefined) {
      const { set, envelope } = encryptWith({ crypto, rng, set: this.#sessions, plaintext, now })
      this.#sessions = set
      return { opening: false, session: set[0]?.id ?? '', envelope }
    }
    this.#bundle = undefined
    const { session, initial } = initiate({
      crypto,
      rng,
      self: this.#self,
      peer,
      leastSuite: 0,
      now,
      plaintext
    })
    this.#sessions = addSession(this.#sessions, { session }).set
    return { opening: true, session: session.id, initial }
  }

  /** @throws {EarshotError} */
  decrypt(peer: OurDevice, sealed: Sealed): Uint8Array {
    const crypto = this.#crypto
    const now = Date.now()
    if (!sealed.opening) {
      const { set, plaintext } = decryptWith({ crypto, set: this.#sessions, envelope: sealed.envelope, now })
      this.#sessions = set
      return plaintext
    }
    const { initial } = sealed
    const name = bytesToHex(baseKeyId(crypto, initial))
    if (this.#taken.has(name)) throw new SessionError('The first message was received before')
    const prekeys = findPrekeys(crypto, this.#generations, initial, now)
    const opened = respond({ crypto, self: this.#self, prekeys, initiator: peer.#self, initial, now })
    this.#sessions = addSession(this.#sessions, opened).set
    this.#taken.add(name)
    return opened.plaintext
  }
}
