/**
 * Which addresses we dial and remember: public ones, and of the private ranges only those
 * that we are in ourselves, so that nobody makes us knock at the doors of our own network.
 *
 * @packageDocumentation
 */
import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { isPrivateIp, tryGetNetConfig } from '@libp2p/utils'
import type { Multiaddr } from '@multiformats/multiaddr'

/** Private ranges by name. What is private and in none of them is never dialled. */
const RANGES: ReadonlyArray<readonly [name: string, ...subnets: string[]]> = [
  ['loopback', '127.0.0.0/8', '0.0.0.0/8', '::1/128', '::/128'],
  ['10', '10.0.0.0/8'],
  ['172.16', '172.16.0.0/12'],
  ['192.168', '192.168.0.0/16'],
  ['carrier', '100.64.0.0/10'],
  ['link', '169.254.0.0/16', 'fe80::/10'],
  ['local', 'fc00::/7'],
  ['reserved', '224.0.0.0/3', '192.0.0.0/24', '192.0.2.0/24', '198.18.0.0/15', '198.51.100.0/24'],
  ['reserved', '203.0.113.0/24', 'ff00::/8']
]

const LISTS: ReadonlyArray<readonly [name: string, list: BlockList]> = RANGES.map(([name, ...subnets]) => {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [address = '', bits = ''] = subnet.split('/')
    list.addSubnet(address, Number(bits), family(address))
  }
  return [name, list]
})

/** How long the list of our network interfaces holds. */
const INTERFACES_TTL = 10_000

function family(ip: string): 'ipv4' | 'ipv6' {
  return isIP(ip) === 6 ? 'ipv6' : 'ipv4'
}

/** Name of the private range an IP is in, or 'public'. */
export function rangeOf(ip: string): string {
  for (const [name, list] of LISTS) {
    if (list.check(ip, family(ip))) return name
  }
  return isPrivateIp(ip) === true ? 'reserved' : 'public'
}

/** Host, or undefined if the address begins with none, as a memory address does. */
export function hostOf(address: Multiaddr): string | undefined {
  return tryGetNetConfig(address)?.host
}

/** IP of an address, or undefined if it begins with a name or something else. */
export function ipOf(address: Multiaddr): string | undefined {
  const host = hostOf(address)
  return host !== undefined && isIP(host) !== 0 ? host : undefined
}

/** Whether the address is on the loopback interface. */
export function isLoopbackAddress(address: Multiaddr): boolean {
  const ip = ipOf(address)
  return ip !== undefined && ip !== '0.0.0.0' && ip !== '::' && rangeOf(ip) === 'loopback'
}

/** What a counter of one attacker counts by: the IPv4 address, or the /64 of an IPv6 one. */
export function hostKey(ip: string): string {
  if (isIP(ip) !== 6 || ip.includes('.')) return ip
  const [left = '', right] = ip.split('::')
  const head = left === '' ? [] : left.split(':')
  const tail = right === undefined || right === '' ? [] : right.split(':')
  const zeros: string[] = right === undefined ? [] : Array(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}

/** Decides about addresses to dial. */
export type DialScope = (address: Multiaddr) => boolean

/**
 * @param loopback whether loopback counts as ours: in development, or when we listen there
 * @param now for the age of the list of interfaces
 */
export function createDialScope(loopback: boolean, now: () => number = Date.now): DialScope {
  let ours = new Set<string>()
  let until = 0

  function own(): Set<string> {
    if (now() < until) return ours
    until = now() + INTERFACES_TTL
    ours = new Set(['public'])
    for (const addresses of Object.values(networkInterfaces())) {
      for (const { address, internal } of addresses ?? []) {
        if (!internal) ours.add(rangeOf(address))
      }
    }
    ours.delete('reserved')
    if (loopback) ours.add('loopback')
    return ours
  }

  return address => {
    const ip = ipOf(address)
    return ip === undefined || own().has(rangeOf(ip))
  }
}
