/** What Node gives: randomness and a log. */
import { randomFillSync } from 'node:crypto'
import { logger } from '@libp2p/logger'
import type { Logger } from '../ports.ts'

/** Bytes of the system's cryptographic random source. */
export function randomBytes(length: number): Uint8Array {
  return randomFillSync(new Uint8Array(length))
}

/** A log that is silent unless `DEBUG` names it. */
export function nodeLogger(name: string): Logger {
  return logger(name)
}
