/** The coordinators that the page begins with: a file that lies beside it, if its host has one. */

import { multiaddr } from '@multiformats/multiaddr'

/** Later than that the page starts without (ms): it may know some from before. */
const DEADLINE = 3_000
/** More of them help no further. */
const MAX_COORDINATORS = 32
/** Characters of one. */
const MAX_ADDRESS = 512
/** Bytes of the file that are read: room for all of them, written with spaces. */
const MAX_FILE = 64 * 1024

/**
 * Never rejects: a static host may have no such file, or something else at its place.
 *
 * @param file - URL of a list of multiaddrs, in JSON
 */
export async function readCoordinators(file: string): Promise<string[]> {
  try {
    const response = await fetch(file, { cache: 'no-store', signal: AbortSignal.timeout(DEADLINE) })
    const list: unknown = response.ok ? JSON.parse(await textOf(response)) : []
    return Array.isArray(list) ? list.filter(isAddress).slice(0, MAX_COORDINATORS) : []
  } catch {
    return []
  }
}

/** @throws {RangeError} it is longer than any such file; the rest of it is not fetched */
async function textOf({ body }: Response): Promise<string> {
  const reader = body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    bytes += part.value.length
    if (bytes > MAX_FILE) {
      await reader?.cancel()
      throw new RangeError('Too long for a list of coordinators')
    }
    text += decoder.decode(part.value, { stream: true })
  }
  return text
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
