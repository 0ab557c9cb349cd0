/**
 * Where the daemon of a data folder listens: `run/earshot.sock` in the folder. If that path
 * does not fit a unix socket's address, it is a link to a socket in a new folder of the
 * runtime directory or /tmp: nobody can take a name that nobody knows, and commands find
 * the daemon whatever their environment says.
 *
 * @packageDocumentation
 * @example
 *
 * ```ts
 * await serveRpc(prepareSocket(folder, env), methods) // the daemon
 * const path = socketOf(folder)                       // a command
 * ```
 */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  unlinkSync
} from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { getuid } from 'node:process'
import { StorageError } from '../errors.ts'
import { MAX_SOCKET_PATH } from './constants.ts'
import type { Env } from './settings.ts'

const SOCKET = 'earshot.sock'
const OWN_UID = getuid?.() ?? 0

/**
 * The path to connect to; undefined if there is none that is safe: whoever else can write
 * to a socket's folder may listen there in the daemon's place.
 */
export function socketOf(folder: string, uid: number = OWN_UID): string | undefined {
  const path = join(runFolder(folder), SOCKET)
  if (!isPrivate(dirname(path), uid)) return undefined
  const target = linkTarget(path)
  if (target === undefined) return fits(path) ? path : undefined
  return fits(target) && isPrivate(dirname(target), uid) ? target : undefined
}

/**
 * Makes a place to listen, free of what an earlier daemon left, that `socketOf` finds.
 * Only for who holds the lock of the data folder.
 * @throws {StorageError} there is no place for this user alone
 */
export function prepareSocket(folder: string, env: Env, uid: number = OWN_UID): string {
  const path = join(runFolder(folder), SOCKET)
  makePrivate(dirname(path), uid)
  const earlier = socketOf(folder, uid)
  if (earlier !== undefined) {
    removeSocket(earlier)
    return earlier
  }
  const made = join(newFolder(env), SOCKET)
  rmSync(path, { force: true })
  symlinkSync(made, path)
  return made
}

/** Removes a socket that nobody listens on any more. Only for who holds the lock of the data folder. */
export function removeSocket(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found?.isSocket()) unlinkSync(path)
}

function makePrivate(folder: string, uid: number): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid) {
    throw new StorageError(`${folder} belongs to somebody else; no socket is opened there`)
  }
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700)
}

function isPrivate(folder: string, uid: number): boolean {
  try {
    const found = lstatSync(folder)
    return found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0
  } catch {
    // Not there, below a file, or not to be looked into: nobody listens there. The vault says what is wrong.
    return false
  }
}

/** Of this user alone, with a name that is not known beforehand. */
function newFolder(env: Env): string {
  const bases = [env['XDG_RUNTIME_DIR'] ?? '', '/tmp'].filter(
    base => isAbsolute(base) && fits(join(base, 'earshot-XXXXXX', SOCKET))
  )
  for (const base of bases) {
    try {
      return mkdtempSync(join(base, 'earshot-'))
    } catch {
      // The runtime directory may be gone with its session: the next one serves as well.
    }
  }
  throw new StorageError('There is no folder that can hold the socket')
}

/** Where a link leads; undefined: it is none, or is not there. */
function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

function fits(path: string): boolean {
  return Buffer.byteLength(path) <= MAX_SOCKET_PATH
}

/** Two names of one data folder give one folder for the socket. */
function runFolder(folder: string): string {
  try {
    return join(realpathSync(folder), 'run')
  } catch {
    // It does not exist yet, so nobody listens there either.
    return join(resolve(folder), 'run')
  }
}
