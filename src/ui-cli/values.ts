/**
 * Parsers of the values that stand on a command line, in the environment, or come over
 * the socket. Each throws UsageError with a sentence that says what would be right.
 *
 * @packageDocumentation
 */
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { UsageError } from '../errors.ts'
import {
  MAX_MESSAGE_LIMIT,
  MAX_NAME,
  MAX_NETWORK_NAME,
  MAX_PROFILE_NAME,
  MAX_REPEATS,
  MAX_TIMEOUT,
  MAX_USER
} from './constants.ts'
import { printable } from './terminal.ts'

/** Seconds with an optional decimal part, as milliseconds. */
export function parseTimeout(text: string): number {
  const ms = /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1_000) : Number.NaN
  if (!(ms <= MAX_TIMEOUT)) {
    throw new UsageError(`A timeout is a number of seconds from 0 to ${MAX_TIMEOUT / 1_000}, not "${text}"`)
  }
  return ms
}

/** How many messages to show. */
export function parseLimit(text: string): number {
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (limit < 1 || limit > MAX_MESSAGE_LIMIT) {
    throw new UsageError(`A limit is a whole number from 1 to ${MAX_MESSAGE_LIMIT}, not "${text}"`)
  }
  return limit
}

/** A profile's name is a folder's name: it can neither climb nor hide. */
export function parseProfile(text: string): string {
  if (text.length > MAX_PROFILE_NAME || !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)) {
    throw new UsageError(
      `A profile's name has 1 to ${MAX_PROFILE_NAME} letters, digits, ".", "_" or "-", not "${text}"`
    )
  }
  return text
}

/** What an account calls itself. */
export function parseName(text: string): string {
  const name = text.trim()
  if (name === '' || printable(name) !== name || utf8ToBytes(name).length > MAX_NAME) {
    throw new UsageError(`A name has 1 to ${MAX_NAME} bytes of visible text`)
  }
  return name
}

/** Whom a command is about; whether somebody is called that is found out by the node. */
export function parseUser(text: string): string {
  if (text.trim() === '' || text.length > MAX_USER) {
    throw new UsageError('A user is named by a userId, by a name, or by how one of them begins')
  }
  return text
}

/** How a secret of a private network ends, with or without dashes, also when a digit or two were lost or added. */
const SECRET_END = /(?:^|:)\s*(?:[a-z2-7][\s-]*){56,60}$/iu
const SECRET_REFUSED =
  'A secret does not belong on a command line, where others see it, nor into variables or a configuration: `network join -` or a file takes it'

/**
 * Refuses, without repeating it, what may be the secret of a private network: an error is shown, and kept in logs.
 *
 * @throws {UsageError} it may be one
 */
export function refuseSecret(text: string): string {
  if (SECRET_END.test(text)) throw new UsageError(SECRET_REFUSED)
  return text
}

/** The name of an open network. */
export function parseNetwork(text: string): string {
  if (refuseSecret(text).includes(':')) throw new UsageError(SECRET_REFUSED)
  if (text.length > MAX_NETWORK_NAME || !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)) {
    throw new UsageError(
      `A network's name has 1 to ${MAX_NETWORK_NAME} letters, digits, ".", "_" or "-", not "${text}"`
    )
  }
  return text
}

/** The form of a multiaddr; what it means is checked by the node. */
export function parseAddress(text: string): string {
  if (!/^(\/[^/\s,]+)+$/.test(text)) {
    throw new UsageError(`An address looks like /ip4/127.0.0.1/tcp/4001, not "${text}"`)
  }
  return text
}

/** The address of a node: without the key at its end nobody would know who answered. */
export function parsePeerAddress(text: string): string {
  if (!/\/p2p\/12D3KooW[1-9A-HJ-NP-Za-km-z]{44}$/.test(parseAddress(text))) {
    throw new UsageError(`A coordinator's address ends in /p2p/12D3KooW…, not "${text}"`)
  }
  return text
}

/** The page that an invite's https link opens. */
export function parsePage(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'https:' || url.hash !== '' || url.username !== '' || url.password !== '') {
    throw new UsageError(`A page is an https address without a fragment, not "${text}"`)
  }
  return text
}

/** For options that may be repeated: the values so far and one more. */
export function repeated(parse: (text: string) => string): (text: string, before?: string[]) => string[] {
  return (text, before = []) => {
    if (before.length >= MAX_REPEATS) throw new UsageError(`No more than ${MAX_REPEATS} times`)
    return [...before, parse(text)]
  }
}
