/** The coordinators that the page begins with: a file that lies beside it, if its host has one. */

import { multiaddr } from '@multiformats/multiaddr'

/** Beside the page, a list of multiaddrs. */
const FILE = './coordinators.json'
/** Later than that the page starts without (ms): it may know some from before. */
const DEADLINE = 3_000
/** More of them help no further. */
const MAX_COORDINATORS = 32
/** Characters of one. */
const MAX_ADDRESS = 512

/** Never rejects: a static host may have no such file, or something else at its place. */
export async function readCoordinators(): Promise<string[]> {
  try {
    const response = await fetch(FILE, { cache: 'no-store', signal: AbortSignal.timeout(DEADLINE) })
    const list: unknown = response.ok ? await response.json() : []
    return Array.isArray(list) ? list.filter(isAddress).slice(0, MAX_COORDINATORS) : []
  } catch {
    return []
  }
}

/** One entry that makes no sense must not keep anybody from the own profile. */
function isAddress(entry: unknown): entry is string {
  if (typeof entry !== 'string' || entry.length > MAX_ADDRESS) return false
  try {
    return multiaddr(entry).getComponents()[0]?.name !== 'dnsaddr'
  } catch {
    return false
  }
}
