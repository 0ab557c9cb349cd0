/**
 * Somebody who looks for a contact in the search scenario: the production ladder, lookup and route cache. The rungs
 * that need a whole node (open link, cached route, coordinators) are a few lines here, as `src/node/reach.ts` has them.
 *
 * @packageDocumentation
 */
import {
  addressText,
  circuitAddress,
  climber,
  dialable,
  DISCONNECTED,
  nextLinkState,
  parseAddress,
  RouteCache
} from '../../src/discovery/index.ts'
import { openInner, verifyDescriptor } from '../../src/identity/index.ts'
import { Lookup } from '../../src/node/lookup.ts'
import { placesOf } from '../../src/node/places.ts'
import type { Climber, LinkState, Rung } from '../../src/discovery/index.ts'
import type { Peer } from '../../src/messaging/index.ts'
import type { ConnectedPeer } from '../../src/link.ts'
import type { Signed } from '../../src/wire/index.ts'
import type { Sought } from './search-sought.ts'
import type { SearchLink, SearchNode, SearchWorld } from './search-world.ts'

/** What a durable write takes, ms. */
const WRITE = 4

/** How a search ended. */
export interface Search {
  readonly link: SearchLink | undefined
  readonly rung: string | undefined
  /** Milliseconds. */
  readonly took: number
  /** Addresses that were dialled and do not lead to the sought. */
  readonly wasted: number
  /** Those of them that were circuits at coordinators that it might have. */
  readonly guessed: number
  /** The most of them that one answer of a peer named. */
  readonly wastedByOne: number
  /** Where the machine of link states came to. */
  readonly state: LinkState
  /** Whether nothing was tried, because nothing was found a moment ago. */
  readonly isRemembered: boolean
}

/** A searcher and the contact that it looks for. */
export class SearchPerson {
  readonly node: SearchNode
  readonly sought: Sought
  readonly routes: RouteCache = new RouteCache()
  state: LinkState = DISCONNECTED
  readonly #world: SearchWorld
  #known: ReturnType<Sought['known']>
  readonly #climber: Climber<SearchLink>
  #wasted = 0
  #guessed = 0
  #wastedBy = new Map<string, number>()

  /** @param relays - the coordinators that the contact had when we last heard of it */
  constructor(world: SearchWorld, node: SearchNode, sought: Sought, relays: readonly SearchNode[]) {
    const { engine, crypto, logger, life } = world
    const { clock } = engine
    this.#world = world
    this.node = node
    this.sought = sought
    this.#known = sought.known(relays.map(({ address }) => address))
    const cachedRate = (userId: string): number | undefined => this.routes.to(userId, clock())[0]?.successRate
    const peer = (userId: string): Pick<Peer, 'account' | 'consent' | 'device' | 'reach'> | undefined =>
      userId === sought.userId ? this.#known : undefined
    const lookup = new Lookup({
      crypto,
      clock,
      logger,
      schedule: life.schedule,
      queries: node.queries,
      host: {
        addresses: () => [node.address],
        connected: () => node.neighbours.map(connectedPeer),
        dht: {
          kept: async () => undefined,
          publish: async () => 0,
          collect: (key, { signal }) => world.collect(node, key, signal)
        }
      },
      peer,
      devices: () => [sought.peerId],
      cachedRate,
      onFound: async (_userId, descriptor) => {
        life.schedule(WRITE, () => {
          this.#keep(descriptor)
        })
      }
    })
    const rung = (find: Rung<SearchLink>['find'], of?: 'asks' | 'guesses'): Rung<SearchLink> => ({
      find,
      dial: async (_userId, { peerId, addresses, via }, signal) => {
        if (addresses.length === 0) return { peerId, relayed: false }
        const lost = addresses.filter(address => !world.leads(node, address, sought.peerId)).length
        this.#wasted += lost
        if (of === 'guesses') this.#guessed += lost
        if (of === 'asks' && via !== null) this.#wastedBy.set(via, (this.#wastedBy.get(via) ?? 0) + lost)
        return await world.dial(node, peerId, addresses, signal)
      }
    })
    this.#climber = climber<SearchLink>({
      rungs: {
        'open-link': rung(() => this.#open()),
        peers: rung((userId, signal) => lookup.asked(userId, signal), 'asks'),
        'cached-route': rung(() => this.#cached()),
        coordinators: rung(() => this.#relayed(), 'guesses'),
        dht: rung((userId, signal) => lookup.inDht(userId, signal))
      },
      cachedRate,
      proves: ({ peerId }) => peerId === sought.peerId,
      onStep: (_userId, event) => {
        this.state = nextLinkState(this.state, event)
      }
    })({ clock, log: logger, setTimer: (run, ms) => life.schedule(ms, run) })
  }

  /** Searches once. */
  async search(): Promise<Search> {
    const { engine } = this.#world
    const { userId, peerId } = this.sought
    const begun = engine.time
    this.#wasted = 0
    this.#guessed = 0
    this.#wastedBy = new Map()
    const { signal } = new AbortController()
    const { link, rung, attempts } = await this.#climber.reach(userId, { signal })
    const now = engine.clock()
    const tried = attempts.filter(attempt => attempt.rung === 'cached-route')
    if (link !== undefined) this.routes.succeeded(userId, peerId, undefined, undefined, now)
    else if (tried.some(({ outcome }) => outcome === 'failed' || outcome === 'timeout')) {
      this.routes.failed(userId, peerId, now)
    }
    const took = engine.time - begun
    engine.trace(this.node.node.index, took, link === undefined ? 0 : 1)
    return {
      link,
      rung,
      took,
      wasted: this.#wasted,
      guessed: this.#guessed,
      wastedByOne: Math.max(0, ...this.#wastedBy.values()),
      state: this.state,
      isRemembered: attempts.some(({ outcome }) => outcome === 'remembered')
    }
  }

  async *#open(): ReturnType<Rung<SearchLink>['find']> {
    const { peerId } = this.sought
    if (this.node.host.connected.has(peerId)) yield { peerId, addresses: [], via: null }
  }

  async *#cached(): ReturnType<Rung<SearchLink>['find']> {
    const { userId, peerId } = this.sought
    const addresses = [
      ...this.routes.to(userId, this.#world.engine.clock()).flatMap(route => route.addresses),
      ...(this.#known.reach?.addresses ?? []).flatMap(address => addressText(address) ?? [])
    ].filter(address => dialable(address, [this.node.address]))
    if (addresses.length > 0) yield { peerId, addresses: [...new Set(addresses)], via: null }
  }

  async *#relayed(): ReturnType<Rung<SearchLink>['find']> {
    const { peerId } = this.sought
    const ours = this.node.neighbours.filter(({ coordinator }) => coordinator)
    const places = placesOf(this.#known.reach?.mailboxes ?? [])
    const theirs = places.map(({ coordinator, addresses: [address = ''] }) => [coordinator, address] as const)
    for (const [relay, at] of new Map([
      ...ours.map(each => [each.peerId, each.address] as const),
      ...theirs
    ])) {
      const circuit = circuitAddress(at, relay, peerId)
      if (circuit !== undefined) yield { peerId, addresses: [circuit], via: relay }
    }
  }

  /** A newer descriptor counts from the next search on, as the messenger has it. */
  #keep(signed: Signed): void {
    const { reach } = this.#known
    if (reach === undefined) return
    const { crypto, engine } = this.#world
    const descriptor = verifyDescriptor(crypto, signed, { now: engine.clock(), account: this.#known.account })
    const { addresses, mailboxes } = openInner(crypto, reach.descriptorKey, descriptor)
    const { revision } = descriptor
    if (revision <= reach.revision) return
    this.#known = { ...this.#known, reach: { ...reach, revision, addresses, mailboxes } }
  }
}

function connectedPeer({ peerId, address }: SearchNode): ConnectedPeer {
  return { peerId, address: parseAddress(address)?.text ?? '', dialled: true, direct: true }
}
