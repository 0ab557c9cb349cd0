/**
 * What an address says about the circuit relay that it leads over.
 *
 * @packageDocumentation
 */
import type { Multiaddr } from '@multiformats/multiaddr'

/**
 * PeerId of the relay that carries all that is sent to that address; undefined: none does.
 * WebRTC needs a relay only to be set up. Empty if the address does not name it, as none
 * that was dialled.
 */
export function relayOf(address: Multiaddr): string | undefined {
  return address.getComponents().some(part => part.name === 'webrtc') ? undefined : relayIn(address)
}

/** PeerId of the relay that the address leads over, also if only at first. */
export function relayIn(address: Multiaddr): string | undefined {
  const parts = address.getComponents()
  const circuit = parts.findIndex(part => part.name === 'p2p-circuit')
  if (circuit === -1) return undefined
  return parts.slice(0, circuit).findLast(part => part.name === 'p2p')?.value ?? ''
}
