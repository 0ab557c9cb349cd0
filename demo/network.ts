/**
 * A local network of separate processes with their own data folders: three coordinators,
 * the first of them the bootstrap node, and as many people as are asked for.
 *
 * @packageDocumentation
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { command, Daemon } from './processes.ts'
import type { Finished } from './processes.ts'

/** Only this machine, ports that are free. */
export const LOOPBACK: readonly string[] = [
  '/ip4/127.0.0.1/tcp/0',
  '/ip4/127.0.0.1/tcp/0/ws',
  '/ip4/127.0.0.1/udp/0/webrtc-direct'
]

/** Coordinators of a network: as many as a recipient has mailboxes. */
const COORDINATORS = 3

/** Somebody with a data folder, whose node may run or not. */
export class Person {
  readonly name: string
  readonly folder: string
  userId = ''
  node: Daemon | undefined
  /** Where the next life of the node listens. */
  listen: readonly string[] = LOOPBACK
  readonly #bootstrap: () => readonly string[]

  constructor(name: string, folder: string, bootstrap: () => readonly string[]) {
    this.name = name
    this.folder = folder
    this.#bootstrap = bootstrap
  }

  /** `earshot init`. */
  async init(): Promise<void> {
    const { code, lines, stderr } = await this.run('init', '--name', this.name)
    if (code !== 0) throw new Error(`earshot init ended with ${code}: ${stderr}`)
    this.userId = String(lines[0]?.['userId'])
  }

  /** The arguments of this person's `earshot run`, without `--json`. */
  runArguments(): readonly string[] {
    const listen = this.listen.flatMap(address => ['--listen', address])
    const bootstrap = this.#bootstrap().flatMap(address => ['--bootstrap', address])
    return ['run', '--data-dir', this.folder, ...listen, ...bootstrap]
  }

  /** `earshot run`, until it says `ready`. */
  async start(env: NodeJS.ProcessEnv = {}): Promise<Daemon> {
    // the coordinators are those that were started for it, whoever of them is down
    const all = { EARSHOT_VOLUNTEER: '0', ...env }
    this.node = new Daemon(this.name, 'earshot', [...this.runArguments(), '--no-input'], all)
    await this.node.event('ready')
    return this.node
  }

  /** Any other command on this person's profile. */
  async run(...args: readonly string[]): Promise<Finished> {
    return await command([...args, '--data-dir', this.folder])
  }
}

/** Coordinators and people. */
export class Network {
  readonly folder: string
  readonly coordinators: Daemon[] = []
  readonly people: Person[] = []
  #bootstrap: readonly string[] = []

  private constructor(folder: string) {
    this.folder = folder
  }

  /** Three coordinators, ready; the first is the bootstrap node. @param env of their processes */
  static async start(coordinators: number = COORDINATORS, env: NodeJS.ProcessEnv = {}): Promise<Network> {
    const network = new Network(await mkdtemp(join(tmpdir(), 'earshot-')))
    try {
      for (let number = 1; number <= coordinators; number += 1) await network.#addCoordinator(number, env)
    } catch (error) {
      await network.stop()
      throw error
    }
    return network
  }

  /** How somebody else joins this network. */
  get bootstrapAddresses(): readonly string[] {
    return this.#bootstrap
  }

  /** A person with an account; the node does not run yet. */
  async join(name: string): Promise<Person> {
    const person = new Person(name, join(this.folder, name.toLowerCase()), () => this.#bootstrap)
    this.people.push(person)
    await person.init()
    return person
  }

  /** From now on nobody is told of the bootstrap node: it is dead. */
  forgetBootstrap(): void {
    this.#bootstrap = []
  }

  /** Ends all processes and removes the folder, unless it is to be kept. */
  async stop(options: { readonly keepFolder?: boolean } = {}): Promise<void> {
    const nodes = this.people.flatMap(({ node }) => node ?? [])
    await Promise.all([...nodes, ...this.coordinators].map(async daemon => daemon.stop()))
    if (options.keepFolder !== true) await rm(this.folder, { recursive: true, force: true })
  }

  async #addCoordinator(number: number, env: NodeJS.ProcessEnv): Promise<void> {
    const name = number === 1 ? 'bootstrap' : `coordinator ${number}`
    const bootstrap = this.#bootstrap.flatMap(address => ['--bootstrap', address])
    const folder = join(this.folder, `coordinator-${number}`)
    const daemon = new Daemon(name, 'earshot-bootstrap', ['--dev', '--data-dir', folder, ...bootstrap], env)
    this.coordinators.push(daemon)
    const addresses = await daemon.addresses()
    if (number === 1) this.#bootstrap = addresses.filter(address => /\/tcp\/\d+\/p2p\//u.test(address))
  }
}
