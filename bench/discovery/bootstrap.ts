/**
 * What a node wants of its bootstrap node when that is gone: a socket that listens in its place
 * takes who comes, for a minute of real time.
 *
 * @packageDocumentation
 */
import { setTimeout as pause } from 'node:timers/promises'
import { figure } from '../figures.ts'
import { remote } from '../wire/remote.ts'
import { startWire } from '../wire/index.ts'
import { CoordinatorSide } from './nodes/coordinator-side.ts'
import { UserSide } from './nodes/user-side.ts'
import { part, suffixOf } from './stage.ts'
import type { Figure } from '../figures.ts'
import type { WireOptions } from '../wire/index.ts'
import type { Coordinators } from './nodes/coordinator-side.ts'
import type { Users } from './nodes/user-side.ts'

const USERS = 4
const MINUTE = 60_000
/** Everything that joining brings with it is over (ms). */
const SETTLED = 3_000
/** The same behind a wire. */
const SETTLED_FAR = 10_000

/** Coordinators on one side, users on the other. */
interface Sides {
  readonly coordinators: Coordinators
  readonly users: Users
  stop(): Promise<unknown>
}

/**
 * Twice: users who have three other coordinators, and users who have none, who must look for one
 * wherever they can. In both the bootstrap node was the coordinator of a mailbox and of a relay
 * reservation, as it is in life.
 *
 * @param wire - what is between users and coordinators. Default: loopback
 */
export async function bootstrapCalls(
  say: (line: string) => void,
  wire?: WireOptions
): Promise<readonly Figure[]> {
  const [calls, alone] = await Promise.all([
    measure('three others', 4, 11, say, wire),
    measure('no other', 1, 12, say, wire)
  ])
  const suffix = wire === undefined ? '' : suffixOf(wire)
  return [
    figure(`bootstrap-calls-per-min${suffix}`, calls, {
      unit: '/min',
      ...(wire === undefined && { bar: 0 })
    }),
    figure(`bootstrap-calls-alone-per-min${suffix}`, alone, { unit: '/min' })
  ]
}

/** Connections that users begin in a minute, for each of them; what coordinators do is theirs. */
async function measure(
  name: string,
  count: number,
  seed: number,
  say: (line: string) => void,
  wire: WireOptions | undefined
): Promise<number> {
  const sides = wire === undefined ? here() : await behind(wire)
  const { coordinators, users } = sides
  try {
    const bootstrap = await coordinators.start(count, seed)
    await users.start(USERS, seed, bootstrap, Math.min(count, 3))
    await pause(wire === undefined ? SETTLED : SETTLED_FAR)
    const door = await coordinators.leave()
    await users.count(door)
    await pause(MINUTE)
    const calls = await users.calls()
    const arrived = await coordinators.arrived()
    say(`  ${name}: ${arrived} calls, ${calls.length} of ${USERS} users, after ${calls.join(' ')} s`)
    return calls.length / USERS
  } finally {
    await users.stop()
    await coordinators.stop()
    await sides.stop()
  }
}

function here(): Sides {
  return { coordinators: new CoordinatorSide(), users: new UserSide(), stop: async () => undefined }
}

async function behind(options: WireOptions): Promise<Sides> {
  const wire = await startWire(options, [part('coordinators', 1), part('users', 2)])
  const [one, other] = wire.ends
  if (one === undefined || other === undefined) throw new Error('the wire has two ends')
  return { coordinators: remote(one.child), users: remote(other.child), stop: async () => wire.stop() }
}
