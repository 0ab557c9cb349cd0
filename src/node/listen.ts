/** Where a node listens by default: every interface, the ports of its last start or free ones. */
export const DEFAULT_LISTEN: readonly string[] = [
  '/ip4/0.0.0.0/tcp/0',
  '/ip4/0.0.0.0/tcp/0/ws',
  '/ip4/0.0.0.0/udp/0/webrtc-direct',
  '/ip6/::/tcp/0'
]
