/** Noticing that the machine is in another network: its addresses are others than before. */

/** How often they are looked at. */
const LOOK_EVERY = 5_000

/** They come and go with every container and lead nowhere: RFC 4291, 2.5.6; RFC 3927. */
const LINK_LOCAL = /^(?:fe[89ab]|169\.254\.)/iu

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
  const look = (): string =>
    addresses()
      .filter(address => !LINK_LOCAL.test(address))
      .toSorted()
      .join(' ')
  let last = look()
  const timer = setInterval(() => {
    const now = look()
    if (now === last) return
    last = now
    onChange()
  }, lookEvery)
  return () => clearInterval(timer)
}
