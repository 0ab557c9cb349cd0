/** What a browser gives: randomness and a log. */
import { logger } from '@libp2p/logger'
import type { Logger } from '../ports.ts'

/** WebCrypto gives no more at once. */
const MOST = 65_536

/** Bytes of the system's cryptographic random source. */
export function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += MOST) crypto.getRandomValues(bytes.subarray(at, at + MOST))
  return bytes
}

/** A log that is silent unless `debug` in the origin's `localStorage` names it. */
export function nodeLogger(name: string): Logger {
  return logger(name)
}
