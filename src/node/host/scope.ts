/**
 * Which addresses we dial and remember: public ones, and of the private ranges only those
 * that we are in ourselves, so that nobody makes us knock at the doors of our own network. A
 * name counts as what it stands for when it is dialled.
 *
 * @packageDocumentation
 */
import { tryGetNetConfig } from '@libp2p/utils'
import { relayOf } from './circuit.ts'
import { ADDRESS_DIAL_TIMEOUT } from './constants.ts'
import { withSignal } from './failures.ts'
import { interfaceAddresses, resolveName } from './machine.ts'
import { ipBytes, ipRange } from '../../ip-range.ts'
import type { IpRange } from '../../ip-range.ts'
import type { Multiaddr } from '@multiformats/multiaddr'

/** How long the list of our network interfaces holds. */
const INTERFACES_TTL = 10_000

/** The range an IP is in. */
export function rangeOf(ip: string): IpRange {
  const bytes = ipBytes(ip)
  return bytes === undefined ? 'reserved' : ipRange(bytes)
}

function isIp(host: string): boolean {
  return ipBytes(host) !== undefined
}

/** Host, or undefined if the address begins with none, as a memory address does. */
export function hostOf(address: Multiaddr): string | undefined {
  return tryGetNetConfig(address)?.host
}

/** IP of an address, or undefined if it begins with a name or something else. */
export function ipOf(address: Multiaddr): string | undefined {
  const host = hostOf(address)
  return host !== undefined && isIp(host) ? host : undefined
}

/** Whether the address is on the loopback interface. */
export function isLoopbackAddress(address: Multiaddr): boolean {
  const host = hostOf(address)
  return host !== undefined && (host === 'localhost' || rangeOf(host) === 'loopback')
}

/** What a counter of one attacker counts by: the IPv4 address, or the /64 of an IPv6 one. */
export function addressGroup(ip: string): string {
  if (!ip.includes(':') || ip.includes('.')) return ip
  const [left = '', right] = ip.split('::')
  const head = left === '' ? [] : left.split(':')
  const tail = right === undefined || right === '' ? [] : right.split(':')
  const zeros: string[] = right === undefined ? [] : Array(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}

/** `FrameStream.origin` of src/link.ts. */
export function originOf(address: Multiaddr): string | undefined {
  const relay = relayOf(address)
  if (relay !== undefined) return `relay ${relay}`
  const ip = ipOf(address)
  return ip === undefined || rangeOf(ip) === 'loopback' ? undefined : addressGroup(ip)
}

/** Decides about addresses. */
export interface DialScope {
  /** Whether it may be remembered. A name may: only a dial shows what it stands for. */
  holds(address: Multiaddr): boolean
  /** Whether it may be dialled: a name, if all that it stands for now may. */
  admits(address: Multiaddr): Promise<boolean>
  /** For sockets, too: a name may stand for something else a moment after `admits`. */
  admitsName(name: string, ips: readonly string[]): boolean
}

export interface DialScopeInit {
  /** Whether loopback counts as ours: in development, or when we listen there. Default false. */
  readonly loopback?: boolean
  /** IPs and names that the user gave us, wherever they lead. */
  readonly trusted?: ReadonlySet<string | undefined>
  /** For the age of the list of interfaces. */
  readonly now?: () => number
}

export function createDialScope(init: DialScopeInit = {}): DialScope {
  const { loopback = false, trusted = new Set(), now = Date.now } = init
  let ours = new Set<IpRange>()
  let until = 0

  function own(): Set<IpRange> {
    if (now() < until) return ours
    until = now() + INTERFACES_TTL
    ours = new Set<IpRange>(['public'])
    for (const address of interfaceAddresses()) ours.add(rangeOf(address))
    ours.delete('reserved')
    if (loopback) ours.add('loopback')
    return ours
  }

  const isInside = (ip: string): boolean => own().has(rangeOf(ip))
  const admitsName = (name: string, ips: readonly string[]): boolean =>
    trusted.has(name) || ips.every(isInside)

  async function leadsInside(name: string): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(ADDRESS_DIAL_TIMEOUT)
      return admitsName(name, await withSignal(resolveName(name), 'a name', signal))
    } catch {
      return false
    }
  }

  return {
    holds(address) {
      const host = hostOf(address)
      return host === undefined || trusted.has(host) || !isIp(host) || isInside(host)
    },

    async admits(address) {
      const host = hostOf(address)
      if (host === undefined || trusted.has(host)) return true
      return isIp(host) ? isInside(host) : leadsInside(host)
    },

    admitsName
  }
}
