/**
 * People and coordinators who are connected, and may be asked, dialled and lied by: what the search scenario puts
 * in the place of libp2p and of everybody's earlier life.
 *
 * @packageDocumentation
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { QUERY_PROTOCOL } from '../../src/discovery/constants.ts'
import { queryService } from '../../src/discovery/index.ts'
import { AuthenticationError, UnreachableError } from '../../src/errors.ts'
import { peerIdOf } from '../../src/identity/index.ts'
import { fastBackend } from '../../src/node/crypto/fast.ts'
import {
  decodePeerQuery,
  encodeQueryAnswer,
  encodeSigned,
  MAX_FOUND,
  MAX_QUERY_FRAME
} from '../../src/wire/index.ts'
import { simulatedCrypto } from './crypto.ts'
import { Engine } from './engine.ts'
import { Hosts } from './hosts.ts'
import { Life } from './life.ts'
import { SimNetwork } from './network.ts'
import { lieAbout, Sought } from './search-sought.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { QueryService } from '../../src/discovery/index.ts'
import type { FrameStream, Transport } from '../../src/link.ts'
import type { Logger } from '../../src/ports.ts'
import type { Signed } from '../../src/wire/index.ts'
import type { SimHost } from './hosts.ts'
import type { SimNode } from './network.ts'
import type { Lie } from './search-sought.ts'

/** Of the lookup of a node in the DHT: a question, and an answer that names 20 nodes. */
const HOP_BYTES = [100, 1_800] as const
/** Nodes that are asked at a time, as in Kademlia, and how long one is waited for that is gone. */
const ALPHA = 3
const DEAD_AFTER = 500

/** A link, as far as the ladder asks. */
export interface SearchLink {
  /** Who proved to be there. */
  readonly peerId: string
  readonly relayed: boolean
}

/** A node. */
export interface SearchNode {
  readonly peerId: string
  readonly node: SimNode
  readonly host: SimHost
  readonly queries: QueryService
  readonly coordinator: boolean
  /** Where it can be dialled, ending in its PeerId. */
  address: string
  readonly lie: Lie | undefined
  /** Who is connected with it. */
  readonly neighbours: SearchNode[]
  /** What lies here, by lookup key in hex. */
  readonly records: Map<string, Signed>
}

/** The network, and what was asked of it. */
export class SearchWorld {
  readonly engine: Engine
  readonly network: SimNetwork
  readonly crypto: CryptoBackend
  /** Who keeps a record in the DHT, by lookup key in hex. */
  readonly keepers: Map<string, readonly SearchNode[]> = new Map()
  /** By lookup key in hex. */
  readonly sought: Map<string, Sought> = new Map()
  /** What production code takes for a bug of its own. */
  readonly problems: string[] = []
  readonly life: Life
  queries = 0
  /** Of floods, beyond what a host reads of a frame that is too large. */
  unread = 0
  readonly #hosts: Hosts
  /** Who is there now, by address without a PeerId. */
  readonly #places = new Map<string, SearchNode>()
  #addresses = 0
  readonly #apart = new Set<string>()
  readonly #nobody: SimNode
  readonly #all: SearchNode[] = []
  readonly #liar: Signed

  constructor(seed: number, loss: number) {
    this.engine = new Engine(seed)
    this.network = new SimNetwork(this.engine, { loss, latency: 20, jitter: 20 })
    this.life = new Life(this.engine)
    this.#hosts = new Hosts(this.network)
    this.#nobody = this.network.node()
    this.#nobody.isUp = false
    const { ed25519PublicKey, ed25519Sign, ed25519Verify } = fastBackend
    // lookup keys are points of the curve: blinded signatures hold only by its arithmetic
    this.crypto = { ...simulatedCrypto().crypto, ed25519PublicKey, ed25519Sign, ed25519Verify }
    const liar = this.person()
    this.#liar = liar.sign([`/ip4/44.0.0.1/tcp/4001/p2p/${liar.peerId}`], [])
  }

  readonly logger: Logger = Object.assign(() => {}, {
    error: (formatter: string, ...args: unknown[]): void => {
      this.problems.push(`${formatter} ${args.map(String).join(' ')}`)
    },
    trace: () => {}
  })

  /** Somebody who can be sought. */
  person(): Sought {
    const { crypto, engine } = this
    return new Sought({ crypto, rng: engine.rng, clock: engine.clock })
  }

  /** Starts a node. */
  async start(peerId: string | undefined, coordinator: boolean, lie: Lie | undefined): Promise<SearchNode> {
    const { engine, crypto, logger, life } = this
    const id = peerId ?? peerIdOf(engine.rng(32))
    const host = this.#hosts.listen(this.network.node(), id, life)
    const neighbours: SearchNode[] = []
    const records = new Map<string, Signed>()
    const transport: Transport = {
      peerId: id,
      handle: host.handle,
      unhandle: host.unhandle,
      open: async (...to) => {
        this.queries += 1
        return await host.open(...to)
      }
    }
    const queries = queryService({
      peers: () => neighbours,
      held: async key => records.get(bytesToHex(key))
    })({ crypto, rng: engine.rng, clock: engine.clock, log: logger, transport, schedule: life.schedule })
    const node = {
      peerId: id,
      node: host.node,
      host,
      queries,
      coordinator,
      address: '',
      lie,
      neighbours,
      records
    }
    this.settle(node)
    this.#all.push(node)
    if (lie === undefined) await queries.start()
    else {
      const bounds = { maxFrame: Infinity }
      await host.handle(QUERY_PROTOCOL, bounds, async (stream, signal) => this.#lie(lie, stream, signal))
    }
    return node
  }

  /** Joins two by a connection that stays. */
  connect(a: SearchNode, b: SearchNode): void {
    if (a === b || a.host.connected.has(b.peerId)) return
    a.neighbours.push(b)
    b.neighbours.push(a)
    a.host.connected.add(b.peerId)
    b.host.connected.add(a.peerId)
  }

  /** Moves a node to a new address. @param taken - somebody else gets the one that it had */
  settle(node: SearchNode, taken?: SearchNode): void {
    const number = (this.#addresses += 1)
    const place = `/ip4/45.${number >> 16}.${(number >> 8) & 255}.${number & 255}/tcp/4001`
    if (taken !== undefined) this.#places.set(placeOf(node.address), taken)
    else if (node.address !== '') this.#places.delete(placeOf(node.address))
    this.#places.set(place, node)
    node.address = `${place}/p2p/${node.peerId}`
  }

  /** No direct connection can be made between those. */
  part(a: SearchNode, b: SearchNode): void {
    this.#apart.add(`${a.peerId} ${b.peerId}`)
  }

  /** Whether a dial of that address reaches that peer, unless packets are lost. */
  leads(from: SearchNode, address: string, peerId: string): boolean {
    const [first, behind] = this.#way(address)
    if (first?.node.isUp !== true) return false
    if (behind === undefined) return first.peerId === peerId && !this.#isApart(from, first)
    return behind.peerId === peerId && behind.node.isUp
  }

  /** What a dial of several addresses gives: the first that proves to be the peer, else whoever answered. */
  async dial(
    from: SearchNode,
    peerId: string,
    addresses: readonly string[],
    signal: AbortSignal
  ): Promise<SearchLink> {
    const others: SearchLink[] = []
    const dials = addresses.map(async address => {
      const link = await this.#dialOne(from, address, signal)
      if (link.peerId === peerId) return link
      others.push(link)
      throw new AuthenticationError('Somebody else is there')
    })
    try {
      return await Promise.any(dials)
    } catch {
      const [other] = others
      if (other !== undefined) return other
      throw new UnreachableError('Nobody is there')
    }
  }

  /** A search of the DHT: a keeper is found after log2(N) hops, then all are asked. */
  async *collect(
    from: SearchNode,
    key: Uint8Array,
    signal: AbortSignal | undefined
  ): AsyncIterable<Uint8Array> {
    const name = bytesToHex(key)
    for (let hops = Math.ceil(Math.log2(this.#all.length)); hops > 0; hops--) {
      if (signal?.aborted !== false) return
      await this.#hop(
        from,
        Array.from({ length: ALPHA }, () => this.#upNode()),
        signal
      )
    }
    for (const keeper of this.keepers.get(name) ?? []) {
      if (signal?.aborted !== false) return
      await this.#hop(from, [keeper.node], signal)
      const held = keeper.records.get(name)
      const sought = this.sought.get(name)
      const lied = keeper.lie && sought && lieAbout(sought, keeper.lie, this.#liar)
      if (!keeper.node.isUp) continue
      for (const record of lied ?? (held === undefined ? [] : [held])) yield encodeSigned(record)
    }
  }

  async #lie(lie: Lie, stream: FrameStream, signal: AbortSignal): Promise<void> {
    const frame = await stream.receive({ signal })
    if (frame === undefined) return
    const { requestId, lookingForUserId: userId } = decodePeerQuery(frame)
    const sought = this.sought.get(userId)
    if (sought === undefined || lie === 'silent') {
      await new Promise(resolve => signal.addEventListener('abort', resolve))
      return
    }
    const records = lieAbout(sought, lie, this.#liar)
    const encode = (some: readonly Signed[]): Uint8Array =>
      encodeQueryAnswer({ requestId, found: some.map(record => ({ userId, record })) })
    const some = encode(records.slice(0, MAX_FOUND))
    // repeated fields of several encodings are those of one
    const repeated = Array.from({ length: Math.ceil(records.length / MAX_FOUND) }, () => some)
    const answer = new Uint8Array(Buffer.concat(repeated))
    this.unread += Math.max(0, answer.length - MAX_QUERY_FRAME)
    await stream.send(answer, { signal })
  }

  #way(address: string): readonly [first: SearchNode | undefined, behind: SearchNode | undefined] {
    const [way = '', target] = address.split('/p2p-circuit/p2p/')
    const first = this.#places.get(placeOf(way))
    return [
      first,
      first?.coordinator === true ? first.neighbours.find(({ peerId }) => peerId === target) : undefined
    ]
  }

  async #dialOne(from: SearchNode, address: string, signal: AbortSignal): Promise<SearchLink> {
    const [first, behind] = this.#way(address)
    const relayed = address.includes('/p2p-circuit/')
    const isThere = first !== undefined && (relayed || !this.#isApart(from, first))
    await this.#shake(from.node, isThere ? first.node : this.#nobody, signal)
    if (!relayed) return { peerId: first?.peerId ?? '', relayed }
    if (first === undefined || behind === undefined) throw new UnreachableError('It has no reservation there')
    await this.#shake(first.node, behind.node, signal)
    return { peerId: behind.peerId, relayed }
  }

  async #shake(from: SimNode, to: SimNode, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const fail = (): void => {
        reject(new UnreachableError('Nobody answers'))
      }
      signal.addEventListener('abort', fail, { once: true })
      const none = { onFrame: () => {}, onClose: () => {} }
      this.network.open<never>(
        from,
        to,
        () => none,
        ours => {
          signal.removeEventListener('abort', fail)
          if (ours === undefined) fail()
          else resolve()
          return none
        }
      )
    })
  }

  /** Asks those, until the first answers, or as long as the search lasts. */
  async #hop(from: SearchNode, to: readonly SimNode[], signal: AbortSignal): Promise<void> {
    await new Promise<void>(resolve => {
      const done = (): void => {
        signal.removeEventListener('abort', done)
        resolve()
      }
      signal.addEventListener('abort', done)
      for (const node of to) this.network.ask(from.node, node, HOP_BYTES[0], () => [HOP_BYTES[1], done])
      if (!to.some(({ isUp }) => isUp)) this.engine.schedule(DEAD_AFTER, done)
    })
  }

  #upNode(): SimNode {
    for (;;) {
      const { node } = this.engine.pick(this.#all)
      if (node.isUp) return node
    }
  }

  #isApart(a: SearchNode, b: SearchNode): boolean {
    return this.#apart.has(`${a.peerId} ${b.peerId}`)
  }
}

/** An address without its PeerId. */
function placeOf(address: string): string {
  return address.split('/p2p/')[0] ?? ''
}
