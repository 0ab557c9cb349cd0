/** Whose device a peer is. */
import { equalBytes } from '@noble/ciphers/utils.js'
import { EarshotError } from '../errors.ts'
import { keyOfPeerId } from '../identity/index.ts'
import type { Peer } from '../messaging/index.ts'

/** Whether links with a peer may be: with a contact, and with who was asked, whose answer may come over one. */
export function mayLink({ consent }: Pick<Peer, 'consent'>): boolean {
  return consent === 'accepted' || consent === 'requested'
}

/** Whose device that is, of those with whom links may be. */
export function whoseDevice(
  peers: Iterable<Pick<Peer, 'userId' | 'consent' | 'device'>>,
  peerId: string
): string | undefined {
  const key = deviceKey(peerId)
  if (key === undefined) return undefined
  for (const peer of peers) {
    const { userId, device } = peer
    if (mayLink(peer) && device !== undefined && equalBytes(device, key)) return userId
  }
  return undefined
}

/** The key that a PeerId names; undefined for a peer of another kind of key: no device of anybody. */
function deviceKey(peerId: string): Uint8Array | undefined {
  try {
    return keyOfPeerId(peerId)
  } catch (error) {
    if (error instanceof EarshotError) return undefined
    throw error
  }
}
