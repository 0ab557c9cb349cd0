/**
 * What coordinators' multiaddrs say, read from their text: who listens there and in which
 * part of the network. Whether they can be dialled is the transport's business.
 */
import { UsageError } from '../../errors.ts'

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
  const [, protocol = '', host] = address.split('/')
  switch (protocol) {
    case 'ip4':
      return neighbourhood4(host ?? '')
    case 'ip6':
      return neighbourhood6(host ?? '')
    case 'dns':
    case 'dns4':
    case 'dns6':
    case 'dnsaddr':
      return host === undefined ? undefined : `dns:${host.toLowerCase()}`
    default:
      return undefined
  }
}

function neighbourhood4(host: string): string | undefined {
  const parts = host.split('.').map(Number)
  const [a = -1, b = -1] = parts
  if (parts.length !== 4 || parts.some(part => !(part >= 0 && part <= 255))) return undefined
  const isPrivate =
    a === 0 ||
    a === 10 || // RFC 1918
    a === 127 ||
    (a === 100 && b >= 64 && b <= 127) || // RFC 6598, behind carriers' NATs
    (a === 169 && b === 254) || // RFC 3927
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168)
  return isPrivate ? undefined : `ip4:${a}.${b}`
}

function neighbourhood6(host: string): string | undefined {
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(host)?.[1]
  if (mapped !== undefined) return neighbourhood4(mapped)
  const [first, second] = leadingGroups(host)
  if (first === undefined || second === undefined) return undefined
  const isPrivate =
    first === 0 || // unspecified, loopback and IPv4-mapped
    (first & 0xfe00) === 0xfc00 || // RFC 4193
    (first & 0xffc0) === 0xfe80 // RFC 4291, link-local
  return isPrivate ? undefined : `ip6:${first.toString(16)}:${second.toString(16)}`
}

/** The first two groups of an IPv6 address; `::` stands for zeros. */
function leadingGroups(host: string): readonly number[] {
  const [head = '', tail] = host.split('::')
  const groups = head === '' ? [] : head.split(':').map(group => Number.parseInt(group, 16))
  if (tail === undefined && groups.length !== 8) return []
  if (groups.some(group => !(group >= 0 && group <= 0xffff))) return []
  // what `::` stands for begins with a zero
  return [...groups, 0, 0].slice(0, 2)
}
