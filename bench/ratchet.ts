/**
 * The ratchet beside Signal's own library, in one process and in turn: messages a second,
 * sealed and opened. Signal's is AGPL and not ours to ship; it lies in tests/oracles and is
 * installed there when it is not.
 *
 * @packageDocumentation
 */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { LimitError } from '../src/errors.ts'
import { fastBackend, speedUp } from '../src/node/crypto/fast.ts'
import { decryptWith, encryptWith } from '../src/ratchet/index.ts'
import { openVault } from '../src/store/index.ts'
import type { Vault } from '../src/store/index.ts'
import type { StoreOp } from '../src/ports.ts'
import { sessionChanges } from '../src/messaging/core/seal.ts'
import { installOracles, ORACLES } from '../tests/oracles/install.ts'
import { OurDevice } from '../tests/oracles/ours.ts'
import type { Sealed } from '../tests/oracles/ours.ts'
import { systemRng as rng } from '../tests/support/vault-folder.ts'
import type { Peer } from '../src/messaging/index.ts'
import { figure, median } from './figures.ts'
import type { Figure } from './figures.ts'

const ROUNDS = 7
/** Milliseconds of one round of one side. */
const ROUND = 400
/** Bytes of a text. */
const SMALL = 256
/** What fills an envelope of 64 KiB, a step of the ladder, also with an offer of ML-KEM (docs/PROTOCOL.md, 8.1). */
const LARGE = 65_536 - 1_285

/** Conversations that two nodes have at the same time: what a disk can write together, it does. */
const CONVERSATIONS = 16
/** Bytes of a session record with its place: what a step writes at least. */
const RECORD = 1_024

/** How far ahead a forged message claims to be, and how often it comes. */
const JUMP = 25_001
const REFUSALS = 100

/** Two devices that have a session. */
interface Pair {
  /** How many conversations it stands for; each call is one step in every one of them. Default: 1. */
  readonly conversations?: number
  /** One message there, and one back. */
  pingPong(plaintext: Uint8Array): Promise<void>
  /** So many there, first all sealed, then all opened. */
  oneWay(plaintext: Uint8Array, count: number): Promise<void>
}

/** What tests/oracles/libsignal.ts has; it cannot be imported before its library is there. */
interface Libsignal {
  readonly LibsignalDevice: new (name: string) => LibsignalDevice
}
interface LibsignalDevice {
  publish(): Promise<unknown>
  open(peer: LibsignalDevice, bundle: unknown): Promise<void>
  encrypt(peer: LibsignalDevice, plaintext: Uint8Array): Promise<unknown>
  decrypt(peer: LibsignalDevice, sealed: unknown): Promise<Uint8Array>
}

/** Measures all of it. */
export async function ratchet(say: (line: string) => void): Promise<readonly Figure[]> {
  installOracles(say)
  const { LibsignalDevice } = (await import(join(ORACLES, 'libsignal.ts'))) as Libsignal
  await speedUp()
  const folder = await mkdtemp(join(tmpdir(), 'earshot-bench-'))
  const vaults = [await newVault(join(folder, 'alice')), await newVault(join(folder, 'bob'))] as const
  const files = [openSync(join(folder, 'alice.log'), 'a'), openSync(join(folder, 'bob.log'), 'a')] as const
  try {
    const keep = async (who: 0 | 1, ops: readonly StoreOp[]): Promise<void> => {
      await vaults[who].batch(ops)
    }
    const inMemory = pairOfOurs(async () => {})
    const durable = pairOfOurs(keep)
    const many = together(Array.from({ length: CONVERSATIONS }, () => pairOfOurs(keep)))
    const theirs = await pairOfSignal(new LibsignalDevice('alice'), new LibsignalDevice('bob'))
    const small = new Uint8Array(SMALL)
    const large = new Uint8Array(LARGE)
    const measure = async (name: string, leastRatio: number, ours: Pair, run: Run): Promise<Figure> => {
      say(name)
      return await compare(name, leastRatio, ours, theirs, run)
    }
    return [
      await measure('pingpong-256', 1, inMemory, { messages: 2, of: pair => pair.pingPong(small) }),
      await measure('oneway-256', 2, inMemory, { messages: 50, of: pair => pair.oneWay(small, 50) }),
      await measure('pingpong-64k', 1, inMemory, { messages: 2, of: pair => pair.pingPong(large) }),
      await measure('pingpong-256-durable', 0.5, durable, { messages: 2, of: pair => pair.pingPong(small) }),
      await measure('pingpong-256-durable-16', 0.5, many, { messages: 2, of: pair => pair.pingPong(small) }),
      await measure('disk-alone', 0.5, diskAlone(files), { messages: 2, of: pair => pair.pingPong(small) }),
      ...(await lengths(small)),
      refusal()
    ]
  } finally {
    await Promise.all(vaults.map(async vault => await vault.close()))
    for (const file of files) closeSync(file)
    await rm(folder, { recursive: true })
  }
}

async function newVault(folder: string): Promise<Vault> {
  return await openVault({ folder, create: true, unlock: { kind: 'key-file' }, crypto: fastBackend, rng })
}

/** What is measured: `of` sends and opens that many messages in each conversation. */
interface Run {
  readonly messages: number
  of(pair: Pair): Promise<void>
}

/** Rounds of both in turn; the first, in which the code is still cold, is not counted. */
async function compare(
  name: string,
  leastRatio: number,
  ours: Pair,
  theirs: Pair,
  run: Run
): Promise<Figure> {
  const our: number[] = []
  const their: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const rates = [await rate(run, ours), await rate(run, theirs)] as const
    if (round === 0) continue
    our.push(rates[0])
    their.push(rates[1])
  }
  return figure(name, median(our), { unit: '/s', against: ['libsignal', median(their)], leastRatio })
}

/** Messages a second. */
async function rate({ messages, of }: Run, pair: Pair): Promise<number> {
  const began = performance.now()
  let count = 0
  while (performance.now() - began < ROUND) {
    await of(pair)
    count += messages * (pair.conversations ?? 1)
  }
  return (count / (performance.now() - began)) * 1_000
}

/** Bytes of an envelope beside its content, and those that 100 messages, turn by turn, send for ML-KEM. */
async function lengths(plaintext: Uint8Array): Promise<readonly Figure[]> {
  const [alice, bob] = meet()
  const sizes: number[] = []
  for (let sent = 0; sent < 100; sent += 1) {
    const [from, to] = sent % 2 === 0 ? [alice, bob] : [bob, alice]
    const sealed = from.encrypt(plaintext)
    if (!sealed.opening) sizes.push(sealed.envelope.length)
    to.decrypt(from, sealed)
  }
  const plain = Math.min(...sizes)
  const more = sizes.reduce((sum, size) => sum + size - plain, 0)
  return [
    figure('envelope-256-bytes', plain, { unit: 'B' }),
    figure('pq-100-messages-bytes', more, { unit: 'B' })
  ]
}

/** CPU time until a message that claims to be 25,001 ahead is refused, the worst of some. */
function refusal(): Figure {
  const [alice, bob] = meet()
  const [session] = alice.sessions
  if (session?.sending === undefined) throw new Error('Alice has sent')
  const far = { ...session, sending: { ...session.sending, messageNumber: JUMP } }
  const now = Date.now()
  const plaintext = new Uint8Array(SMALL)
  const { envelope } = encryptWith({ crypto: fastBackend, rng, set: [far], plaintext, now })
  let worst = 0
  for (let time = 0; time < REFUSALS; time += 1) {
    const began = process.cpuUsage()
    try {
      decryptWith({ crypto: fastBackend, set: bob.sessions, envelope, now })
      throw new Error('It was opened')
    } catch (error) {
      if (!(error instanceof LimitError)) throw error
    }
    const { user, system } = process.cpuUsage(began)
    worst = Math.max(worst, (user + system) / 1_000)
  }
  return figure('jump-25001-refused', worst, { bar: 50 })
}

/** Two devices of ours with a session. */
function meet(): readonly [OurDevice, OurDevice] {
  const [alice, bob] = [new OurDevice(fastBackend), new OurDevice(fastBackend)]
  alice.open(bob.publish())
  bob.decrypt(alice, alice.encrypt(new Uint8Array(1)))
  return [alice, bob]
}

let pairs = 0

/** @param keep - puts on the disk of one of the two what a step changed, before anything leaves */
function pairOfOurs(keep: (who: 0 | 1, ops: readonly StoreOp[]) => Promise<void>): Pair {
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
  const seal = async (from: 0 | 1, plaintext: Uint8Array): Promise<Sealed> =>
    await step(from, device => device.encrypt(plaintext))
  const open = async (from: 0 | 1, sealed: Sealed): Promise<void> => {
    await step(from === 0 ? 1 : 0, device => device.decrypt(devices[from], sealed))
  }
  return {
    async pingPong(plaintext) {
      for (const from of [0, 1] as const) await open(from, await seal(from, plaintext))
    },
    async oneWay(plaintext, count) {
      const sealed: Sealed[] = []
      for (let at = 0; at < count; at += 1) sealed.push(await seal(0, plaintext))
      for (const each of sealed) await open(0, each)
    }
  }
}

/** Each of them with devices of its own, all at the same time, on the same two disks. */
function together(pairs: readonly Pair[]): Pair {
  const each = async (run: (pair: Pair) => Promise<void>): Promise<void> => {
    await Promise.all(pairs.map(run))
  }
  return {
    conversations: pairs.length,
    pingPong: async plaintext => await each(async pair => await pair.pingPong(plaintext)),
    oneWay: async (plaintext, count) => await each(async pair => await pair.oneWay(plaintext, count))
  }
}

/**
 * No cryptography and no database: only what nobody can spare who has each step on the disk
 * before anything leaves. A message is two steps, one at each side.
 */
function diskAlone(files: readonly [number, number]): Pair {
  const record = new Uint8Array(RECORD)
  const step = (who: 0 | 1): void => {
    writeSync(files[who], record)
    fdatasyncSync(files[who])
  }
  return {
    async pingPong() {
      for (const who of [0, 1, 1, 0] as const) step(who)
    },
    async oneWay(_plaintext, count) {
      for (let at = 0; at < 2 * count; at += 1) step(at < count ? 0 : 1)
    }
  }
}

async function pairOfSignal(alice: LibsignalDevice, bob: LibsignalDevice): Promise<Pair> {
  await alice.open(bob, await bob.publish())
  const open = async (from: LibsignalDevice, to: LibsignalDevice, plaintext: Uint8Array): Promise<void> => {
    await to.decrypt(from, await from.encrypt(to, plaintext))
  }
  await open(alice, bob, new Uint8Array(1))
  await open(bob, alice, new Uint8Array(1))
  return {
    async pingPong(plaintext) {
      await open(alice, bob, plaintext)
      await open(bob, alice, plaintext)
    },
    async oneWay(plaintext, count) {
      const sealed: unknown[] = []
      for (let at = 0; at < count; at += 1) sealed.push(await alice.encrypt(bob, plaintext))
      for (const each of sealed) await bob.decrypt(alice, each)
    }
  }
}
