/**
 * The invites that we gave away. Only this device counts their uses: neither a robot that
 * looks at the link nor three coordinators that each hold the request can use one up.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import type { CryptoBackend } from '../crypto/index.ts'
import { LimitError, NotFoundError } from '../errors.ts'
import { createInvite, verifyInvite } from '../identity/index.ts'
import type { VerifiedInvite } from '../identity/index.ts'
import type { Clock, EpochMs, Rng, Store, StoreOp } from '../ports.ts'
import { decodeInviteRecord, encodeInviteRecord } from '../wire/vault.ts'
import type { MailboxAddress, Signed } from '../wire/index.ts'
import { MAX_INVITES, SEEN_KEPT } from './constants.ts'
import type { OwnInvite, Self } from './core/peer.ts'
import { INVITES } from './core/records.ts'

/** An invite that still lets requests in. */
export interface OpenInvite {
  /** 16 bytes: opens our request mailboxes. */
  readonly secret: Uint8Array
  readonly expires: EpochMs
}

/** An invite as people see it. */
export interface InviteState {
  /** Hex. */
  readonly id: string
  readonly expires: EpochMs
  readonly state: 'open' | 'used' | 'revoked' | 'expired'
}

interface Kept {
  readonly invite: VerifiedInvite
  readonly uses: number
  readonly revoked: boolean
}

/** What invites work with. */
export interface InvitesOptions {
  readonly store: Store
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
  readonly self: Pick<Self, 'account' | 'name'>
}

/** All invites of this account that are not long over. */
export class Invites {
  readonly #options: InvitesOptions
  readonly #kept: Map<string, Kept>
  #changed: () => void = () => undefined
  #isMissed: () => boolean = () => false

  /** @throws {StorageError} a record is damaged */
  static async load(options: InvitesOptions): Promise<Invites> {
    const kept = new Map<string, Kept>()
    const over: StoreOp[] = []
    for await (const { value } of options.store.walk(INVITES)) {
      const { invite, uses, revoked } = decodeInviteRecord(value)
      const verified = verifyInvite(options.crypto, invite)
      const id = bytesToHex(verified.id)
      // A request may lie in a mailbox for weeks after the invite has expired.
      if (verified.expires + SEEN_KEPT < options.clock()) {
        over.push({ kind: 'delete', table: INVITES, key: { id } })
      } else {
        kept.set(id, { invite: verified, uses, revoked })
      }
    }
    if (over.length > 0) await options.store.batch(over)
    return new Invites(options, kept)
  }

  private constructor(options: InvitesOptions, kept: Map<string, Kept>) {
    this.#options = options
    this.#kept = kept
  }

  /** Called when the set of invites that let requests in has changed. */
  onChange(changed: () => void): void {
    this.#changed = changed
  }

  /** Asked whether somebody who used one has to be let in once more, see `granted`. */
  whileMissed(isMissed: () => boolean): void {
    this.#isMissed = isMissed
  }

  /**
   * Makes an invite; durable when it resolves.
   *
   * @throws {LimitError} too many are open
   */
  async create(mailboxes: readonly MailboxAddress[]): Promise<VerifiedInvite> {
    const { crypto, rng, clock, self, store } = this.#options
    if (this.#usable().filter(isUnused).length >= MAX_INVITES) {
      throw new LimitError(`${MAX_INVITES} invites are open already: revoke one`)
    }
    const invite = createInvite(crypto, rng, self.account, {
      name: self.name,
      mailboxes,
      now: clock()
    })
    const kept = { invite, uses: 0, revoked: false }
    await store.batch([this.#op(kept)])
    this.#keep(kept)
    return invite
  }

  /** @throws {NotFoundError} no invite of ours */
  async revoke(id: string): Promise<void> {
    const kept = this.#kept.get(id)
    if (kept === undefined) throw new NotFoundError(`There is no invite ${id}`)
    const revoked = { ...kept, revoked: true }
    await this.#options.store.batch([this.#op(revoked)])
    this.#keep(revoked)
  }

  /** All invites, the newest last. */
  list(): readonly InviteState[] {
    const now = this.#options.clock()
    return [...this.#kept].map(([id, { invite, uses, revoked }]) => ({
      id,
      expires: invite.expires,
      state: revoked ? 'revoked' : uses > 0 ? 'used' : invite.expires <= now ? 'expired' : 'open'
    }))
  }

  /**
   * Those whose tokens our request mailboxes should know: unused ones, and, while the session of a request is
   * lost, used ones as well. Which one that request came with is not kept.
   */
  granted(): readonly OpenInvite[] {
    const usable = this.#usable()
    const used = this.#isMissed() ? usable.filter(kept => !isUnused(kept)).toReversed() : []
    return [...usable.filter(isUnused), ...used]
      .slice(0, MAX_INVITES)
      .map(({ invite }) => ({ secret: invite.secret, expires: invite.expires }))
  }

  #usable(): readonly Kept[] {
    const now = this.#options.clock()
    return [...this.#kept.values()].filter(({ invite, revoked }) => !revoked && invite.expires > now)
  }

  /** The secrets of all that a stored request may have come with. */
  secrets(): readonly Uint8Array[] {
    return [...this.#kept.values()].filter(({ revoked }) => !revoked).map(({ invite }) => invite.secret)
  }

  /** The invite that a request names, unless it is revoked or unknown. */
  open(id: Uint8Array): OwnInvite | undefined {
    const kept = this.#kept.get(bytesToHex(id))
    if (kept === undefined || kept.revoked) return undefined
    return { secret: kept.invite.secret, uses: kept.uses }
  }

  /** The same, with the uses that earlier requests of one batch have made of it. */
  async openIn(batch: Pick<Store, 'get'>, id: Uint8Array): Promise<OwnInvite | undefined> {
    const open = this.open(id)
    const value = await batch.get(INVITES, { id: bytesToHex(id) })
    if (open === undefined || value === undefined) return undefined
    return { ...open, uses: decodeInviteRecord(value).uses }
  }

  /**
   * The write that counts a use; becomes part of the batch that takes the request up.
   *
   * @param uses - before this one
   */
  usedOp(id: Uint8Array, uses: number): StoreOp {
    const kept = this.#kept.get(bytesToHex(id))
    if (kept === undefined) throw new NotFoundError('There is no such invite')
    return this.#op({ ...kept, uses: uses + 1 })
  }

  /** Counts a use, after that batch. */
  used(id: Uint8Array): void {
    const kept = this.#kept.get(bytesToHex(id))
    if (kept !== undefined) this.#keep({ ...kept, uses: kept.uses + 1 })
  }

  /** A request came once more: what is granted may have changed. */
  usedAgain(): void {
    this.#changed()
  }

  /** An invite of somebody else that we keep while we ask. */
  read(signed: Signed | undefined): VerifiedInvite | undefined {
    return signed && verifyInvite(this.#options.crypto, signed)
  }

  #keep(kept: Kept): void {
    this.#kept.set(bytesToHex(kept.invite.id), kept)
    this.#changed()
  }

  #op({ invite, uses, revoked }: Kept): StoreOp {
    const value = encodeInviteRecord({ invite: invite.signed, uses, revoked })
    return { kind: 'put', table: INVITES, key: { id: bytesToHex(invite.id) }, value }
  }
}

function isUnused({ uses }: Kept): boolean {
  return uses === 0
}
