/** Noticing that the machine is in another network: its addresses are others than before. */

/** How often they are looked at. */
const LOOK_EVERY = 5_000

/**
 * Tells of every change. Their order says nothing.
 *
 * @param addresses - IPs of our interfaces now
 * @returns how to stop it
 */
export function watchNetwork(
  addresses: () => readonly string[],
  onChange: () => void,
  lookEvery: number = LOOK_EVERY
): () => void {
  const look = (): string => addresses().toSorted().join(' ')
  let last = look()
  const timer = setInterval(() => {
    const now = look()
    if (now === last) return
    last = now
    onChange()
  }, lookEvery)
  return () => clearInterval(timer)
}
