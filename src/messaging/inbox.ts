/**
 * What comes in: envelopes from links and mailboxes, requests of strangers. Each is written in
 * one batch before anybody hears of it, and on the disk, too, but for acknowledgements that
 * would come again (ADR 017); what cannot be read is counted and changes nothing.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { EarshotError, StorageError } from '../errors.ts'
import type { EpochMs, Logger } from '../ports.ts'
import { isBefore } from '../ratchet/index.ts'
import { Rates } from '../rates.ts'
import { ContradictionError } from '../ratchet/index.ts'
import { decodeContent } from '../wire/index.ts'
import { decodeAcknowledgementRecord, decodeSeenRecord, decodeShownRecord } from '../wire/vault.ts'
import type { Content } from '../wire/index.ts'
import { InputTooLarge } from './batch.ts'
import type { Batch, Committer, Input } from './batch.ts'
import {
  ACKNOWLEDGE_AGAIN,
  FIRST_MESSAGE_TRIES,
  FIRST_MESSAGE_TRY_RATE,
  MAX_CONTACTS,
  MAX_REQUESTS
} from './constants.ts'
import { freeName, receiveRequest } from './core/consent.ts'
import { openRequest } from './core/first-message.ts'
import { doubtRenewal, openRenewal, takeRenewal } from './core/first-renewal.ts'
import type { OpenedRequest } from './core/first-message.ts'
import type { HistoryEntry } from './core/history.ts'
import { newRow } from './core/outbox.ts'
import type { OutboxRow } from './core/outbox.ts'
import type { Effect, Peer, StepContext } from './core/peer.ts'
import { receiveContent } from './core/receive.ts'
import {
  ACKNOWLEDGEMENTS,
  FIRST_MESSAGES,
  firstMessageOp,
  HISTORY,
  historyEntry,
  historyKey,
  SEEN,
  seenOp,
  SHOWN,
  shownKey
} from './core/records.ts'
import { takeContradiction, takenUntil } from './core/renewal.ts'
import { isSentOn, openEnvelope } from './core/seal.ts'
import { isFull, withRow } from './core/send.ts'
import type { CrashPoint } from './crash-point.ts'
import type { Invites } from './invites.ts'
import type { OneTimePrekeys } from './one-time-prekeys.ts'
import type { PrekeyRing } from './prekey-ring.ts'

const NONE = new Uint8Array(0)

/** What the inbox works with. */
export interface InboxOptions {
  readonly committer: Committer
  readonly context: StepContext
  readonly invites: Invites
  readonly prekeys: PrekeyRing
  readonly oneTime: OneTimePrekeys
  /** When this disk last proved to be an old one; 0: never. */
  rolledBack(): EpochMs
  readonly logger: Logger
  crashPoint(name: CrashPoint): void
}

/** An envelope that was never here. */
interface Arrival {
  readonly envelope: Uint8Array
  /** SHA-256. */
  readonly hash: Uint8Array
  /** Over a link. */
  readonly live: boolean
}

/** Receives for all contacts. */
export class Inbox {
  /** Envelopes and requests that could not be read, since the start. */
  unreadable = 0
  readonly #options: InboxOptions
  /** By user: when something of theirs was opened last. */
  readonly #heard: Map<string, EpochMs> = new Map()
  readonly #tries: Rates = new Rates(
    { burst: FIRST_MESSAGE_TRIES, perSecond: FIRST_MESSAGE_TRY_RATE },
    MAX_CONTACTS
  )

  constructor(options: InboxOptions) {
    this.#options = options
  }

  /** When something of that user was opened last, whichever way it came; 0: not since the start. */
  heardAt(userId: string): EpochMs {
    return this.#heard.get(userId) ?? 0
  }

  /**
   * An envelope that came from that contact's device or through its token.
   *
   * @param live - over a link: an answer can go back at once
   * @throws {StorageError} it could not be kept; nothing changed
   */
  async receive(userId: string, envelope: Uint8Array, live: boolean): Promise<void> {
    this.#options.crashPoint('R1')
    await this.#commit(async batch => {
      const hash = batch.context.crypto.sha256(envelope)
      const seen = await batch.get(SEEN, { id: bytesToHex(hash) })
      if (seen !== undefined) await this.#acknowledgeAgain(batch, userId, seen, live)
      else await this.#open(batch, userId, { envelope, hash, live })
    })
  }

  /**
   * A sealed request that lay in a request mailbox.
   *
   * @throws {StorageError} it could not be kept; nothing changed
   */
  async receiveRequest(sealed: Uint8Array): Promise<void> {
    const { context, invites, prekeys, oneTime } = this.#options
    let opened: OpenedRequest
    try {
      const keys = { generations: prekeys.generations(), oneTime: (id: number) => oneTime.find(id) }
      opened = openRequest(sealed, keys, id => invites.open(id), context)
    } catch (error) {
      this.drop(error)
      return
    }
    const { inviteId } = opened.request
    const { oneTimePrekeyId } = opened.initial
    const taken = await this.#commit(async batch => {
      try {
        return await this.#takeRequest(batch, opened)
      } catch (error) {
        this.drop(error)
        return undefined
      }
    })
    if (taken === undefined) return
    if (oneTimePrekeyId !== 0) oneTime.used(oneTimePrekeyId)
    if (taken === 'new') invites.used(inviteId)
    else invites.usedAgain()
  }

  /** Counts what a peer sent and cannot be used; what is our own fault goes up. */
  drop(error: unknown): void {
    if (!(error instanceof EarshotError) || error instanceof StorageError) throw error
    this.unreadable += 1
    this.#options.logger('dropped what could not be read: %s', error.name)
  }

  /** What no batch can hold would be no smaller the next time: it is dropped, not fetched for ever. */
  async #commit<T>(input: Input<T>): Promise<T | undefined> {
    try {
      return await this.#options.committer.run(input)
    } catch (error) {
      if (!(error instanceof InputTooLarge)) throw error
      this.drop(error)
      return undefined
    }
  }

  async #open(batch: Batch, userId: string, { envelope, hash, live }: Arrival): Promise<void> {
    const { context } = batch
    const peer = batch.peer(userId)
    if (peer === undefined) return
    // Copies of one envelope from several mailboxes come together: the batch will answer it.
    if (peer.dueAcknowledgements.some(due => equalBytes(due.envelope, hash))) return
    try {
      const opened = openEnvelope(peer, envelope, context)
      this.#heard.set(userId, context.clock())
      const content = decodeContent(opened.content)
      const received = {
        content,
        contentHash: context.crypto.sha256(opened.content),
        envelope: hash,
        device: peer.device ?? NONE
      }
      const step = receiveContent(opened.peer, received, await shownOf(batch, userId, content), context)
      if (step === undefined) return
      const isAnswered = step.peer.dueAcknowledgements !== opened.peer.dueAcknowledgements
      const effects: readonly Effect[] = isAnswered
        ? step.effects
        : [...step.effects, { kind: 'persist', op: seenOp(peer, hash, NONE, context.clock()) }]
      const ended = endedRows(peer, content)
      // Nobody else is told of an acknowledgement that came over a link, and whoever forgets it hands
      // over the same envelopes, and gets it, once more (ADR 017).
      const wouldComeAgain = live && content.kind === 'acknowledgement' && ended.every(isMessage)
      batch.apply({ ...step, effects }, wouldComeAgain ? 'relaxed' : 'strict')
      if (content.kind === 'message') batch.crashPoints('R2', 'R3')
      if (ended.some(isMessage)) batch.crashPoints('S5')
    } catch (error) {
      if (await this.#openFirst(batch, peer, envelope, hash)) return
      if (error instanceof ContradictionError) batch.apply(takeContradiction(peer, error, context))
      this.drop(error)
    }
  }

  /**
   * What is of none of the sessions may be the first message of one that takes their place. Tried
   * within bounds, because anybody can send bytes that nothing opens.
   *
   * @returns whether it was
   */
  async #openFirst(batch: Batch, peer: Peer, envelope: Uint8Array, hash: Uint8Array): Promise<boolean> {
    const { context } = batch
    const now = context.clock()
    const { userId, consent, contested, device } = peer
    if (consent !== 'accepted' || contested !== undefined || device === undefined) return false
    if (takenUntil(peer, now) === undefined) return false
    if (this.#tries.take(userId, now) > 0) return false
    try {
      const opened = openRenewal(peer, envelope, this.#options.prekeys.generations(), context)
      this.#heard.set(userId, now)
      if ((await batch.get(FIRST_MESSAGES, { id: opened.baseKey })) !== undefined) return false
      const isDoubted = this.#isOfBefore(opened.generation)
      batch.apply(isDoubted ? doubtRenewal(peer, context) : takeRenewal(peer, opened, hash, context))
      batch.persist(firstMessageOp(peer, opened.baseKey, now))
      return true
    } catch (error) {
      if (!(error instanceof EarshotError) || error instanceof StorageError) throw error
      return false
    }
  }

  /** Whether a first message was sealed to prekeys of a disk that is gone, which may have taken it up. */
  #isOfBefore(generation: EpochMs): boolean {
    const { context, rolledBack } = this.#options
    return isBefore({ created: generation }, rolledBack(), context.clock())
  }

  /** A known envelope never touches the ratchet; who sends it again has not heard our answer. */
  async #acknowledgeAgain(batch: Batch, userId: string, record: Uint8Array, live: boolean): Promise<void> {
    const seen = decodeSeenRecord(record)
    const peer = batch.peer(userId)
    if (peer === undefined) return
    if (seen.acknowledgement.length === 0) {
      // It may have come over a link, and the mailbox is about to delete this copy: strict by now.
      if (!live) batch.persist(seenOp(peer, seen.envelope, NONE, seen.at))
      return
    }
    const id = bytesToHex(seen.acknowledgement)
    const now = batch.context.clock()
    const recent = now - seen.at < ACKNOWLEDGE_AGAIN
    if (peer.outbox.has(id) || (!live && (recent || isFull(peer)))) return
    const kept = await batch.get(ACKNOWLEDGEMENTS, { id })
    if (kept === undefined) return
    const { envelope, session } = decodeAcknowledgementRecord(kept)
    // On a session that is lost or given up it would only lead the other side back to it.
    if (!isSentOn(peer.sessions, bytesToHex(session))) return
    if (live) {
      batch.apply({ peer, effects: [{ kind: 'send', userId, envelope }] })
      return
    }
    const row = newRow({ id, kind: 'acknowledgement', content: undefined, sealed: envelope }, now)
    batch.apply({ peer: withRow(peer, row), effects: [{ kind: 'deliver', userId }] })
    batch.persist(seenOp(peer, seen.envelope, seen.acknowledgement, now))
  }

  /**
   * Whether the request was taken up: not if it is a copy, one too many, or of somebody rejected.
   * The one-time prekey that opened it goes with the batch; a second first message finds it gone.
   */
  async #takeRequest(batch: Batch, opened: OpenedRequest): Promise<'new' | 'again' | undefined> {
    const { invites, oneTime } = this.#options
    const { userId, request, baseKey, requestKey } = opened
    const { oneTimePrekeyId } = opened.initial
    const invite = await invites.openIn(batch, request.inviteId)
    const seen = await batch.get(FIRST_MESSAGES, { id: baseKey })
    if (invite === undefined || seen !== undefined) return undefined
    if (oneTimePrekeyId !== 0 && !(await oneTime.isHeldIn(batch, oneTimePrekeyId))) return undefined
    const isAgain = (await batch.get(FIRST_MESSAGES, { id: requestKey })) !== undefined
    const known = batch.peer(userId)
    if (known?.consent === 'rejected' || known?.consent === 'blocked') return undefined
    const peers = [...batch.peers()]
    const asking = peers.filter(({ consent }) => consent === 'asked').length
    if (known === undefined && asking >= MAX_REQUESTS) return undefined
    const taken = new Set(peers.map(({ name }) => name))
    const name = known?.name ?? freeName(request.name, userId, wished => taken.has(wished))
    const step = receiveRequest(known, opened, invite, name, batch.context, {
      isAgain,
      isDoubted: this.#isOfBefore(opened.generation)
    })
    batch.apply(step)
    const now = batch.context.clock()
    this.#heard.set(userId, now)
    batch.persist(firstMessageOp(step.peer, baseKey, now), firstMessageOp(step.peer, requestKey, now))
    if (oneTimePrekeyId !== 0) batch.persist(oneTime.usedOp(oneTimePrekeyId))
    if (isAgain) return 'again'
    batch.persist(invites.usedOp(request.inviteId, invite.uses))
    return 'new'
  }
}

/** What leaves the outbox because of it. */
function endedRows(peer: Peer, content: Content): readonly OutboxRow[] {
  if (content.kind !== 'acknowledgement') return []
  return content.acknowledgement.ids.flatMap(id => peer.outbox.get(bytesToHex(id)) ?? [])
}

function isMessage({ kind }: OutboxRow): boolean {
  return kind === 'message'
}

/** What was shown of a message of that contact and id, however it was numbered then. */
async function shownOf(batch: Batch, userId: string, content: Content): Promise<HistoryEntry | undefined> {
  if (content.kind !== 'message') return undefined
  const id = bytesToHex(content.id)
  const record = await batch.get(SHOWN, shownKey(userId, id))
  if (record === undefined) return undefined
  const { lamport } = decodeShownRecord(record)
  const value = await batch.get(HISTORY, historyKey(userId, { id, lamport, state: 'received' }))
  return value && historyEntry(value)
}
