/**
 * Numbers and order of one conversation (docs/PROTOCOL.md, "Counters and order"):
 * every kept message has a counter per (device, writer), a Lamport number and the hashes
 * of the contents that its sender had seen last. Sorting by (lamport, account, device,
 * writer, counter) is then a topological order and the same on all sides.
 */
import type { Gap, HeldWriter, StoredMessage, WriterMark } from '../../wire/index.ts'
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { CONTENT_MARK_LENGTH, MAX_GAPS, MAX_HEADS } from '../../wire/index.ts'
import { MAX_BEYOND, MAX_WRITERS } from '../../wire/vault.ts'
import { MAX_AHEAD } from '../constants.ts'

/** What we hold of one writer of the other side. */
export interface Writer {
  readonly device: Uint8Array
  readonly writerId: Uint8Array
  /** Every counter up to here has arrived. */
  readonly contiguous: number
  /** Counters above `contiguous` that have arrived, ascending. */
  readonly beyond: readonly number[]
  /** The last one that it said there is; 0: it did not say. */
  readonly announced: number
  /** Of the content with the highest counter that has arrived, see `contentMark`; empty: none has. */
  readonly hash: Uint8Array
}

/** Where a conversation stands. */
export interface Conversation {
  /** Counter of our last message, 0 before the first. */
  readonly counter: number
  /** Highest Lamport number seen. */
  readonly lamport: number
  /** Hashes of the contents that no other content refers to, at most `MAX_HEADS`. */
  readonly heads: readonly Uint8Array[]
  readonly writers: readonly Writer[]
  /** Highest of ours, by the writer of now, that the other side said it has. */
  readonly acknowledged: number
}

/** A conversation without messages. */
export function emptyConversation(): Conversation {
  return { counter: 0, lamport: 0, heads: [], writers: [], acknowledged: 0 }
}

/** The numbers of our next message. */
export function nextNumbers(
  conversation: Conversation
): Pick<StoredMessage, 'counter' | 'lamport' | 'heads'> {
  return {
    counter: conversation.counter + 1,
    lamport: Math.min(conversation.lamport + 1, Number.MAX_SAFE_INTEGER),
    heads: conversation.heads
  }
}

/** Takes up our own message once its content is encoded. */
export function withOwn(
  conversation: Conversation,
  message: StoredMessage,
  contentHash: Uint8Array
): Conversation {
  return {
    ...conversation,
    counter: message.counter,
    lamport: message.lamport,
    heads: [contentHash]
  }
}

/** Whether a message is further ahead than any honest one: it would spoil gaps and order for good. */
export function isTooFarAhead(
  conversation: Conversation,
  device: Uint8Array,
  message: StoredMessage
): boolean {
  const contiguous = writerOf(conversation, device, message)?.contiguous ?? 0
  return message.counter - contiguous > MAX_AHEAD || message.lamport - conversation.lamport > MAX_AHEAD
}

/** Takes up a message of the other side. `conflict`: another content has the same position. */
export function withReceived(
  conversation: Conversation,
  device: Uint8Array,
  message: StoredMessage,
  contentHash: Uint8Array
): { readonly conversation: Conversation; readonly conflict: boolean } {
  const known = writerOf(conversation, device, message)
  const writer = known ?? newWriter(device, message.writerId)
  const conflict = message.counter <= writer.contiguous || writer.beyond.includes(message.counter)
  const others = conversation.writers.filter(other => other !== known)
  const unreferenced = conversation.heads.filter(
    head => !message.heads.some(referred => equalBytes(referred, head))
  )
  return {
    conflict,
    conversation: {
      ...conversation,
      lamport: Math.max(conversation.lamport, message.lamport),
      heads: [...unreferenced, contentHash].slice(-MAX_HEADS),
      writers: [...others, conflict ? writer : withCounter(writer, message.counter, contentHash)].slice(
        -MAX_WRITERS
      )
    }
  }
}

function writerOf(
  { writers }: Conversation,
  device: Uint8Array,
  { writerId }: StoredMessage
): Writer | undefined {
  return writers.find(writer => equalBytes(writer.device, device) && equalBytes(writer.writerId, writerId))
}

function newWriter(device: Uint8Array, writerId: Uint8Array): Writer {
  return { device, writerId, contiguous: 0, beyond: [], announced: 0, hash: new Uint8Array(0) }
}

/** What a mark says of a content: enough to tell it from another one of the same number. */
export function contentMark(contentHash: Uint8Array): Uint8Array {
  return contentHash.slice(0, CONTENT_MARK_LENGTH)
}

/** How many messages of the other side are known to be missing. */
export function missing(conversation: Conversation): number {
  let count = 0
  for (const writer of conversation.writers) {
    const last = Math.max(highestOf(writer), writer.announced)
    count += last - writer.contiguous - writer.beyond.length
  }
  return count
}

/** The highest number that came of a writer. */
export function highestOf({ contiguous, beyond }: Writer): number {
  return beyond.at(-1) ?? contiguous
}

/** What came of the writers of a device, the one that was heard last at the end. */
export function marksOf({ writers }: Conversation, device: Uint8Array): readonly WriterMark[] {
  return heardOf(writers, device).map(writer => {
    const { writerId, hash } = writer
    return { writerId, counter: highestOf(writer), hash }
  })
}

/** The same with what is missing. */
export function heldOf({ writers }: Conversation, device: Uint8Array): readonly HeldWriter[] {
  return heardOf(writers, device).map(writer => {
    const { writerId, contiguous, hash } = writer
    const gaps: Gap[] = []
    let before = contiguous
    for (const counter of writer.beyond) {
      if (counter > before + 1 && gaps.length < MAX_GAPS) gaps.push({ first: before + 1, last: counter - 1 })
      before = counter
    }
    return { writerId, contiguous, highest: highestOf(writer), gaps, hash }
  })
}

function heardOf(writers: readonly Writer[], device: Uint8Array): readonly Writer[] {
  return writers.filter(writer => equalBytes(writer.device, device) && highestOf(writer) > 0)
}

/** The other side has said which message is its last: what we do not have up to there is missing. */
export function withAnnounced(
  conversation: Conversation,
  device: Uint8Array,
  { writerId, counter }: WriterMark
): Conversation {
  const known = conversation.writers.find(
    writer => equalBytes(writer.device, device) && equalBytes(writer.writerId, writerId)
  )
  if (counter - (known?.contiguous ?? 0) > MAX_AHEAD || counter <= (known?.announced ?? 0))
    return conversation
  const writer = known ?? newWriter(device, writerId)
  const others = conversation.writers.filter(other => other !== known)
  // In its old place or in front: it was not heard just now.
  const at = known === undefined ? 0 : conversation.writers.indexOf(known)
  return {
    ...conversation,
    writers: others.toSpliced(at, 0, { ...writer, announced: counter }).slice(-MAX_WRITERS)
  }
}

/** The other side has seen numbers as high as this. One that is too far ahead would spoil the order for good. */
export function withLamport(conversation: Conversation, lamport: number): Conversation {
  const isSane = lamport > conversation.lamport && lamport - conversation.lamport <= MAX_AHEAD
  return isSane ? { ...conversation, lamport } : conversation
}

function withCounter(writer: Writer, counter: number, contentHash: Uint8Array): Writer {
  const hash = counter > highestOf(writer) ? contentMark(contentHash) : writer.hash
  const arrived = [...writer.beyond, counter].sort((a, b) => a - b)
  let contiguous = writer.contiguous
  while (arrived[0] === contiguous + 1) {
    contiguous += 1
    arrived.shift()
  }
  // A writer that leaves more open than this gives up its oldest gap.
  while (arrived.length > MAX_BEYOND) contiguous = arrived.shift() ?? contiguous
  return { ...writer, contiguous, beyond: arrived, hash }
}

/** What the order of two messages depends on. */
export interface Ordered {
  readonly lamport: number
  readonly author: Uint8Array
  readonly device: Uint8Array
  readonly writerId: Uint8Array
  readonly counter: number
}

/** Compares two messages of a conversation; the same on all sides. */
export function compareMessages(a: Ordered, b: Ordered): number {
  return (
    a.lamport - b.lamport ||
    compareBytes(a.author, b.author) ||
    compareBytes(a.device, b.device) ||
    compareBytes(a.writerId, b.writerId) ||
    a.counter - b.counter
  )
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const left = bytesToHex(a)
  const right = bytesToHex(b)
  return left < right ? -1 : left > right ? 1 : 0
}
