import assert from 'node:assert/strict'
import { concatBytes } from '@noble/hashes/utils.js'
import {
  MAX_CONTROL_FRAME,
  MAX_DEPOSIT,
  MAX_ENVELOPE,
  MAX_FIELDS,
  MAX_ITEMS,
  MAX_MAILBOX_FRAME,
  MAX_MESSAGE_FRAME,
  MAX_PRESENCE_FRAME,
  MAX_QUERY_FRAME,
  MAX_SEALED_STATE,
  MAX_STATE,
  SEAL_OVERHEAD,
  decodeHeldWriter,
  encodeHeldWriter,
  decodeContent,
  decodeMailboxRequest,
  decodeMailboxResponse,
  decodeMessageFrame,
  decodePeerQuery,
  decodePresenceFrame,
  decodePrekeyBundle,
  encodeContent,
  encodeMailboxRequest,
  encodeMailboxResponse,
  encodePeerQuery,
  encodePrekeyBundle,
  encodePresenceFrame
} from '../../src/wire/index.ts'
import { assertSame, delimited, tag, varint } from './bytes.ts'
import type { Gap, HeldWriter } from '../../src/wire/index.ts'

const filled = (length: number): Uint8Array => new Uint8Array(length).fill(1)
const repeated = (part: Uint8Array, times: number): Uint8Array => {
  const result = new Uint8Array(part.length * times)
  for (let at = 0; at < result.length; at += part.length) result.set(part, at)
  return result
}

describe('limits of the wire', () => {
  it('sizes fit into each other', () => {
    assert.equal(MAX_CONTROL_FRAME, 65_536)
    assert.equal(MAX_QUERY_FRAME, 65_536)
    assert.equal(MAX_ENVELOPE, 262_144)
    assert.equal(MAX_MESSAGE_FRAME, 524_288)
    assert.equal(MAX_PRESENCE_FRAME, 131_072)
    assert.equal(MAX_FIELDS, 16_384)
    assert.equal(MAX_DEPOSIT, MAX_ENVELOPE + SEAL_OVERHEAD)
    assert.equal(MAX_STATE, MAX_SEALED_STATE - SEAL_OVERHEAD)
  })

  it('the largest deposit fits into a frame, going in and coming out', () => {
    const encryptedMessage = filled(MAX_DEPOSIT)
    const forUserId = 'x'.repeat(128)
    const expiresAt = Number.MAX_SAFE_INTEGER
    const store = { forUserId, encryptedMessage, expiresAt, token: filled(16), nonce: filled(16) }
    const request = { id: 0xffff_ffff, kind: 'store', store } as const
    assertSame(decodeMailboxRequest(encodeMailboxRequest(request)), request)

    const item = { sequence: Number.MAX_SAFE_INTEGER, tokenHash: filled(32), encryptedMessage }
    const items = { incarnation: filled(8), items: [item], more: true }
    const response = { id: 0xffff_ffff, kind: 'items', items } as const
    assertSame(decodeMailboxResponse(encodeMailboxResponse(response)), response)
  })

  it('items that do not fit into one frame are a LimitError of the sender', () => {
    const item = { sequence: 1, tokenHash: filled(32), encryptedMessage: filled(MAX_DEPOSIT >> 1) }
    const items = { incarnation: filled(8), items: [item, item, item], more: false }
    assert.throws(() => encodeMailboxResponse({ id: 1, kind: 'items', items }), { name: 'LimitError' })
    const small = { ...item, encryptedMessage: filled(296) }
    const page = { ...items, items: Array.from({ length: MAX_ITEMS }, () => small) }
    assert.ok(encodeMailboxResponse({ id: 1, kind: 'items', items: page }).length < MAX_MAILBOX_FRAME)
  })

  it('the largest sealed state fits into a frame', () => {
    const frame = { network: filled(16), sealedState: filled(MAX_SEALED_STATE) }
    assertSame(decodePresenceFrame(encodePresenceFrame(frame)), frame)
  })

  it('a frame full of empty values is refused before they are all made', () => {
    const empty = delimited(1, new Uint8Array(0))
    assert.throws(() => decodeMessageFrame(repeated(empty, MAX_MESSAGE_FRAME / empty.length)), {
      name: 'LimitError',
      message: new RegExp(`${MAX_FIELDS} fields`)
    })
    assert.throws(() => decodeMessageFrame(repeated(empty, MAX_FIELDS)), { name: 'WireFormatError' })
    const grants = delimited(3, repeated(empty, 100_000))
    assert.throws(() => decodeMailboxRequest(concatBytes(tag(1, 0), varint(1), grants)), {
      name: 'LimitError'
    })
    // 1,000,000 elements never get as far as that
    assert.throws(() => decodeMessageFrame(repeated(empty, 1_000_000)), {
      name: 'LimitError',
      message: /bytes/
    })
  })

  it('counts unknown fields and those of submessages', () => {
    const query = encodePeerQuery({ lookingForUserId: 'x'.repeat(64), requestId: 'y', ttl: 0 })
    const unknown = concatBytes(tag(15, 0), varint(1))
    assert.equal(decodePeerQuery(concatBytes(query, repeated(unknown, MAX_FIELDS - 2))).ttl, 0)
    assert.throws(() => decodePeerQuery(concatBytes(query, repeated(unknown, MAX_FIELDS - 1))), {
      name: 'LimitError'
    })
  })

  it('deep nesting is refused without a stack overflow', () => {
    const query = encodePeerQuery({ lookingForUserId: 'x'.repeat(64), requestId: 'y', ttl: 0 })
    const open = repeated(tag(9, 3), 15_000)
    const close = repeated(tag(9, 4), 15_000)
    assert.throws(() => decodePeerQuery(concatBytes(query, open, close)), { name: 'WireFormatError' })
    assert.throws(() => decodePeerQuery(concatBytes(query, open)), { name: 'WireFormatError' })
  })

  it('a length that points beyond the end is refused', () => {
    for (const length of [2, 0x7f, 2 ** 28, 2 ** 31 - 1, 2 ** 32 - 1, 2 ** 53]) {
      const lying = concatBytes(tag(1, 2), varint(length), Uint8Array.of(1))
      assert.throws(() => decodeMessageFrame(lying), { name: 'WireFormatError' }, `${length}`)
    }
  })

  it('numbers may come packed or one by one', () => {
    const key = filled(32)
    const bundle = {
      deviceList: { payload: filled(9), signature: filled(64) },
      device: key,
      signedPrekeyId: 1,
      signedPrekey: key,
      kemPrekeyId: 2,
      kemPrekey: filled(1184),
      requestKey: key,
      suites: [1, 2],
      created: 3,
      expires: 4
    }
    const one = concatBytes(tag(8, 0), varint(7))
    assertSame(decodePrekeyBundle(concatBytes(encodePrekeyBundle(bundle), one)).suites, [1, 2, 7])
    const many = concatBytes(encodePrekeyBundle(bundle), repeated(one, 7))
    assert.throws(() => decodePrekeyBundle(many), { name: 'WireFormatError' })
  })

  it('an acknowledgement of items is bounded like the record in it', () => {
    const request = (size: number): Parameters<typeof encodeMailboxRequest>[0] => ({
      id: 1,
      kind: 'acknowledge',
      acknowledge: { payload: filled(size), signature: filled(64) }
    })
    assertSame(decodeMailboxRequest(encodeMailboxRequest(request(12 * 1024))), request(12 * 1024))
    assert.throws(() => encodeMailboxRequest(request(12 * 1024 + 1)), { name: 'WireFormatError' })
  })

  it('what is held of a writer has its gaps in order, above what came without one and below the highest', () => {
    const encode = (changes: Partial<HeldWriter>): Uint8Array => {
      const writerId = new Uint8Array(8)
      return encodeHeldWriter({ writerId, contiguous: 3, highest: 9, gaps: [], hash: writerId, ...changes })
    }
    const gap = (first: number, last: number): Gap => ({ first, last })
    const good = [[], [gap(4, 8)], [gap(4, 4), gap(6, 6)], [gap(5, 6), gap(8, 8)]]
    for (const gaps of good) assert.deepEqual(decodeHeldWriter(encode({ gaps })).gaps, gaps)
    for (const gaps of [
      [gap(3, 4)],
      [gap(5, 4)],
      [gap(4, 9)],
      [gap(4, 5), gap(6, 7)],
      [gap(6, 6), gap(4, 4)],
      [gap(4, 4), gap(4, 4)],
      [gap(4, Number.MAX_SAFE_INTEGER)]
    ]) {
      assert.throws(() => encode({ gaps }), { name: 'WireFormatError' }, JSON.stringify(gaps))
    }
    assert.throws(() => encode({ contiguous: 10 }), { name: 'WireFormatError' })
  })

  it('an acknowledgement has no id, and nothing else is without', () => {
    const acknowledgement = { ids: [filled(16)], seen: undefined }
    const bare = { id: new Uint8Array(0), kind: 'acknowledgement', acknowledgement } as const
    assertSame(decodeContent(encodeContent(bare)), bare)
    assert.throws(() => encodeContent({ ...bare, id: filled(16) }), { name: 'WireFormatError' })
    const named = concatBytes(encodeContent(bare), delimited(1, filled(16)))
    assert.throws(() => decodeContent(named), { name: 'WireFormatError' })
  })

  it('errors name the field and never show its value', () => {
    const query = { lookingForUserId: 'a secret'.repeat(8), requestId: 'x'.repeat(40), ttl: 0 }
    assert.throws(() => encodePeerQuery(query), {
      message: 'PeerQuery.requestId: expected well-formed text of 1 to 32 bytes'
    })
  })
})
