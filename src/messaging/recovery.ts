/**
 * What follows when our disk turns out to be an old one (docs/PROTOCOL.md, 9.1): from then on
 * messages are numbered under a new name, and no session that was there is sent on. The name is
 * on the disk before anything else happens; contacts follow one by one, after a crash as well.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import type { EpochMs, Logger, Store } from '../ports.ts'
import type { Hello, WriterMark } from '../wire/index.ts'
import {
  decodeOwnWriterRecord,
  encodeOwnWriterRecord,
  MAX_FORMER_WRITERS,
  MAX_WRITERS
} from '../wire/vault.ts'
import type { OwnWriterRecord } from '../wire/vault.ts'
import type { Committer } from './batch.ts'
import { BELIEVE_AGAIN } from './constants.ts'
import type { Peer, Self, StepContext } from './core/peer.ts'
import { WRITER } from './core/records.ts'
import { beginRenewal, isOutdated, mayBegin, needsRenewal, takeHello } from './core/renewal.ts'

const KEY = { id: 'own' }

/** Under which name this device numbers its messages. @throws {StorageError} the record is damaged */
export async function loadWriter(store: Store, { writerId }: Self): Promise<OwnWriterRecord> {
  const value = await store.get(WRITER, KEY)
  return value === undefined ? { writerId, former: [], since: 0 } : decodeOwnWriterRecord(value)
}

/** What a recovery works with. */
export interface RecoveryOptions {
  readonly committer: Committer
  readonly context: StepContext
  readonly peers: ReadonlyMap<string, Peer>
  readonly logger: Logger
  readonly own: OwnWriterRecord
  /** When something of that contact was opened last; 0: not since the start. */
  heardAt(userId: string): EpochMs
  /** The user is to be told. */
  onRollback(): void
}

/** Notices an old disk and gets over it. */
export class Recovery {
  own: OwnWriterRecord
  readonly #options: RecoveryOptions
  /** One after the other: evidence comes from several sides at once. */
  #working: Promise<void> = Promise.resolve()

  constructor(options: RecoveryOptions) {
    this.#options = options
    this.own = options.own
  }

  /** After the start: contacts that an interrupted recovery left behind, and sessions that are gone. */
  async resume(): Promise<void> {
    for (const peer of [...this.#options.peers.values()]) {
      const isBehind = !equalBytes(peer.writerId, this.own.writerId)
      if (isBehind || needsRenewal(peer)) await this.#renew(peer.userId)
    }
  }

  /**
   * Our disk is an old one. Resolves when nothing is sent any more that it would repeat.
   *
   * @param writerIds - what somebody knows of us that we do not: what we wrote under those names then
   */
  async start(writerIds: readonly Uint8Array[]): Promise<void> {
    await this.#inTurn(async () => {
      await this.#start(writerIds)
    })
  }

  /** What a contact says when a link to it opens, over a connection that was begun then. */
  async greeted(userId: string, hello: Hello, connectedAt: EpochMs): Promise<void> {
    const { committer, heardAt } = this.#options
    const claim = await committer.run(batch => {
      const peer = batch.peer(userId)
      if (peer === undefined) return undefined
      const isFresh = heardAt(userId) <= connectedAt
      const step = takeHello(peer, hello, isFresh, batch.context)
      const effects = step.effects.filter(({ kind }) => kind !== 'outdated')
      if (step.peer !== peer || effects.length > 0) batch.apply({ peer: step.peer, effects })
      return step.effects.find(effect => effect.kind === 'outdated')
    })
    if (claim !== undefined) await this.#claimed(userId, claim.marks)
  }

  /** A contact has seen more of ours than we know of. */
  claimed(userId: string, marks: readonly WriterMark[]): void {
    this.#claimed(userId, marks).catch((error: unknown) => {
      // The contact will say so again.
      this.#options.logger.error('an old disk was not noted: %e', error)
    })
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.#working
  }

  async #claimed(userId: string, marks: readonly WriterMark[]): Promise<void> {
    await this.#inTurn(async () => {
      const { committer, context } = this.#options
      const believed = await committer.run(batch => {
        const peer = batch.peer(userId)
        const news = peer === undefined ? [] : marks.filter(mark => isOutdated(peer, mark, context.self))
        if (peer === undefined || news.length === 0) return []
        const now = context.clock()
        if (peer.believed === 0 || Math.abs(now - peer.believed) >= BELIEVE_AGAIN) {
          batch.apply({ peer: { ...peer, believed: now }, effects: [] })
          return news.map(({ writerId }) => writerId)
        }
        if (!mayBegin(peer, now)) return []
        // What it claims to have must not be numbered again.
        const { conversation } = peer
        const isOurs = ({ writerId }: WriterMark): boolean => equalBytes(writerId, context.self.writerId)
        const claimed = news.filter(isOurs).map(mark => mark.counter)
        const counter = Math.max(conversation.counter, ...claimed)
        const foreign = news.filter(mark => !isOurs(mark)).map(({ writerId }) => writerId)
        const disowned = [...peer.disowned, ...foreign].slice(-MAX_WRITERS)
        const known = { ...peer, disowned, conversation: { ...conversation, counter } }
        batch.apply(beginRenewal(known, batch.context))
        return []
      })
      if (believed.length > 0) await this.#start(believed)
    })
  }

  async #start(writerIds: readonly Uint8Array[]): Promise<void> {
    const { committer, context, logger } = this.#options
    const { own } = this
    const news = writerIds.filter(writerId => !own.former.some(former => equalBytes(former, writerId)))
    // Old news: the same disk was noticed already.
    if (news.length === 0) {
      await this.#renewAll()
      return
    }
    const unknown = news.filter(writerId => !equalBytes(own.writerId, writerId))
    const former = [...own.former, own.writerId, ...unknown].slice(-MAX_FORMER_WRITERS)
    const next: OwnWriterRecord = { writerId: context.rng(8), former, since: context.clock() }
    await committer.run(batch => {
      batch.persist({ kind: 'put', table: WRITER, key: KEY, value: encodeOwnWriterRecord(next) })
    })
    this.own = next
    logger.error('this disk is an old one: all sessions are made anew')
    // In one turn, before anything that is submitted from now on.
    try {
      await this.#renewAll()
    } finally {
      // Whom a failing disk left out is renewed before anything is sealed for it: see `Batch.peer`.
      this.#options.onRollback()
    }
  }

  /** Those that are still under an older writer. */
  async #renewAll(): Promise<void> {
    const behind = [...this.#options.peers.values()].filter(
      peer => !equalBytes(peer.writerId, this.own.writerId)
    )
    await Promise.all(behind.map(async ({ userId }) => this.#renew(userId)))
  }

  async #renew(userId: string): Promise<void> {
    await this.#options.committer.run(batch => {
      // comes under the writer of now
      const peer = batch.peer(userId)
      if (peer !== undefined && needsRenewal(peer)) batch.apply(beginRenewal(peer, batch.context))
    })
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#working.then(work)
    this.#working = turn.catch(() => undefined)
    await turn
  }
}
