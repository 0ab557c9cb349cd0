/**
 * A user's device in the simulator: holds its leases and watches its contacts, by the production cores.
 *
 * @packageDocumentation
 */
import { planMailboxes } from '../../src/node/mailbox-plan.ts'
import {
  DEPOSITOR_KEY_LIFETIME,
  LEASE_RENEWAL,
  LEASE_TIME,
  WATCH_RENEWAL
} from '../../src/relay/constants.ts'
import { presenceSecret, presenceTag, watchedTags } from '../../src/relay/core/presence-tags.ts'
import { WatchBoard } from '../../src/discovery/core/watch.ts'
import { StandingStream } from './standing-stream.ts'
import type { WatchChange } from '../../src/discovery/core/watch.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { SimCoordinator } from './coordinator.ts'
import type { Reporter } from './member-list.ts'
import type { SimNetwork, SimNode } from './network.ts'

/** How often a client looks whether a place must be filled anew. */
const PLAN_INTERVAL = 5_000
/** How long a node believes that a dead coordinator is there: libp2p asks every 10 s and waits 9 s. */
export const DEATH_NOTICED = 20_000

/** What clients share. */
export interface ClientWorld {
  readonly network: SimNetwork
  readonly crypto: CryptoBackend
  coordinator(peerId: string): SimCoordinator
  /** When it died, on the virtual clock since the start; undefined: it lives. */
  diedAt(peerId: string): number | undefined
  /** A contact's status has changed at a client. */
  onWatched(client: SimClient, change: WatchChange): void
  /** It has moved to other coordinators: brings that to its contacts, as messages do. */
  tell(client: SimClient): void
}

/** One of our places. */
interface Place {
  readonly coordinatorId: string
  readonly record: { readonly requests: false; readonly retired: number }
  lostSince: number
  /** Its coordinator knows it. */
  isPlaced: boolean
  readonly stream: StandingStream
}

/** A contact, and what we hold of each other. */
export interface SimContact {
  readonly client: SimClient
  /** From the deposit secret that we gave them: makes our tags for them. */
  readonly given: Uint8Array
  /** From the one that they gave us: makes the tags by which we watch them. */
  readonly held: Uint8Array
}

/** A user with one device. */
export class SimClient {
  readonly node: SimNode
  readonly userId: string
  /** Coordinators that it knows. */
  readonly known: readonly string[]
  readonly contacts: SimContact[] = []
  /** Whether it watches its contacts, or only holds leases. */
  readonly watches: boolean
  readonly wanted: number
  isOnline = false
  /** When it came or went last, virtual time since the start. */
  since = 0
  /** Where its mailboxes are. */
  places: readonly string[] = []
  board: WatchBoard
  /** What it does for the member list; undefined: nothing. */
  reporter: Reporter | undefined
  readonly #world: ClientWorld
  readonly #secret: Uint8Array
  #held: Place[] = []
  readonly #watching = new Map<string, StandingStream[]>()
  #cancelPlan: () => void = () => {}
  #cancelTick: () => void = () => {}
  #isTicking = false
  /** Of its mailboxes: another one for each that it makes. */
  #mailboxes = 0

  constructor(
    world: ClientWorld,
    userId: string,
    known: readonly string[],
    options: { readonly watches: boolean; readonly wanted: number }
  ) {
    this.#world = world
    this.node = world.network.node()
    this.node.isUp = false
    this.userId = userId
    this.known = known
    this.watches = options.watches
    this.wanted = options.wanted
    this.#secret = world.network.engine.rng(32)
    this.board = new WatchBoard(world.network.engine.clock())
    this.places = this.#plan([]).added.map(({ peerId }) => peerId)
  }

  /** Comes online. */
  start(): void {
    const { engine } = this.#world.network
    this.node.isUp = true
    this.isOnline = true
    this.since = engine.time
    this.board = new WatchBoard(engine.clock())
    this.#held = this.places.map(place => this.#place(place))
    this.#planLater()
    this.reporter?.start()
    if (this.watches) for (const contact of this.contacts) this.follow(contact)
  }

  /** Goes: in order, or without a word. */
  stop(how: 'leave' | 'die'): void {
    this.isOnline = false
    this.since = this.#world.network.engine.time
    this.reporter?.stop()
    this.#cancelPlan()
    this.#cancelTick()
    this.#isTicking = false
    const leave = { kind: 'lease', lease: { change: 'leave', tags: [] } } as const
    for (const { stream } of this.#held) stream.stop(how, leave)
    for (const streams of this.#watching.values()) {
      for (const stream of streams) stream.stop(how === 'leave' ? 'end' : 'die')
    }
    this.#held = []
    this.#watching.clear()
    if (how === 'die') this.node.isUp = false
    else this.#world.network.engine.schedule(1_000, () => (this.node.isUp = this.isOnline))
  }

  /** Makes contacts of two clients. */
  befriend(other: SimClient): void {
    const { crypto, network } = this.#world
    const ours = presenceSecret(crypto, network.engine.rng(32))
    const theirs = presenceSecret(crypto, network.engine.rng(32))
    this.contacts.push({ client: other, given: ours, held: theirs })
    other.contacts.push({ client: this, given: theirs, held: ours })
  }

  /** At how many coordinators it holds a lease now. */
  get leases(): number {
    const now = this.#world.network.engine.clock()
    return this.#held.filter(({ stream }) => {
      const { heldSince } = stream.standing
      return stream.coordinator.node.isUp && heldSince !== undefined && now - heldSince < LEASE_TIME
    }).length
  }

  /** Whether a message can reach it: one of its mailboxes is connected. */
  get isReachable(): boolean {
    return this.isOnline && this.#held.some(({ stream }) => stream.isUp && stream.coordinator.node.isUp)
  }

  /** Watches a contact where its mailboxes are now. */
  follow(contact: SimContact): void {
    if (!this.isOnline || !this.watches) return
    const { engine } = this.#world.network
    const { userId, places } = contact.client
    if (!this.board.set(userId, places, engine.clock())) return
    const before = this.#watching.get(userId) ?? []
    for (const stream of before) if (!places.includes(stream.coordinator.peerId)) stream.stop('end')
    this.#watching.set(
      userId,
      places.map(
        place => before.find(stream => stream.coordinator.peerId === place) ?? this.#watch(contact, place)
      )
    )
  }

  #watch(contact: SimContact, place: string): StandingStream {
    const { network, crypto } = this.#world
    const { engine } = network
    const coordinator = this.#world.coordinator(place)
    const { userId } = contact.client
    return new StandingStream(network, this.node, coordinator, {
      every: WATCH_RENEWAL,
      owner: undefined,
      keyLifetime: DEPOSITOR_KEY_LIFETIME,
      request: (step, day) => ({
        kind: 'watch',
        watch: { tags: step === 'set' ? watchedTags(crypto, contact.held, coordinator.key, day) : [] }
      }),
      onResponse: response => {
        if (response.kind !== 'watched') return false
        this.#changed(this.board.said(userId, place, response.watched.state, engine.clock()))
        return true
      },
      onState: state => {
        const now = engine.clock()
        if (state === 'again') this.#changed(this.board.asking(userId, place, now))
        if (state === 'away') this.#changed(this.board.unreached(userId, place, now))
      }
    })
  }

  #place(coordinatorId: string): Place {
    const { network, crypto } = this.#world
    const { engine } = network
    const coordinator = this.#world.coordinator(coordinatorId)
    this.#mailboxes += 1
    const stream = new StandingStream(network, this.node, coordinator, {
      every: LEASE_RENEWAL,
      owner: `${this.userId} ${this.#mailboxes}`,
      keyLifetime: Infinity,
      request: (step, day) => ({
        kind: 'lease',
        lease: {
          change: step,
          tags:
            step === 'set'
              ? this.contacts.map(({ given }) => presenceTag(crypto, given, coordinator.key, day))
              : []
        }
      }),
      onResponse: response => {
        const isHeld = response.kind === 'leased' && response.leased.held
        if (isHeld) this.#placed(place)
        return isHeld
      },
      onState: state => {
        if (state === 'up') place.lostSince = 0
        else place.lostSince ||= engine.clock()
      }
    })
    const place: Place = {
      coordinatorId,
      record: { requests: false, retired: 0 },
      lostSince: engine.clock(),
      isPlaced: this.places.includes(coordinatorId),
      stream
    }
    return place
  }

  #plan(held: readonly Place[]): ReturnType<typeof planMailboxes<Place>> {
    const { network, crypto } = this.#world
    const now = network.engine.clock()
    const coordinators = this.known.map(peerId => {
      const diedAt = this.#world.diedAt(peerId)
      const isSeen = diedAt === undefined || network.engine.time - diedAt < DEATH_NOTICED
      return {
        peerId,
        addresses: [`/ip4/127.0.0.1/tcp/4001/p2p/${peerId}`],
        lastHeard: now,
        reachableSince: isSeen ? 1 : 0,
        lastConnected: now,
        confirmed: true,
        reachableFor: isSeen ? now : 0,
        fresh: true
      }
    })
    const plan = planMailboxes(crypto, held, coordinators, {
      secret: this.#secret,
      now,
      isContact: () => false,
      serves: () => true
    })
    return {
      ...plan,
      added: plan.added.slice(0, Math.max(0, this.wanted - held.length + plan.retired.length))
    }
  }

  #planLater(): void {
    const { engine } = this.#world.network
    this.#cancelPlan = engine.schedule(PLAN_INTERVAL, () => {
      this.#planLater()
      if (this.#held.every(({ lostSince }) => lostSince === 0)) return
      const { added, retired } = this.#plan(this.#held)
      if (added.length === 0) return
      for (const { stream } of retired) stream.stop('die')
      this.#held = this.#held.filter(place => !retired.includes(place))
      for (const { peerId } of added) this.#held.push(this.#place(peerId))
    })
  }

  /** Contacts are told of a place as soon as its coordinator knows it, and not before. */
  #placed(place: Place): void {
    if (place.isPlaced) return
    place.isPlaced = true
    this.places = this.#held.filter(({ isPlaced }) => isPlaced).map(({ coordinatorId }) => coordinatorId)
    this.#world.tell(this)
  }

  #changed(changes: readonly WatchChange[]): void {
    for (const change of changes) this.#world.onWatched(this, change)
    if (this.#isTicking || !this.isOnline) return
    const { engine } = this.#world.network
    const next = this.board.next(engine.clock())
    if (next === Infinity) return
    this.#isTicking = true
    this.#cancelTick = engine.schedule(next - engine.clock(), () => {
      this.#isTicking = false
      this.#changed(this.board.tick(engine.clock()))
    })
  }
}
