/**
 * Devices, sessions and a disk for the tests of the ratchet.
 *
 * @packageDocumentation
 */
import assert from 'node:assert/strict'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import {
  createPrekeys,
  findPrekeys,
  initiate,
  publicOneTime,
  publicPrekeys,
  respond,
  restoreSession,
  restoreSessionSet,
  sessionRecord,
  skippedKeyName,
  skippedKeyRecord
} from '../../src/ratchet/index.ts'
import {
  decodeSessionRecord,
  decodeSkippedKeyRecord,
  encodeSessionRecord,
  encodeSkippedKeyRecord
} from '../../src/wire/vault.ts'
import { quickBackend as crypto } from './quick-crypto.ts'
import type { Rng } from '../../src/ports.ts'
import type {
  Decrypted,
  OneTimePrekeys,
  PeerBundle,
  Prekeys,
  SelfParty,
  Session,
  SessionChanges,
  SessionSet
} from '../../src/ratchet/index.ts'
import type { KemState } from '../../src/ratchet/kem.ts'

/** A time to start from. */
export const START = 1_800_000_000_000

/** The bytes SHA-256(seed ‖ u32 0) ‖ SHA-256(seed ‖ u32 1) ‖ … in turn. */
export function seededRng(seed: string): Rng {
  let counter = 0
  let left = new Uint8Array(0)
  return length => {
    const bytes = new Uint8Array(length)
    for (let filled = 0; filled < length;) {
      if (left.length === 0) {
        const block = new Uint8Array(4)
        new DataView(block.buffer).setUint32(0, counter++)
        left = new Uint8Array(crypto.sha256(utf8ToBytes(seed), block))
      }
      const take = left.subarray(0, length - filled)
      bytes.set(take, filled)
      filled += take.length
      left = left.subarray(take.length)
    }
    return bytes
  }
}

/** A device with its prekeys. */
export interface TestDevice {
  readonly self: SelfParty
  readonly prekeys: Prekeys
}

export function testDevice(rng: Rng): TestDevice {
  const account = rng(32)
  const device = rng(32)
  const identitySecret = rng(32)
  const identityKey = crypto.x25519PublicKey(identitySecret)
  return { self: { account, device, identitySecret, identityKey }, prekeys: createPrekeys(rng, START) }
}

/** What others know of a device, and of a one-time prekey that it left for them. */
export function bundleOf({ self, prekeys }: TestDevice, once?: OneTimePrekeys): PeerBundle {
  const { account, device, identityKey } = self
  const oneTime = once && publicOneTime(crypto, once)
  return { account, device, identityKey, ...publicPrekeys(crypto, prekeys), oneTime }
}

/** Two devices after the first message of one to the other. */
export interface Pair {
  readonly alice: Session
  readonly bob: Decrypted
}

export function openPair(
  rng: Rng,
  from: TestDevice = testDevice(rng),
  to: TestDevice = testDevice(rng),
  first: Uint8Array = utf8ToBytes('first')
): Pair {
  const { session: alice, initial } = initiate({
    crypto,
    rng,
    self: from.self,
    peer: bundleOf(to),
    leastSuite: 0,
    now: START,
    plaintext: first
  })
  const prekeys = findPrekeys(crypto, [to.prekeys], initial, START)
  const bob = respond({ crypto, self: to.self, prekeys, initiator: from.self, initial, now: START })
  return { alice, bob }
}

/** Everything that a session would leave on a disk, to compare. */
export function snapshot(...sessions: readonly Session[]): readonly Uint8Array[] {
  return sessions.flatMap(session => [
    encodeSessionRecord(sessionRecord(session)),
    ...session.chains.flatMap(({ skipped }) =>
      skipped.map(key => encodeSkippedKeyRecord(skippedKeyRecord(key)))
    )
  ])
}

/** Whether a step has mixed a secret of ML-KEM in: the offer of one of the two is not open any more. */
export function hasMixed({ kem: before }: Session, { kem: after }: Session): boolean {
  const isOpen = ({ seed, offered }: KemState): boolean => seed !== undefined || offered !== undefined
  return isOpen(before) && !isOpen(after)
}

/** Through bytes and back. */
export function reload(session: Session): Session {
  const skipped = session.chains.flatMap(chain => chain.skipped)
  return restoreSession(
    decodeSessionRecord(encodeSessionRecord(sessionRecord(session))),
    skipped.map(key => decodeSkippedKeyRecord(encodeSkippedKeyRecord(skippedKeyRecord(key))))
  )
}

/** A disk that is told only what changed. */
export class TestDisk {
  readonly sessions: Map<string, Uint8Array> = new Map()
  readonly skipped: Map<string, Uint8Array> = new Map()

  apply({ put, stored, consumed, dropped }: SessionChanges): void {
    this.sessions.set(put.id, encodeSessionRecord(sessionRecord(put)))
    for (const session of dropped) assert.ok(this.sessions.delete(session.id))
    for (const key of stored)
      this.skipped.set(skippedKeyName(key), encodeSkippedKeyRecord(skippedKeyRecord(key)))
    for (const id of consumed) assert.ok(this.skipped.delete(skippedKeyName(id)), 'deletes what is not there')
  }

  load(): SessionSet {
    const keys = [...this.skipped.entries()]
    return restoreSessionSet(
      [...this.sessions.entries()].map(([id, record]) =>
        restoreSession(
          decodeSessionRecord(record),
          keys.filter(([name]) => name.startsWith(`${id}/`)).map(([, key]) => decodeSkippedKeyRecord(key))
        )
      )
    )
  }
}
