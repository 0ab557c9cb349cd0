/**
 * Who is around: presence in our networks, queries about others, and the directory, fed
 * with what happens to connections. The same for people and for coordinators, who only
 * tell more.
 */
import {
  lookupService,
  MAX_LEFT_RECORDS_OF_NODES,
  memberLines,
  parseAddress,
  presenceService,
  queryService
} from '../discovery/index.ts'
import type {
  LookupService,
  MemberLine,
  PresenceChange,
  PresenceSelf,
  PresenceService,
  QueryService
} from '../discovery/index.ts'
import { EarshotError } from '../errors.ts'
import type { Network } from '../identity/index.ts'
import type { Signed } from '../wire/index.ts'
import type { NodeContext } from './context.ts'
import type { Directory } from './directory.ts'
import type { Host } from './host/index.ts'

/** What it depends on. */
export interface NeighboursOptions extends NodeContext {
  readonly host: Host
  readonly networks: readonly Network[]
  readonly directory: Directory
  /** Who says that it is here; undefined: nobody. */
  readonly self: PresenceSelf | undefined
  /** Seed of the host key, 32 bytes, of a node that may serve. Secret. */
  readonly seed?: Uint8Array | undefined
  /** The account of this device. */
  readonly account: string | undefined
  /** Our own record under a lookup key (32 bytes), if it is one of ours. */
  ownRecord(key: Uint8Array): Signed | undefined
  /** Offers to relay, publishes lists, and is interested in everybody. */
  readonly coordinator: boolean
  /** The contact whose device that peer is, if it is one. */
  contactOf(peerId: string): string | undefined
  onPresence(change: PresenceChange): void
  /** A coordinator said that it is none any more. */
  onCoordinatorLeft?(peerId: string): void
  /** Our addresses may have changed. */
  onAddresses(): void
}

/** Presence, queries and directory of one node. */
export class Neighbours {
  readonly presence: PresenceService
  readonly queries: QueryService
  readonly #lookup: LookupService
  readonly #options: NeighboursOptions
  readonly #unwatch: Array<() => void> = []
  /** Whom presence knows as linked. */
  readonly #linked: Set<string> = new Set()

  constructor(options: NeighboursOptions) {
    const { host, networks, directory, self, coordinator, crypto, rng, clock, logger, store } = options
    this.#options = options
    const components = { crypto, rng, clock, log: logger, transport: host }
    this.presence = presenceService({
      networks,
      self,
      coordinator,
      seed: options.seed,
      addresses: () => host.addresses(),
      onPresence: change => {
        options.onPresence(change)
      },
      onCoordinators: heard => {
        for (const { peerId, addresses, confirmed } of heard) {
          directory.heard(peerId, addresses, confirmed)
          // it was connected before it was one; not while presence is at work
          if (confirmed && !this.#linked.has(peerId)) queueMicrotask(() => this.#changed(peerId, 'connected'))
        }
      },
      onCoordinatorLeft: peerId => {
        directory.left(peerId)
        options.onCoordinatorLeft?.(peerId)
      }
    })({ ...components, gossip: host.gossip })
    this.#lookup = lookupService({
      crypto,
      clock,
      log: logger,
      store,
      transport: host,
      dht: host.dht,
      maxRecords: coordinator ? undefined : MAX_LEFT_RECORDS_OF_NODES
    })
    this.queries = queryService({
      peers: () =>
        host.connected().map(({ peerId }) => ({ peerId, coordinator: directory.isCoordinator(peerId) })),
      held: async key => options.ownRecord(key) ?? (await this.#lookup.held(key))
    })(components)
  }

  /** Begins to hear and to answer, and dials coordinators, those of `bootstrap` among them. */
  async start(bootstrap: readonly string[]): Promise<void> {
    const { host, directory } = this.#options
    const unwatch = host.watch((peerId, event) => {
      this.#changed(peerId, event)
    })
    this.#unwatch.push(unwatch)
    // who lives for one command cannot be asked later
    if (this.#options.self !== undefined || this.#options.coordinator) await this.#lookup.start()
    await this.queries.start()
    await this.presence.start()
    // Who is not reached directly learns its addresses only from the relays, after the start.
    this.#unwatch.push(
      host.watchAddresses(() => {
        this.presence.addressesChanged()
        this.#options.onAddresses()
      })
    )
    await directory.start(bootstrap)
    for (const { peerId } of host.connected()) this.#changed(peerId, 'connected')
  }

  /** Says goodbye. Idempotent. */
  async stop(): Promise<void> {
    this.#options.directory.stop()
    for (const unwatch of this.#unwatch.splice(0)) unwatch()
    await Promise.all([this.presence.stop(), this.queries.stop(), this.#lookup.stop()])
  }

  /**
   * Makes the acquaintance of the nodes at these addresses: a coordinator among them says
   * that it is one, and which others there are. Who did not answer lately is left alone. Never rejects.
   *
   * @param isWish - our user wants it now, whoever did not answer lately
   */
  async meet(addresses: readonly string[], signal: AbortSignal, isWish: boolean = false): Promise<void> {
    const { host, logger } = this.#options
    const byPeer = Map.groupBy(addresses, address => parseAddress(address)?.target)
    await Promise.all(
      [...byPeer].map(async ([peerId, named]) => {
        if (peerId === undefined) return
        try {
          const connect = async (): Promise<void> => await host.connect(peerId, named, { signal })
          if (isWish) host.calls.forget(peerId)
          await (isWish ? connect() : host.calls.call(peerId, connect))
          await this.presence.exchange(peerId, { signal })
        } catch (error) {
          if (!(error instanceof EarshotError)) throw error
          logger('nobody was met: %s', error.name)
        }
      })
    )
  }

  /**
   * The last link to a contact was let go of on purpose. Its connection may go when others need the place,
   * unless we use it as a coordinator too; somebody who is heard besides is still there.
   */
  parked(userId: string, peerId: string): void {
    const { host, directory, logger } = this.#options
    if (directory.isCoordinator(peerId)) return
    host.prefer(peerId, 0).catch((error: unknown) => {
      logger('a contact stayed marked: %e', error)
    })
    const isHeard = this.presence.devices(userId).some(({ state }) => state !== 'offline')
    if (isHeard) this.presence.linkDown(peerId)
  }

  /** Whose device it is, is no contact any more: a connection that is left shows nobody. */
  parted(peerId: string): void {
    const { host, directory, logger } = this.#options
    if (directory.isCoordinator(peerId)) return
    host.prefer(peerId, 0).catch((error: unknown) => {
      logger('who is no contact stayed marked: %e', error)
    })
    this.presence.linkDown(peerId)
  }

  /**
   * Who was heard in the network of that name. Or in all of them together: then also whoever is known from
   * before, and contacts in any case.
   *
   * @param leased - contacts whose leases show that they are there
   */
  members(
    network: string | undefined,
    contacts: readonly string[],
    leased: readonly string[]
  ): readonly MemberLine[] {
    const { directory, account, clock } = this.#options
    const coordinators = directory.coordinators().map(({ peerId }) => peerId)
    const except = account === undefined ? coordinators : [account, ...coordinators]
    if (network !== undefined) return memberLines({ presence: this.presence.members(network), except })
    return memberLines({
      presence: [
        ...this.presence.members(),
        ...leased.map(userId => ({ userId, status: 'reachable', via: null, lastSeen: clock() }) as const)
      ],
      routes: directory.allRoutes(),
      contacts,
      except
    })
  }

  #changed(peerId: string, event: 'connected' | 'disconnected'): void {
    const { host, directory, coordinator, logger } = this.#options
    if (event === 'disconnected') {
      this.#linked.delete(peerId)
      this.presence.linkDown(peerId)
      return
    }
    const connection = host.connection(peerId)
    if (connection === undefined) return
    const { relay, dialled } = connection
    const userId = this.#options.contactOf(peerId)
    if (coordinator || userId !== undefined || directory.isCoordinator(peerId)) {
      this.#linked.add(peerId)
      this.presence.linkUp({ peerId, userId, relay, dialled })
    } else if (dialled) {
      // A passing acquaintance of the DHT makes nobody `direct`, but may have news.
      this.presence.exchange(peerId).catch((error: unknown) => {
        logger.trace('no presence exchange: %e', error)
      })
    }
  }
}

/**
 * Addresses in whose ranges we are: those that we listen on, and those that our connections
 * really go to. What a peer only says of itself opens no range.
 */
export function whereWeAre(host: Pick<Host, 'addresses' | 'connected'>): readonly string[] {
  const dialled = host.connected().filter(peer => peer.dialled && peer.direct)
  return [...host.addresses(), ...dialled.map(({ address }) => address)]
}
