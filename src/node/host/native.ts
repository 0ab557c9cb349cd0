/**
 * The native half of webrtc-direct.
 *
 * @packageDocumentation
 */

let released = false

/**
 * Ends the threads of node-datachannel, which otherwise keep Node alive for minutes after
 * `stop()`. It closes every WebRTC connection of the process, so call it once, when all
 * hosts are stopped: at the end of a program, and after the last test.
 */
export async function releaseNativeHandles(): Promise<void> {
  if (released) return
  released = true
  const { cleanup } = await import('node-datachannel')
  cleanup()
}
