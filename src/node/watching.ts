/**
 * Watches contacts at the coordinators of their mailboxes, as long as nothing else shows that they are
 * there: no link, no heartbeat.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { createAlarm, platformTimer, WatchBoard } from '../discovery/index.ts'
import type { PresenceChange, WatchChange } from '../discovery/index.ts'
import type { Peer } from '../messaging/index.ts'
import { createWatcher } from '../relay/index.ts'
import type { CreateHost, Watcher, WatcherState } from '../relay/index.ts'
import type { MailboxAddress } from '../wire/index.ts'
import type { NodeContext } from './context.ts'
import { placesOf } from './places.ts'
import type { NamedPlace } from './places.ts'

/** What watching needs of the node around it. */
export interface WatchingOptions extends Omit<NodeContext, 'store'> {
  readonly createHost: CreateHost
  contacts(): Iterable<Peer>
  /** Links and heartbeats show how things stand with them: nobody else has to be asked. */
  isSeen(userId: string): boolean
  /** A contact came or went, as far as its leases show it. */
  onPresence(change: PresenceChange): void
}

interface Watched {
  /** What it is watched by: another secret, or other coordinators, are another watch. */
  readonly name: string
  /** By the PeerId of the coordinator. */
  readonly watchers: ReadonlyMap<string, Watcher>
}

/** The contacts of this node that are watched. */
export class Watching {
  readonly #options: WatchingOptions
  readonly #board: WatchBoard
  readonly #watched: Map<string, Watched> = new Map()
  readonly #leaving: Set<Promise<void>> = new Set()
  readonly #places: WeakMap<readonly MailboxAddress[], readonly NamedPlace[]> = new WeakMap()
  readonly #alarm = createAlarm(platformTimer)
  #stopped = false

  constructor(options: WatchingOptions) {
    this.#options = options
    this.#board = new WatchBoard(options.clock())
  }

  /** Whether a lease shows that they are there. */
  isOnline(userId: string): boolean {
    return this.#board.isOnline(userId)
  }

  /** Contacts, what they say of their mailboxes, or who is seen has changed. */
  update(): void {
    if (this.#stopped) return
    const wanted = new Set<string>()
    for (const peer of this.#options.contacts()) if (this.#follow(peer)) wanted.add(peer.userId)
    for (const userId of [...this.#watched.keys()]) if (!wanted.has(userId)) this.#forget(userId)
  }

  /** The same of one of them. */
  updateOne(peer: Peer): void {
    if (!this.#stopped && !this.#follow(peer)) this.#forget(peer.userId)
  }

  /** The device slept, or its network changed: connections are made anew. */
  doubt(): void {
    for (const { watchers } of this.#watched.values())
      for (const watcher of watchers.values()) watcher.doubt()
  }

  /** A coordinator may be there again: who waits to ask it does so now. */
  look(coordinatorId: string): void {
    for (const { watchers } of this.#watched.values()) watchers.get(coordinatorId)?.look()
  }

  /** Leaves nothing open. Idempotent. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#alarm.clear()
    for (const watched of this.#watched.values()) this.#end(watched)
    this.#watched.clear()
    await Promise.all(this.#leaving)
  }

  /** Watches a contact whom nothing else shows. @returns false: there is nothing to watch */
  #follow({ userId, consent, reach }: Peer): boolean {
    const { clock, isSeen } = this.#options
    if (consent !== 'accepted' || reach === undefined || isSeen(userId)) return false
    const places = this.#placesOf(reach.mailboxes)
    const ids = [...new Set(places.map(({ coordinator }) => coordinator))]
    if (ids.length === 0 || !this.#board.set(userId, ids, clock())) return false
    const name = [bytesToHex(reach.depositSecret), ...places.flatMap(({ addresses }) => addresses)].join(' ')
    const before = this.#watched.get(userId)
    if (before?.name === name) return true
    if (before !== undefined) this.#end(before)
    const watchers = ids.map((id): [string, Watcher] => {
      const addresses = places.find(({ coordinator }) => coordinator === id)?.addresses ?? []
      return [id, this.#watch(userId, id, addresses, reach.depositSecret)]
    })
    this.#watched.set(userId, { name, watchers: new Map(watchers) })
    return true
  }

  #forget(userId: string): void {
    const watched = this.#watched.get(userId)
    if (watched === undefined) return
    this.#watched.delete(userId)
    this.#end(watched)
    this.#tell(this.#board.remove(userId))
  }

  /** Read once for each word of a contact. */
  #placesOf(mailboxes: readonly MailboxAddress[]): readonly NamedPlace[] {
    const places = this.#places.get(mailboxes) ?? placesOf(mailboxes)
    this.#places.set(mailboxes, places)
    return places
  }

  #watch(userId: string, id: string, addresses: readonly string[], depositSecret: Uint8Array): Watcher {
    const { createHost, crypto, rng, clock, logger } = this.#options
    return createWatcher({
      createHost,
      crypto,
      rng,
      clock,
      logger,
      depositSecret,
      addresses,
      onState: state => {
        this.#tell(this.#put(userId, id, state))
        this.#look()
      }
    })
  }

  #put(userId: string, id: string, state: WatcherState): readonly WatchChange[] {
    const now = this.#options.clock()
    switch (state) {
      case 'asking':
        return this.#board.asking(userId, id, now)
      case 'unreached':
        return this.#board.unreached(userId, id, now)
      case 'online':
      case 'offline':
      case 'unknown':
        return this.#board.said(userId, id, state, now)
    }
  }

  /** What nobody says any more is given up after a while. */
  #look(): void {
    const { clock } = this.#options
    const next = this.#board.next(clock())
    if (next === Infinity || this.#stopped) {
      this.#alarm.clear()
      return
    }
    this.#alarm.set(next - clock(), () => {
      this.#tell(this.#board.tick(clock()))
      this.#look()
    })
  }

  #tell(changes: readonly WatchChange[]): void {
    for (const { userId, isOnline } of changes) {
      if (this.#stopped || this.#options.isSeen(userId)) continue
      this.#options.onPresence({ userId, status: isOnline ? 'reachable' : 'offline', via: null })
    }
  }

  #end({ watchers }: Watched): void {
    for (const watcher of watchers.values()) {
      const leaving: Promise<void> = watcher.stop().finally(() => this.#leaving.delete(leaving))
      this.#leaving.add(leaving)
    }
  }
}
