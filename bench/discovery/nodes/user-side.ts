/** Whole nodes of users, whose calls to one address are counted. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quickBackend } from '../../../tests/support/quick-crypto.ts'
import { TestPerson } from '../../../tests/support/node-testnet.ts'
import { places } from './listen.ts'
import type { Door } from './coordinator-side.ts'

/** Here, or in another process. */
export type Users = Pick<UserSide, keyof UserSide>

export class UserSide {
  readonly #listen: () => readonly string[]
  readonly #dials: Dials = new Dials()
  #people: readonly TestPerson[] = []
  #folder: string | undefined

  /** @param network - what their addresses begin with. Default: all on loopback */
  constructor(network?: string) {
    this.#listen = places(network)
  }

  /** All have so many mailboxes when it resolves. */
  async start(count: number, seed: number, bootstrap: readonly string[], mailboxes: number): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'earshot-users-'))
    this.#folder = folder
    this.#people = Array.from({ length: count }, (_, at) => {
      const platform = { seed: `users ${seed} ${at}`, crypto: quickBackend }
      return new TestPerson(`user-${at}`, join(folder, `user-${at}`), platform, () => bootstrap)
    })
    await Promise.all(
      this.#people.map(async person => this.#dials.of(async () => person.start({ listen: this.#listen() })))
    )
    await Promise.all(
      this.#people.map(async person => person.event('mailboxes', ({ held }) => held === mailboxes))
    )
  }

  async count(door: Door): Promise<void> {
    this.#dials.count(door)
  }

  /** When somebody called there, in seconds since counting began. */
  async calls(): Promise<readonly number[]> {
    return this.#dials.at
  }

  async stop(): Promise<void> {
    this.#dials.stop()
    await Promise.all(this.#people.map(async person => person.stop()))
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true })
  }
}

/** Tells whose dials arrive: a socket that does not finish the handshake cannot. */
class Dials {
  /** Seconds after the beginning, one for each dial of a user. */
  readonly at: number[] = []
  readonly #users: AsyncLocalStorage<true> = new AsyncLocalStorage()
  readonly #connect: typeof net.connect = net.connect
  #door: Door | undefined
  #began = 0

  constructor() {
    const connect = this.#connect
    net.connect = ((...given: Parameters<typeof connect>) => {
      this.#look(given[0])
      return connect(...given)
    }) as typeof connect
  }

  /** What that does, now and later, is done by a user. */
  async of<T>(work: () => Promise<T>): Promise<T> {
    return await this.#users.run(true, work)
  }

  count(door: Door): void {
    this.#door = door
    this.#began = performance.now()
  }

  stop(): void {
    this.#door = undefined
  }

  #look(to: unknown): void {
    const { host, port } = (typeof to === 'object' && to !== null ? to : {}) as Partial<Door>
    if (this.#door === undefined || host !== this.#door.host || port !== this.#door.port) return
    if (this.#users.getStore() === undefined) return
    this.at.push(Math.round((performance.now() - this.#began) / 1_000))
  }
}
