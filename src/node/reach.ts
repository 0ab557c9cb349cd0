/**
 * Reaching contacts: climbs the ladder when somebody is wanted, keeps the state of each
 * link, and remembers what led there.
 */
import {
  circuitAddress,
  climber,
  DISCONNECTED,
  nextLinkState,
  addressText,
  dialable,
  parseAddress
} from '../discovery/index.ts'
import type {
  Candidate,
  Climber,
  LinkEvent,
  LinkState,
  PresenceService,
  QueryService,
  Rung,
  Trace
} from '../discovery/index.ts'
import { EarshotError } from '../errors.ts'
import { peerIdOf } from '../identity/index.ts'
import type { Peer } from '../messaging/index.ts'
import type { NodeContext } from './context.ts'
import type { Directory } from './directory.ts'
import type { Host } from './host/index.ts'
import type { Link, Links } from './links.ts'
import { placesOf } from './places.ts'

/** Longest time a climb is waited for. */
const CLIMB_DEADLINE = 20_000
/** A link that broke is looked for again after this pause. */
const REDIAL_AFTER = 1_000
/** A relayed link is tried directly after this pause, then after twice as long, up to the longest. */
const IMPROVE_FIRST = 500
const IMPROVE_LONGEST = 5 * 60_000
const IMPROVE_DEADLINE = 10_000
/** Relays that a contact may be behind, tried in one climb. */
const MAX_RELAYS = 8

/** What reaching somebody needs. */
export interface ReachOptions extends NodeContext {
  readonly host: Host
  readonly links: Links
  readonly directory: Directory
  readonly presence: PresenceService
  readonly queries: QueryService
  peer(userId: string): Peer | undefined
  /** The state of a link has changed. */
  onState(userId: string, state: LinkState, route: string): void
}

/** Finds and keeps links to contacts. */
export class Reach {
  readonly #options: ReachOptions
  readonly #climber: Climber<Link>
  readonly #states: Map<string, LinkState> = new Map()
  readonly #stopping: AbortController = new AbortController()
  /** Filled while devices are looked up; a candidate names only its peer. */
  readonly #userOfDevice: Map<string, string> = new Map()
  readonly #relays: Map<string, string> = new Map()
  readonly #timers: Set<ReturnType<typeof setTimeout>> = new Set()
  /** Contacts with a relayed link that shall become direct. */
  readonly #improving: Set<string> = new Set()

  constructor(options: ReachOptions) {
    this.#options = options
    const dial: Rung<Link>['dial'] = async (candidate, signal) => await this.#dial(candidate, signal)
    const rung = (find: (userId: string, signal: AbortSignal) => AsyncIterable<Candidate>): Rung<Link> => ({
      find,
      dial
    })
    this.#climber = climber<Link>({
      rungs: {
        'open-link': rung(userId => this.#open(userId)),
        peers: rung((userId, signal) =>
          options.queries.find(userId, { devices: this.#devices(userId), signal })
        ),
        'cached-route': rung(userId => this.#cached(userId)),
        coordinators: rung(userId => this.#relayed(userId)),
        dht: rung((userId, signal) => this.#dht(userId, signal))
      },
      proves: (link, userId) => this.#devices(userId).includes(link.peerId),
      onStep: (userId, event) => {
        this.#step(userId, event)
      }
    })({ clock: options.clock, log: options.logger })
  }

  /** Looks for a contact, unless a link is open or a search runs. Never rejects. */
  seek(userId: string): void {
    if (this.#stopping.signal.aborted || this.#options.links.get(userId) !== undefined) return
    if (this.#devices(userId).length === 0) return
    void this.#climb(userId)
  }

  /** Something changed about that contact: an earlier "not found" counts no longer. */
  forget(userId: string): void {
    this.#climber.forget(userId)
  }

  linkOpened(link: Link): void {
    this.#options.directory.reached(link.userId, link.peerId)
    const relay = link.relayed
      ? this.#options.host.connected().find(({ peerId }) => peerId === link.peerId)?.relay
      : undefined
    if (relay === undefined) this.#relays.delete(link.userId)
    else this.#relays.set(link.userId, relay)
    this.#step(link.userId, link.relayed ? 'relay-up' : 'direct-up')
    if (link.relayed) this.#improveLater(link.userId, IMPROVE_FIRST)
  }

  linkClosed(link: Link): void {
    const present = this.#options.links.get(link.userId)
    // A link of the same kind has taken its place: we stand as before.
    if (present?.relayed !== link.relayed) {
      this.#step(link.userId, link.relayed ? 'relay-down' : 'direct-down')
    }
    if (present !== undefined) return
    this.#after(REDIAL_AFTER, () => {
      this.forget(link.userId)
      this.seek(link.userId)
    })
  }

  /** How a contact is reached now. */
  route(userId: string): string {
    const link = this.#options.links.get(userId)
    if (link === undefined) {
      const places = placesOf(this.#options.peer(userId)?.reach?.mailboxes ?? [])
      const coordinators = places.map(({ coordinator }) => coordinator)
      return coordinators.length === 0 ? 'none' : `stored at ${coordinators.join(',')}`
    }
    if (!link.relayed) return 'direct'
    const relay = this.relayOf(userId)
    return `relayed via ${relay === undefined ? 'a relay' : (this.#options.presence.userOf(relay) ?? relay)}`
  }

  /** PeerId of the relay that the link to a contact runs over. */
  relayOf(userId: string): string | undefined {
    return this.#relays.get(userId)
  }

  /** How the last climb to a contact went. */
  trace(userId: string): Trace | undefined {
    return this.#climber.trace(userId)
  }

  /** Idempotent. */
  stop(): void {
    this.#stopping.abort()
    for (const timer of this.#timers) clearTimeout(timer)
    this.#climber.stop()
  }

  /** A relayed link keeps trying to become direct; the direct one then takes its place. */
  #improveLater(userId: string, pause: number): void {
    // One after the other, however often the relayed link breaks and comes back.
    if (this.#improving.has(userId)) return
    this.#improving.add(userId)
    this.#after(pause, () => {
      void this.#improve(userId, Math.min(pause * 2, IMPROVE_LONGEST))
    })
  }

  async #improve(userId: string, nextPause: number): Promise<void> {
    const { links, logger } = this.#options
    this.#improving.delete(userId)
    if (links.get(userId)?.relayed !== true) return
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(IMPROVE_DEADLINE)])
    try {
      for await (const { peerId, addresses } of this.#cached(userId)) {
        const direct = addresses.filter(address => parseAddress(address)?.circuit === false)
        if (direct.length > 0) await links.open(userId, peerId, direct, { signal, direct: true })
      }
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      logger('a relayed link stays relayed: %s', error.name)
    }
    if (links.get(userId)?.relayed === true) this.#improveLater(userId, nextPause)
  }

  #after(pause: number, work: () => void): void {
    if (this.#stopping.signal.aborted) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, pause)
    this.#timers.add(timer)
  }

  async #climb(userId: string): Promise<void> {
    const { logger, directory } = this.#options
    try {
      const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(CLIMB_DEADLINE)])
      const { link, attempts } = await this.#climber.reach(userId, { signal })
      if (
        link !== undefined ||
        !attempts.some(
          ({ rung, outcome }) => rung === 'cached-route' && (outcome === 'failed' || outcome === 'timeout')
        )
      )
        return
      for (const peerId of this.#devices(userId)) directory.missed(userId, peerId)
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      logger('a contact was not reached: %s', error.name)
    }
  }

  async #dial({ peerId, addresses }: Candidate, signal: AbortSignal): Promise<Link> {
    const { links } = this.#options
    const userId = this.#userOfDevice.get(peerId) ?? ''
    return await links.open(userId, peerId, addresses, { signal })
  }

  #devices(userId: string): readonly string[] {
    const device = this.#options.peer(userId)?.device
    if (device === undefined) return []
    const peerId = peerIdOf(device)
    this.#userOfDevice.set(peerId, userId)
    return [peerId]
  }

  async *#open(userId: string): AsyncIterable<Candidate> {
    const connected = new Set(this.#options.host.connected().map(({ peerId }) => peerId))
    for (const peerId of this.#devices(userId)) {
      if (connected.has(peerId)) yield { peerId, addresses: [], via: null }
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
    const { directory, peer } = this.#options
    const places = placesOf(peer(userId)?.reach?.mailboxes ?? [])
    const own = places.map(({ coordinator, addresses }) => ({ peerId: coordinator, addresses }))
    const relays = new Map([...directory.connectedCoordinators(), ...own].map(relay => [relay.peerId, relay]))
    for (const relay of [...relays.values()].slice(0, MAX_RELAYS)) {
      const [address] = relay.addresses
      for (const peerId of this.#devices(userId)) {
        const circuit = address === undefined ? undefined : circuitAddress(address, relay.peerId, peerId)
        if (circuit !== undefined) yield { peerId, addresses: [circuit], via: relay.peerId }
      }
    }
  }

  async *#dht(userId: string, signal: AbortSignal): AsyncIterable<Candidate> {
    const own = whereWeAre(this.#options.host)
    for (const peerId of this.#devices(userId)) {
      const found = await this.#options.host.dht.findPeer(peerId, { signal })
      const addresses = found.filter(address => dialable(address, own))
      if (addresses.length > 0) yield { peerId, addresses, via: null }
    }
  }

  #step(userId: string, event: LinkEvent): void {
    const before = this.#states.get(userId) ?? DISCONNECTED
    const after = nextLinkState(before, event)
    this.#states.set(userId, after)
    if (after.name !== before.name) this.#options.onState(userId, after, this.route(userId))
  }
}

/**
 * Addresses in whose ranges we are: those that we listen on, and those that our connections
 * really go to. What a peer only says of itself opens no range.
 */
export function whereWeAre(host: Host): readonly string[] {
  const dialled = host.connected().filter(peer => peer.dialled && peer.direct)
  return [...host.addresses(), ...dialled.map(({ address }) => address)]
}
