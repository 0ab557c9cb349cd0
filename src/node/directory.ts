/**
 * What this node has learnt about the network and keeps over restarts: the coordinators,
 * and the routes to contacts. With them it comes back when every bootstrap node is dead.
 */
import {
  CoordinatorRegistry,
  loadCoordinators,
  loadRoutes,
  parseAddress,
  RouteCache
} from '../discovery/index.ts'
import type { CoordinatorCandidate, Route } from '../discovery/index.ts'
import { EarshotError, LimitError } from '../errors.ts'
import type { StoreOp } from '../ports.ts'
import type { NodeContext } from './context.ts'
import type { Host } from './host/index.ts'

/** Coordinators that we stay connected to: one for each mailbox and two to spare. */
const CONNECTED_COORDINATORS = 5
/** Coordinators that are dialled at a time. */
const DIALS_AT_ONCE = 4
/** Longest time that one dial may take. */
const DIAL_DEADLINE = 5_000
/** How often it is looked whether coordinators or reservations are missing. */
const LOOK_EVERY = 30_000
/** How much the connection manager wants to keep a connection to a coordinator in use. */
const COORDINATOR_WEIGHT = 50
/** Coordinators that hold a relay reservation for us. */
const RESERVATIONS = 2

/** What of a coordinator is worth telling. */
type Known = Pick<CoordinatorCandidate, 'confirmed' | 'addresses'>

/** What the directory needs of the node around it. */
export interface DirectoryOptions extends NodeContext {
  readonly host: Host
  /** Whether coordinators shall relay to us. A coordinator needs nobody for that. */
  readonly relayed: boolean
  /**
   * Nobody else tells us who is back: a coordinator, by whom the others learn it. Default false.
   */
  readonly alone?: boolean
  /** Whether it says that it is a coordinator; undefined: it has said nothing. Default: nobody has. */
  serves?(peerId: string): boolean | undefined
  /** A coordinator was connected, or lost. */
  onChange(peerId: string): void
  /** Somebody who did not answer may be called again, and not by us. */
  onDue?(peerId: string): void
  /** A dial has ended, well or not. */
  onDialled?(): void
}

/** Coordinators and routes. */
export class Directory {
  readonly #options: DirectoryOptions
  readonly #registry: CoordinatorRegistry = new CoordinatorRegistry()
  readonly #routes: RouteCache = new RouteCache()
  readonly #dialling: Set<string> = new Set()
  readonly #stopping: AbortController = new AbortController()
  readonly #reserving: Set<string> = new Set()
  #timer: ReturnType<typeof setInterval> | undefined
  readonly #unwatch: Array<() => void> = []

  constructor(options: DirectoryOptions) {
    this.#options = options
  }

  /** Reads the vault, takes up the bootstrap addresses and begins to dial. */
  async start(bootstrap: readonly string[]): Promise<void> {
    const { store, logger, clock, host } = this.#options
    this.#keep(this.#registry.load(await loadCoordinators(store, { log: logger }), clock()))
    this.#keep(this.#routes.load(await loadRoutes(store, { log: logger }), clock()))
    const unwatch = host.watch((peerId, event) => {
      if (!this.#registry.has(peerId)) return
      if (event === 'connected') this.#connected(peerId)
      else this.#lost(peerId)
    })
    const unwatchCalls = host.calls.watch(peerId => {
      this.#due(peerId)
    })
    this.#unwatch.push(unwatch, unwatchCalls)
    this.learn(bootstrap, true)
    for (const { peerId } of host.connected()) if (this.#registry.has(peerId)) this.#connected(peerId)
    this.#timer = setInterval(() => {
      this.dial()
      for (const { peerId } of this.connectedCoordinators()) void this.#reserve(peerId)
    }, LOOK_EVERY)
    this.dial()
  }

  /** Best first; those left out that said that they are none any more, but may be one again. */
  coordinators(): readonly CoordinatorCandidate[] {
    return this.#registry.candidates(this.#options.clock()).filter(({ peerId }) => !this.#denies(peerId))
  }

  /** Those with an open connection. */
  connectedCoordinators(): readonly CoordinatorCandidate[] {
    const connected = new Set(this.#options.host.connected().map(({ peerId }) => peerId))
    return this.coordinators().filter(({ peerId }) => connected.has(peerId))
  }

  /** Whether coordinators are being dialled now. */
  get dialling(): boolean {
    return this.#dialling.size > 0
  }

  isCoordinator(peerId: string): boolean {
    return this.#registry.has(peerId) && !this.#denies(peerId)
  }

  /** Somebody named a coordinator of now; `confirmed`: it once did so itself, or our user. */
  heard(peerId: string, addresses: readonly string[], confirmed: boolean): void {
    if (peerId === this.#options.host.peerId) return
    const { clock } = this.#options
    const before = this.#registry.get(peerId)
    this.#keep(this.#registry.heard(peerId, addresses, confirmed, clock()))
    const { calls } = this.#options.host
    if (confirmed && isNews(before, this.#registry.get(peerId))) calls.moved(peerId)
    else calls.mentioned(peerId)
    if (this.#options.host.connection(peerId) === undefined) this.dial()
    else if (isNews(before, this.#registry.get(peerId))) this.#connected(peerId)
    // most of what is heard is the same again, from every coordinator, twice a second in a crowd
    else {
      this.#keep(this.#registry.connected(peerId, clock()))
      if (this.#wouldTell(peerId)) calls.present(peerId)
    }
  }

  /** It says that it is none any more, and will not tell us of others. */
  left(peerId: string): void {
    this.#options.host.calls.absent(peerId)
  }

  /** Coordinators by their full addresses, as a bootstrap list or an invite names them. */
  learn(addresses: readonly string[], confirmed: boolean): void {
    const byPeer = Map.groupBy(addresses, address => parseAddress(address)?.target)
    for (const [peerId, named] of byPeer) if (peerId !== undefined) this.heard(peerId, named, confirmed)
  }

  /** Routes to a contact, best first. */
  routesTo(userId: string): readonly Route[] {
    return this.#routes.to(userId, this.#options.clock())
  }

  /** Whether a heartbeat of that contact was heard, be it in an earlier life. */
  hasHeard(userId: string): boolean {
    return this.routesTo(userId).some(({ heard }) => heard)
  }

  allRoutes(): readonly Route[] {
    return this.#routes.all()
  }

  /** A contact's device named these addresses itself. */
  seen(userId: string, peerId: string, addresses: readonly string[]): void {
    this.#keep(this.#routes.seen(userId, peerId, addresses, this.#options.clock()))
  }

  /** A link to a contact was made. */
  reached(userId: string, peerId: string): void {
    const connection = this.#options.host.connection(peerId)
    const address =
      connection?.dialled === true && connection.direct ? `${connection.address}/p2p/${peerId}` : undefined
    this.#keep(this.#routes.succeeded(userId, peerId, address, connection?.relay, this.#options.clock()))
  }

  /** That link ended. */
  parted(userId: string, peerId: string): void {
    this.#keep(this.#routes.parted(userId, peerId, this.#options.clock()))
  }

  /** A cached route led nowhere. */
  missed(userId: string, peerId: string): void {
    this.#keep(this.#routes.failed(userId, peerId, this.#options.clock()))
  }

  /** Dials coordinators until enough are connected. */
  dial(): void {
    if (this.#stopping.signal.aborted) return
    const { calls } = this.#options.host
    const connected = new Set(this.#options.host.connected().map(({ peerId }) => peerId))
    // with nobody connected, who was one once is a way into the network as well
    const known =
      connected.size === 0 ? this.#registry.candidates(this.#options.clock()) : this.coordinators()
    const open = known.filter(
      ({ peerId }) => !connected.has(peerId) && !this.#dialling.has(peerId) && calls.mayCall(peerId)
    )
    const missing = CONNECTED_COORDINATORS - known.filter(({ peerId }) => connected.has(peerId)).length
    const wanted = Math.min(missing, DIALS_AT_ONCE) - this.#dialling.size
    for (const { peerId, addresses } of open.slice(0, Math.max(0, wanted)))
      void this.#connect(peerId, addresses)
  }

  /** The network has changed: what could not be reached is dialled again at once. */
  redial(): void {
    this.#options.host.networkChanged()
    this.dial()
  }

  /** Idempotent. */
  stop(): void {
    this.#stopping.abort()
    clearInterval(this.#timer)
    for (const unwatch of this.#unwatch.splice(0)) unwatch()
  }

  async #connect(peerId: string, addresses: readonly string[]): Promise<void> {
    const { host, logger } = this.#options
    this.#dialling.add(peerId)
    let isFull = false
    try {
      const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(DIAL_DEADLINE)])
      await host.calls.call(peerId, async () => host.connect(peerId, addresses, { signal }))
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      // A dial that we gave up ourselves says nothing about the coordinator.
      if (this.#stopping.signal.aborted) return
      // Nor does a bound of our own, which at once would be there again: the next look tries anew.
      isFull = error instanceof LimitError
      if (isFull) return
      logger('a coordinator does not answer: %s', error.name)
      this.#keep(this.#registry.unreachable(peerId))
    } finally {
      this.#dialling.delete(peerId)
      if (!isFull) this.dial()
      this.#options.onDialled?.()
    }
  }

  #connected(peerId: string): void {
    const { host, clock, logger } = this.#options
    if (this.#wouldTell(peerId)) host.calls.present(peerId)
    this.#keep(this.#registry.connected(peerId, clock()))
    host.prefer(peerId, COORDINATOR_WEIGHT).catch((error: unknown) => {
      logger('a coordinator was not marked: %e', error)
    })
    void this.#reserve(peerId)
    this.#options.onChange(peerId)
  }

  #lost(peerId: string): void {
    const { calls } = this.#options.host
    calls.lost(peerId)
    // Nothing is counted on that is not even called.
    if (!calls.mayCall(peerId)) this.#keep(this.#registry.unreachable(peerId))
    this.#options.onChange(peerId)
    this.dial()
  }

  /** Somebody is back, or it is time to try. */
  #due(peerId: string): void {
    this.dial()
    if (!this.#dialling.has(peerId)) this.#options.onDue?.(peerId)
  }

  /** So that contacts reach us through it when they cannot dial us. */
  async #reserve(peerId: string): Promise<void> {
    const { host, logger, relayed } = this.#options
    const [address] = this.#registry.get(peerId)?.addresses ?? []
    const relays = new Set([...host.relays(), ...this.#reserving])
    if (!relayed || address === undefined || relays.has(peerId) || relays.size >= RESERVATIONS) return
    this.#reserving.add(peerId)
    try {
      const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(DIAL_DEADLINE)])
      await host.reserve(address, { signal })
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      logger('no relay reservation: %s', error.name)
    } finally {
      this.#reserving.delete(peerId)
    }
  }

  /** Of others that are back: who has said itself that it serves. A mute one would keep us from everybody else. */
  #wouldTell(peerId: string): boolean {
    return this.#options.alone !== true && this.#options.serves?.(peerId) === true
  }

  #denies(peerId: string): boolean {
    return this.#options.serves?.(peerId) === false
  }

  #keep(ops: readonly StoreOp[]): void {
    if (ops.length === 0) return
    this.#options.store.batch(ops).catch((error: unknown) => {
      // A cache: what is not written is learnt again.
      this.#options.logger.error('what was learnt of the network was not kept: %e', error)
    })
  }
}

/** Whether we know more of a coordinator than before: that it is one, from itself, or where it is. */
function isNews(before: Known | undefined, after: Known | undefined): boolean {
  if (before === undefined) return true
  return before.confirmed !== after?.confirmed || before.addresses.join(' ') !== after.addresses.join(' ')
}
