/**
 * The ratchet beside Signal's own library, in turn and each in a process of its own: messages a second,
 * sealed and opened. Signal's is AGPL and not ours to ship; it lies in tests/oracles and is
 * installed there when it is not. It keeps its sessions in memory in all of these.
 *
 * In `…-durable` what our sessions change is on a disk, batch for batch and sync for sync as the messenger
 * has it with a message and its acknowledgement over a link, which counts as the message back: sealed, synced;
 * opened and the acknowledgement sealed, synced; the acknowledgement opened, written (ADR 017). The messenger's
 * batches have records of the message, too: 15 records and 8 kB where these are 3 and 2 kB. In
 * `…-durable-apart` each of the four steps is synced, as if nobody acknowledged and every answer were somebody's.
 *
 * @packageDocumentation
 */
import { closeSync, openSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { LimitError } from '../src/errors.ts'
import { fastBackend, speedUp } from '../src/node/crypto/fast.ts'
import { decryptWith, encryptWith } from '../src/ratchet/index.ts'
import { openVault } from '../src/store/index.ts'
import { installOracles } from '../tests/oracles/install.ts'
import { systemRng as rng } from '../tests/support/vault-folder.ts'
import { figure, median } from './figures.ts'
import { startLibsignal } from './ratchet/libsignal.ts'
import { diskAlone, meet, pairOfOurs, together } from './ratchet/ours.ts'
import { rate } from './ratchet/run.ts'
import type { Vault } from '../src/store/index.ts'
import type { Figure } from './figures.ts'
import type { Libsignal } from './ratchet/libsignal.ts'
import type { Keep } from './ratchet/ours.ts'
import type { Pair, Run } from './ratchet/run.ts'

const ROUNDS = 11
/** Rounds before those that count, in which our code is still cold; Signal's is machine code from the start. */
const COLD_ROUNDS = 4
/** Bytes of a text. */
const SMALL = 256
/** What fills an envelope of 64 KiB, a step of the ladder, also with an offer of ML-KEM (docs/PROTOCOL.md, 8.1). */
const LARGE = 65_536 - 1_285

/** Conversations that two nodes have at the same time: what a disk can write together, it does. */
const CONVERSATIONS = 16

/** How far ahead a forged message claims to be, and how often it comes. */
const JUMP = 25_001
const REFUSALS = 100

/** Measures all of it. */
export async function ratchet(say: (line: string) => void): Promise<readonly Figure[]> {
  installOracles(say)
  await speedUp()
  const folder = await mkdtemp(join(tmpdir(), 'earshot-bench-'))
  const vaults = [await newVault(join(folder, 'alice')), await newVault(join(folder, 'bob'))] as const
  const files = [newFile(join(folder, 'alice.log')), newFile(join(folder, 'bob.log'))] as const
  const libsignal = startLibsignal()
  try {
    const keep: Keep = async (who, ops, durability) => {
      await vaults[who].batch(ops, durability)
    }
    const inMemory = pairOfOurs(async () => {})
    const durable = pairOfOurs(keep)
    const { seal, open } = pairOfOurs(async (who, ops) => await keep(who, ops, 'strict'))
    const many = together(Array.from({ length: CONVERSATIONS }, () => pairOfOurs(keep)))
    const measure = async <T>(
      name: string,
      leastRatio: number | undefined,
      ours: Pair<T>,
      run: Run
    ): Promise<Figure> => {
      say(name)
      return await compare(name, leastRatio, run, ours, libsignal)
    }
    const small: Run = { kind: 'pingPong', length: SMALL }
    return [
      await measure('pingpong-256', 1, inMemory, small),
      await measure('oneway-256', 2, inMemory, { kind: 'oneWay', length: SMALL }),
      await measure('pingpong-64k', 1, inMemory, { kind: 'pingPong', length: LARGE }),
      await measure('pingpong-256-durable', 0.5, durable, small),
      await measure('pingpong-256-durable-apart', undefined, { seal, open }, small),
      await measure('pingpong-256-durable-16', 0.5, many, small),
      await measure('disk-alone', 0.5, diskAlone(files), small),
      ...(await lengths(new Uint8Array(SMALL))),
      refusal()
    ]
  } finally {
    await libsignal.stop()
    await Promise.all(vaults.map(async vault => await vault.close()))
    for (const file of files) closeSync(file)
    await rm(folder, { recursive: true })
  }
}

async function newVault(folder: string): Promise<Vault> {
  return await openVault({ folder, create: true, unlock: { kind: 'key-file' }, crypto: fastBackend, rng })
}

/** Of its final length: syncing a file that grows takes longer. */
function newFile(path: string): number {
  writeFileSync(path, new Uint8Array(SMALL * 1_024), { flush: true })
  return openSync(path, 'r+')
}

/** Rounds of both in turn. */
async function compare<T>(
  name: string,
  leastRatio: number | undefined,
  run: Run,
  ours: Pair<T>,
  libsignal: Libsignal
): Promise<Figure> {
  const our: number[] = []
  const their: number[] = []
  for (let round = 0; round < COLD_ROUNDS + ROUNDS; round += 1) {
    const rates = [await rate(run, ours), await libsignal.rate(run)] as const
    if (round < COLD_ROUNDS) continue
    our.push(rates[0])
    their.push(rates[1])
  }
  return figure(name, median(our), {
    unit: '/s',
    against: ['libsignal', median(their)],
    ...(leastRatio !== undefined && { leastRatio })
  })
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
