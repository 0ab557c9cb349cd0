/**
 * What a node wants of its bootstrap node when that is gone: a socket that listens in its place
 * takes who comes, for a minute of real time.
 *
 * @packageDocumentation
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { multiaddr } from '@multiformats/multiaddr'
import { createNodeTestnet } from '../../tests/support/node-testnet.ts'
import { figure } from '../figures.ts'
import type { Figure } from '../figures.ts'

const USERS = 4
const MINUTE = 60_000
/** Everything that joining brings with it is over (ms). */
const SETTLED = 3_000

/**
 * Twice: users who have three other coordinators, and users who have none, who must look for one
 * wherever they can. In both the bootstrap node was the coordinator of a mailbox and of a relay
 * reservation, as it is in life.
 */
export async function bootstrapCalls(say: (line: string) => void): Promise<readonly Figure[]> {
  const [calls, alone] = await Promise.all([
    measure('three others', 4, 11, say),
    measure('no other', 1, 12, say)
  ])
  return [
    figure('bootstrap-calls-per-min', calls, { unit: '/min', bar: 0 }),
    figure('bootstrap-calls-alone-per-min', alone, { unit: '/min' })
  ]
}

/** Connections that users begin in a minute, for each of them; what coordinators do is theirs. */
async function measure(
  name: string,
  coordinators: number,
  seed: number,
  say: (line: string) => void
): Promise<number> {
  const network = await createNodeTestnet({ nodes: 0, coordinators, seed })
  const dials = new Dials()
  try {
    const people = Array.from({ length: USERS }, (_, at) => network.person(`user-${at}`))
    await Promise.all(people.map(async person => dials.of(async () => person.start())))
    const places = Math.min(coordinators, 3)
    await Promise.all(people.map(async person => person.event('mailboxes', ({ held }) => held === places)))
    await pause(SETTLED)
    const [bootstrap] = network.coordinators
    const port = Number(
      multiaddr(bootstrap?.addresses()[0] ?? '')
        .getComponents()
        .find(part => part.name === 'tcp')?.value
    )
    await bootstrap?.stop()
    dials.count(port)
    let arrived = 0
    const server = net.createServer(socket => {
      arrived += 1
      socket.on('error', () => undefined)
      socket.destroy()
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    await pause(MINUTE)
    server.close()
    say(`  ${name}: ${arrived} calls, ${dials.at.length} of ${USERS} users, after ${dials.at.join(' ')} s`)
    return dials.at.length / USERS
  } finally {
    dials.stop()
    await network.stop()
  }
}

/** Tells whose dials arrive: a socket that does not finish the handshake cannot. */
class Dials {
  /** Seconds after the beginning, one for each dial of a user. */
  readonly at: number[] = []
  readonly #users: AsyncLocalStorage<true> = new AsyncLocalStorage()
  readonly #connect: typeof net.connect = net.connect
  #port: number | undefined
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

  count(port: number): void {
    this.#port = port
    this.#began = performance.now()
  }

  stop(): void {
    this.#port = undefined
  }

  #look(to: unknown): void {
    const isCounted = typeof to === 'object' && to !== null && 'port' in to && to.port === this.#port
    if (!isCounted || this.#users.getStore() === undefined) return
    this.at.push(Math.round((performance.now() - this.#began) / 1_000))
  }
}
