/**
 * A network of real hosts in one process, on loopback TCP or in memory. The first one is the
 * bootstrap node and a relay.
 *
 * @packageDocumentation
 *
 * @example
 *
 * ```TypeScript
 * const net = await createTestnet({ nodes: 20, seed: SEED })
 * await net.hosts[3].gossip.publish(net.topic, data)
 * await net.stop()
 * ```
 */
import { memory } from '@libp2p/memory'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { createHost } from '../../src/node/host/index.ts'
import type { Host, HostOptions } from '../../src/node/host/index.ts'

export interface TestnetOptions {
  /** How many hosts, the bootstrap node included; at least 1. */
  readonly nodes: number
  /** The same seed makes the same PeerIds. */
  readonly seed: number
  /** Default `tcp`. */
  readonly transport?: 'tcp' | 'memory'
  /** Topics of every host besides the testnet's own. */
  readonly topics?: readonly string[]
  /** Options of one host, over those of the testnet. */
  readonly override?: (index: number) => Partial<HostOptions>
  /** How long all of it may take to be up, in milliseconds. Default 10 s. */
  readonly deadline?: number
}

export interface Testnet {
  /** The bootstrap node first. */
  readonly hosts: readonly Host[]
  /** A gossip topic that every host may use. */
  readonly topic: string
  /** Key seed of the host at that index. */
  seedOf(index: number): Uint8Array
  /** One more host, connected to the bootstrap node; it ends with the others. */
  add(override?: Partial<HostOptions>): Promise<Host>
  stop(): Promise<void>
}

const DEADLINE = 30_000

/** 32 bytes that depend on the test's seed, a purpose and a number alone. */
export function seedBytes(seed: number, purpose: string, index: number): Uint8Array {
  return sha256(concatBytes(utf8ToBytes(`earshot test ${seed} ${purpose} ${index}`)))
}

/** Resolves when the host is connected with that peer. */
export async function connected(host: Host, peerId: string, signal: AbortSignal): Promise<void> {
  const there = Promise.withResolvers<void>()
  const unwatch = host.watch((peer, event) => {
    if (peer === peerId && event === 'connected') there.resolve()
  })
  const onAbort = (): void => there.reject(new Error('not connected in time'))
  signal.addEventListener('abort', onAbort)
  try {
    if (host.connected().some(peer => peer.peerId === peerId)) return
    await there.promise
  } finally {
    unwatch()
    signal.removeEventListener('abort', onAbort)
  }
}

/** Resolves when the host sees all these peers take part in the topic. */
export async function subscribed(
  host: Host,
  topic: string,
  peers: readonly string[],
  signal: AbortSignal
): Promise<void> {
  const done = Promise.withResolvers<void>()
  const check = (): void => {
    const present = new Set(host.gossip.subscribers(topic))
    if (peers.every(peer => present.has(peer))) done.resolve()
  }
  const unwatch = host.gossip.watch(topic, check)
  const onAbort = (): void => done.reject(new Error('not subscribed in time'))
  signal.addEventListener('abort', onAbort)
  try {
    check()
    await done.promise
  } finally {
    unwatch()
    signal.removeEventListener('abort', onAbort)
  }
}

export async function createTestnet(options: TestnetOptions): Promise<Testnet> {
  const { nodes, seed, transport = 'tcp' } = options
  const signal = AbortSignal.timeout(options.deadline ?? DEADLINE)
  const topic = `/earshot/testnet-${seed}/state/1`
  const all: Host[] = []

  const seedOf = (index: number): Uint8Array => seedBytes(seed, 'host', index)

  async function start(index: number, override: Partial<HostOptions> = {}): Promise<Host> {
    const bootstrap = all[0]?.addresses() ?? []
    const inMemory = transport === 'memory'
    const host = await createHost({
      seed: seedOf(index),
      listen: [inMemory ? `/memory/earshot-${seed}-${index}` : '/ip4/127.0.0.1/tcp/0'],
      bootstrap,
      role: { relay: index === 0, dhtMode: 'server' },
      dev: true,
      topics: [topic, ...(options.topics ?? [])],
      ...(inMemory ? { transports: [memory()] } : {}),
      ...options.override?.(index),
      ...override
    })
    all.push(host)
    return host
  }

  async function stop(): Promise<void> {
    await Promise.all(all.map(host => host.stop()))
  }

  const hosts: Host[] = []
  try {
    const first = await start(0)
    const others = await Promise.all(Array.from({ length: nodes - 1 }, (_, i) => start(i + 1)))
    await Promise.all(others.map(host => connected(host, first.peerId, signal)))
    hosts.push(first, ...others)
  } catch (err) {
    await stop()
    throw err
  }
  return {
    hosts,
    topic,
    seedOf,
    async add(override) {
      const host = await start(hosts.length, override)
      hosts.push(host)
      const [first] = hosts
      if (first !== undefined) await connected(host, first.peerId, AbortSignal.timeout(DEADLINE))
      return host
    },
    stop
  }
}
