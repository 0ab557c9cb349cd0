/**
 * What every implementation of the Store port refuses, and how: shared by the vault and by
 * the in-memory store of the tests, so that the two cannot drift apart.
 *
 * @packageDocumentation
 */
import { LimitError, UsageError } from '../errors.ts'
import type { RecordKey, StoreOp, WalkOptions } from '../ports.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_OPS, MAX_NAME_LENGTH, MAX_VALUE_BYTES } from './constants.ts'

/** Tables are words of the program; a leading letter keeps them apart from the vault's own. */
const TABLE_NAME = /^[a-z][a-z0-9-]{0,31}$/

function isOrder(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function checkName(what: string, name: string | undefined): void {
  if (name !== undefined && name.length > MAX_NAME_LENGTH) {
    throw new LimitError(`A ${what} is longer than ${MAX_NAME_LENGTH} characters`)
  }
}

/** @throws {UsageError} if the name is not 1 to 32 of a-z, 0-9 and "-", beginning with a letter */
export function checkTable(table: string): void {
  if (!TABLE_NAME.test(table)) throw new UsageError('A table has a name that the store does not take')
}

/** @throws {UsageError | LimitError} */
export function checkKey(key: RecordKey): void {
  checkName('scope', key.scope)
  checkName('id', key.id)
  if (key.order !== undefined && !isOrder(key.order)) {
    throw new UsageError('The order of a record is a whole number from 0')
  }
}

/** @throws {UsageError | LimitError} */
export function checkBatch(ops: readonly StoreOp[]): void {
  if (ops.length > MAX_BATCH_OPS) throw new LimitError(`A batch has more than ${MAX_BATCH_OPS} changes`)
  let bytes = 0
  for (const op of ops) {
    checkTable(op.table)
    checkKey(op.key)
    if (op.kind === 'delete') continue
    if (op.value.length > MAX_VALUE_BYTES) {
      throw new LimitError(`A value is larger than ${MAX_VALUE_BYTES} bytes`)
    }
    bytes += op.value.length
  }
  if (bytes > MAX_BATCH_BYTES) throw new LimitError(`A batch is larger than ${MAX_BATCH_BYTES} bytes`)
}

/** @throws {UsageError | LimitError} */
export function checkWalk(table: string, options: WalkOptions): void {
  checkTable(table)
  checkName('scope', options.scope)
  if (options.after !== undefined) {
    if (options.scope === undefined) throw new UsageError('A walk after an order needs a scope')
    if (!isOrder(options.after)) throw new UsageError('A walk begins after a whole number from 0')
  }
  if (options.limit !== undefined && !isOrder(options.limit)) {
    throw new UsageError('The limit of a walk is a whole number from 0')
  }
}
