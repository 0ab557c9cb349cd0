/** What two contacts tell each other about where they are: descriptor and mailbox keys. */
import { EarshotError } from '../../errors.ts'
import {
  compareDeviceLists,
  findDevice,
  openInner,
  verifyDescriptor,
  verifyDeviceList
} from '../../identity/index.ts'
import type { Reachability } from '../../wire/index.ts'
import type { Peer, Reach, StepContext } from './peer.ts'

/** What we tell that peer: our descriptor of now, and its own key to our mailboxes. */
export function ownReachability(peer: Peer, context: StepContext): Reachability {
  const { descriptor, descriptorKey } = context.describe()
  return { descriptor, descriptorKey, depositSecret: peer.depositSecret }
}

/** The part of a reach that was sent, for the disk. */
export function reachabilityOf(reach: Reach): Reachability {
  const { descriptor, descriptorKey, depositSecret } = reach
  return { descriptor, descriptorKey, depositSecret }
}

/**
 * Checks what a peer says of itself.
 *
 * @throws {AuthenticationError | TrustError | WireFormatError} if it is not its own word
 */
export function readReach(
  account: Uint8Array,
  reachability: Reachability,
  context: Pick<StepContext, 'crypto'>
): Reach {
  const { crypto } = context
  const descriptor = verifyDescriptor(crypto, reachability.descriptor, { account })
  const inner = openInner(crypto, reachability.descriptorKey, descriptor)
  return {
    ...reachability,
    revision: descriptor.revision,
    deviceList: descriptor.deviceList.signed,
    addresses: inner.addresses,
    mailboxes: inner.mailboxes
  }
}

/**
 * Takes up what a peer says of itself, unless something newer is known.
 *
 * @returns undefined if it is not its own word, or contradicts its device list
 */
export function learnReach(
  peer: Peer,
  reachability: Reachability,
  context: Pick<StepContext, 'crypto'>
): Peer | undefined {
  try {
    const reach = readReach(peer.account, reachability, context)
    if (peer.reach !== undefined && reach.revision < peer.reach.revision) return peer
    const deviceList = newerDeviceList(peer, reach, context)
    return deviceList && { ...peer, reach, deviceList }
  } catch (error) {
    if (error instanceof EarshotError) return undefined
    throw error
  }
}

/** The device list to hold from now on; undefined for a fork, or if our session's device is gone. */
function newerDeviceList(
  peer: Peer,
  reach: Reach,
  { crypto }: Pick<StepContext, 'crypto'>
): Peer['deviceList'] {
  const received = verifyDeviceList(crypto, reach.deviceList)
  const { device } = peer
  if (device !== undefined && findDevice(received, device) === undefined) return undefined
  if (peer.deviceList === undefined) return received.signed
  const comparison = compareDeviceLists(verifyDeviceList(crypto, peer.deviceList), received)
  if (comparison === 'fork') return undefined
  return comparison === 'newer' ? received.signed : peer.deviceList
}
