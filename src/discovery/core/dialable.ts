/**
 * Whether an address may be dialled because somebody said so. Without this check a peer
 * could aim our dials at the router, the printer or the services of this machine.
 */
import { ipRange } from '../../ip-range.ts'
import { parseAddress } from './address.ts'
import type { IpRange } from '../../ip-range.ts'
import type { Host } from './address.ts'

/** What a source of addresses is trusted with. */
export interface DialableOptions {
  /**
   * Accept names, which may resolve to anything. Only for what the operator or the sought
   * user wrote, never for what a third peer says. Default false.
   */
  readonly names?: boolean
}

function rangeOf(host: Host): IpRange | undefined {
  switch (host.kind) {
    case 'ip':
      return ipRange(host.bytes)
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
  const range = rangeOf(host)
  if (range === undefined) return options.names === true
  if (range === 'reserved') return false
  if (range === 'public') return true
  return ownAddresses.some(own => {
    const parsed = parseAddress(own)
    return parsed?.host !== undefined && !parsed.circuit && rangeOf(parsed.host) === range
  })
}

/** Whether the host of an address is reachable from everywhere, as far as its number tells. */
export function isPublic(address: string): boolean {
  const host = parseAddress(address)?.host
  return host !== undefined && (host.kind === 'name' || rangeOf(host) === 'public')
}
