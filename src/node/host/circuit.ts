/**
 * What an address says about the circuit relay that it leads over.
 *
 * @packageDocumentation
 */
import type { Multiaddr } from '@multiformats/multiaddr'

/** PeerId of that relay; undefined: it leads over none. Empty if the address does not name it, as none that was dialled. */
export function relayOf(address: Multiaddr): string | undefined {
  const parts = address.getComponents()
  const circuit = parts.findIndex(part => part.name === 'p2p-circuit')
  if (circuit === -1) return undefined
  return parts.slice(0, circuit).findLast(part => part.name === 'p2p')?.value ?? ''
}
