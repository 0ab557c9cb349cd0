/** What Node gives: randomness, a log, and bytes of a passphrase. */
import { randomBytes as nodeRandomBytes } from 'node:crypto'
import { logger } from '@libp2p/logger'
import type { Logger } from '../ports.ts'
import type { Unlock as VaultUnlock } from '../store/index.ts'
import type { Unlock } from './api.ts'

/** Bytes of the system's cryptographic random source. */
export function randomBytes(length: number): Uint8Array {
  return new Uint8Array(nodeRandomBytes(length))
}

/** A log that is silent unless `DEBUG` names it. */
export function nodeLogger(name: string): Logger {
  return logger(name)
}

/** The vault wants bytes, so that they can be erased. */
export function vaultUnlock(unlock: Unlock): VaultUnlock {
  if (unlock.kind === 'key-file') return unlock
  return { kind: 'passphrase', passphrase: new TextEncoder().encode(unlock.passphrase.normalize('NFKC')) }
}
