/**
 * What kind of place an IP address names. One table for all who must not be led by the
 * words of others: what is dialled, what counts as one host, where mailboxes lie.
 *
 * @packageDocumentation
 *
 * @example
 *
 * ```TypeScript
 * const ip = ipBytes('::ffff:10.1.2.3')
 * if (ip !== undefined) ipRange(ip) // 'private 10/8'
 * ```
 */
import { multiaddr } from '@multiformats/multiaddr'

/**
 * Ranges in which an address names different hosts at different places, and what lies
 * outside of them: `public`, and `reserved`, where there is nobody to talk to.
 */
export type IpRange = 'public' | 'reserved' | 'loopback' | 'link-local' | `private ${string}`

/**
 * Blocks of IPv4 that are not public (IANA special-purpose registry), by their first two
 * bytes. Those for documentation count as public: nobody is there.
 */
const IPV4_BLOCKS: ReadonlyArray<readonly [first: number, second: number, bits: number, range: IpRange]> = [
  [0, 0, 8, 'reserved'],
  [10, 0, 8, 'private 10/8'],
  [100, 64, 10, 'private 100.64/10'],
  [127, 0, 8, 'loopback'],
  [169, 254, 16, 'link-local'],
  [172, 16, 12, 'private 172.16/12'],
  [192, 168, 16, 'private 192.168/16'],
  [198, 18, 15, 'reserved'],
  [224, 0, 3, 'reserved'] // multicast, reserved, broadcast
]

/** An IP address as 4 or 16 bytes; undefined for what is none. */
export function ipBytes(text: string): Uint8Array | undefined {
  try {
    const bytes = multiaddr(text.includes(':') ? `/ip6/${text}` : `/ip4/${text}`).bytes.slice(1)
    return bytes.length === 4 || bytes.length === 16 ? bytes : undefined
  } catch {
    return undefined
  }
}

/**
 * The range of an address.
 *
 * @param ip - 4 or 16 bytes
 */
export function ipRange(ip: Uint8Array): IpRange {
  const inner = ipv4In(ip)
  return inner === undefined ? rangeOfIpv6(ip) : rangeOfIpv4(inner)
}

/**
 * The IPv4 /16 or IPv6 /32 that a public address lies in; undefined in all other ranges,
 * which say nothing about who is there.
 *
 * @param ip - 4 or 16 bytes
 */
export function networkGroup(ip: Uint8Array): string | undefined {
  if (ipRange(ip) !== 'public') return undefined
  const [a = 0, b = 0, c = 0, d = 0] = ipv4In(ip) ?? ip
  if (ipv4In(ip) !== undefined) return `ip4:${a}.${b}`
  return `ip6:${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
}

/** IPv4, also in other clothes: compatible, mapped, NAT64 (RFC 6052), 6to4. */
function ipv4In(ip: Uint8Array): Uint8Array | undefined {
  if (ip.length === 4) return ip
  const zeros = (to: number): boolean => ip.subarray(0, to).every(byte => byte === 0)
  if (zeros(15) && ip[15] === 1) return undefined
  if (zeros(12) || (zeros(10) && ip[10] === 0xff && ip[11] === 0xff)) return ip.subarray(12)
  if (ip[0] === 0x00 && ip[1] === 0x64 && ip[2] === 0xff && ip[3] === 0x9b) return ip.subarray(12)
  if (ip[0] === 0x20 && ip[1] === 0x02) return ip.subarray(2, 6)
  return undefined
}

function rangeOfIpv4([a = 0, b = 0]: Uint8Array): IpRange {
  const head = (a << 8) | b
  const block = IPV4_BLOCKS.find(([first, second, bits]) => {
    const shift = 16 - bits
    return head >> shift === ((first << 8) | second) >> shift
  })
  return block?.[3] ?? 'public'
}

function rangeOfIpv6(ip: Uint8Array): IpRange {
  const [a = 0, b = 0] = ip
  if (ip.subarray(0, 15).every(byte => byte === 0)) return 'loopback' // ::1, all others are IPv4
  if ((a & 0xfe) === 0xfc) return `private ${ip.subarray(0, 6).join('.')}` // one site, RFC 4193
  if (a === 0xfe && (b & 0xc0) === 0x80) return 'link-local'
  if (a === 0xff || (a === 0xfe && (b & 0xc0) === 0xc0)) return 'reserved' // multicast, site-local
  return 'public'
}
