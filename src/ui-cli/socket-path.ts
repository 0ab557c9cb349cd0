/**
 * Where the daemon of a data folder listens. The folder itself if the path fits a unix
 * socket's address, else a private folder of this user in the runtime directory or /tmp,
 * under a name derived from the folder.
 *
 * @packageDocumentation
 */
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync, unlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { getuid } from 'node:process'
import { StorageError } from '../errors.ts'
import { MAX_SOCKET_PATH } from './constants.ts'
import type { Env } from './settings.ts'

/**
 * The paths to try, best first; a daemon listens on the first one. A client tries all: its
 * environment may have another runtime directory than the daemon's.
 */
export function socketPaths(folder: string, env: Env, uid: number = getuid?.() ?? 0): string[] {
  const real = realFolder(folder)
  const name = createHash('sha256').update(real).digest('hex').slice(0, 32)
  const runtime = env['XDG_RUNTIME_DIR']
  return [
    join(real, 'run', 'earshot.sock'),
    ...(runtime?.startsWith('/') ? [join(runtime, 'earshot', `${name}.sock`)] : []),
    join('/tmp', `earshot-${uid}`, `${name}.sock`)
  ].filter(path => Buffer.byteLength(path) <= MAX_SOCKET_PATH)
}

/**
 * Makes the folder of a socket, for this user alone.
 * @throws {StorageError} if somebody else made it first
 */
export function prepareSocketFolder(path: string, uid: number = getuid?.() ?? 0): void {
  const folder = dirname(path)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid) {
    throw new StorageError(`${folder} belongs to somebody else; no socket is opened there`)
  }
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700)
}

/** Removes a socket that nobody listens on any more. Only for who holds the lock of the data folder. */
export function removeSocket(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found?.isSocket()) unlinkSync(path)
}

/** Two names of one folder give one socket. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    // It does not exist yet, so nobody listens there either.
    return resolve(folder)
  }
}
