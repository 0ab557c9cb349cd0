/**
 * Whether an address may be dialled because somebody said so. Without this check a peer
 * could aim our dials at the router, the printer or the services of this machine
 * (limits-and-bars.md, fault 18).
 */
import { parseAddress } from './address.ts'
import type { Host } from './address.ts'

/** What a source of addresses is trusted with. */
export interface DialableOptions {
  /**
   * Accept names, which may resolve to anything. Only for what the operator or the sought
   * user wrote, never for what a third peer says. Default false.
   */
  readonly names?: boolean
}

/** Ranges in which addresses mean different hosts at different places. */
type Scope = 'public' | 'never' | `private ${string}`

/** Blocks of IPv4 that are not public (IANA special-purpose registry): first bytes, bits, scope. */
const IPV4_BLOCKS: ReadonlyArray<readonly [first: number, second: number, bits: number, scope: Scope]> = [
  [0, 0, 8, 'never'],
  [10, 0, 8, 'private 10/8'],
  [100, 64, 10, 'private 100.64/10'],
  [127, 0, 8, 'private loopback'],
  [169, 254, 16, 'private link-local'],
  [172, 16, 12, 'private 172.16/12'],
  [192, 168, 16, 'private 192.168/16'],
  [198, 18, 15, 'never'],
  [224, 0, 3, 'never'] // multicast, reserved, broadcast
]

function scopeOfIpv4(bytes: Uint8Array): Scope {
  const [a = 0, b = 0] = bytes
  const head = (a << 8) | b
  const block = IPV4_BLOCKS.find(([first, second, bits]) => {
    const shift = 16 - bits
    return head >> shift === ((first << 8) | second) >> shift
  })
  return block?.[3] ?? 'public'
}

function scopeOfIpv6(bytes: Uint8Array): Scope {
  const zeros = (from: number, to: number): boolean => bytes.subarray(from, to).every(byte => byte === 0)
  const [a = 0, b = 0] = bytes
  if (zeros(0, 15)) return bytes[15] === 1 ? 'private loopback' : 'never'
  // IPv4 in other clothes: compatible, mapped, NAT64 (RFC 6052), 6to4
  if (zeros(0, 12)) return scopeOfIpv4(bytes.subarray(12))
  if (zeros(0, 10) && bytes[10] === 0xff && bytes[11] === 0xff) return scopeOfIpv4(bytes.subarray(12))
  if (a === 0x00 && b === 0x64 && bytes[2] === 0xff && bytes[3] === 0x9b)
    return scopeOfIpv4(bytes.subarray(12))
  if (a === 0x20 && b === 0x02) return scopeOfIpv4(bytes.subarray(2, 6))
  if ((a & 0xfe) === 0xfc) return `private ${bytes.subarray(0, 6).join('.')}` // one site, RFC 4193
  if (a === 0xfe && (b & 0xc0) === 0x80) return 'private link-local'
  if (a === 0xff || (a === 0xfe && (b & 0xc0) === 0xc0)) return 'never'
  return 'public'
}

function scopeOf(host: Host): Scope | undefined {
  switch (host.kind) {
    case 'ip':
      return host.bytes.length === 4 ? scopeOfIpv4(host.bytes) : scopeOfIpv6(host.bytes)
    case 'memory':
      return 'private memory'
    case 'name':
      return undefined
  }
}

/**
 * Whether to dial `address`: a public one always, a private one only by who has an own
 * address in the same range, loopback only by who listens there itself.
 *
 * @param ownAddresses - where this node listens, relayed ones do not count
 */
export function dialable(
  address: string,
  ownAddresses: readonly string[],
  options: DialableOptions = {}
): boolean {
  const host = parseAddress(address)?.host
  if (host === undefined) return false
  const scope = scopeOf(host)
  if (scope === undefined) return options.names === true
  if (scope === 'never') return false
  if (scope === 'public') return true
  return ownAddresses.some(own => {
    const parsed = parseAddress(own)
    return parsed?.host !== undefined && !parsed.circuit && scopeOf(parsed.host) === scope
  })
}

/** Whether the host of an address is reachable from everywhere, as far as its number tells. */
export function isPublic(address: string): boolean {
  const host = parseAddress(address)?.host
  return host !== undefined && (host.kind === 'name' || scopeOf(host) === 'public')
}

/**
 * The IPv4 /16 or IPv6 /32 that an address lies in, so that no two mailboxes are chosen
 * in one (protocol.md 2). Undefined in private ranges and for names, which are exempt.
 */
export function networkGroup(address: string): string | undefined {
  const host = parseAddress(address)?.host
  if (host?.kind !== 'ip' || scopeOf(host) !== 'public') return undefined
  return host.bytes.length === 4
    ? `4:${host.bytes.subarray(0, 2).join('.')}`
    : `6:${host.bytes.subarray(0, 4).join('.')}`
}
