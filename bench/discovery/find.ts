/**
 * How long it takes to find a contact of whom only the account is known, among 30 nodes: when a
 * coordinator has its record, when only the DHT has it, and when its route is cached. Beside them
 * what the host takes for the same dial when it is told the address.
 *
 * @packageDocumentation
 */
import { encodeSigned } from '../../src/wire/index.ts'
import { figure, percentile } from '../figures.ts'
import { many } from './nodes/waiting.ts'
import type { Figure } from '../figures.ts'
import type { Search } from './nodes/asker.ts'
import type { Member, TargetMember } from './nodes/group.ts'
import type { Stage } from './stage.ts'

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
export async function find(stage: Stage, say: (line: string) => void): Promise<readonly Figure[]> {
  const { coordinators, others, askers } = stage
  const first = await coordinators.coordinator({ dhtMode: 'client', bootstrap: [] })
  const server = await others.dhtNode({ dhtMode: 'server', bootstrap: [] })
  const [more] = await Promise.all([
    many(COORDINATORS - 1, async () =>
      coordinators.coordinator({ dhtMode: 'client', bootstrap: first.addresses })
    ),
    many(DHT_SERVERS - 1, async () => others.dhtNode({ dhtMode: 'server', bootstrap: server.addresses })),
    many(DHT_CLIENTS, async () => others.dhtNode({ dhtMode: 'client', bootstrap: server.addresses }))
  ])
  const sought: Readonly<Record<Kind, TargetMember>> = {
    coordinator: await stage.sought.target(),
    dht: await stage.sought.target(),
    cached: await stage.sought.target(),
    dial: await stage.sought.target()
  }
  await stage.sought.leave(sought.coordinator, first)
  await published(stage, sought.dht, server)
  await stage.calm(CALM)
  const times: Record<Kind, number[]> = { coordinator: [], dht: [], cached: [], dial: [] }
  let missed = 0
  let rounds = 0
  const lane = async (): Promise<void> => {
    while (rounds < WARM_UP + ROUNDS) {
      const round = rounds
      rounds += 1
      if (round % 20 === 0) say(`  round ${round} of ${WARM_UP + ROUNDS}`)
      const asker = await askers.asker([first, ...more], [server])
      try {
        await stage.calm(SETTLED)
        for (const kind of turned(round)) {
          const { ms, isFound } = await timed(stage, asker, kind, sought[kind])
          if (round >= WARM_UP) times[kind].push(ms)
          if (!isFound) missed += 1
        }
      } finally {
        await askers.end(asker)
      }
    }
  }
  await many(stage.lanes, lane)
  for (const kind of KINDS) {
    const [p50, p95] = [50, 95].map(rank => percentile(times[kind], rank).toFixed(1))
    say(`  ${kind}: p50 ${p50} ms, p95 ${p95} ms`)
  }
  if (missed > 0) say(`  ${missed} were not found; it counts how long they were looked for`)
  return figuresOf(times, stage)
}

function figuresOf(times: Readonly<Record<Kind, readonly number[]>>, { suffix }: Stage): readonly Figure[] {
  const dial: readonly [string, number] = ['libp2p-dial', percentile(times.dial, 95)]
  // the bars are for a network that is at hand
  const bars = suffix === ''
  const p95 = (name: string, kind: Kind, bar: number): Figure =>
    figure(`${name}${suffix}`, percentile(times[kind], 95), { ...(bars && { bar }), against: dial })
  return [
    p95('find-coordinator-p95-ms', 'coordinator', 150),
    p95('find-dht-p95-ms', 'dht', 1_000),
    p95('find-cached-p95-ms', 'cached', 25),
    figure(`libp2p-dial-p95-ms${suffix}`, dial[1])
  ]
}

function turned(round: number): readonly Kind[] {
  return KINDS.map((_, at) => KINDS[(at + round) % KINDS.length] ?? 'dial')
}

async function timed(
  { askers }: Stage,
  asker: Member,
  kind: Kind,
  target: TargetMember
): Promise<{ readonly ms: number; readonly isFound: boolean }> {
  if (kind === 'dial') return { ms: await askers.dial(asker, target), isFound: true }
  if (kind === 'cached') await askers.remember(asker, target)
  const { ms, rung } = await askers.search(asker, target)
  if (rung !== undefined && rung !== RUNGS[kind]) throw new Error(`${kind}: found by ${rung}`)
  return { ms, isFound: rung !== undefined }
}

/** Most of those near to it have the record when it resolves. */
async function published({ sought, others }: Stage, target: TargetMember, server: Member): Promise<void> {
  const soon = AbortSignal.timeout(DEADLINE)
  const record = encodeSigned(await sought.record(target))
  let taken = 0
  while (taken < DHT_SERVERS / 2) {
    soon.throwIfAborted()
    taken = await others.publish(server, target.key, record)
  }
}
