/** The coordinators that the page begins with: a file that lies beside it, if its host has one. */

/** Beside the page, a list of multiaddrs. */
const FILE = './coordinators.json'
/** Later than that the page starts without (ms): it may know some from before. */
const DEADLINE = 3_000
/** More of them help no further. */
const MAX_COORDINATORS = 32

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

function isAddress(entry: unknown): entry is string {
  return typeof entry === 'string' && entry.startsWith('/')
}
