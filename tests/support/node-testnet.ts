/**
 * Whole nodes in one process, on loopback TCP with folders of their own: coordinators and
 * people, everything real. For tests of what only the whole does.
 *
 * People use the DHT and do not serve it, as behind a NAT: those who serve it connect to
 * each other, 190 connections among 20, and one thread has to do all the handshakes.
 *
 * @packageDocumentation
 *
 * @example
 *
 * ```TypeScript
 * const net = await createNodeTestnet({ nodes: 2, coordinators: 3, seed: SEED })
 * const [alice, bob] = net.people
 * await net.befriend(alice, bob)
 * const arrived = bob.next('message')
 * await alice.node.send(bob.node.userId, 'hello')
 * await arrived
 * await net.stop()
 * ```
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCoordinatorOn } from '../../src/node/coordinator.ts'
import { createNodeOn } from '../../src/node/create-node.ts'
// what the first node would wait for
import '../../src/node/runtime.ts'
import { WANTED_MAILBOXES } from '../../src/relay/index.ts'
import { seeded } from './identity.ts'
import { quickBackend } from './quick-crypto.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { NodePlatform } from '../../src/node/create-node.ts'
import type {
  CoordinatorNode,
  EarshotNode,
  NodeEvent,
  NodeEventDetails,
  NodeOptions
} from '../../src/node/index.ts'

/** What does not happen by then will not (ms): test machines are slow and shared. */
const PATIENCE = 30_000
/** This machine, a free port, nothing that costs a native thread. */
export const LOOPBACK: readonly string[] = ['/ip4/127.0.0.1/tcp/0']

export interface NodeTestnetOptions {
  /** How many people. */
  readonly nodes: number
  /** Default 1; the first is everybody's bootstrap node. */
  readonly coordinators?: number
  /** The same seed makes the same userIds and PeerIds, of people and coordinators. */
  readonly seed: number
  /** Default: Node's own X25519 and Ed25519, because each node checks the signatures of all others. */
  readonly crypto?: CryptoBackend
  /** Where people listen who are told of no address. Default: as everybody. */
  readonly defaultListen?: readonly string[]
  /** Starts a coordinator. Default: the real one. */
  readonly startCoordinator?: typeof createCoordinatorOn
}

/** Options of one life of a node. */
export interface LifeOptions extends Partial<
  Pick<NodeOptions, 'bootstrap' | 'offline' | 'shortLived' | 'networks' | 'volunteer' | 'signal'>
> {
  /** Default {@link LOOPBACK}; undefined: it is told of no address. */
  readonly listen?: readonly string[] | undefined
  /** How far its clock is ahead (ms). Default 0. */
  readonly ahead?: number
  /** Whether it serves others when there are too few coordinators. Default false: those of the test are all. */
  readonly elects?: boolean
}

type PersonPlatform = Pick<NodePlatform, 'crypto' | 'defaultListen'>
type EventName = keyof NodeEventDetails

/** Somebody with a folder, whose node runs or not. */
export class TestPerson {
  readonly name: string
  readonly folder: string
  /** Everything that its nodes told, oldest first. */
  readonly events: NodeEvent[] = []
  readonly #seed: string
  readonly #platform: PersonPlatform
  readonly #bootstrap: () => readonly string[]
  readonly #waiting: Set<() => void> = new Set()
  #node: EarshotNode | undefined
  #lives = 0

  constructor(
    name: string,
    folder: string,
    { seed, ...platform }: PersonPlatform & { readonly seed: string },
    bootstrap: () => readonly string[]
  ) {
    this.name = name
    this.folder = folder
    this.#seed = seed
    this.#platform = platform
    this.#bootstrap = bootstrap
  }

  get node(): EarshotNode {
    assert.ok(this.#node !== undefined, `${this.name} runs`)
    return this.#node
  }

  /** Opens the node, the first time with a new account. */
  async start({ ahead = 0, elects = false, ...rest }: LifeOptions = {}): Promise<EarshotNode> {
    const { listen, ...options } = { listen: LOOPBACK, ...rest }
    const create = this.#lives === 0
    this.#lives += 1
    const rng = seeded(`${this.#seed} life ${this.#lives}`)
    const platform: NodePlatform = {
      ...this.#platform,
      rng,
      clock: () => Date.now() + ahead,
      role: { dhtMode: 'client' }
    }
    this.#node = await createNodeOn(platform, {
      folder: this.folder,
      unlock: { kind: 'key-file' },
      create,
      ...(create ? { name: this.name } : {}),
      ...(listen && { listen }),
      bootstrap: this.#bootstrap(),
      ...(elects ? {} : { volunteer: false }),
      onEvent: event => {
        this.events.push(event)
        for (const wake of this.#waiting) wake()
      },
      ...options
    })
    return this.#node
  }

  /** Ends it, if it runs. */
  async stop(): Promise<void> {
    const node = this.#node
    this.#node = undefined
    await node?.stop()
  }

  /** The details of all events of that name so far. */
  all<K extends EventName>(name: K): ReadonlyArray<NodeEventDetails[K]> {
    return this.events.filter(({ event }) => event === name) as unknown as ReadonlyArray<NodeEventDetails[K]>
  }

  /** The first event of that name from now on for which it holds; rejects after 30 s. */
  async next<K extends EventName>(
    name: K,
    holds: (detail: NodeEventDetails[K]) => boolean = () => true
  ): Promise<NodeEventDetails[K]> {
    const from = this.all(name).length
    return await this.#until(`${name} after ${from}`, () => this.all(name).slice(from).find(holds))
  }

  /** Such an event, also one that has been; rejects after 30 s. */
  async event<K extends EventName>(
    name: K,
    holds: (detail: NodeEventDetails[K]) => boolean = () => true
  ): Promise<NodeEventDetails[K]> {
    return await this.#until(name, () => this.all(name).find(holds))
  }

  async #until<T>(what: string, find: () => T | undefined): Promise<T> {
    const deadline = AbortSignal.timeout(PATIENCE)
    for (;;) {
      const found = find()
      if (found !== undefined) return found
      if (deadline.aborted) {
        assert.fail(
          `${this.name} never told ${what}; told ${this.events.map(({ event }) => event).join(' ')}`
        )
      }
      await new Promise<void>(resolve => {
        const done = (): void => {
          this.#waiting.delete(done)
          deadline.removeEventListener('abort', done)
          resolve()
        }
        this.#waiting.add(done)
        deadline.addEventListener('abort', done)
      })
    }
  }
}

export interface NodeTestnet {
  /** All up: they know the coordinators, and these hold their mailboxes. */
  readonly people: readonly TestPerson[]
  /** The bootstrap node first. */
  readonly coordinators: readonly CoordinatorNode[]
  /** Somebody with a folder, whose node does not run yet. */
  person(name: string): TestPerson
  /** Ends all coordinators; what it returns starts them again where they were. */
  pause(): Promise<() => Promise<void>>
  /** Invite, request, accept. */
  befriend(inviter: TestPerson, guest: TestPerson): Promise<void>
  /** Ends all nodes and removes their folders. */
  stop(): Promise<void>
}

export async function createNodeTestnet(options: NodeTestnetOptions): Promise<NodeTestnet> {
  const { nodes, coordinators: wanted = 1, seed, crypto = quickBackend } = options
  const { startCoordinator: startOne = createCoordinatorOn, defaultListen } = options
  const root = await mkdtemp(join(tmpdir(), 'earshot-testnet-'))
  const people: TestPerson[] = []
  const coordinators: CoordinatorNode[] = []

  let bootstrap: readonly string[] = []
  function person(name: string): TestPerson {
    const platform = { seed: `testnet ${seed} ${name}`, crypto, ...(defaultListen && { defaultListen }) }
    const made = new TestPerson(name, join(root, name), platform, () => bootstrap)
    people.push(made)
    return made
  }
  async function stop(): Promise<void> {
    await Promise.all(people.map(async each => each.stop()))
    await Promise.all(coordinators.map(async each => each.stop()))
    await rm(root, { recursive: true, force: true })
  }
  let lives = 0
  async function startCoordinator(index: number, listen: readonly string[] = LOOPBACK): Promise<void> {
    const folder = join(root, `coordinator-${index}`)
    const life = lives < wanted ? 'first life' : `life ${lives}`
    lives += 1
    const rng = seeded(`testnet ${seed} coordinator-${index} ${life}`)
    const first = index === 0 ? [] : bootstrap
    coordinators[index] = await startOne(
      { crypto, rng, clock: Date.now },
      { folder, dev: true, listen, bootstrap: first }
    )
  }
  /** All of them have ended when it rejects, so that nothing starts after the end. */
  async function together(starting: ReadonlyArray<Promise<unknown>>): Promise<void> {
    await Promise.allSettled(starting)
    await Promise.all(starting)
  }

  try {
    if (wanted > 0) await startCoordinator(0)
    bootstrap = coordinators[0]?.addresses() ?? []
    await together(Array.from({ length: wanted - 1 }, async (_, i) => startCoordinator(i + 1)))
    const all = Array.from({ length: nodes }, (_, i) => person(`person-${i}`))
    await together(all.map(async each => each.start()))
    const places = Math.min(wanted, WANTED_MAILBOXES)
    if (places > 0) {
      await Promise.all(all.map(async each => each.event('mailboxes', ({ held }) => held === places)))
    }
  } catch (error) {
    await stop()
    throw error
  }
  return {
    people,
    coordinators,
    person,
    stop,
    async pause() {
      const places = coordinators.map(each =>
        each.addresses().map(address => address.replace(/\/p2p\/.*$/u, ''))
      )
      await Promise.all(coordinators.map(async each => each.stop()))
      return async () => {
        for (const [index, listen] of places.entries()) await startCoordinator(index, listen)
      }
    },
    async befriend(inviter, guest) {
      const { link } = await inviter.node.createInvite()
      const request = inviter.next('request')
      await guest.node.addContact(link)
      const { userId } = await request
      const linked = guest.next('link', ({ state }) => state === 'CONNECTED')
      await inviter.node.accept(userId)
      await linked
    }
  }
}
