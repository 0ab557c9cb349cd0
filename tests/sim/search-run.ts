/**
 * One simulated network in which people look for contacts, and what came of it.
 *
 * @packageDocumentation
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { NOT_FOUND_FOR } from '../../src/discovery/constants.ts'
import { SearchPerson } from './search-person.ts'
import { LIES } from './search-sought.ts'
import { SearchWorld } from './search-world.ts'
import type { Search } from './search-person.ts'
import type { Lie, Sought } from './search-sought.ts'
import type { SearchNode } from './search-world.ts'

const second = 1_000
const minute = 60 * second

/** none: all is as it was; churn: people have moved; faults: lost packets, dead coordinators and liars, too. */
export type SearchTrouble = 'none' | 'churn' | 'faults'

/** What to simulate. */
export interface SearchOptions {
  readonly seed: number
  readonly people: number
  readonly trouble: SearchTrouble
  /** Each by somebody else, for somebody else. */
  readonly searches: number
  /** Share of those asked who lie, in faults, and how. Default 0.15, in all ways. */
  readonly lies?: number
  readonly lie?: Lie
  /** Coordinators with whom each leaves its record. Default 3; it lies in the DHT in any case. */
  readonly left?: number
}

/** One of them. */
export interface Searched extends Search {
  /** Whether the sought is there, and some way leads to it. */
  readonly isThere: boolean
  /** A link with somebody else. */
  readonly isFalse: boolean
  /** The machine of link states stands elsewhere than the search ended. */
  readonly hasWrongState: boolean
}

/** What came of it. */
export interface SearchResult {
  readonly world: SearchWorld
  readonly searches: readonly Searched[]
  /** Queries that were sent, by those asked, too; and bytes that all nodes sent: for each search. */
  readonly queries: number
  readonly bytes: number
  /** Searches that tried anything for somebody who was not found a moment ago. */
  readonly again: number
  /** Who was not found, and is when looked for again. */
  readonly foundLater: number
}

const LOSS = 0.05
const LIARS = 0.15
const DEAD = 0.2
/** One for each 20 people, and no fewer than 10; how many are connected with a person, and with each other. */
const PEOPLE_PER_COORDINATOR = 20
const MIN_COORDINATORS = 10
const COORDINATORS_OF_ONE = 3
const COORDINATORS_OF_COORDINATOR = 10
const CONTACTS_LINKED = 0.05
/** Shares of the sought: away, behind a NAT from the searcher, in its route cache, moved since then. */
const AWAY = 0.2
const APART = 0.3
const CACHED = 0.5
const MOVED = 0.5
/** Nodes of the DHT that keep a record. */
const KEEPERS = 4
/** Records that somebody wicked kept of one who has moved, each with so many addresses. */
const OLD_RECORDS = 3
/** Within which all search. */
const SPREAD: number = 1 * minute
const OVER: number = 15 * second

/** Simulates. */
export async function runSearch(options: SearchOptions): Promise<SearchResult> {
  const { seed, people, trouble, searches: wanted } = options
  const faults = trouble === 'faults'
  const world = new SearchWorld(seed, faults ? LOSS : 0)
  const { engine, network, life } = world
  const { lies = LIARS, lie, left = COORDINATORS_OF_ONE } = options
  const lieOf = (): Lie | undefined =>
    faults && engine.chance() < lies ? (lie ?? engine.pick(LIES)) : undefined
  const coordinators: SearchNode[] = []
  const count = Math.max(MIN_COORDINATORS, Math.round(people / PEOPLE_PER_COORDINATOR))
  for (let at = 0; at < count; at++) coordinators.push(await world.start(undefined, true, lieOf()))
  for (const one of coordinators) {
    for (let at = 0; at < COORDINATORS_OF_COORDINATOR / 2; at++) world.connect(one, engine.pick(coordinators))
  }
  const everybody: SearchNode[] = []
  const sought: Sought[] = []
  for (let at = 0; at < people; at++) {
    const one = at < wanted ? world.person() : undefined
    if (one !== undefined) sought.push(one)
    // who looks for somebody, and who is sought, does not lie
    const node = await world.start(one?.peerId, false, at < 2 * wanted ? undefined : lieOf())
    everybody.push(node)
    for (let to = 0; to < COORDINATORS_OF_ONE; to++) world.connect(node, engine.pick(coordinators))
  }
  const searchers: SearchPerson[] = []
  const nodes: SearchNode[] = []
  sought.forEach((one, at) => {
    const [node, from] = [everybody[at], everybody[wanted + at]]
    if (node === undefined || from === undefined) throw new RangeError('too few people for so many searches')
    nodes.push(node)
    searchers.push(
      prepare(world, node, from, one, { everybody, coordinators, moves: trouble !== 'none', left })
    )
  })
  if (faults) for (const one of coordinators) one.node.isUp = engine.chance() >= DEAD
  const found: Search[] = []
  searchers.forEach((searcher, at) => {
    life.schedule(engine.chance() * SPREAD, () => {
      void searcher.search().then(search => (found[at] = search))
    })
  })
  await engine.runAsyncUntil(SPREAD + OVER)
  const { queries } = world
  const bytes = network.nodes.reduce((sum, { sent }) => sum + sent, 0) - world.unread
  const { tried: again, found: foundLater } = await searchAgain(
    world,
    searchers.filter((_, at) => found[at]?.link === undefined)
  )
  const searches = searchers.map((searcher, at): Searched => {
    const [search, node] = [found[at], nodes[at]]
    if (search === undefined || node === undefined) throw new Error('a search did not end')
    const { link } = search
    const isThere = isReachable(world, searcher.node, node)
    const linked = link?.relayed === true ? 'RELAY_MODE' : 'CONNECTED'
    return {
      ...search,
      isThere,
      isFalse: link !== undefined && link.peerId !== node.peerId,
      hasWrongState: search.state.name !== (link === undefined ? 'STORE_FORWARD' : linked)
    }
  })
  return { world, searches, queries: queries / wanted, bytes: bytes / wanted, again, foundLater }
}

/** Everything that happened before one looks for another. */
function prepare(
  world: SearchWorld,
  node: SearchNode,
  from: SearchNode,
  sought: Sought,
  {
    everybody,
    coordinators,
    moves,
    left
  }: { everybody: SearchNode[]; coordinators: SearchNode[]; moves: boolean; left: number }
): SearchPerson {
  const { engine } = world
  const name = bytesToHex(sought.key)
  world.sought.set(name, sought)
  const relays = node.neighbours.filter(({ coordinator }) => coordinator)
  const searcher = new SearchPerson(world, from, sought, engine.chance() < CACHED ? relays : [])
  if (engine.chance() < CACHED) {
    searcher.routes.succeeded(sought.userId, node.peerId, node.address, undefined, engine.clock())
  }
  if (engine.chance() < CONTACTS_LINKED) world.connect(from, node)
  else if (engine.chance() < APART) world.part(from, node)
  for (let at = 0; at < OLD_RECORDS; at++) {
    const place = (port: number): string =>
      `/ip4/46.${at}.${node.node.index >> 8}.${node.node.index & 255}/tcp/${port}`
    sought.old.push(sought.sign([place(1), place(2), node.address], []))
  }
  if (moves && engine.chance() < MOVED) {
    // half of the addresses are somebody else's by now
    world.settle(node, engine.chance() < 0.5 ? engine.pick(everybody) : undefined)
  }
  const record = sought.sign(
    [node.address],
    relays.map(({ address }) => address)
  )
  const keepers = Array.from({ length: KEEPERS }, () => engine.pick(everybody))
  world.keepers.set(name, keepers)
  const holders = Array.from({ length: left }, () => engine.pick(coordinators))
  for (const holder of [node, ...keepers, ...holders]) holder.records.set(name, record)
  if (engine.chance() < AWAY && !from.host.connected.has(node.peerId)) node.node.isUp = false
  return searcher
}

/** Whom nobody found is looked for later, and if in vain, once more at once: that must not try anything. */
async function searchAgain(
  { engine }: SearchWorld,
  missed: readonly SearchPerson[]
): Promise<{ readonly found: number; readonly tried: number }> {
  const result = { found: 0, tried: 0 }
  await engine.runAsyncUntil(engine.time + NOT_FOUND_FOR)
  for (const searcher of missed) {
    void searcher.search().then(async ({ link }) => {
      if (link !== undefined) result.found += 1
      else if (!(await searcher.search()).isRemembered) result.tried += 1
    })
  }
  await engine.runAsyncUntil(engine.time + OVER)
  return result
}

function isReachable(world: SearchWorld, from: SearchNode, to: SearchNode): boolean {
  if (!to.node.isUp) return false
  if (from.host.connected.has(to.peerId) || world.leads(from, to.address, to.peerId)) return true
  return to.neighbours.some(
    ({ coordinator, address }) =>
      coordinator && world.leads(from, `${address}/p2p-circuit/p2p/${to.peerId}`, to.peerId)
  )
}
