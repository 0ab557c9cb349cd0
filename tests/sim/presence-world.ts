/**
 * A network of users who come and go, hold leases and watch their contacts: whole, or a shard of a larger one.
 *
 * A shard has all coordinators of the network, 1,000 sampled users with all their contacts, and as much load
 * on a few coordinators as each would have. What is measured is measured on the sampled users and on these
 * coordinators only.
 *
 * @packageDocumentation
 */
import { SimClient } from './client.ts'
import { SimCoordinator } from './coordinator.ts'
import { simulatedCrypto } from './crypto.ts'
import { Engine } from './engine.ts'
import { Reporter, REPORTED_TO, ReportDesk } from './member-list.ts'
import { FRAME_OVERHEAD, SimNetwork } from './network.ts'
import { PresenceStats } from './presence-stats.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { ClientWorld, SimContact } from './client.ts'
import type { CryptoCount } from './crypto.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** What is simulated. */
export interface PresenceOptions {
  readonly seed: number
  /** Users of the network, online or not. */
  readonly users: number
  readonly isShard: boolean
  /** Share of packets that are lost. */
  readonly loss: number
  /** Default: one for each 100 users. */
  readonly coordinators?: number
  /** Whether users of a whole network watch their contacts. Default true. */
  readonly watches?: boolean
}

/** Users for each coordinator. */
export const USERS_PER_COORDINATOR = 100
/** The fewest coordinators: enough to choose from. */
const MIN_COORDINATORS = 10
/** Contacts of a user, all of whom it watches. */
const CONTACTS = 10
/** How long users are there and away, on average. */
const ONLINE_FOR: number = 2 * hour
const AWAY_FOR: number = 4 * hour
const ONLINE_SHARE: number = ONLINE_FOR / (ONLINE_FOR + AWAY_FOR)
/** Share of users who go without a word. */
const CRASHES = 0.5
/** Coordinators that a user has heard of. */
const KNOWN = 16
/** Users who are measured. */
const SAMPLED = 1_000
/** Coordinators of a shard that are measured. */
const LOADED = 8
/** Mailboxes of a user. */
const WANTED = 3
/** A message to a contact that tells of other mailboxes. */
const DESCRIPTOR_BYTES = 2_048
/** The first pause before it is tried again; each next one is twice as long. */
const RETRY_AFTER: number = 30 * second
/** Share of users who look at the member list all the time. */
const LOOKING = 0.2
/** Announcements of coordinators that one takes, per ms, and in how many copies gossip brings each. */
const ANNOUNCED = 1 / (5 * minute)
const COPIES = 3
/** An announcement: a sealed state with two addresses. */
const ANNOUNCEMENT_BYTES = 300
/** In which all users start. */
const START_SPREAD: number = minute

/** Users, coordinators, and what is seen of them. */
export class PresenceWorld implements ClientWorld {
  readonly engine: Engine
  readonly network: SimNetwork
  readonly crypto: CryptoBackend
  readonly count: CryptoCount
  readonly coordinators: SimCoordinator[] = []
  readonly clients: SimClient[] = []
  readonly stats: PresenceStats
  /** Users who are measured. */
  readonly sampled: readonly SimClient[]
  /** Coordinators that are measured. */
  readonly measured: readonly SimCoordinator[]
  readonly #coordinators = new Map<string, SimCoordinator>()
  readonly #desks = new Map<string, ReportDesk>()
  readonly #contacts = new Map<string, SimContact>()
  /** Coordinators that users find; the others of a shard have users of their own. */
  readonly #open: readonly SimCoordinator[]
  readonly #diedAt = new Map<string, number>()

  constructor({ seed, users, isShard, loss, coordinators, watches = true }: PresenceOptions) {
    this.engine = new Engine(seed)
    this.network = new SimNetwork(this.engine, { loss, latency: 20, jitter: 20 })
    const { crypto, count } = simulatedCrypto()
    this.crypto = crypto
    this.count = count
    const wanted = coordinators ?? Math.max(MIN_COORDINATORS, Math.round(users / USERS_PER_COORDINATOR))
    for (let at = 0; at < wanted; at++) this.#addCoordinator(`coordinator-${at}`)
    this.#open = isShard ? this.coordinators.slice(LOADED) : this.coordinators
    this.sampled = isShard ? this.#buildShard(users) : this.#buildAll(users, watches)
    this.measured = isShard ? this.coordinators.slice(0, LOADED) : this.coordinators
    for (const client of this.clients) {
      for (const contact of client.contacts) {
        this.#contacts.set(`${client.userId} ${contact.client.userId}`, contact)
      }
    }
    this.stats = new PresenceStats(this.engine, new Set(this.sampled))
    for (const client of this.clients) this.#live(client)
    this.#announceLater()
  }

  coordinator(peerId: string): SimCoordinator {
    const coordinator = this.#coordinators.get(peerId)
    if (coordinator === undefined) throw new RangeError('no such coordinator')
    return coordinator
  }

  diedAt(peerId: string): number | undefined {
    return this.#diedAt.get(peerId)
  }

  onWatched(client: SimClient, change: { readonly userId: string; readonly isOnline: boolean }): void {
    const contact = this.#contacts.get(`${client.userId} ${change.userId}`)
    if (contact === undefined) return
    this.engine.trace(client.node.index, contact.client.node.index, change.isOnline ? 1 : 0)
    this.stats.changed(client, contact.client, change.isOnline)
  }

  tell(client: SimClient): void {
    for (const { client: other } of client.contacts) this.#tellOne(client, other, RETRY_AFTER)
  }

  /** Coordinators that die now, without a word. */
  kill(coordinators: readonly SimCoordinator[]): void {
    for (const coordinator of coordinators) {
      coordinator.kill()
      this.#diedAt.set(coordinator.peerId, this.engine.time)
    }
  }

  /** They come back, and know nothing. */
  restart(coordinators: readonly SimCoordinator[]): void {
    for (const coordinator of coordinators) {
      coordinator.restart()
      this.#diedAt.delete(coordinator.peerId)
    }
  }

  /** Users who are online. */
  get online(): readonly SimClient[] {
    return this.clients.filter(({ isOnline }) => isOnline)
  }

  #tellOne(client: SimClient, other: SimClient, pause: number): void {
    const { engine } = this
    const contact = this.#contacts.get(`${other.userId} ${client.userId}`)
    // who is away reads it when coming back
    if (contact === undefined || !other.isOnline) return
    if (!other.isReachable || !client.isOnline) {
      engine.schedule(pause, () => {
        this.#tellOne(client, other, pause * 2)
      })
      return
    }
    engine.schedule(3 * (client.node.latency + other.node.latency), () => {
      other.node.received += DESCRIPTOR_BYTES + FRAME_OVERHEAD
      other.follow(contact)
    })
  }

  /** Coordinators hear of each other by gossip, at most one a second each. */
  #announceLater(): void {
    this.engine.schedule(second, () => {
      const announced = Math.min(1, this.coordinators.length * ANNOUNCED * second)
      const bytes = Math.round(announced * COPIES * (ANNOUNCEMENT_BYTES + FRAME_OVERHEAD))
      for (const { node } of this.measured) {
        node.received += bytes
        node.sent += bytes
      }
      this.#announceLater()
    })
  }

  #addCoordinator(peerId: string): void {
    const coordinator = new SimCoordinator(this.network, peerId, this.engine.rng(32))
    this.coordinators.push(coordinator)
    this.#coordinators.set(peerId, coordinator)
    this.#desks.set(peerId, new ReportDesk(this.engine, this.crypto, coordinator.node))
  }

  #addClient(name: string, known: readonly string[], watches: boolean, wanted: number = WANTED): SimClient {
    const client = new SimClient(this, name, known, { watches, wanted })
    this.clients.push(client)
    const desks = known.slice(0, REPORTED_TO).flatMap(peerId => this.#desks.get(peerId) ?? [])
    const looks = this.engine.chance() < LOOKING
    client.reporter = new Reporter(this.network, this.crypto, client.node, desks, looks)
    return client
  }

  #someCoordinators(): readonly string[] {
    const known = new Set<string>()
    const most = Math.min(KNOWN, this.#open.length)
    while (known.size < most) known.add(this.engine.pick(this.#open).peerId)
    return [...known]
  }

  #buildAll(users: number, watches: boolean): readonly SimClient[] {
    const all = Array.from({ length: users }, (_, at) =>
      this.#addClient(`user-${at}`, this.#someCoordinators(), watches)
    )
    this.#befriend(all)
    return all
  }

  /** Everybody gets about as many contacts. */
  #befriend(clients: readonly SimClient[]): void {
    const pairs = new Set<string>()
    for (const client of clients) {
      for (let tries = 0; client.contacts.length < CONTACTS && tries < 8 * CONTACTS; tries++) {
        const other = this.engine.pick(clients)
        if (other === client || other.contacts.length >= CONTACTS) continue
        const pair = [client.node.index, other.node.index].sort((a, b) => a - b).join()
        if (pairs.has(pair)) continue
        pairs.add(pair)
        client.befriend(other)
      }
    }
  }

  #buildShard(users: number): readonly SimClient[] {
    const sampled = Array.from({ length: SAMPLED }, (_, at) =>
      this.#addClient(`user-${at}`, this.#someCoordinators(), true)
    )
    for (const [at, client] of sampled.entries()) {
      for (let contact = 0; contact < CONTACTS; contact++) {
        client.befriend(this.#addClient(`contact-${at}-${contact}`, this.#someCoordinators(), false))
      }
    }
    // each user has a place at 3 of all coordinators
    const load = Math.round((WANTED * users) / this.coordinators.length)
    for (const { peerId } of this.coordinators.slice(0, LOADED)) {
      this.#befriend(
        Array.from({ length: load }, (_, at) => this.#addClient(`load-${peerId}-${at}`, [peerId], true, 1))
      )
    }
    return sampled
  }

  /** Comes and goes until the end. */
  #live(client: SimClient): void {
    const { engine } = this
    const come = (): void => {
      client.start()
      this.stats.came(client)
      engine.trace(client.node.index, 2)
      engine.schedule(engine.exponential(ONLINE_FOR), go)
    }
    const go = (): void => {
      const how = engine.chance() < CRASHES ? 'die' : 'leave'
      client.stop(how)
      this.stats.went(client, how)
      engine.trace(client.node.index, 3)
      engine.schedule(engine.exponential(AWAY_FOR), come)
    }
    if (engine.chance() < ONLINE_SHARE) engine.schedule(engine.chance() * START_SPREAD, come)
    else engine.schedule(engine.exponential(AWAY_FOR), come)
  }
}
