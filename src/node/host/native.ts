/**
 * The native half of webrtc-direct.
 *
 * @packageDocumentation
 */

let loaded = false

/** webrtc-direct was loaded, and its threads with it. */
export function nativeLoaded(): void {
  loaded = true
}

/**
 * Ends the threads of node-datachannel. Otherwise they keep Node alive for minutes after
 * `stop()`, or abort the process when it exits under them. It closes every WebRTC
 * connection of the process, so call it once, when all hosts are stopped: at the end of a
 * program, and after the last test.
 */
export async function releaseNativeHandles(): Promise<void> {
  if (!loaded) return
  loaded = false
  const { cleanup } = await import('node-datachannel')
  cleanup()
}
