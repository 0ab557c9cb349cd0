/** Whose device a peer is. */
import { equalBytes } from '@noble/ciphers/utils.js'
import { EarshotError } from '../errors.ts'
import { keyOfPeerId } from '../identity/index.ts'
import type { Peer } from '../messaging/index.ts'

/** The contact whose device that is, or somebody whom we asked: the answer may come over a link. */
export function whoseDevice(
  peers: Iterable<Pick<Peer, 'userId' | 'consent' | 'device'>>,
  peerId: string
): string | undefined {
  const key = deviceKey(peerId)
  if (key === undefined) return undefined
  for (const { userId, consent, device } of peers) {
    if (consent !== 'accepted' && consent !== 'requested') continue
    if (device !== undefined && equalBytes(device, key)) return userId
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
