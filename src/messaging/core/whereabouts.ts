/**
 * What a peer tells of where it is, in its accept and in its descriptors. A list of sixteen
 * devices takes 150 ms to verify: one that we hold is known by its bytes, and others are checked
 * once in a while.
 */
import { EarshotError } from '../../errors.ts'
import { isSameSigned } from '../../identity/index.ts'
import type { EpochMs } from '../../ports.ts'
import { decodeDescriptor } from '../../wire/index.ts'
import type { Descriptor, Reachability } from '../../wire/index.ts'
import { CHECK_AGAIN } from '../constants.ts'
import { tellDescriptor } from './descriptor.ts'
import { learnReach } from './keys.ts'
import type { Peer, Step, StepContext } from './peer.ts'
import { withoutKind } from './send.ts'

/**
 * Takes up what a peer tells. With another device list than ours, so soon after the last one, it
 * waits: the newest alone, and on the disk, because it is acknowledged.
 *
 * @returns undefined if it is not its own word
 */
export function takeWhereabouts(peer: Peer, reach: Reachability, context: StepContext): Step | undefined {
  const descriptor = descriptorOf(reach)
  if (descriptor === undefined) return undefined
  if (peer.deviceList !== undefined && isSameSigned(peer.deviceList, descriptor.deviceList)) {
    return take(peer, reach, context)
  }
  if (Math.abs(context.clock() - peer.listChecked) >= CHECK_AGAIN) return check(peer, reach, context)
  const waiting = peer.unchecked && descriptorOf(peer.unchecked)
  const isNewest = waiting === undefined || descriptor.revision >= waiting.revision
  return {
    peer: isNewest ? { ...peer, unchecked: reach } : peer,
    effects: [{ kind: 'deliver', userId: peer.userId }]
  }
}

/** When what waits to be checked is checked; infinity if there is nothing. */
export function checkAt({ unchecked, listChecked }: Peer): EpochMs {
  return unchecked === undefined ? Number.POSITIVE_INFINITY : listChecked + CHECK_AGAIN
}

/** Checks what had to wait. */
export function checkWaiting(peer: Peer, context: StepContext): Step {
  const { unchecked } = peer
  if (unchecked === undefined) return { peer, effects: [] }
  return check({ ...peer, unchecked: undefined }, unchecked, context)
}

/** What is not its own word is acknowledged as well: refused, it would come again, and cost as much again. */
function check(peer: Peer, reach: Reachability, context: StepContext): Step {
  const checked = { ...peer, listChecked: context.clock() }
  return take(checked, reach, context) ?? { peer: checked, effects: [] }
}

function take(peer: Peer, reach: Reachability, context: StepContext): Step | undefined {
  const told = learnReach(peer, reach, context)
  if (told === undefined) return undefined
  if (peer.consent === 'accepted' || told.peer.contested !== undefined) {
    return { ...told, effects: [...told.effects, { kind: 'deliver', userId: peer.userId }] }
  }
  const agreed = becomeContact(told.peer, context)
  // We may have moved since our request said where we are.
  const moved = tellDescriptor(agreed.peer, context)
  return { peer: moved.peer, effects: [...told.effects, ...agreed.effects, ...moved.effects] }
}

function descriptorOf({ descriptor }: Reachability): Descriptor | undefined {
  try {
    return decodeDescriptor(descriptor.payload)
  } catch (error) {
    if (error instanceof EarshotError) return undefined
    throw error
  }
}

/** Both sides agree now: the request is answered, and what waited for it can be sealed. */
export function becomeContact(peer: Peer, context: StepContext): Step {
  const answered = withoutKind(peer, 'request')
  const accepted: Peer = { ...answered, consent: 'accepted', invite: undefined, since: context.clock() }
  return {
    peer: accepted,
    effects: [
      { kind: 'deliver', userId: peer.userId },
      { kind: 'emit', event: { kind: 'contact', peer: accepted } }
    ]
  }
}
