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
 * Ends the threads of node-datachannel. Otherwise they keep Node alive for minutes after
 * `stop()`, or abort the process when it exits under them. It closes every WebRTC
 * connection of the process, so call it once, when all hosts are stopped: at the end of a
 * program, and after the last test.
 */
export async function releaseNativeHandles(): Promise<void> {
  if (!used) return
  used = false
  const { cleanup } = await import('node-datachannel')
  await Promise.all(listeners.splice(0).map(close => close()))
  cleanup()
}
