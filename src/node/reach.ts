/**
 * Reaching contacts: climbs the ladder when somebody is wanted, keeps the state of each
 * link, and remembers what led there.
 */
import {
  bucketLimit,
  circuitAddress,
  climber,
  DISCONNECTED,
  nextLinkState,
  addressText,
  dialable,
  parseAddress,
  webRtcAddress,
  whyStillRelayed
} from '../discovery/index.ts'
import type {
  Candidate,
  Climber,
  LinkEvent,
  LinkState,
  PresenceService,
  Rung,
  Trace
} from '../discovery/index.ts'
import { EarshotError, TrustError } from '../errors.ts'
import { peerIdOf } from '../identity/index.ts'
import type { NodeContext } from './context.ts'
import type { Directory } from './directory.ts'
import type { Host } from './host/index.ts'
import { Improver } from './improver.ts'
import type { LinkPool } from './link-pool.ts'
import type { Link, Links } from './links.ts'
import { Lookup } from './lookup.ts'
import type { LookupOptions } from './lookup.ts'
import { whereWeAre } from './neighbours.ts'
import { placesOf, storedAt } from './places.ts'
import type { NamedPlace } from './places.ts'
import { Redials } from './redials.ts'
import { mayLink } from './whose-device.ts'

/** Longest time a climb is waited for. */
const CLIMB_DEADLINE = 20_000
/** Climbs to a contact that it may have led to itself: so many at once, and another one so often. */
const CLIMB_BURST = 10
const CLIMB_EVERY = 60_000
/** Relays that a contact may be behind, tried in one climb. */
const MAX_RELAYS = 8

/** What reaching somebody needs. */
export interface ReachOptions extends NodeContext, Omit<LookupOptions, 'host' | 'devices' | 'cachedRate'> {
  readonly host: Host
  readonly links: Links
  readonly directory: Directory
  readonly presence: PresenceService
  /** Which links are worth having. Default: all. */
  readonly pool?: Pick<LinkPool, 'hasRoom' | 'isActive' | 'waitsFor'>
  /** The state of a link has changed. */
  onState(userId: string, state: LinkState, route: string): void
}

/** Finds and keeps links to contacts. */
export class Reach {
  readonly #options: ReachOptions
  readonly #climber: Climber<Link>
  readonly #improver: Improver
  readonly #states: Map<string, LinkState> = new Map()
  readonly #stopping: AbortController = new AbortController()
  readonly #redials: Redials
  readonly #newsLimit = bucketLimit(CLIMB_BURST, 1 / CLIMB_EVERY)
  readonly #mailLimit = bucketLimit(CLIMB_BURST, 1 / CLIMB_EVERY)
  /** Contacts whose link was let go of on purpose: only mail for them opens another one. */
  readonly #parked: Set<string> = new Set()
  /** Contacts that are searched for, and whether there was news of them meanwhile. */
  readonly #climbs: Map<string, { hasNews: boolean }> = new Map()

  constructor(options: ReachOptions) {
    this.#options = options
    this.#redials = new Redials({
      clock: options.clock,
      due: userId => {
        this.news(userId)
      }
    })
    const cachedRate = (userId: string): number | undefined =>
      options.directory.routesTo(userId)[0]?.successRate
    const lookup = new Lookup({ ...options, cachedRate, devices: userId => this.#devices(userId) })
    const dial: Rung<Link>['dial'] = async (userId, candidate, signal) =>
      await this.#dial(userId, candidate, signal)
    const rung = (find: (userId: string, signal: AbortSignal) => AsyncIterable<Candidate>): Rung<Link> => ({
      find,
      dial
    })
    this.#climber = climber<Link>({
      rungs: {
        'open-link': rung(userId => this.#open(userId)),
        peers: rung((userId, signal) => lookup.asked(userId, signal)),
        'cached-route': rung(userId => this.#cached(userId)),
        coordinators: rung(userId => this.#relayed(userId)),
        dht: rung((userId, signal) => lookup.inDht(userId, signal))
      },
      cachedRate,
      proves: (link, userId) => this.#devices(userId).includes(link.peerId),
      onStep: (userId, event) => {
        this.#step(userId, event)
      }
    })({ clock: options.clock, log: options.logger })
    this.#improver = new Improver({
      logger: options.logger,
      isRelayed: userId => options.links.get(userId)?.relayed === true,
      isWorthIt: userId => options.pool?.isActive(userId) ?? true,
      tryDirect: async (userId, signal) => {
        await this.#tryDirect(userId, signal)
      }
    })
  }

  /**
   * Something waits for a contact: looks for it. While its links do not last, that is done a few times a
   * minute: what it sends over each of them has to be acknowledged. Never rejects.
   */
  seek(userId: string): void {
    if (this.#climbs.has(userId)) return
    if (this.#redials.isAvoided(userId) && !this.#mailLimit.take(userId, this.#options.clock()))
      this.#redials.after(userId, CLIMB_EVERY)
    else this.#seek(userId)
  }

  /**
   * Something new is known of where a contact is: an earlier "not found" counts no longer,
   * and what was tried before may work now. A contact makes news by coming and going, also when we
   * dial it and it hangs up: what is more than a few times a minute waits. Never rejects.
   *
   * @returns false: it waits, or adds nothing to what came before
   */
  news(userId: string): boolean {
    const climb = this.#climbs.get(userId)
    if (climb !== undefined) {
      const isFirst = !climb.hasNews
      // It may have passed the rung that knows more now.
      climb.hasNews = true
      return isFirst
    }
    const isLinked = this.#options.links.get(userId) !== undefined
    const isDialled = isLinked ? this.#improver.isPausing(userId) : this.#isWanted(userId)
    if (isDialled && !this.#newsLimit.take(userId, this.#options.clock())) {
      if (!isLinked) this.#redials.after(userId, CLIMB_EVERY)
      return false
    }
    this.look(userId)
    return true
  }

  /** The same, when the news is of ourselves, and not of that contact's making. Never rejects. */
  look(userId: string): void {
    this.#climber.forget(userId)
    const climb = this.#climbs.get(userId)
    if (climb !== undefined) climb.hasNews = true
    else if (this.#options.links.get(userId)?.relayed === true) this.#improver.hurry(userId)
    else if (this.#isWanted(userId)) this.#seek(userId)
  }

  /** Unless a link is open or a search runs. */
  #seek(userId: string): void {
    if (this.#stopping.signal.aborted || this.#options.links.get(userId) !== undefined) return
    if (this.#climbs.has(userId) || this.#devices(userId).length === 0) return
    void this.#climb(userId)
  }

  /** That contact went offline: when it is back, it is looked for as at first. */
  left(userId: string): void {
    this.#parked.delete(userId)
  }

  /** Whether a link is wanted that nobody asked for just now. */
  #isWanted(userId: string): boolean {
    const { pool } = this.#options
    if (pool?.waitsFor(userId) === true) return true
    return !this.#parked.has(userId) && (pool?.hasRoom(this.#climbs.size) ?? true)
  }

  linkOpened(link: Link): void {
    this.#parked.delete(link.userId)
    this.#redials.opened(link.userId)
    this.#options.directory.reached(link.userId, link.peerId)
    this.#step(link.userId, link.relayed ? 'relay-up' : 'direct-up')
    if (link.relayed) this.#improver.begin(link.userId)
  }

  linkClosed(link: Link): void {
    const { directory, links, pool } = this.#options
    const present = links.get(link.userId)
    if (present === undefined) {
      directory.parted(link.userId, link.peerId)
      this.#redials.closed(link)
    }
    if (link.isParked && present === undefined && pool?.waitsFor(link.userId) !== true) {
      this.#parked.add(link.userId)
      this.#step(link.userId, 'close')
      return
    }
    // A link of the same kind has taken its place: we stand as before.
    if (present?.relayed !== link.relayed) {
      this.#step(link.userId, link.relayed ? 'relay-down' : 'direct-down')
    }
  }

  /** How a contact is reached now: over a link, or at the mailboxes where mail for it is left. */
  route(userId: string): string {
    return this.linkRoute(userId) ?? storedAt(this.#mailboxes(userId))
  }

  /** Where a contact has its mailboxes; one at this very node helps nobody to reach it. */
  #mailboxes(userId: string): readonly NamedPlace[] {
    const places = placesOf(this.#options.peer(userId)?.reach?.mailboxes ?? [])
    return places.filter(({ coordinator }) => coordinator !== this.#options.host.peerId)
  }

  /** The same, if a link is open. */
  linkRoute(userId: string): string | undefined {
    const link = this.#options.links.get(userId)
    if (link === undefined) return undefined
    if (link.relay === undefined) return 'direct'
    return `relayed via ${this.#options.presence.userOf(link.relay) ?? link.relay}`
  }

  /** How the last climb to a contact went. One that is needed now is waited for. */
  async trace(userId: string, signal: AbortSignal): Promise<Trace | undefined> {
    this.#seek(userId)
    if (this.#climbs.has(userId)) {
      try {
        await this.#climber.reach(userId, { signal })
      } catch (error) {
        if (!(error instanceof EarshotError)) throw error
        this.#options.logger('a contact was not reached: %s', error.name)
      }
    }
    const trace = this.#climber.trace(userId)
    const failures = this.#improver.failures(userId)
    if (trace === undefined || failures === 0) return trace
    return { ...trace, whyNotDirect: whyStillRelayed(failures) }
  }

  /** Idempotent. */
  stop(): void {
    this.#stopping.abort()
    this.#redials.stop()
    this.#improver.stop()
    this.#climber.stop()
  }

  async #tryDirect(userId: string, signal: AbortSignal): Promise<void> {
    const { links } = this.#options
    const link = links.get(userId)
    for await (const { peerId, addresses } of this.#cached(userId)) {
      const direct = addresses.filter(address => parseAddress(address)?.circuit === false)
      if (direct.length > 0) await links.open(userId, peerId, direct, { signal, direct: true })
    }
    const meeting = link === undefined ? undefined : this.#meeting(link)
    if (link !== undefined && meeting !== undefined) {
      await links.open(userId, link.peerId, [meeting], { signal, direct: true })
    }
  }

  /**
   * Where WebRTC is set up with the other end of a relayed link. One of the two has to begin:
   * it is the one with the lower PeerId.
   */
  #meeting({ peerId, relay }: Link): string | undefined {
    const { directory, host } = this.#options
    if (relay === undefined || peerId < host.peerId) return undefined
    const known = directory.connectedCoordinators().find(coordinator => coordinator.peerId === relay)
    const [address] = known?.addresses ?? []
    return address === undefined ? undefined : webRtcAddress(address, relay, peerId)
  }

  async #climb(userId: string): Promise<void> {
    const { logger } = this.#options
    const climb = { hasNews: false }
    this.#climbs.set(userId, climb)
    try {
      const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(CLIMB_DEADLINE)])
      const { link, attempts } = await this.#climber.reach(userId, { signal })
      if (link === undefined) this.#missed(userId, attempts)
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      logger('a contact was not reached: %s', error.name)
    } finally {
      this.#climbs.delete(userId)
    }
    if (climb.hasNews) this.news(userId)
  }

  #missed(userId: string, attempts: Trace['attempts']): void {
    const cached = attempts.filter(({ rung }) => rung === 'cached-route')
    if (!cached.some(({ outcome }) => outcome === 'failed' || outcome === 'timeout')) return
    for (const peerId of this.#devices(userId)) this.#options.directory.missed(userId, peerId)
  }

  async #dial(userId: string, { peerId, addresses }: Candidate, signal: AbortSignal): Promise<Link> {
    // A link is the user's from its beginning, and mail goes over it.
    if (!this.#devices(userId).includes(peerId)) throw new TrustError('That device is not of that contact')
    return await this.#options.links.open(userId, peerId, addresses, { signal })
  }

  /** None of who was blocked: whoever is looked for, or dialled, learns where we are. */
  #devices(userId: string): readonly string[] {
    const peer = this.#options.peer(userId)
    return peer?.device === undefined || !mayLink(peer) ? [] : [peerIdOf(peer.device)]
  }

  async *#open(userId: string): AsyncIterable<Candidate> {
    const { host } = this.#options
    for (const peerId of this.#devices(userId)) {
      if (host.connection(peerId) !== undefined) yield { peerId, addresses: [], via: null }
    }
  }

  /** What the route cache, the heartbeats and the contact's own descriptor say. */
  async *#cached(userId: string): AsyncIterable<Candidate> {
    const { directory, presence, peer } = this.#options
    const own = whereWeAre(this.#options.host)
    for (const peerId of this.#devices(userId)) {
      const heard = presence.devices(userId).find(device => device.peerId === peerId)
      const addresses = [
        ...(heard?.addresses ?? []),
        ...directory.routesTo(userId).flatMap(route => (route.peerId === peerId ? route.addresses : [])),
        ...(peer(userId)?.reach?.addresses ?? []).flatMap(address => addressText(address) ?? [])
      ].filter(address => dialable(address, own, { names: true }))
      if (addresses.length > 0)
        yield { peerId, addresses: [...new Set(addresses)], via: heard?.reporter ?? null }
    }
  }

  /** Through the contact's coordinators, then the ones that we know. */
  async *#relayed(userId: string): AsyncIterable<Candidate> {
    const { directory } = this.#options
    const own = this.#mailboxes(userId).map(({ coordinator, addresses }) => ({
      peerId: coordinator,
      addresses
    }))
    const relays = new Map([...directory.connectedCoordinators(), ...own].map(relay => [relay.peerId, relay]))
    for (const relay of [...relays.values()].slice(0, MAX_RELAYS)) {
      const [address] = relay.addresses
      for (const peerId of this.#devices(userId)) {
        const circuit = address === undefined ? undefined : circuitAddress(address, relay.peerId, peerId)
        if (circuit !== undefined) yield { peerId, addresses: [circuit], via: relay.peerId }
      }
    }
  }

  #step(userId: string, event: LinkEvent): void {
    const before = this.#states.get(userId) ?? DISCONNECTED
    const after = nextLinkState(before, event)
    this.#states.set(userId, after)
    if (after.name !== before.name) this.#options.onState(userId, after, this.route(userId))
  }
}
