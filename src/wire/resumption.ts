/**
 * Messages of proto/message.proto with which two devices tell each other what they hold, so that an old disk
 * and a lost session are noticed and healed (docs/PROTOCOL.md, 9.1).
 *
 * @packageDocumentation
 */
import { bytes, bytesOrNone, integer, list, message, optional, record, where } from './codec.ts'
import {
  CONTENT_MARK_LENGTH,
  MAX_CONTROL_FRAME,
  MAX_GAPS,
  MAX_HELD_WRITERS,
  MAX_HELLO_SESSIONS,
  SESSION_MARK_LENGTH,
  WRITER_ID_LENGTH
} from './constants.ts'
import type { Decode, Encode, Message } from './codec.ts'

/** The highest number that came of one writer. */
export interface WriterMark {
  /** 8 bytes. */
  readonly writerId: Uint8Array
  /** From 1. */
  readonly counter: number
  /** The first 8 bytes of SHA-256 of that content. Empty where its writer itself names it. */
  readonly hash: Uint8Array
}

/** A session as one side has it. */
export interface SessionMark {
  /** The first 8 bytes of its id. */
  readonly id: Uint8Array
  /** The first 8 bytes of SHA-256(id ‖ its own ratchet key). */
  readonly own: Uint8Array
  /** The same of the other side's, as it knows it. */
  readonly theirs: Uint8Array
}

/** What a side holds when a link opens. */
export interface Hello {
  /** Of writers of the other side's device, at most 8. */
  readonly seen: readonly WriterMark[]
  /** Sessions that can be read here, at most 41, the active one first. */
  readonly sessions: readonly SessionMark[]
}

/** Numbers that are missing, both ends among them. */
export interface Gap {
  readonly first: number
  readonly last: number
}

/** What came of one writer: everything up to `contiguous`, and up to `highest` all but the gaps. */
export interface HeldWriter {
  /** 8 bytes. */
  readonly writerId: Uint8Array
  readonly contiguous: number
  /** From 1. */
  readonly highest: number
  /** Ascending, the first 64. */
  readonly gaps: readonly Gap[]
  /** The first 8 bytes of SHA-256 of the content with the highest number. */
  readonly hash: Uint8Array
}

/** "Here we go on": the first content of each side in a session that takes the place of another one. */
export interface Resumption {
  /** The last message that the sender has numbered; undefined: none. */
  readonly own: WriterMark | undefined
  /** What it holds of the receiver, at most 8. */
  readonly held: readonly HeldWriter[]
  /** The highest that the sender has seen. */
  readonly lamport: number
}

/** For fields of other messages. */
export const writerMarkMessage: Message<WriterMark> = message(
  'WriterMark',
  MAX_CONTROL_FRAME,
  record({
    writerId: bytes(WRITER_ID_LENGTH),
    counter: integer(1),
    hash: bytesOrNone(CONTENT_MARK_LENGTH)
  })
)

const sessionMark: Message<SessionMark> = message(
  'SessionMark',
  MAX_CONTROL_FRAME,
  record({
    id: bytes(SESSION_MARK_LENGTH),
    own: bytes(SESSION_MARK_LENGTH),
    theirs: bytes(SESSION_MARK_LENGTH)
  })
)

/** For a field of a frame. */
export const helloMessage: Message<Hello> = message(
  'Hello',
  MAX_CONTROL_FRAME,
  record({
    seen: list(writerMarkMessage.field, MAX_HELD_WRITERS),
    sessions: list(sessionMark.field, MAX_HELLO_SESSIONS)
  })
)

const gap: Message<Gap> = message(
  'Gap',
  MAX_CONTROL_FRAME,
  record<Gap>({ first: integer(1), last: integer(1) })
)

/** Gaps ascend, something came between two of them, and they lie above `contiguous` and below `highest`. */
function isInOrder({ contiguous, highest, gaps }: HeldWriter): boolean {
  let next = contiguous + 1
  for (const { first, last } of gaps) {
    if (first < next || last < first) return false
    next = last + 2
  }
  return highest >= next - 1
}

const heldWriter: Message<HeldWriter> = message(
  'HeldWriter',
  MAX_CONTROL_FRAME,
  where(
    record<HeldWriter>({
      writerId: bytes(WRITER_ID_LENGTH),
      contiguous: integer(),
      highest: integer(1),
      gaps: list(gap.field, MAX_GAPS),
      hash: bytes(CONTENT_MARK_LENGTH)
    }),
    isInOrder,
    'gaps between what came'
  )
)

/** For a field of a content. */
export const resumptionMessage: Message<Resumption> = message(
  'Resumption',
  MAX_CONTROL_FRAME,
  record<Resumption>({
    own: optional(writerMarkMessage.field),
    held: list(heldWriter.field, MAX_HELD_WRITERS),
    lamport: integer()
  })
)

export const encodeWriterMark: Encode<WriterMark> = writerMarkMessage.encode
export const decodeWriterMark: Decode<WriterMark> = writerMarkMessage.decode
export const encodeSessionMark: Encode<SessionMark> = sessionMark.encode
export const decodeSessionMark: Decode<SessionMark> = sessionMark.decode
export const encodeHello: Encode<Hello> = helloMessage.encode
export const decodeHello: Decode<Hello> = helloMessage.decode
export const encodeGap: Encode<Gap> = gap.encode
export const decodeGap: Decode<Gap> = gap.decode
export const encodeHeldWriter: Encode<HeldWriter> = heldWriter.encode
export const decodeHeldWriter: Decode<HeldWriter> = heldWriter.decode
export const encodeResumption: Encode<Resumption> = resumptionMessage.encode
export const decodeResumption: Decode<Resumption> = resumptionMessage.decode
