/**
 * Bytes of frames, by the production codec. Frames that differ only in their id are encoded once for each
 * length of it.
 *
 * @packageDocumentation
 */
import { encodeMailboxRequest, encodeMailboxResponse } from '../../src/wire/index.ts'
import type { MailboxRequest, MailboxResponse } from '../../src/wire/index.ts'

const known = new Map<string, number>()

function remembered(name: string, encode: () => Uint8Array): number {
  let size = known.get(name)
  if (size === undefined) {
    size = encode().length
    known.set(name, size)
  }
  return size
}

/** Bytes that a number takes as a varint. */
function varint(value: number): number {
  return value < 2 ** 7 ? 1 : value < 2 ** 14 ? 2 : 3
}

export function requestSize(request: MailboxRequest): number {
  const tags =
    request.kind === 'lease'
      ? request.lease.tags.length
      : request.kind === 'watch'
        ? request.watch.tags.length
        : 0
  const change = request.kind === 'lease' ? request.lease.change : ''
  return remembered(`${request.kind} ${change} ${tags} ${varint(request.id)}`, () =>
    encodeMailboxRequest(request)
  )
}

export function responseSize(response: MailboxResponse): number {
  const of =
    response.kind === 'watched'
      ? response.watched.state
      : response.kind === 'leased'
        ? `${response.leased.held}`
        : ''
  return remembered(`${response.kind} ${of} ${varint(response.id)}`, () => encodeMailboxResponse(response))
}
