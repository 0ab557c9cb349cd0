/**
 * What discovery has to know of multiaddrs: whose they are, over whom they lead, and
 * what host is really dialled.
 */
import { multiaddr } from '@multiformats/multiaddr'
import { MAX_ADDRESS, MAX_ADDRESS_TEXT } from '../../wire/index.ts'
import { putBounded } from './limits.ts'

/** The parts of a multiaddr that matter here. */
export interface Address {
  /** In the one form that equal addresses share. */
  readonly text: string
  /** PeerId at its end, or undefined. */
  readonly target: string | undefined
  /** PeerId of the circuit relay that it leads over, or undefined. */
  readonly relay: string | undefined
  /** Whether it leads over a circuit relay. */
  readonly circuit: boolean
  /** What it ends in before the PeerId: tcp, ws, webrtc-direct, p2p-circuit... */
  readonly transport: string
  /** The host that is dialled (of a circuit: the relay's), or undefined. */
  readonly host: Host | undefined
}

/** What is dialled: an IP address as bytes, a name, or a place in this process (tests). */
export type Host =
  | { readonly kind: 'ip'; readonly bytes: Uint8Array }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'memory'; readonly name: string }

interface Component {
  readonly name: string
  readonly value?: string
  readonly bytes?: Uint8Array
}

/** Texts that were parsed last: lists of coordinators repeat each other all day. */
const lately = new Map<string, Address | undefined>()
const MAX_LATELY = 512

/** Parses a multiaddr. Undefined for what is none, is too long, or names two hosts or two relays. */
export function parseAddress(text: string): Address | undefined {
  if (text.length > MAX_ADDRESS_TEXT) return undefined
  if (!lately.has(text)) putBounded(lately, text, parse(text), MAX_LATELY)
  return lately.get(text)
}

function parse(text: string): Address | undefined {
  try {
    const parsed = multiaddr(text)
    if (parsed.bytes.length > MAX_ADDRESS) return undefined // also fills in the components' bytes
    const components: readonly Component[] = parsed.getComponents()
    const hosts = components.map(hostOf).filter(host => host !== undefined)
    if (components.length === 0) return undefined
    const circuits = components.filter(({ name }) => name === 'p2p-circuit')
    if (hosts.length > 1 || circuits.length > 1) return undefined
    const circuit = components.findIndex(({ name }) => name === 'p2p-circuit')
    return {
      text: parsed.toString(),
      target: peerOf(components.at(-1)),
      relay: circuit > 0 ? peerOf(components[circuit - 1]) : undefined,
      circuit: circuit >= 0,
      transport: components.findLast(({ name }) => name !== 'p2p' && name !== 'certhash')?.name ?? '',
      host: hosts[0]
    }
  } catch {
    return undefined
  }
}

function peerOf(component: Component | undefined): string | undefined {
  return component?.name === 'p2p' ? component.value : undefined
}

function hostOf({ name, value = '', bytes }: Component): Host | undefined {
  switch (name) {
    case 'ip4':
      return bytes === undefined ? undefined : { kind: 'ip', bytes: bytes.slice(-4) }
    case 'ip6':
      return bytes === undefined ? undefined : { kind: 'ip', bytes: bytes.slice(-16) }
    case 'dns':
    case 'dns4':
    case 'dns6':
    case 'dnsaddr':
      return { kind: 'name', name: value }
    case 'memory':
      return { kind: 'memory', name: value }
    default:
      return undefined
  }
}

/** The text of a binary multiaddr, or undefined if it is none that we know. */
export function addressText(bytes: Uint8Array): string | undefined {
  try {
    return multiaddr(bytes).toString()
  } catch {
    return undefined
  }
}

/** The binary form of a multiaddr, or undefined if the text is none or too long for the wire. */
export function addressBytes(text: string): Uint8Array | undefined {
  return parseAddress(text) === undefined ? undefined : multiaddr(text).bytes
}

/**
 * The addresses of one peer, as said by it or by others: each ending in its PeerId, equal
 * ones once, at most `max`. What names another peer, no host, or does not parse is left out.
 */
export function addressesOf(peerId: string, texts: Iterable<string>, max: number): string[] {
  const found = new Set<string>()
  for (const text of texts) {
    if (found.size >= max) break
    const address = parseAddress(text)
    if (address?.host === undefined) continue
    if (address.target === peerId) found.add(address.text)
    else if (address.target === undefined) found.add(`${address.text}/p2p/${peerId}`)
  }
  return [...found]
}

/** The address at which `peerId` is met by WebRTC that is set up over a circuit at `relay`. */
export function webRtcAddress(relayAddress: string, relay: string, peerId: string): string | undefined {
  const circuit = circuitAddress(relayAddress, relay, peerId)
  return circuit?.replace('/p2p-circuit/', '/p2p-circuit/webrtc/')
}

/** The address of `peerId` over a circuit at `relay`, whose address is `relayAddress`. */
export function circuitAddress(relayAddress: string, relay: string, peerId: string): string | undefined {
  const address = parseAddress(relayAddress)
  if (address === undefined || address.circuit) return undefined
  if (address.target !== undefined && address.target !== relay) return undefined
  const base = address.target === undefined ? `${address.text}/p2p/${relay}` : address.text
  return parseAddress(`${base}/p2p-circuit/p2p/${peerId}`)?.text
}
