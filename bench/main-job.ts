/**
 * The main job, measured as its users meet it: a node starts, a text arrives while both are
 * there, a hundred texts wait for who comes back. Separate processes with their own data
 * folders on loopback, three coordinators.
 *
 * @packageDocumentation
 */
import { Network } from '../demo/network.ts'
import type { Person } from '../demo/network.ts'
import { createNode } from '../src/node/index.ts'
import type { EarshotNode } from '../src/node/index.ts'
import { startEcho } from './echo.ts'
import type { Echo } from './echo.ts'
import { figure, median, percentile } from './figures.ts'
import type { Figure } from './figures.ts'

/** Rounds of each measurement, interleaved with what is measured beside it. */
const ROUNDS = 5
/** Live messages of one round, and echoes beside them. */
const LIVE = 100
/** Messages of the first round that are not counted: the code is still cold. */
const WARM_UP = 50
/** Messages that wait for who returns. */
const STORED = 100
/** Bytes of a text. */
const TEXT_LENGTH = 256
/** A state that has not come by then will not (ms). */
const DEADLINE = 60_000

/** Measures everything, on a network that it starts and ends. */
export async function mainJob(say: (line: string) => void): Promise<readonly Figure[]> {
  say('three coordinators start')
  const network = await Network.start()
  try {
    const [alice, bob] = [await network.join('Alice'), await network.join('Bob')]
    say('starts')
    const starts = await measureStarts(bob)
    const sender = new Sender(network, alice)
    await befriend(sender, alice, bob)
    say('live messages')
    const live = await measureLive(sender, bob)
    say('returns')
    const returns = await measureReturns(sender, bob, say)
    await sender.stop()
    return [...starts, ...live, ...returns]
  } finally {
    await network.stop()
  }
}

/** Alice lives in this process, so that her times are her own and not those of a socket. */
class Sender {
  node: EarshotNode | undefined
  readonly #network: Network
  readonly #person: Person

  constructor(network: Network, person: Person) {
    this.#network = network
    this.#person = person
  }

  async start(): Promise<EarshotNode> {
    this.node = await createNode({
      folder: this.#person.folder,
      unlock: { kind: 'key-file' },
      listen: ['/ip4/127.0.0.1/tcp/0'],
      bootstrap: this.#network.bootstrapAddresses,
      volunteer: false
    })
    return this.node
  }

  async stop(): Promise<void> {
    await this.node?.stop()
    this.node = undefined
  }
}

async function measureStarts(bob: Person): Promise<readonly Figure[]> {
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now()
    await bob.start()
    ours.push(performance.now() - began)
    await bob.node?.stop()
    const echo = await startEcho()
    bare.push(echo.startMs)
    await echo.stop()
  }
  return [figure('start-ready-ms', median(ours), { against: ['libp2p-start', median(bare)], bar: 1_500 })]
}

/** Both nodes run and are contacts with a link when it resolves. */
async function befriend(sender: Sender, alice: Person, bob: Person): Promise<void> {
  const node = await sender.start()
  const daemon = await bob.start()
  await daemon.event('mailboxes', line => line['held'] === 3)
  const asked = new Promise<void>(resolve => {
    node.events.addEventListener('request', () => {
      resolve()
    })
  })
  const { link } = await node.createInvite()
  const added = await bob.run('contact', 'add', link)
  if (added.code !== 0) throw new Error(`Bob cannot ask: ${added.stderr}`)
  await asked
  await node.accept(bob.userId)
  await daemon.event('link', line => line['userId'] === alice.userId && line['state'] === 'CONNECTED')
  await delivered(node, bob, 'are we linked?')
}

async function delivered(node: EarshotNode, to: Person, text: string): Promise<string> {
  const { state, route } = await node.send(to.userId, text, { wait: 'delivered', timeout: DEADLINE })
  if (state !== 'delivered') throw new Error(`a live message stayed ${state}`)
  return route
}

async function measureLive(sender: Sender, bob: Person): Promise<readonly Figure[]> {
  const { node } = sender
  if (node === undefined) throw new Error('the sender does not run')
  const text = 'x'.repeat(TEXT_LENGTH)
  const payload = new TextEncoder().encode(text)
  const echo: Echo = await startEcho()
  const ours: number[] = []
  const echoes: number[] = []
  try {
    await echo.rounds(payload, WARM_UP)
    for (let sent = 0; sent < WARM_UP; sent += 1) await delivered(node, bob, text)
    for (let round = 0; round < ROUNDS; round += 1) {
      echoes.push(...(await echo.rounds(payload, LIVE)))
      for (let sent = 0; sent < LIVE; sent += 1) {
        const began = performance.now()
        const route = await delivered(node, bob, text)
        ours.push(performance.now() - began)
        if (route !== 'direct') throw new Error(`a live message went ${route}`)
      }
    }
  } finally {
    await echo.stop()
  }
  const against = (rank: number): readonly [string, number] => ['libp2p-echo', percentile(echoes, rank)]
  return [
    figure('live-p50-ms', percentile(ours, 50), { against: against(50) }),
    figure('live-p95-ms', percentile(ours, 95), { against: against(95), bar: 50 })
  ]
}

async function measureReturns(
  sender: Sender,
  bob: Person,
  say: (line: string) => void
): Promise<readonly Figure[]> {
  const fromReady: number[] = []
  const fromStart: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    await bob.node?.stop()
    const node = sender.node ?? (await sender.start())
    const ids = await Promise.all(
      Array.from({ length: STORED }, async (_, index) => await stored(node, bob, `${round}.${index}`))
    )
    // Away herself: what Bob gets, he gets from the mailboxes.
    await sender.stop()
    const began = performance.now()
    const daemon = await bob.start()
    const ready = performance.now()
    const seen = new Set<string>()
    await daemon.event(
      'message',
      line => ids.includes(String(line['id'])) && seen.add(String(line['id'])).size === STORED,
      DEADLINE
    )
    const ended = performance.now()
    fromReady.push(ended - ready)
    fromStart.push(ended - began)
    await assertOnce(bob, ids)
    say(`  round ${round}: ${Math.round(ended - ready)} ms`)
  }
  return [
    figure('return-100-ms', median(fromReady), { bar: 2_000 }),
    figure('return-100-from-start-ms', median(fromStart))
  ]
}

async function stored(node: EarshotNode, to: Person, label: string): Promise<string> {
  const text = label.padEnd(TEXT_LENGTH, '.')
  const {
    id,
    stored: copies,
    state
  } = await node.send(to.userId, text, { wait: 'stored', timeout: DEADLINE })
  if (state !== 'stored' || copies !== '3/3') throw new Error(`a message was ${state} ${copies}`)
  return id
}

/** Neither event nor history shows any of them twice. */
async function assertOnce(bob: Person, ids: readonly string[]): Promise<void> {
  const events = (bob.node?.lines ?? [])
    .filter(({ event }) => event === 'message')
    .map(({ id }) => String(id))
  const { lines } = await bob.run('messages', 'Alice')
  for (const shown of [events, lines.map(({ id }) => String(id))]) {
    const counted = shown.filter(id => ids.includes(id)).length
    if (counted !== ids.length || new Set(shown).size !== shown.length) {
      throw new Error(`${ids.length} messages were shown ${counted} times`)
    }
  }
}
