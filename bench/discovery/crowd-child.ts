/**
 * A hundred nodes in a process of their own, so that its memory is theirs: `nodes` are whole ones,
 * `bare` are libp2p hosts with nothing but a connection. Prints what it measured as JSON.
 *
 * @packageDocumentation
 */
import { argv, exit, memoryUsage, stderr, stdout } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { fastBackend } from '../../src/node/crypto/fast.ts'
import { createNodeTestnet } from '../../tests/support/node-testnet.ts'
import { bareHost } from '../echo.ts'
import { calm } from './nodes/waiting.ts'
import type { TestPerson } from '../../tests/support/node-testnet.ts'
import type { Crowd } from './crowd.ts'

const NODES = 100
/** Nodes that start together until the last ones join, one after the other. */
const BATCH = 8
/** The joins that are measured. */
const JOINS = 20
/** As many as a user has mailboxes. */
const COORDINATORS = 3
/** What a join is followed by, mailboxes and records, has as long, or until it is over (ms). */
const CALM = 3_000
/** Before memory is read, so that what is over is over (ms). */
const SETTLED = 3_000
/** Between two looks (ms). */
const LOOK = 10
/** A heartbeat that was missed comes again after 30 s. */
const DEADLINE = 60_000

/** Bytes that this process holds with so many nodes, garbage collected. */
interface Resident {
  readonly nodes: number
  readonly rss: number
  /** Of JavaScript, with its buffers. */
  readonly heap: number
}

/**
 * Per node, from half of them to all: what the code itself takes is no node's, and the first ones find room that the
 * start has left.
 */
function growth(half: Resident | undefined, all: Resident): Pick<Crowd, 'perNode' | 'heapPerNode'> {
  if (half === undefined) throw new Error('half of the nodes were not measured')
  const more = all.nodes - half.nodes
  return { perNode: (all.rss - half.rss) / more, heapPerNode: (all.heap - half.heap) / more }
}

/** After a moment of rest. */
async function resident(nodes: number): Promise<Resident> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  await pause(SETTLED)
  for (let round = 0; round < 3; round += 1) {
    collect()
    await pause(100)
  }
  const { rss, heapUsed, external } = memoryUsage()
  return { nodes, rss, heap: heapUsed + external }
}

async function nodes(): Promise<Crowd> {
  const net = await createNodeTestnet({ nodes: 2, coordinators: COORDINATORS, seed: 7, crypto: fastBackend })
  const people: TestPerson[] = [...net.people]
  let half: Resident | undefined
  while (people.length < NODES - JOINS) {
    if (people.length >= NODES / 2) half ??= await resident(people.length)
    const size = Math.min(BATCH, NODES - JOINS - people.length)
    const batch = Array.from({ length: size }, (_, at) => net.person(`more-${people.length + at}`))
    await Promise.all(batch.map(async each => each.start()))
    people.push(...batch)
    for (const each of batch) await listsAll(each, people)
    // a hundred nodes share one thread here: a join that is measured has the machine to itself
    await calm(CALM)
  }
  const joins: number[] = []
  let last = 0
  while (people.length < NODES) {
    const person = net.person(`last-${people.length}`)
    last = performance.now()
    await person.start()
    await listsAll(person, people)
    joins.push(performance.now() - last)
    people.push(person)
    await calm(CALM)
  }
  for (const person of people) await listsAll(person, people)
  const known = performance.now() - last
  stderr.write(`  all know each other after ${Math.round(performance.now() / 1_000)} s\n`)
  const memory = growth(half, await resident(people.length))
  let placed = 0
  for (const { node } of people) if ((await node.status()).mailboxes.held === 3) placed += 1
  stderr.write(`  ${placed} of ${people.length} nodes have their three mailboxes\n`)
  await net.stop()
  return { ...memory, joins, known }
}

/** Resolves when all others stand in its list, and not as offline. */
async function listsAll(person: TestPerson, people: readonly TestPerson[]): Promise<void> {
  const wanted = people.filter(other => other !== person).map(({ node }) => node.userId)
  const end = performance.now() + DEADLINE
  for (;;) {
    const lines = await person.node.members()
    const there = new Set(lines.filter(({ status }) => status !== 'offline').map(({ userId }) => userId))
    if (wanted.every(userId => there.has(userId))) return
    if (performance.now() > end) throw new Error(`${person.name} lists ${there.size} of ${wanted.length}`)
    await pause(LOOK)
  }
}

async function bare(): Promise<Crowd> {
  const center = await bareHost(['/ip4/127.0.0.1/tcp/0'])
  const start = async (): ReturnType<typeof bareHost> => {
    const host = await bareHost(['/ip4/127.0.0.1/tcp/0'])
    await host.dial(center.getMultiaddrs())
    return host
  }
  const hosts = []
  let half: Resident | undefined
  while (hosts.length < NODES) {
    if (hosts.length >= NODES / 2) half ??= await resident(hosts.length)
    // the library takes 5 new connections a second from one address
    await pause(250)
    hosts.push(await start())
  }
  return { ...growth(half, await resident(hosts.length)), joins: [], known: 0 }
}

stdout.write(`${JSON.stringify(await (argv[2] === 'bare' ? bare() : nodes()))}\n`)
exit(0)
