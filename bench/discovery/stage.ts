/**
 * Where the nodes of a measurement are: all in this process on loopback, or those of each kind in a
 * process of their own, with a wire between the kinds.
 *
 * @packageDocumentation
 */
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { remote } from '../wire/remote.ts'
import { networkOf, startWire } from '../wire/index.ts'
import { Group } from './nodes/group.ts'
import type { WireOptions } from '../wire/index.ts'
import type { NodeGroup } from './nodes/group.ts'

/** Groups, by what their nodes are for. */
const KINDS = ['coordinators', 'others', 'attackers', 'sought', 'askers'] as const
type Kind = (typeof KINDS)[number]

export interface Stage extends Readonly<Record<Kind, NodeGroup>> {
  /** Appended to the names of figures. */
  readonly suffix: string
  /** Askers that look at the same time: behind a wire most of the time is waiting. */
  readonly lanes: number
  /** Nobody has anything more to say, or has had so many ms for it. */
  calm(longest: number): Promise<void>
  /** Ends all nodes. @returns what there is to say of the wire */
  stop(): Promise<string>
}

export function onLoopback(): Stage {
  const all = new Group()
  return {
    ...inEach(() => all),
    suffix: '',
    lanes: 1,
    calm: async longest => all.calm(longest),
    async stop() {
      await all.stop()
      return ''
    }
  }
}

/** Askers that look at the same time. */
const LANES = 4
/** Who waits for an answer has nothing to do, and is not done: several round trips more (ms). */
const ROUND_TRIPS = 2_000

export async function overWire(options: WireOptions): Promise<Stage> {
  const wire = await startWire(
    options,
    KINDS.map((_, at) => part('group', at + 1))
  )
  const groups = wire.ends.map(end => remote<NodeGroup>(end.child))
  const at = new Map(KINDS.map((kind, index) => [kind, groups[index]]))
  return {
    ...inEach(kind => {
      const group = at.get(kind)
      if (group === undefined) throw new Error(`nobody is behind the wire for ${kind}`)
      return group
    }),
    suffix: suffixOf(options),
    lanes: LANES,
    async calm(longest) {
      await pause(ROUND_TRIPS)
      await Promise.all(groups.map(async group => group.calm(longest)))
    },
    async stop() {
      // whether or not all of them can
      await Promise.allSettled(groups.map(async group => group.stop()))
      return await wire.stop()
    }
  }
}

/** The process of a part, with the addresses that it has behind a wire. */
export function part(name: 'coordinators' | 'group' | 'users', number: number): readonly string[] {
  return [fileURLToPath(new URL('child.ts', import.meta.url)), name, networkOf(number)]
}

/** Appended to the names of figures. */
export function suffixOf({ delay, loss }: WireOptions): string {
  return `-${delay}ms-${loss}pct`
}

function inEach(group: (kind: Kind) => NodeGroup): Readonly<Record<Kind, NodeGroup>> {
  return Object.fromEntries(KINDS.map(kind => [kind, group(kind)])) as Record<Kind, NodeGroup>
}
