/** Where the nodes of a process listen. */

/** Addresses that a network has for nodes. */
const HOSTS = 250

/**
 * Each at an address of its own, as on the internet, or all on loopback.
 *
 * @param network - what their addresses begin with: `10.77.1`; undefined: loopback
 * @returns where the next one listens; after 250 they begin again
 */
export function places(network: string | undefined): () => readonly string[] {
  let started = 0
  return () => {
    const ip = network === undefined ? '127.0.0.1' : `${network}.${1 + (started % HOSTS)}`
    started += 1
    return [`/ip4/${ip}/tcp/0`]
  }
}
