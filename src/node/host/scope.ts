/**
 * Which addresses we dial and remember: public ones, and of the private ranges only those
 * that we are in ourselves, so that nobody makes us knock at the doors of our own network.
 *
 * @packageDocumentation
 */
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { tryGetNetConfig } from '@libp2p/utils'
import { relayOf } from './circuit.ts'
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
  return ip !== undefined && rangeOf(ip) === 'loopback'
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

/** `FrameStream.origin` of src/link.ts. */
export function originOf(address: Multiaddr): string | undefined {
  const relay = relayOf(address)
  if (relay !== undefined) return `relay ${relay}`
  const ip = ipOf(address)
  return ip === undefined || rangeOf(ip) === 'loopback' ? undefined : hostKey(ip)
}

/** Decides about addresses to dial. */
export type DialScope = (address: Multiaddr) => boolean

/**
 * @param loopback whether loopback counts as ours: in development, or when we listen there
 * @param now for the age of the list of interfaces
 */
export function createDialScope(loopback: boolean, now: () => number = Date.now): DialScope {
  let ours = new Set<IpRange>()
  let until = 0

  function own(): Set<IpRange> {
    if (now() < until) return ours
    until = now() + INTERFACES_TTL
    ours = new Set<IpRange>(['public'])
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
