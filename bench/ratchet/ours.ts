/** Our side of the ratchet's measurements, in memory and with everything on a disk, and the disk alone. */
import { fdatasyncSync, writeSync } from 'node:fs'
import { sessionChanges } from '../../src/messaging/core/seal.ts'
import { fastBackend } from '../../src/node/crypto/fast.ts'
import { OurDevice } from '../../tests/oracles/ours.ts'
import type { Peer } from '../../src/messaging/index.ts'
import type { Durability, StoreOp } from '../../src/ports.ts'
import type { Sealed } from '../../tests/oracles/ours.ts'
import { answer, other } from './run.ts'
import type { Pair } from './run.ts'

/** Bytes of a session record with its place: what a step writes at least. */
const RECORD = 1_024

/** Two devices of ours with a session. */
export function meet(): readonly [OurDevice, OurDevice] {
  const [alice, bob] = [new OurDevice(fastBackend), new OurDevice(fastBackend)]
  alice.open(bob.publish())
  bob.decrypt(alice, alice.encrypt(new Uint8Array(1)))
  return [alice, bob]
}

let pairs = 0

/** Writes what a step of one of the two changed, before anything leaves. */
export type Keep = (who: 0 | 1, ops: readonly StoreOp[], durability: Durability) => Promise<void>

/** @param keep - asked after each step; nothing but sessions is kept */
export function pairOfOurs(keep: Keep): Required<Omit<Pair<Sealed>, 'conversations'>> {
  const devices = meet()
  const id = pairs++
  async function step<T>(
    who: 0 | 1,
    act: (device: OurDevice) => T,
    durability: Durability = 'strict'
  ): Promise<T> {
    const device = devices[who]
    const before = { sessions: device.sessions } as Peer
    const result = act(device)
    const after = { userId: `peer ${id} of ${who}`, sessions: device.sessions } as Peer
    await keep(who, sessionChanges(before, after), durability)
    return result
  }
  return {
    seal: async (from, plaintext) => await step(from, device => device.encrypt(plaintext)),
    async open(from, sealed) {
      await step(other(from), device => device.decrypt(devices[from], sealed), 'relaxed')
    },
    answer: async (from, sealed, plaintext) =>
      await step(other(from), device => {
        device.decrypt(devices[from], sealed)
        return device.encrypt(plaintext)
      })
  }
}

/** Each of them with devices of its own, all at the same time, on the same two disks. */
export function together<Sealed>(pairs: ReadonlyArray<Pair<Sealed>>): Pair<readonly Sealed[]> {
  return {
    conversations: pairs.length,
    seal: async (from, plaintext) =>
      await Promise.all(pairs.map(async pair => await pair.seal(from, plaintext))),
    async open(from, sealed) {
      await Promise.all(pairs.map(async (pair, at) => await pair.open(from, sealed[at] as Sealed)))
    },
    answer: async (from, sealed, plaintext) =>
      await Promise.all(
        pairs.map(async (pair, at) => await answer(pair, from, sealed[at] as Sealed, plaintext))
      )
  }
}

/**
 * No cryptography and no database: only what nobody can spare who has everything on the disk
 * before it leaves.
 *
 * @param files - open for writing, and as long as what is written over
 */
export function diskAlone(files: readonly [number, number]): Pair {
  const record = new Uint8Array(RECORD)
  const write = (who: 0 | 1): void => {
    writeSync(files[who], record, 0, RECORD, 0)
  }
  const writeAndSync = (who: 0 | 1): void => {
    write(who)
    fdatasyncSync(files[who])
  }
  return {
    seal: async from => writeAndSync(from),
    open: async from => write(other(from)),
    answer: async from => writeAndSync(other(from))
  }
}
