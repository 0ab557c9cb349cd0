/** Who is a contact, and becomes or stops being one: what the user decides about peers. */
import { LimitError, NotFoundError } from '../errors.ts'
import type { VerifiedInvite } from '../identity/index.ts'
import type { Batch, Committer } from './batch.ts'
import { MAX_BLOCKED, MAX_CONTACTS, MAX_REJECTED } from './constants.ts'
import {
  acceptContact,
  askContact,
  blockContact,
  freeName,
  giveUpBlocked,
  rejectContact
} from './core/consent.ts'
import { portions } from './core/outbox.ts'
import type { Peer } from './core/peer.ts'
import { peerChanges } from './core/records.ts'

/** The user's decisions, each of them one batch. */
export class Contacts {
  readonly #committer: Committer
  readonly #onGrants: () => void

  /** @param onGrants - the tokens that open our mailboxes changed */
  constructor(committer: Committer, onGrants: () => void) {
    this.#committer = committer
    this.#onGrants = onGrants
  }

  /** Starts to ask the maker of an invite. @throws {LimitError} there is no room */
  async ask(invite: VerifiedInvite): Promise<Peer> {
    const peer = await this.#committer.run(batch => {
      const known = batch.peer(invite.userId)
      assertRoom(batch, known)
      const name = known?.name ?? freeNameIn(batch, invite.name, invite.userId)
      batch.apply(askContact(known, invite, name, batch.context))
      return peerIn(batch, invite.userId)
    })
    this.#onGrants()
    return peer
  }

  /** Takes back a request that nobody took. Does nothing if there is more between the two. */
  async withdraw(userId: string): Promise<void> {
    await this.#committer.run(batch => {
      const peer = batch.peer(userId)
      const rows = [...(peer?.outbox.values() ?? [])]
      if (peer?.consent !== 'requested' || rows.some(({ kind }) => kind !== 'request')) return
      batch.persist(...peerChanges(peer, { ...peer, sessions: [], outbox: new Map() }))
      batch.forget(peer)
    })
    this.#onGrants()
  }

  /** @throws {NotFoundError} nobody of that name is known @throws {LimitError} there is no room */
  async accept(userId: string): Promise<Peer> {
    const peer = await this.#committer.run(batch => {
      const known = peerIn(batch, userId)
      assertRoom(batch, known)
      batch.apply(acceptContact(known, batch.context))
      return peerIn(batch, userId)
    })
    this.#onGrants()
    return peer
  }

  /** The user has compared safety numbers. @throws {NotFoundError} */
  async verify(userId: string): Promise<Peer> {
    return await this.#committer.run(batch => {
      const verified = batch.context.clock()
      batch.apply({ peer: { ...peerIn(batch, userId), verified }, effects: [] })
      return peerIn(batch, userId)
    })
  }

  /** @throws {NotFoundError} @throws {LimitError} so many are blocked already */
  async block(userId: string): Promise<void> {
    let isBlocked = false
    // more may wait for it than fits into a batch
    while (!isBlocked) isBlocked = await this.#committer.run(batch => blockIn(batch, userId))
    this.#onGrants()
  }

  /** @throws {NotFoundError} */
  async reject(userId: string): Promise<void> {
    await this.#committer.run(batch => {
      batch.apply(rejectContact(peerIn(batch, userId), batch.context))
      const rejected = [...batch.peers()].filter(({ consent }) => consent === 'rejected')
      const oldest = rejected.toSorted((a, b) => a.since - b.since)
      for (const peer of oldest.slice(0, Math.max(rejected.length - MAX_REJECTED, 0))) batch.forget(peer)
    })
  }
}

/** @throws {NotFoundError} */
export function peerIn(batch: Batch, userId: string): Peer {
  const peer = batch.peer(userId)
  if (peer === undefined) throw new NotFoundError('Nobody of that name is known here')
  return peer
}

/** Blocks somebody, or gives up as much of what waits for it as one input may. @returns whether it is blocked */
function blockIn(batch: Batch, userId: string): boolean {
  const blocked = [...batch.peers()].filter(({ consent }) => consent === 'blocked')
  if (blocked.length >= MAX_BLOCKED) throw new LimitError(`You have blocked ${MAX_BLOCKED} already`)
  const peer = peerIn(batch, userId)
  const [some = [], ...others] = portions([...peer.outbox.values()])
  const isLast = others.length === 0
  batch.apply(isLast ? blockContact(peer, batch.context) : giveUpBlocked(peer, some))
  return isLast
}

function freeNameIn(batch: Batch, wished: string, userId: string): string {
  const names = new Set([...batch.peers()].map(peer => peer.name))
  return freeName(wished, userId, name => names.has(name))
}

/**
 * A contact, and who was asked to become one, is a grant at our mailboxes, which have room for so many.
 *
 * @throws {LimitError} there is no room for another one
 */
function assertRoom(batch: Batch, known: Peer | undefined): void {
  if (known !== undefined && isGranted(known)) return
  let granted = 0
  for (const peer of batch.peers()) if (isGranted(peer)) granted += 1
  if (granted >= MAX_CONTACTS) throw new LimitError(`There are ${MAX_CONTACTS} contacts already: no more fit`)
}

function isGranted({ consent }: Peer): boolean {
  return consent === 'accepted' || consent === 'requested'
}
