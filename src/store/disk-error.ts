/**
 * Turns the errors of node:fs and of leveldb into ours, with a sentence and a reason. The
 * original stays as `cause`; it holds paths, never plaintext or keys.
 *
 * @packageDocumentation
 */
import { StorageError } from '../errors.ts'
import type { DiskReason } from './errors.ts'
import { DiskError, VaultCorruptError, VaultLockedError } from './errors.ts'

interface Cause {
  readonly reason: DiskReason
  readonly sentence: string
  /** Codes of node:fs. */
  readonly codes: readonly string[]
  /** leveldb hands on strerror's text only. */
  readonly text: RegExp
}

const CAUSES: readonly Cause[] = [
  {
    reason: 'full',
    sentence: 'The disk is full: nothing was saved',
    codes: ['ENOSPC', 'EDQUOT', 'EFBIG'],
    text: /No space left on device|Disk quota exceeded|File too large/
  },
  {
    reason: 'denied',
    sentence: "The vault's folder cannot be written to: it is read-only, or belongs to somebody else",
    codes: ['EROFS', 'EACCES', 'EPERM'],
    text: /Read-only file system|Permission denied|Operation not permitted/
  },
  {
    reason: 'failed',
    sentence: "The vault's folder is a file, or lies below one",
    codes: ['ENOTDIR', 'EEXIST'],
    text: /Not a directory/
  },
  {
    reason: 'failed',
    sentence: 'The vault cannot open its files: this program has too many files open',
    codes: ['EMFILE', 'ENFILE'],
    text: /Too many open files/
  }
]

/** A table that was cut short (EINVAL from its map), one that is gone, what leveldb calls damage. */
const DAMAGE = /Corruption|Invalid argument|No such file|does not exist \(create_if_missing is false\)/

const UNKNOWN: Cause = {
  reason: 'failed',
  sentence: 'The disk failed to read or write the vault',
  codes: [],
  text: /$^/
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** abstract-level wraps what the database said when it failed to open. */
function innermost(error: unknown): unknown {
  return codeOf(error).startsWith('LEVEL_') && error instanceof Error && error.cause !== undefined
    ? error.cause
    : error
}

/** @param thrown - by node:fs or by level */
export function toStorageError(thrown: unknown): StorageError {
  if (thrown instanceof StorageError) return thrown
  const error = innermost(thrown)
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : ''
  const cause = CAUSES.find(({ codes, text }) => codes.includes(code) || text.test(message))
  if (cause === undefined && code === 'LEVEL_LOCKED') {
    return new VaultLockedError('The vault is in use by another process', { cause: error })
  }
  if (cause === undefined && (code === 'LEVEL_CORRUPTION' || DAMAGE.test(message))) {
    return new VaultCorruptError("Files of the vault's records are lost or altered", { cause: error })
  }
  if (code === 'LEVEL_DATABASE_NOT_OPEN' || code === 'LEVEL_ITERATOR_NOT_OPEN') {
    return new StorageError('The vault was closed meanwhile', { cause: error })
  }
  const { sentence, reason } = cause ?? UNKNOWN
  return new DiskError(sentence, reason, { cause: error })
}
