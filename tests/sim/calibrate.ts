/**
 * `npm run sim -- calibrate`: a small network of real nodes and the simulator with the same numbers, side by side.
 * What is real is counted as the simulator counts: bytes of frames, and what lies around each.
 *
 * @packageDocumentation
 */
import { figure, percentile, table } from '../../bench/figures.ts'
import { MESSAGE_PROTOCOL } from '../../src/node/links.ts'
import { MAILBOX_PROTOCOL } from '../../src/relay/index.ts'
import { runReal } from './calibrate-real.ts'
import { runExact } from './exact.ts'
import { MailWorld } from './mail-world.ts'
import { FRAME_OVERHEAD } from './network.ts'
import type { Figure } from '../../bench/figures.ts'
import type { CalibrationOptions, RealRun } from './calibrate-real.ts'
import type { NetworkOptions } from './network.ts'
import type { Page } from './page.ts'

const second = 1_000

const OPTIONS: Omit<CalibrationOptions, 'seed'> = {
  people: 10,
  coordinators: 3,
  idle: 60 * second,
  busy: 20 * second,
  writesEvery: 2 * second
}
/** People of the simulator write at random: so many times as long, for the same mean. */
const LONGER = 20
/** Contacts of each: the ring that the real ones are in has as many. */
const CONTACTS = 2
/** Of one machine. */
const LOOPBACK: NetworkOptions = { loss: 0, latency: 0.1, jitter: 0.1 }
/** The length of a frame, which libp2p counts to the frame and the simulator to what lies around it. */
const LENGTH_PREFIX = 2
const GOSSIP_PROTOCOL = '/meshsub/1.2.0'
/** What keeps connections: their pings, and what negotiates a protocol, which those that only dial refuse. */
const UPKEEP: readonly string[] = ['', '/earshot/ping/1.0.0']

/** What the simulator says of the same network. */
interface Predicted {
  /** Received by each member or person, B/s. */
  readonly gossip: number
  readonly mailboxes: number
  /** Of a message and its acknowledgement over a link. */
  readonly message: number
  readonly perMinute: number
  readonly shown: readonly number[]
  readonly onlineSeen: readonly number[]
}

/** Runs both. */
export async function calibrate(seed: number, say: (line: string) => void): Promise<Page> {
  const options = { ...OPTIONS, seed }
  const predicted = await simulate(options)
  say('simulated')
  const real = await runReal(options)
  say(`${options.people} people and ${options.coordinators} coordinators, real`)
  const figures = figuresOf(options, real, predicted)
  return { figures, text: table(figures) }
}

async function simulate({
  seed,
  people,
  coordinators,
  idle,
  busy,
  writesEvery
}: CalibrationOptions): Promise<Predicted> {
  const exact = runExact(seed, people, LOOPBACK.loss, idle, LOOPBACK)
  const world = new MailWorld({
    seed,
    people,
    coordinators,
    contacts: CONTACTS,
    network: LOOPBACK,
    wicked: 0,
    apart: 0,
    writesEvery,
    says: true
  })
  const { engine, ledger } = world
  const received = (): number => world.people.reduce((sum, { node }) => sum + node.received, 0)
  await engine.runAsyncUntil(await world.begin())
  const begun = received()
  await engine.runAsyncUntil(engine.time + idle)
  const rested = received()
  world.write()
  await engine.runAsyncUntil(engine.time + busy)
  const resting = ((rested - begun) * busy) / idle
  const message = (received() - rested - resting) / ledger.letters.length
  await engine.runAsyncUntil(engine.time + (LONGER - 1) * busy)
  return {
    gossip: exact.clientBytes,
    mailboxes: ((rested - begun) * second) / idle / people,
    message,
    perMinute: (ledger.letters.length * 60 * second) / (LONGER * busy),
    shown: ledger.letters.flatMap(({ shownAt, writtenAt }) =>
      shownAt === undefined ? [] : [shownAt - writtenAt]
    ),
    onlineSeen: exact.onlineSeen
  }
}

function figuresOf(options: CalibrationOptions, real: RealRun, predicted: Predicted): readonly Figure[] {
  const { people, coordinators, idle, busy } = options
  const nodes = people + coordinators
  /** As the simulator counts them. */
  const bytes = (
    run: RealRun['idle'],
    protocol: string,
    sides: ReadonlyArray<'dialler' | 'listener'>
  ): number => {
    const found = run.get(protocol)
    if (found === undefined) return 0
    return sides.reduce(
      (sum, side) => sum + found[side].bytes + found[side].frames * (FRAME_OVERHEAD - LENGTH_PREFIX),
      0
    )
  }
  const both = ['dialler', 'listener'] as const
  const perSecond = (total: number, among: number): number => (total * second) / idle / among
  const simulated = (value: number): readonly [string, number] => ['simulated', value]
  const upkeep = UPKEEP.reduce((sum, protocol) => sum + bytes(real.idle, protocol, both), 0)
  const frames = [...real.idle.values()].reduce(
    (sum, { dialler, listener }) => sum + dialler.frames + listener.frames,
    0
  )
  const data = [...real.idle.values()].reduce(
    (sum, { dialler, listener }) => sum + dialler.bytes + listener.bytes,
    0
  )
  const times = (name: string, measured: readonly number[], against: readonly number[]): readonly Figure[] =>
    [50, 95].map(rank =>
      figure(`${name}-p${rank}`, percentile(measured, rank), {
        against: simulated(percentile(against, rank))
      })
    )
  return [
    figure('gossip-bytes-per-s', perSecond(bytes(real.idle, GOSSIP_PROTOCOL, both), nodes), {
      unit: 'B/s',
      against: simulated(predicted.gossip)
    }),
    // people dial, and coordinators answer
    figure('mailbox-bytes-per-s', perSecond(bytes(real.idle, MAILBOX_PROTOCOL, ['listener']), people), {
      unit: 'B/s',
      against: simulated(predicted.mailboxes)
    }),
    figure('upkeep-bytes-per-s-per-connection', perSecond(upkeep, real.connections), { unit: 'B/s' }),
    figure('connections-per-node', (2 * real.connections) / nodes, { unit: '×' }),
    figure('bytes-around-a-frame', (real.idleSocketBytes - data) / frames, {
      unit: 'B',
      // TCP and IP are not seen on a socket
      against: simulated(FRAME_OVERHEAD - LENGTH_PREFIX - 40)
    }),
    figure('message-bytes', bytes(real.busy, MESSAGE_PROTOCOL, both) / real.written, {
      unit: 'B',
      against: simulated(predicted.message)
    }),
    figure('messages-per-min', (real.written * 60 * second) / busy, {
      unit: '/min',
      against: simulated(predicted.perMinute)
    }),
    ...times('shown', real.shown, predicted.shown),
    ...times('online-seen', real.onlineSeen, predicted.onlineSeen)
  ]
}
