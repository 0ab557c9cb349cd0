/**
 * The keys of a peer: its device list, as it grows, and what happens when it contradicts
 * itself (docs/PROTOCOL.md, "Accounts and devices"). A fork means that somebody else has the
 * account key: nothing is sent until the user has decided. So may a new device of somebody whom the
 * user has verified.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { EarshotError } from '../../errors.ts'
import { compareDeviceLists, findDevice } from '../../identity/index.ts'
import type { VerifiedDeviceList } from '../../identity/index.ts'
import { addSession } from '../../ratchet/index.ts'
import type { Session } from '../../ratchet/index.ts'
import type { Reachability } from '../../wire/index.ts'
import type { OutboxRow } from './outbox.ts'
import type { Effect, KeyChange, Peer, Step, StepContext } from './peer.ts'
import { readReach, verifiedList } from './reach.ts'

/** What a request brings beside its sender's whereabouts. */
export interface FirstContact {
  /** Ed25519 key of the device that sent it. */
  readonly device: Uint8Array
  readonly session: Session
}

/**
 * Takes up what a peer says of itself, unless something newer is known. A list that
 * contradicts ours only becomes `contested`, and what came with it with it.
 *
 * @param first - it came with a request; undefined: in a running session
 * @returns undefined if it is not its own word, or that of a device that is not listed any more
 */
export function learnReach(
  peer: Peer,
  reachability: Reachability,
  context: StepContext,
  first?: FirstContact
): Step | undefined {
  try {
    const held = peer.deviceList && verifiedList(context.crypto, peer.deviceList)
    const reach = readReach(peer.account, reachability, context, held)
    if (first !== undefined && !equalBytes(first.device, reach.device)) return undefined
    const received = verifiedList(context.crypto, reach.deviceList)
    const order = held === undefined ? 'newer' : compareDeviceLists(held, received)
    const isNews =
      order === 'newer' && peer.verified !== 0 && held !== undefined && hasNewDevice(held, received)
    // What follows a fork may follow either side of it.
    if (order === 'fork' || isNews || (order === 'newer' && peer.contested !== undefined)) {
      const isForked = order === 'fork' || peer.contested?.change === 'forked'
      const change = isForked ? 'forked' : 'new-device'
      const before = peer.contested && equalBytes(peer.contested.reach.device, reach.device) && peer.contested
      const session = first?.session ?? (before ? before.session : undefined)
      return changed({ ...peer, contested: { reach, session, change } }, change)
    }
    const list = order === 'newer' || held === undefined ? received : held
    if (findDevice(list, reach.device) === undefined) return undefined
    // What a device said that is not listed any more counts no longer, however new it claims to be.
    const known = peer.reach && findDevice(list, peer.reach.device) && peer.reach
    const isLatest = known === undefined || reach.revision >= known.revision
    return adopt(isLatest ? { ...peer, reach } : peer, held, list, first)
  } catch (error) {
    if (error instanceof EarshotError) return undefined
    throw error
  }
}

/** Takes the contested list and all that came with it: the user has decided. */
export function acceptKeys(peer: Peer, { crypto }: Pick<StepContext, 'crypto'>): Step {
  const { contested, deviceList } = peer
  if (contested === undefined) return { peer, effects: [] }
  const { reach, session } = contested
  const held = deviceList && verifiedList(crypto, deviceList)
  const list = verifiedList(crypto, reach.deviceList)
  const first = session && { device: reach.device, session }
  return adopt({ ...peer, contested: undefined, reach }, held, list, first)
}

function adopt(
  peer: Peer,
  held: VerifiedDeviceList | undefined,
  list: VerifiedDeviceList,
  first: FirstContact | undefined
): Step {
  const effects: Effect[] = []
  let next: Peer = { ...peer, deviceList: list.signed }
  if (held !== undefined && hasNewDevice(held, list)) {
    effects.push(...changed(next, 'new-device').effects)
  }
  if (next.device !== undefined && findDevice(list, next.device) === undefined) {
    // Nothing goes to that device any more, and nothing is read from it.
    next = { ...next, device: undefined, sessions: [] }
    effects.push({ kind: 'deliver', userId: peer.userId }, ...changed(next, 'device-gone').effects)
  }
  if (first === undefined) return { peer: next, effects }
  return {
    peer: {
      ...next,
      device: first.device,
      leastSuite: Math.max(next.leastSuite, first.session.suite),
      sessions: addSession(next.sessions, { session: first.session }).set
    },
    effects
  }
}

function hasNewDevice(held: VerifiedDeviceList, list: VerifiedDeviceList): boolean {
  return list.devices.some(({ certificate }) => findDevice(held, certificate.device) === undefined)
}

/**
 * Whether a row is sealed for a device that the list of its contact does not have any more. A
 * contact can have too many of them to give them up with the list: see `failRows`.
 */
export function isForGoneDevice(
  { device, deviceList }: Peer,
  row: OutboxRow,
  { crypto }: Pick<StepContext, 'crypto'>
): boolean {
  if (row.sealed === undefined || row.device === undefined || deviceList === undefined) return false
  if (device !== undefined && equalBytes(device, row.device)) return false
  return findDevice(verifiedList(crypto, deviceList), row.device) === undefined
}

function changed(peer: Peer, change: KeyChange): Step {
  return { peer, effects: [{ kind: 'emit', event: { kind: 'keys', peer, change } }] }
}
