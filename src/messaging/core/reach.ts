/** What two contacts tell each other about where they are: descriptor and mailbox keys. */
import type { CryptoBackend } from '../../crypto/index.ts'
import { openInner, verifyDescriptor, verifyDeviceList } from '../../identity/index.ts'
import type { VerifiedDeviceList } from '../../identity/index.ts'
import type { Reachability, Signed } from '../../wire/index.ts'
import type { Peer, Reach, StepContext } from './peer.ts'

/** Device lists that are held, by what was received. */
const verified = new WeakMap<Signed, VerifiedDeviceList>()

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
 * @param held - its device list as we know it
 * @throws {AuthenticationError | TrustError | WireFormatError} if it is not its own word
 */
export function readReach(
  account: Uint8Array,
  reachability: Reachability,
  context: Pick<StepContext, 'crypto'>,
  held?: VerifiedDeviceList
): Reach {
  const { crypto } = context
  const descriptor = verifyDescriptor(crypto, reachability.descriptor, { account, held })
  verified.set(descriptor.deviceList.signed, descriptor.deviceList)
  const inner = openInner(crypto, reachability.descriptorKey, descriptor)
  return {
    ...reachability,
    revision: descriptor.revision,
    deviceList: descriptor.deviceList.signed,
    device: descriptor.device.certificate.device,
    addresses: inner.addresses,
    mailboxes: inner.mailboxes
  }
}

/**
 * A device list with its certificates. Each is verified once as long as it is held: with sixteen
 * certificates that takes 150 ms.
 *
 * @throws {EarshotError} it cannot be trusted
 */
export function verifiedList(crypto: CryptoBackend, signed: Signed): VerifiedDeviceList {
  const known = verified.get(signed) ?? verifyDeviceList(crypto, signed)
  verified.set(signed, known)
  return known
}
