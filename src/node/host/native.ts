/**
 * The native half of webrtc-direct, which ends with the process and not with a host.
 *
 * @packageDocumentation
 */

/** How to close each UDP listener that was opened. */
const listeners: Array<() => Promise<void>> = []
let used = false

/** To be told when the native library is loaded. */
export function nativeLoaded(): void {
  used = true
}

/**
 * Keeps a UDP listener until the end. Closing it when its host stops frees memory that its
 * thread goes on using: the next STUN packet at that port, which stays bound, ends the
 * process (node-datachannel 0.33.4: 1 of 20 runs in which one host came after another).
 */
export function keepUntilRelease(close: () => Promise<void>): void {
  listeners.push(close)
}

/**
 * Ends the threads of node-datachannel, which otherwise keep Node alive for minutes after
 * `stop()`. It closes every WebRTC connection of the process, so call it once, when all
 * hosts are stopped and the process is to end by itself, as after the last test. A program
 * that ends with `process.exit` does without: a packet that comes while the native half is
 * taken down can abort the process (seen with node-datachannel 0.33.4, in its STUN callback).
 */
export async function releaseNativeHandles(): Promise<void> {
  if (!used) return
  used = false
  const { cleanup } = await import('node-datachannel')
  // In this order no connection is left at a listener that closes.
  cleanup()
  await Promise.all(listeners.splice(0).map(close => close()))
}
