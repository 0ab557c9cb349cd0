/**
 * From a record that somebody handed out to places that may be dialled (docs/PROTOCOL.md, 16). The
 * record is the word of the sought; who handed it out has no say in where we dial.
 */
import { TrustError } from '../../errors.ts'
import { openInner, openLookupRecord, verifyDescriptor } from '../../identity/index.ts'
import { DIALS_PER_ANSWER } from '../constants.ts'
import { addressesOf, addressText, circuitAddress, parseAddress } from './address.ts'
import { dialable, isPublic } from './dialable.ts'
import { interleave } from './interleave.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { VerifiedDescriptor } from '../../identity/index.ts'
import type { EpochMs } from '../../ports.ts'
import type { DescriptorInner, LookupRecord } from '../../wire/index.ts'

/** Whom we look for, and what we know of it. */
export interface Sought {
  /** Ed25519, 32 bytes. */
  readonly account: Uint8Array
  /** PeerIds of the devices that we know it by: nobody else is dialled. */
  readonly devices: readonly string[]
  /** Opens the inner layer of its descriptors; undefined: it has not told us. */
  readonly descriptorKey: Uint8Array | undefined
  /** Revision of the newest descriptor that we hold; older ones say nothing. */
  readonly revision: number
}

/** Where it is, in its own words. */
export interface FoundUser {
  readonly descriptor: VerifiedDescriptor
  /** Undefined: it has not told us its key. With one that it has changed, it does not open. */
  readonly inner: DescriptorInner | undefined
}

/**
 * Opens a verified record of that account.
 *
 * @throws {WireFormatError | AuthenticationError | TrustError} it is not its own word of now
 * @throws {TrustError} older than what we hold, or of a device that we do not know it by
 */
export function readFound(
  crypto: CryptoBackend,
  record: LookupRecord,
  sought: Sought,
  now: EpochMs
): FoundUser {
  const { account, descriptorKey } = sought
  const signed = openLookupRecord(crypto, account, record)
  const descriptor = verifyDescriptor(crypto, signed, { now, account })
  if (descriptor.revision < sought.revision || !sought.devices.includes(descriptor.device.peerId)) {
    throw new TrustError('A record says nothing of the sought that counts')
  }
  const inner = descriptorKey && openInner(crypto, descriptorKey, descriptor)
  return { descriptor, inner }
}

/**
 * What may be dialled of it: at most 3 addresses, in no range that is none of our business. Its
 * own, and circuits through the coordinators that it uses: one in any case, one through each where there is
 * room, as the first may be dead. Without a public address of its own a single private one is tried if there
 * are circuits enough: it leads there only in the same house.
 *
 * @param ownAddresses - see `dialable`
 */
export function placesToDial(
  { descriptor, inner }: FoundUser,
  ownAddresses: readonly string[]
): readonly string[] {
  const { peerId } = descriptor.device
  // names, too: it is the word of the sought itself
  const mayDial = (address: string): boolean => dialable(address, ownAddresses, { names: true })
  const said = (inner?.addresses ?? []).flatMap(address => addressText(address) ?? [])
  const own = addressesOf(peerId, said, said.length).filter(mayDial)
  const circuits = new Set(
    (inner?.mailboxes ?? []).flatMap(({ addresses }) => {
      const all = addresses.flatMap(address => circuitOver(address, peerId) ?? [])
      return all.find(mayDial) ?? []
    })
  )
  const least = own.some(isPublic) ? 1 : 2
  const direct = ofEachTransport(own, DIALS_PER_ANSWER - Math.min(least, circuits.size))
  return [...direct, ...circuits].slice(0, DIALS_PER_ANSWER)
}

function circuitOver(relayAddress: Uint8Array, peerId: string): string | undefined {
  const relay = parseAddress(addressText(relayAddress) ?? '')
  return relay?.target === undefined ? undefined : circuitAddress(relay.text, relay.target, peerId)
}

/** Public hosts first, and of several transports one each, because we may speak only one. */
function ofEachTransport(addresses: readonly string[], max: number): readonly string[] {
  const lists = [...Map.groupBy(addresses, address => parseAddress(address)?.transport).values()]
  return interleave(
    lists.map(list => list.toSorted((a, b) => Number(isPublic(b)) - Number(isPublic(a)))),
    max
  )
}
