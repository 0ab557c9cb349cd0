/**
 * The number of the last strict write, kept outside the database in Node, so that an end
 * of its log that was cut off is noticed. `u64be(n) ‖ u64be(not n)`, overwritten in place once
 * per turn of the event loop and not synced: after kill -9 it may lack the last turn, after a
 * power cut the last seconds. Older than the database says nothing; it is never ahead of it.
 *
 * @packageDocumentation
 */
import { writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { toStorageError } from './disk-error.ts'
import { VaultCorruptError } from './errors.ts'
import { readSmallFile, writeWholeFile } from './files.ts'

const SIZE = 16
const MASK = 0xffff_ffff_ffff_ffffn

/** An open sequence file. */
export interface SequenceFile {
  /** What it said when it was opened. */
  readonly sequence: number
  /** After this turn of the event loop. Never throws: it only guards what is safe already. */
  write(sequence: number): void
  close(): Promise<void>
}

function encode(sequence: number): Uint8Array {
  const bytes = new Uint8Array(SIZE)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0, BigInt(sequence))
  view.setBigUint64(8, BigInt(sequence) ^ MASK)
  return bytes
}

function decode(bytes: Uint8Array): number {
  if (bytes.length === SIZE) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, SIZE)
    const sequence = view.getBigUint64(0)
    if (sequence === (view.getBigUint64(8) ^ MASK)) return Number(sequence)
  }
  throw new VaultCorruptError('The file vault.seq is altered: lost changes could not be noticed')
}

/** @throws {StorageError} if it cannot be written */
export async function createSequenceFile(path: string): Promise<void> {
  await writeWholeFile(path, encode(0))
}

/** @throws {VaultCorruptError} if it is missing or altered */
export async function openSequenceFile(path: string): Promise<SequenceFile> {
  const found = await readSmallFile(path, SIZE)
  if (found === undefined) {
    throw new VaultCorruptError('The file vault.seq is missing: lost changes could not be noticed')
  }
  const sequence = decode(found.bytes)
  const handle = await open(path, 'r+').catch((error: unknown) => {
    throw toStorageError(error)
  })
  let last = sequence
  let kept = sequence
  let scheduled: NodeJS.Immediate | undefined

  function flush(): void {
    scheduled = undefined
    if (last === kept) return
    try {
      writeSync(handle.fd, encode(last), 0, SIZE, 0)
      kept = last
    } catch {
      // the write that it counts is safe; a disk that is failing shows with the next one
    }
  }

  return {
    sequence,

    write(next: number): void {
      last = next
      // not now: whoever waits for the write goes first
      scheduled ??= setImmediate(flush)
    },

    async close(): Promise<void> {
      clearImmediate(scheduled)
      flush()
      // if it does not reach the disk it is older, which is allowed
      await handle.datasync().catch(() => undefined)
      await handle.close()
    }
  }
}
