/** Our side of the ratchet's measurements, in memory and with everything on a disk, and the disk alone. */
import { fdatasyncSync, writeSync } from 'node:fs'
import { sessionChanges } from '../../src/messaging/core/seal.ts'
import { fastBackend } from '../../src/node/crypto/fast.ts'
import { OurDevice } from '../../tests/oracles/ours.ts'
import type { Peer } from '../../src/messaging/index.ts'
import type { StoreOp } from '../../src/ports.ts'
import type { Sealed } from '../../tests/oracles/ours.ts'
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

/** @param keep - puts on the disk of one of the two what a step changed, before anything leaves */
export function pairOfOurs(keep: (who: 0 | 1, ops: readonly StoreOp[]) => Promise<void>): Pair<Sealed> {
  const devices = meet()
  const id = pairs++
  async function step<T>(who: 0 | 1, act: (device: OurDevice) => T): Promise<T> {
    const device = devices[who]
    const before = { sessions: device.sessions } as Peer
    const result = act(device)
    await keep(
      who,
      sessionChanges(before, { userId: `peer ${id} of ${who}`, sessions: device.sessions } as Peer)
    )
    return result
  }
  return {
    seal: async (from, plaintext) => await step(from, device => device.encrypt(plaintext)),
    async open(from, sealed) {
      await step(from === 0 ? 1 : 0, device => device.decrypt(devices[from], sealed))
    }
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
    }
  }
}

/**
 * No cryptography and no database: only what nobody can spare who has each step on the disk
 * before anything leaves. A message is two steps, one at each side.
 *
 * @param files - open for writing, and as long as what is written over
 */
export function diskAlone(files: readonly [number, number]): Pair {
  const record = new Uint8Array(RECORD)
  const step = (who: 0 | 1): void => {
    writeSync(files[who], record, 0, RECORD, 0)
    fdatasyncSync(files[who])
  }
  return {
    seal: async from => step(from),
    open: async from => step(from === 0 ? 1 : 0)
  }
}
