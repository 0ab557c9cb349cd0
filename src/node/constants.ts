/**
 * Defaults of a node.
 *
 * @packageDocumentation
 */

/** The open network that a node is in if its user names none. */
export const OPEN_NETWORK = 'public'

/** Where a coordinator listens by default: ports that an operator can open in a firewall. */
export const COORDINATOR_LISTEN: readonly string[] = [
  '/ip4/0.0.0.0/tcp/4001',
  '/ip4/0.0.0.0/tcp/4002/ws',
  '/ip4/0.0.0.0/udp/4003/webrtc-direct'
]

/** Where a coordinator under development listens: this machine only, free ports. */
export const DEV_LISTEN: readonly string[] = [
  '/ip4/127.0.0.1/tcp/0',
  '/ip4/127.0.0.1/tcp/0/ws',
  '/ip4/127.0.0.1/udp/0/webrtc-direct'
]
