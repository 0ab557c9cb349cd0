/**
 * How long it takes to find a contact of whom only the account is known, among 30 nodes: when a
 * coordinator has its record, when only the DHT has it, and when its route is cached. Beside them
 * what the host takes for the same dial when it is told the address.
 *
 * @packageDocumentation
 */
import { encodeSigned } from '../../src/wire/index.ts'
import { figure, percentile } from '../figures.ts'
import { Asker, calm, many, Sought, startCoordinator, startDhtNode } from './parts.ts'
import type { Figure } from '../figures.ts'
import type { Running, Search } from './parts.ts'

/** Nodes: with these, four who are sought and one who asks it is 30. */
const COORDINATORS = 3
const DHT_SERVERS = 12
/** Those who use the DHT and do not serve it, as behind a NAT. */
const DHT_CLIENTS = 10
/** Searches of each kind, one of each by everybody who asks. */
const ROUNDS = 60
/** The first ones are not counted: the code is still cold. */
const WARM_UP = 5
/** Longest wait until the nodes have met each other (ms). */
const CALM = 10_000
/** The same for who has just joined, whose table of the DHT has to fill (ms). */
const SETTLED = 1_000
/** Waits for the DHT to take a record (ms). */
const DEADLINE = 30_000

/** What is measured in each round, in turn. */
const KINDS = ['coordinator', 'dht', 'cached', 'dial'] as const
type Kind = (typeof KINDS)[number]

/** The rung that has to win, or something else was measured. */
const RUNGS: Readonly<Record<Kind, Search['rung']>> = {
  coordinator: 'peers',
  dht: 'dht',
  cached: 'cached-route',
  dial: undefined
}

/**
 * Each asker is a new node that joins, looks for three people and dials a fourth, in an order
 * that turns. Coordinators do not serve the DHT here and its servers answer no queries, so that
 * each kind is known in one place only.
 */
export async function find(say: (line: string) => void): Promise<readonly Figure[]> {
  const running: Running[] = []
  const up = async <R extends Running>(starting: Promise<R>): Promise<R> => {
    const one = await starting
    running.push(one)
    return one
  }
  try {
    const first = await up(startCoordinator('client', []))
    const server = await up(startDhtNode('server', []))
    const bootstrap = { coordinator: first.host.addresses(), dht: server.host.addresses() }
    const [others] = await Promise.all([
      many(COORDINATORS - 1, async () => up(startCoordinator('client', bootstrap.coordinator))),
      many(DHT_SERVERS - 1, async () => up(startDhtNode('server', bootstrap.dht))),
      many(DHT_CLIENTS, async () => up(startDhtNode('client', bootstrap.dht)))
    ])
    const coordinators = [first, ...others]
    const sought = {
      coordinator: await up(Sought.start()),
      dht: await up(Sought.start()),
      cached: await up(Sought.start()),
      dial: await up(Sought.start())
    }
    await sought.coordinator.leave(first)
    await published(sought.dht, server)
    await calm(CALM)
    const times: Record<Kind, number[]> = { coordinator: [], dht: [], cached: [], dial: [] }
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      if (round % 20 === 0) say(`  round ${round} of ${WARM_UP + ROUNDS}`)
      const asker = await Asker.start(coordinators, [server])
      try {
        await calm(SETTLED)
        for (const kind of turned(round)) {
          const ms = await timed(asker, kind, sought[kind])
          if (round >= WARM_UP) times[kind].push(ms)
        }
      } finally {
        await asker.stop()
      }
    }
    for (const kind of KINDS) {
      const [p50, p95] = [50, 95].map(rank => percentile(times[kind], rank).toFixed(1))
      say(`  ${kind}: p50 ${p50} ms, p95 ${p95} ms`)
    }
    return figuresOf(times)
  } finally {
    await Promise.all(running.map(async one => one.stop()))
  }
}

function figuresOf(times: Readonly<Record<Kind, readonly number[]>>): readonly Figure[] {
  const dial: readonly [string, number] = ['libp2p-dial', percentile(times.dial, 95)]
  const p95 = (name: string, kind: Kind, bar: number): Figure =>
    figure(name, percentile(times[kind], 95), { bar, against: dial })
  return [
    p95('find-coordinator-p95-ms', 'coordinator', 150),
    p95('find-dht-p95-ms', 'dht', 1_000),
    p95('find-cached-p95-ms', 'cached', 25),
    figure('libp2p-dial-p95-ms', dial[1])
  ]
}

function turned(round: number): readonly Kind[] {
  return KINDS.map((_, at) => KINDS[(at + round) % KINDS.length] ?? 'dial')
}

async function timed(asker: Asker, kind: Kind, sought: Sought): Promise<number> {
  if (kind === 'dial') {
    const { peerId } = sought.host
    const addresses = sought.host.addresses()
    const began = performance.now()
    await asker.host.connect(peerId, addresses, { signal: AbortSignal.timeout(DEADLINE) })
    return performance.now() - began
  }
  if (kind === 'cached') asker.remember(sought)
  const { ms, rung } = await asker.search(sought)
  if (rung !== RUNGS[kind]) throw new Error(`${kind}: found by ${rung ?? 'nobody'}`)
  return ms
}

/** Most of those near to it have the record when it resolves. */
async function published(sought: Sought, { host }: Running): Promise<void> {
  const soon = AbortSignal.timeout(DEADLINE)
  const record = encodeSigned(sought.record())
  let taken = 0
  while (taken < DHT_SERVERS / 2) {
    soon.throwIfAborted()
    taken = await host.dht.publish(sought.key, record, { signal: soon })
  }
}
