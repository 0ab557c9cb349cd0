/** Where a page listens: behind its relays, for WebRTC that is set up over them. */
export const DEFAULT_LISTEN: readonly string[] = ['/webrtc']
