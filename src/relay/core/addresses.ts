/**
 * What coordinators' multiaddrs say, read from their text: who listens there and in which
 * part of the network. Whether they can be dialled is the transport's business.
 */
import { UsageError } from '../../errors.ts'
import { ipBytes, networkGroup } from '../../ip-range.ts'

/** A mailbox and how to reach the node that keeps it. */
export interface MailboxPlace {
  /** Ed25519 key that names the mailbox. */
  readonly mailbox: Uint8Array
  /** Multiaddrs of its coordinator, all ending in the same `/p2p/<peerId>`. */
  readonly addresses: readonly string[]
}

/**
 * The PeerId that all these multiaddrs end in.
 *
 * @throws {UsageError} none, one without a PeerId at its end, or several PeerIds
 */
export function coordinatorOf(addresses: readonly string[]): string {
  const ids = new Set(addresses.map(address => /\/p2p\/([^/]+)$/.exec(address)?.[1]))
  const [id] = ids
  if (ids.size !== 1 || id === undefined) {
    throw new UsageError('The addresses of a coordinator end in one and the same PeerId')
  }
  return id
}

/**
 * Which part of the network an address lies in: the IPv4 /16, the IPv6 /32 or the host
 * name. Undefined for private, link-local and loopback addresses, which say nothing about
 * who runs them, and for what is no IP address.
 */
export function neighbourhoodOf(address: string): string | undefined {
  const [, protocol = '', host = ''] = address.split('/')
  switch (protocol) {
    case 'ip4':
    case 'ip6': {
      const ip = ipBytes(host)
      return ip === undefined ? undefined : networkGroup(ip)
    }
    case 'dns':
    case 'dns4':
    case 'dns6':
    case 'dnsaddr':
      return host === '' ? undefined : `dns:${host.toLowerCase()}`
    default:
      return undefined
  }
}
