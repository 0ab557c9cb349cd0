/**
 * A small network of real nodes on loopback with real timers, and what it costs and how soon things are seen.
 *
 * @packageDocumentation
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { createNodeTestnet } from '../support/node-testnet.ts'
import { countStreams } from '../support/stream-bytes.ts'
import type { NodeTestnet, TestPerson } from '../support/node-testnet.ts'
import type { Sent, StreamBytes } from '../support/stream-bytes.ts'

const second = 1_000
/** Until gossip has its mesh and everybody's links have settled. */
const SETTLED: number = 10 * second
/** Between a node's stop and its next start. */
const AWAY: number = 5 * second
/** Nodes that leave and come back. */
const RETURNS = 4

/** What is set up. */
export interface CalibrationOptions {
  readonly seed: number
  readonly people: number
  readonly coordinators: number
  /** Milliseconds in which nothing is written. */
  readonly idle: number
  /** Milliseconds in which people write, and between two messages of one of them. */
  readonly busy: number
  readonly writesEvery: number
}

/** What came out. */
export interface RealRun {
  /** While nothing is written: by protocol, over all nodes; what dialled streams brought back is apart. */
  readonly idle: ReadonlyMap<string, { readonly dialler: Sent; readonly listener: Sent }>
  /** Of the same time: over all sockets, without TCP and IP. */
  readonly idleSocketBytes: number
  readonly connections: number
  /** While people write. */
  readonly busy: RealRun['idle']
  readonly written: number
  /** Milliseconds from writing to being shown. */
  readonly shown: readonly number[]
  /** Milliseconds from the start of a node until another one saw it. */
  readonly onlineSeen: readonly number[]
}

/** Runs it: about as long as `idle`, `busy` and half a minute. */
export async function runReal(options: CalibrationOptions): Promise<RealRun> {
  const { seed, people: nodes, coordinators, idle, busy, writesEvery } = options
  const count = countStreams()
  const net = await createNodeTestnet({ nodes, coordinators, seed })
  try {
    await befriendRing(net)
    await sleep(SETTLED)
    const begun = count()
    await sleep(idle)
    const rested = count()
    const shown = await write(net.people, busy, writesEvery)
    const wrote = count()
    return {
      idle: between(begun, rested),
      idleSocketBytes: rested.socketBytes - begun.socketBytes,
      connections: rested.connections,
      busy: between(rested, wrote),
      written: shown.length,
      shown,
      onlineSeen: await comeBack(net.people)
    }
  } finally {
    await net.stop()
  }
}

async function befriendRing({ people, befriend }: NodeTestnet): Promise<void> {
  for (const [at, person] of people.entries()) {
    const next = people[(at + 1) % people.length]
    if (next !== undefined) await befriend(person, next)
  }
}

/** Everybody writes to the next one of the ring. @returns milliseconds until each message was shown */
async function write(people: readonly TestPerson[], time: number, every: number): Promise<readonly number[]> {
  const shown: Array<Promise<number>> = []
  for (let round = 0; round < time / every; round++) {
    for (const [at, person] of people.entries()) {
      const next = people[(at + 1) % people.length]
      if (next === undefined) continue
      const text = `letter ${round} of ${at} to the next one, which says how the day was`
      const begun = performance.now()
      const arrived = next.next('message', message => message.text === text)
      shown.push(arrived.then(() => performance.now() - begun))
      await person.node.send(next.node.userId, text)
      await sleep(every / people.length)
    }
  }
  return await Promise.all(shown)
}

/** Some leave and come back. @returns milliseconds until each of the others saw each of them */
async function comeBack(people: readonly TestPerson[]): Promise<readonly number[]> {
  const seen: number[] = []
  for (const person of people.slice(0, RETURNS)) {
    const { userId } = person.node
    const told = new Map(people.map(other => [other, other.all('presence').length]))
    await person.stop()
    await sleep(AWAY)
    // a goodbye that gossip did not bring is seen when heartbeats stay away, which is later than this
    const others = people.filter(other =>
      other
        .all('presence')
        .slice(told.get(other))
        .some(change => change.userId === userId && change.status === 'offline')
    )
    let begun = Infinity
    const back = others.map(async other => {
      await other.next('presence', change => change.userId === userId && change.status !== 'offline')
      seen.push(Math.max(0, performance.now() - begun))
    })
    const ready = person.next('ready').then(() => {
      begun = performance.now()
    })
    await person.start()
    await Promise.all([ready, ...back])
  }
  return seen
}

function between(from: StreamBytes, to: StreamBytes): RealRun['idle'] {
  const less = (protocol: string, side: 'dialler' | 'listener'): Sent => {
    const [before, after] = [from.sent(protocol, side), to.sent(protocol, side)]
    return { bytes: after.bytes - before.bytes, frames: after.frames - before.frames }
  }
  return new Map(
    to.protocols.map(protocol => [
      protocol,
      { dialler: less(protocol, 'dialler'), listener: less(protocol, 'listener') }
    ])
  )
}
