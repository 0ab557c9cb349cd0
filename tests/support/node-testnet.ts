/**
 * Whole nodes in one process, on loopback TCP with folders of their own: coordinators and
 * people, everything real. For tests of what only the whole does.
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
import { createNodeOn } from '../../src/node/create-node.ts'
import { createCoordinator } from '../../src/node/index.ts'
import { seeded } from './identity.ts'
import type {
  CoordinatorNode,
  EarshotNode,
  NodeEvent,
  NodeEventDetails,
  NodeOptions
} from '../../src/node/index.ts'

/** What does not happen by then will not (ms): test machines are slow and shared. */
const PATIENCE = 15_000
/** This machine, a free port, nothing that costs a native thread. */
export const LOOPBACK: readonly string[] = ['/ip4/127.0.0.1/tcp/0']

export interface NodeTestnetOptions {
  /** How many people. */
  readonly nodes: number
  /** Default 1; the first is everybody's bootstrap node. */
  readonly coordinators?: number
  /** The same seed makes the same userIds and PeerIds of people. */
  readonly seed: number
}

/** Options of one life of a node. */
export type LifeOptions = Partial<
  Pick<NodeOptions, 'bootstrap' | 'offline' | 'shortLived' | 'networks' | 'signal'>
>

type EventName = keyof NodeEventDetails

/** Somebody with a folder, whose node runs or not. */
export class TestPerson {
  readonly name: string
  readonly folder: string
  /** Everything that its nodes told, oldest first. */
  readonly events: NodeEvent[] = []
  readonly #seed: string
  readonly #bootstrap: () => readonly string[]
  readonly #waiting: Set<() => void> = new Set()
  #node: EarshotNode | undefined
  #lives = 0

  constructor(name: string, folder: string, seed: string, bootstrap: () => readonly string[]) {
    this.name = name
    this.folder = folder
    this.#seed = seed
    this.#bootstrap = bootstrap
  }

  get node(): EarshotNode {
    assert.ok(this.#node !== undefined, `${this.name} runs`)
    return this.#node
  }

  /** Opens the node, the first time with a new account. */
  async start(options: LifeOptions = {}): Promise<EarshotNode> {
    const create = this.#lives === 0
    this.#lives += 1
    const platform = { rng: seeded(`${this.#seed} life ${this.#lives}`), clock: Date.now }
    this.#node = await createNodeOn(platform, {
      folder: this.folder,
      unlock: { kind: 'key-file' },
      create,
      ...(create ? { name: this.name } : {}),
      listen: LOOPBACK,
      bootstrap: this.#bootstrap(),
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

  /** The first event of that name from now on for which it holds; rejects after 15 s. */
  async next<K extends EventName>(
    name: K,
    holds: (detail: NodeEventDetails[K]) => boolean = () => true
  ): Promise<NodeEventDetails[K]> {
    const from = this.all(name).length
    return await this.#until(`${name} after ${from}`, () => this.all(name).slice(from).find(holds))
  }

  /** Such an event, also one that has been; rejects after 15 s. */
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
  /** All up. */
  readonly people: readonly TestPerson[]
  /** The bootstrap node first. */
  readonly coordinators: readonly CoordinatorNode[]
  /** Milliseconds until all were up. */
  readonly upAfter: number
  /** Milliseconds of processor time that it took, which other programs do not change. */
  readonly upCost: number
  /** Somebody with a folder, whose node does not run yet. */
  person(name: string): TestPerson
  /** Invite, request, accept. */
  befriend(inviter: TestPerson, guest: TestPerson): Promise<void>
  /** Ends all nodes and removes their folders. */
  stop(): Promise<void>
}

export async function createNodeTestnet(options: NodeTestnetOptions): Promise<NodeTestnet> {
  const { nodes, coordinators: wanted = 1, seed } = options
  const root = await mkdtemp(join(tmpdir(), 'earshot-testnet-'))
  const people: TestPerson[] = []
  const coordinators: CoordinatorNode[] = []

  const bootstrap = (): readonly string[] => coordinators[0]?.addresses() ?? []
  function person(name: string): TestPerson {
    const made = new TestPerson(name, join(root, name), `testnet ${seed} ${name}`, bootstrap)
    people.push(made)
    return made
  }
  async function stop(): Promise<void> {
    await Promise.all(people.map(async each => each.stop()))
    await Promise.all(coordinators.map(async each => each.stop()))
    await rm(root, { recursive: true, force: true })
  }
  async function startCoordinator(index: number): Promise<void> {
    const folder = join(root, `coordinator-${index}`)
    coordinators.push(
      await createCoordinator({ folder, dev: true, listen: LOOPBACK, bootstrap: bootstrap() })
    )
  }

  const started = performance.now()
  const before = process.cpuUsage()
  try {
    if (wanted > 0) await startCoordinator(0)
    await Promise.all(Array.from({ length: wanted - 1 }, async (_, i) => startCoordinator(i + 1)))
    const all = Array.from({ length: nodes }, (_, i) => person(`person-${i}`))
    await Promise.all(all.map(async each => each.start()))
  } catch (error) {
    await stop()
    throw error
  }
  const { user, system } = process.cpuUsage(before)
  return {
    people,
    coordinators,
    upAfter: performance.now() - started,
    upCost: (user + system) / 1_000,
    person,
    stop,
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
