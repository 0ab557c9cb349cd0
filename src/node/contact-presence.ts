/**
 * What follows when a contact comes or goes: who is back is looked for and told what waits, and whom no link and no
 * heartbeat shows is watched at the coordinators of their mailboxes.
 */
import type { PresenceChange, PresenceService } from '../discovery/index.ts'
import type { Messenger } from '../messaging/index.ts'
import type { CreateHost } from '../relay/index.ts'
import type { NodeContext } from './context.ts'
import type { Directory } from './directory.ts'
import type { Reach } from './reach.ts'
import { Watching } from './watching.ts'

/** What it needs of the node around it. */
export interface ContactPresenceOptions extends NodeContext {
  readonly createHost: CreateHost
  readonly presence: PresenceService
  readonly directory: Directory
  readonly reach: Reach
  /** A node for one command does not wait for anybody. */
  readonly shortLived: boolean
  /** undefined: the node has not started. */
  messenger(): Messenger | undefined
  onPresence(change: PresenceChange): void
}

/** The presence of contacts, by whatever shows it. */
export class ContactPresence {
  readonly #options: ContactPresenceOptions
  readonly #watching: Watching

  constructor(options: ContactPresenceOptions) {
    this.#options = options
    this.#watching = new Watching({
      ...options,
      contacts: () => options.messenger()?.peers() ?? [],
      isSeen: userId => this.#isSeen(userId),
      onPresence: change => {
        this.#shown(change)
      }
    })
  }

  /** A heartbeat or a link tells of somebody: what their leases say does not matter, or begins to. */
  changed(change: PresenceChange): void {
    this.#shown(change)
    const peer = this.#options.messenger()?.peer(change.userId)
    if (peer !== undefined && !this.#options.shortLived) this.#watching.updateOne(peer)
  }

  /** Contacts, or what they say of their mailboxes, have changed. */
  update(): void {
    if (!this.#options.shortLived && this.#options.messenger() !== undefined) this.#watching.update()
  }

  /** Whether a lease shows that they are there. */
  isLeased(userId: string): boolean {
    return this.#watching.isOnline(userId)
  }

  /** The device slept, or its network changed. */
  doubt(): void {
    this.#watching.doubt()
  }

  /** A coordinator may be there again. */
  look(coordinatorId: string): void {
    this.#watching.look(coordinatorId)
  }

  /** Leaves nothing open. Idempotent. */
  async stop(): Promise<void> {
    await this.#watching.stop()
  }

  /**
   * Whether links and heartbeats show how things stand with them: they are there, or would be heard in
   * a network of ours that lists everybody.
   */
  #isSeen(userId: string): boolean {
    const { presence, directory } = this.#options
    return presence.isOnline(userId) || (presence.isExact() && directory.hasHeard(userId))
  }

  #shown(change: PresenceChange): void {
    const { presence, directory, reach, messenger, logger, onPresence } = this.#options
    onPresence(change)
    const { userId, status } = change
    if (status === 'offline') reach.left(userId)
    const peer = messenger()?.peer(userId)
    if (peer === undefined || status === 'offline') return
    for (const { peerId, addresses } of presence.devices(userId)) directory.seen(userId, peerId, addresses)
    if (peer.consent !== 'accepted') return
    if (!reach.news(userId)) return
    messenger()
      ?.returned(userId)
      .catch((error: unknown) => {
        logger.error('waiting mail was not woken: %e', error)
      })
  }
}
