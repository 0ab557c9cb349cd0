/**
 * Nodes as far as discovery needs them: the production parts of `src/node` over real hosts on
 * loopback, without vault, messenger and mailboxes. Who seeks, who is sought, and who stands
 * between them.
 *
 * @packageDocumentation
 */
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { addressBytes, leaveRecords, queryService } from '../../src/discovery/index.ts'
import { EarshotError } from '../../src/errors.ts'
import {
  dayOf,
  lookupDays,
  lookupKey,
  networkOf,
  nextRevision,
  sealInner,
  signDescriptor,
  signLookupRecord,
  verifyLookupRecord
} from '../../src/identity/index.ts'
import { OPEN_NETWORK } from '../../src/node/constants.ts'
import { fastBackend as crypto, speedUp } from '../../src/node/crypto/fast.ts'
import { Directory } from '../../src/node/directory.ts'
import { createHost } from '../../src/node/host/index.ts'
import { Links } from '../../src/node/links.ts'
import { Neighbours } from '../../src/node/neighbours.ts'
import { randomBytes as rng } from '../../src/node/platform.ts'
import { newProfile } from '../../src/node/profile.ts'
import { Reach } from '../../src/node/reach.ts'
import { openRecordShelf } from '../../src/node/record-shelf.ts'
import { decodeSigned, encodeSigned } from '../../src/wire/index.ts'
import { createMemoryStore } from '../../tests/support/memory-store.ts'
import type { Attempt, RecordKeeper } from '../../src/discovery/index.ts'
import type { Peer } from '../../src/messaging/index.ts'
import type { NodeContext } from '../../src/node/context.ts'
import type { Host, HostOptions, HostRole } from '../../src/node/host/index.ts'
import type { Profile } from '../../src/node/profile.ts'
import type { Logger } from '../../src/ports.ts'
import type { Signed } from '../../src/wire/index.ts'

await speedUp()

const LOOPBACK: readonly string[] = ['/ip4/127.0.0.1/tcp/0']
/** What has not come by then will not (ms): fifty nodes in one process make each other wait. */
const DEADLINE = 60_000
const DAY = 86_400_000
const NETWORK = networkOf(crypto, OPEN_NETWORK)
const silent: Logger = Object.assign(() => undefined, { error: () => undefined, trace: () => undefined })

/** Part of a window in which the process works; below it nothing goes on but heartbeats. */
const BUSY = 0.35
/** Milliseconds. */
const WINDOW = 250

/** Waits until the nodes of this process have come to rest, or for so many ms. */
export async function calm(longest: number): Promise<void> {
  const end = performance.now() + longest
  while (performance.now() < end) {
    const before = performance.eventLoopUtilization()
    await pause(WINDOW)
    if (performance.eventLoopUtilization(before).utilization < BUSY) return
  }
}

/** So many of them, which start together. */
export async function many<R>(count: number, start: (index: number) => Promise<R>): Promise<readonly R[]> {
  const starting = Array.from({ length: count }, async (_, index) => await start(index))
  // all have come to an end when one has failed, so that they can be stopped
  await Promise.allSettled(starting)
  return await Promise.all(starting)
}

/** Until they are; a handshake that a busy machine leaves waiting is begun again. */
async function connected(host: Host, other: Host, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await host.connect(other.peerId, other.addresses(), { signal })
      return
    } catch (error) {
      if (!(error instanceof EarshotError) || signal.aborted) throw error
    }
  }
}

/** Something that runs. */
export interface Running {
  readonly host: Host
  stop(): Promise<void>
}

function contextOf(): NodeContext {
  return { store: createMemoryStore(), crypto, rng, clock: Date.now, logger: silent }
}

async function hostOf(
  context: NodeContext,
  seed: Uint8Array,
  role: HostRole,
  more: Partial<HostOptions> = {}
): Promise<Host> {
  return await createHost({
    seed,
    listen: LOOPBACK,
    role,
    topics: [NETWORK.topic],
    shelf: await openRecordShelf(context, seed),
    log: silent,
    ...more
  })
}

/**
 * A coordinator without mailboxes: it relays, takes records, answers queries.
 *
 * @param dhtMode - `server`: it keeps records of the DHT, too, and tells of them
 */
export async function startCoordinator(
  dhtMode: 'server' | 'client',
  bootstrap: readonly string[]
): Promise<Running> {
  return await startNeighbour({ coordinator: true, role: { relay: true, dhtMode }, bootstrap })
}

/** Somebody who answers queries, and serves the DHT if others can reach it. */
export async function startMember(
  dhtMode: 'server' | 'client',
  bootstrap: readonly string[]
): Promise<Running> {
  return await startNeighbour({ coordinator: false, role: { dhtMode }, bootstrap })
}

async function startNeighbour(options: {
  readonly coordinator: boolean
  readonly role: HostRole
  readonly bootstrap: readonly string[]
}): Promise<Running> {
  const { coordinator, role, bootstrap } = options
  const context = contextOf()
  const host = await hostOf(context, rng(32), role, { bootstrap })
  const { neighbours } = surroundings(context, host, coordinator)
  await neighbours.start(bootstrap)
  return {
    host,
    async stop() {
      await neighbours.stop()
      await host.stop()
    }
  }
}

function surroundings(
  context: NodeContext,
  host: Host,
  coordinator: boolean
): { readonly directory: Directory; readonly neighbours: Neighbours } {
  const directory = new Directory({ ...context, host, relayed: false, onChange: () => undefined })
  const neighbours = new Neighbours({
    ...context,
    host,
    networks: [NETWORK],
    directory,
    self: undefined,
    account: undefined,
    ownRecord: () => undefined,
    coordinator,
    contactOf: () => undefined,
    onPresence: () => undefined,
    onAddresses: () => undefined
  })
  return { directory, neighbours }
}

/** Takes part in the DHT and in nothing else: it may keep records there, and answers no queries. */
export async function startDhtNode(
  dhtMode: 'server' | 'client',
  bootstrap: readonly string[]
): Promise<Running> {
  const host = await hostOf(contextOf(), rng(32), { dhtMode }, { bootstrap })
  return { host, stop: async () => await host.stop() }
}

/**
 * A node of the DHT that is an attacker's: what it is given to keep it takes, and drops; asked
 * for the record it gives a forged one, in the DHT and to queries.
 *
 * @param seed - ground so that its place is near to what it attacks
 */
export async function startSybil(
  seed: Uint8Array,
  forged: Signed,
  bootstrap: readonly string[]
): Promise<Running> {
  const context = contextOf()
  const bytes = encodeSigned(forged)
  const host = await hostOf(
    context,
    seed,
    { dhtMode: 'server' },
    {
      bootstrap,
      shelf: {
        check: () => undefined,
        take: (_key, _place, record) => ({ kept: Buffer.from(record).equals(bytes), dropped: [] })
      }
    }
  )
  const components = { ...context, log: silent, transport: host }
  const queries = queryService({ peers: () => [], held: async () => forged })(components)
  await queries.start()
  return {
    host,
    async stop() {
      await queries.stop()
      await host.stop()
    }
  }
}

/** Somebody to be found: listens, takes links of anybody, and answers no question. */
export class Sought implements Running {
  readonly host: Host
  readonly profile: Profile
  readonly #links: Links

  private constructor(context: NodeContext, host: Host, profile: Profile) {
    this.host = host
    this.profile = profile
    this.#links = linksOf(context, host, peerId => peerId)
  }

  /** @param known - who it was in an earlier life, to be the same at another address */
  static async start(known?: Profile): Promise<Sought> {
    const context = contextOf()
    const profile = known ?? newProfile(context, 'Sought')
    // in no network: it is connected to nobody but who finds it
    const host = await hostOf(context, profile.device.seed, { dhtMode: 'client' })
    const sought = new Sought(context, host, profile)
    await sought.#links.start()
    return sought
  }

  get userId(): string {
    return this.profile.account.userId
  }

  /** Its name of today. */
  get key(): Uint8Array {
    return lookupKey(crypto, this.profile.account.publicKey, dayOf(Date.now()))
  }

  /** Its record of today, which says where it is to who has its descriptor key. */
  record(): Signed {
    const { account } = this.profile
    const revision = nextRevision(Date.now())
    const addresses = this.host.addresses().flatMap(address => addressBytes(address) ?? [])
    const descriptor = this.#descriptor(revision, addresses)
    return signLookupRecord(crypto, rng, account, { day: dayOf(Date.now()), revision, descriptor })
  }

  #descriptor(revision: number, addresses: readonly Uint8Array[]): Signed {
    const { device, deviceList, descriptorKey } = this.profile
    return signDescriptor(crypto, device, {
      revision,
      expires: Date.now() + DAY,
      deviceList,
      suites: [1],
      requestMailboxes: [],
      inner: sealInner(crypto, rng, descriptorKey, { addresses, mailboxes: [] })
    })
  }

  /** What a contact knows of it that was never told where it is. */
  peer(): Pick<Peer, 'account' | 'consent' | 'device' | 'reach'> {
    const { account, device, deviceList, descriptorKey } = this.profile
    return {
      account: account.publicKey,
      consent: 'accepted',
      device: device.publicKey,
      reach: {
        descriptor: this.#descriptor(1, []),
        descriptorKey,
        depositSecret: rng(32),
        revision: 1,
        deviceList,
        device: device.publicKey,
        addresses: [],
        mailboxes: []
      }
    }
  }

  /** Leaves its record of today with a keeper, from a host that nobody knows. */
  async leave({ host }: Running): Promise<void> {
    const keeper: RecordKeeper = { peerId: host.peerId, addresses: host.addresses() }
    const signal = AbortSignal.timeout(DEADLINE)
    let kept = 0
    while (kept === 0) {
      const pseudonym = await this.host.pseudonym(rng(32))
      try {
        kept = await leaveRecords(pseudonym, keeper, [this.record()], signal)
      } catch (error) {
        // a machine that is busy with fifty nodes makes handshakes wait; the owner comes again, too
        if (!(error instanceof EarshotError) || signal.aborted) throw error
      } finally {
        await pseudonym.stop()
      }
    }
  }

  async stop(): Promise<void> {
    await this.#links.stop()
    await this.host.stop()
  }
}

/** How a search went. */
export interface Search {
  /** From the start of the search until the link has proved that the device is there. */
  readonly ms: number
  /** The rung that won; undefined: nobody was found. */
  readonly rung: Attempt['rung'] | undefined
}

/** Somebody who looks for others, and who has been in the network for a moment. */
export class Asker implements Running {
  readonly host: Host
  readonly #sought: Map<string, Sought> = new Map()
  readonly #directory: Directory
  readonly #neighbours: Neighbours
  readonly #links: Links
  readonly #reach: Reach

  private constructor(context: NodeContext, host: Host) {
    this.host = host
    const { directory, neighbours } = surroundings(context, host, false)
    this.#directory = directory
    this.#neighbours = neighbours
    this.#links = linksOf(
      context,
      host,
      peerId => [...this.#sought.values()].find(sought => sought.host.peerId === peerId)?.userId,
      link => this.#reach.linkOpened(link)
    )
    const { presence, queries } = neighbours
    this.#reach = new Reach({
      ...context,
      host,
      links: this.#links,
      directory,
      presence,
      queries,
      peer: userId => this.#sought.get(userId)?.peer(),
      onFound: async () => undefined,
      onState: () => undefined
    })
  }

  /**
   * Joins.
   *
   * @param others - to be connected with, besides the coordinators
   */
  static async start(coordinators: readonly Running[], others: readonly Running[] = []): Promise<Asker> {
    const bootstrap = coordinators.flatMap(({ host }) => host.addresses())
    const context = contextOf()
    const host = await hostOf(
      context,
      rng(32),
      { dhtMode: 'client' },
      {
        bootstrap: [...bootstrap, ...others.flatMap(other => other.host.addresses())]
      }
    )
    const asker = new Asker(context, host)
    await asker.#links.start()
    await asker.#neighbours.start(bootstrap)
    const signal = AbortSignal.timeout(DEADLINE)
    for (const other of [...coordinators, ...others]) await connected(host, other.host, signal)
    return asker
  }

  /** Was connected to it once: the route is in the cache. */
  remember({ userId, host }: Sought): void {
    this.#directory.seen(userId, host.peerId, host.addresses())
  }

  /** Whether the DHT alone hands out a record of the sought that it really signed for today. */
  async findsInDht(sought: Sought): Promise<boolean> {
    const { key } = sought
    for await (const bytes of this.host.dht.collect(key, { signal: AbortSignal.timeout(DEADLINE) })) {
      try {
        verifyLookupRecord(crypto, decodeSigned(bytes), { key, days: lookupDays(Date.now()) })
        return true
      } catch (error) {
        if (!(error instanceof EarshotError)) throw error
      }
    }
    return false
  }

  /** Climbs the ladder. */
  async search(sought: Sought): Promise<Search> {
    const isConnected = (): boolean =>
      this.host.connected().some(({ peerId }) => peerId === sought.host.peerId)
    // from an earlier life of it
    for (let waited = 0; isConnected() && waited < DEADLINE; waited += WINDOW) await pause(WINDOW)
    if (isConnected()) throw new Error('who is sought is connected already')
    this.#sought.set(sought.userId, sought)
    const began = performance.now()
    const trace = await this.#reach.trace(sought.userId, AbortSignal.timeout(DEADLINE))
    const ms = performance.now() - began
    const won = trace?.attempts.find(({ outcome }) => outcome === 'direct' || outcome === 'relayed')
    return { ms, rung: won?.rung }
  }

  async stop(): Promise<void> {
    this.#reach.stop()
    await this.#neighbours.stop()
    await this.#links.stop()
    await this.host.stop()
  }
}

function linksOf(
  context: NodeContext,
  host: Host,
  contactOf: (peerId: string) => string | undefined,
  opened: (link: Parameters<ConstructorParameters<typeof Links>[0]['opened']>[0]) => void = () => undefined
): Links {
  return new Links({
    transport: host,
    clock: context.clock,
    logger: context.logger,
    contactOf,
    hello: () => ({ seen: [], sessions: [] }),
    greeted: async () => undefined,
    bundle: async () => {
      throw new Error('nobody has a bundle here')
    },
    receive: async () => undefined,
    opened,
    closed: () => undefined
  })
}
