/**
 * The shell around PeerQuery: one question and one answer a stream.
 */
import { LimitError, UnreachableError } from '../errors.ts'
import { realSchedule, startDeadline } from '../schedule.ts'
import {
  decodePeerQuery,
  decodeQueryAnswer,
  encodePeerQuery,
  encodeQueryAnswer,
  MAX_FOUND,
  MAX_QUERY_FRAME,
  MAX_TTL
} from '../wire/index.ts'
import { createChannel } from './channel.ts'
import { MAX_SERVED_QUERIES, QUERY_DEADLINES, QUERY_FAN_OUT, QUERY_PROTOCOL } from './constants.ts'
import { answerWith, QueryDesk, recordsOf, soughtKey } from './core/query.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { FrameStream, Transport } from '../link.ts'
import type { Clock, Logger, Rng } from '../ports.ts'
import type { Schedule } from '../schedule.ts'
import type { PeerQuery, Signed } from '../wire/index.ts'
import type { AskablePeer, FoundRecord } from './core/query.ts'

/** What the service needs. */
export interface QueryComponents {
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
  readonly log: Logger
  readonly transport: Pick<Transport, 'peerId' | 'open' | 'handle' | 'unhandle'>
  /** Default: timers of the platform. */
  readonly schedule?: Schedule | undefined
}

/** How it is set up: all functions are asked anew for each query. */
export interface QueryServiceInit {
  /** Connected peers. */
  readonly peers: () => readonly AskablePeer[]
  /**
   * The record that lies here under a lookup key (32 bytes), or our own. Nothing else that we know may be
   * told, or we would say who knows whom.
   */
  readonly held: (key: Uint8Array) => Promise<Signed | undefined>
}

/** A record, and who handed it out. */
export interface AnsweredRecord extends FoundRecord {
  /** PeerId. */
  readonly via: string
}

/** Asks and answers "who has heard of X?". */
export interface QueryService {
  start(): Promise<void>
  /** Idempotent; open questions end empty. */
  stop(): Promise<void>
  /**
   * Asks up to 3 connected peers; records come as they are heard, each verified as far as who
   * does not know the sought can.
   *
   * @param key - lookup key of today, 32 bytes
   * @throws {UnreachableError} after all records: not all who were asked have answered
   */
  find(key: Uint8Array, options: { readonly signal: AbortSignal }): AsyncIterable<AnsweredRecord>
}

/** Queries over a transport; needs `start` to answer others. */
export function queryService(init: QueryServiceInit): (components: QueryComponents) => QueryService {
  return components => new QueryShell(init, components)
}

class QueryShell implements QueryService {
  readonly #init: QueryServiceInit
  readonly #components: QueryComponents
  readonly #desk: QueryDesk
  #stopping = new AbortController()
  #running = false

  constructor(init: QueryServiceInit, components: QueryComponents) {
    this.#init = init
    this.#components = components
    this.#desk = new QueryDesk(components.transport.peerId, components.rng)
  }

  async start(): Promise<void> {
    if (this.#running) return
    this.#stopping = new AbortController()
    const bounds = {
      maxFrame: MAX_QUERY_FRAME,
      maxStreams: MAX_SERVED_QUERIES,
      lifetime: 2 * deadlineOf(MAX_TTL)
    }
    await this.#components.transport.handle(QUERY_PROTOCOL, bounds, (stream, signal) =>
      this.#serve(stream, signal)
    )
    this.#running = true
  }

  async stop(): Promise<void> {
    if (!this.#running) return
    this.#running = false
    this.#stopping.abort()
    await this.#components.transport.unhandle(QUERY_PROTOCOL)
  }

  async *find(key: Uint8Array, { signal }: { readonly signal: AbortSignal }): AsyncIterable<AnsweredRecord> {
    const { query, to } = this.#desk.ask(key, this.#init.peers(), this.#components.clock())
    const found = createChannel<AnsweredRecord>(QUERY_FAN_OUT * MAX_FOUND)
    const ended = new AbortController()
    let isSilent = false
    const asking = to.map(async peerId => {
      const records = await this.#ask(peerId, query, AbortSignal.any([signal, ended.signal]))
      if (records === undefined) isSilent = true
      for (const record of records ?? []) found.push({ ...record, via: peerId })
    })
    void Promise.allSettled(asking).finally(() => found.end())
    try {
      yield* found
    } finally {
      ended.abort() // the reader had enough
    }
    if (!isSilent || signal.aborted || this.#stopping.signal.aborted) return
    throw new UnreachableError('Not all who were asked have answered')
  }

  /** One question to one peer; undefined: it gave no answer. */
  async #ask(
    peerId: string,
    query: PeerQuery,
    signal: AbortSignal
  ): Promise<readonly FoundRecord[] | undefined> {
    const { crypto, clock, log, transport, schedule = realSchedule } = this.#components
    const ended = AbortSignal.any([signal, this.#stopping.signal])
    const deadline = startDeadline(schedule, deadlineOf(query.ttl), ended)
    const bounded = deadline.signal
    let stream: FrameStream | undefined
    try {
      stream = await transport.open(peerId, [], QUERY_PROTOCOL, {
        maxFrame: MAX_QUERY_FRAME,
        signal: bounded
      })
      await stream.send(encodePeerQuery(query), { signal: bounded })
      const frame = await stream.receive({ signal: bounded })
      await stream.close()
      return frame && recordsOf(crypto, decodeQueryAnswer(frame), query, clock())
    } catch (error) {
      stream?.abort(error instanceof Error ? error : new Error('not an error', { cause: error }))
      log.trace('a query got no answer - %e', error)
      return undefined
    } finally {
      deadline.clear()
    }
  }

  async #serve(stream: FrameStream, signal: AbortSignal): Promise<void> {
    const frame = await stream.receive({ signal })
    if (frame === undefined) return
    const query = decodePeerQuery(frame)
    const from = stream.remotePeerId
    const admitted = this.#desk.admit(query, from, this.#components.clock())
    if (admitted === 'refused') throw new LimitError('A peer asks too often')
    const found = admitted === 'repeated' ? [] : await this.#lookUp(query, from, signal)
    await stream.send(encodeQueryAnswer(answerWith(query, found)), { signal })
  }

  /** What lies here, else the first that others have. */
  async #lookUp(query: PeerQuery, from: string, signal: AbortSignal): Promise<readonly Signed[]> {
    const key = soughtKey(query)
    if (key === undefined) return []
    const own = await this.#init.held(key)
    if (own !== undefined) return [own]
    const { query: next, to } = this.#desk.forward(query, from, this.#init.peers(), this.#components.clock())
    return await this.#firstOf(next, to, signal)
  }

  async #firstOf(query: PeerQuery, to: readonly string[], signal: AbortSignal): Promise<readonly Signed[]> {
    const enough = new AbortController()
    const { promise, resolve } = Promise.withResolvers<readonly Signed[]>()
    const asking = to.map(async peerId => {
      const found = (await this.#ask(peerId, query, AbortSignal.any([signal, enough.signal]))) ?? []
      if (found.length > 0) resolve(found.map(({ signed }) => signed))
    })
    void Promise.allSettled(asking).finally(() => resolve([]))
    const found = await promise
    enough.abort()
    return found
  }
}

/** Each hop waits a little less than the one before, so that answers can still come back. */
function deadlineOf(ttl: number): number {
  return QUERY_DEADLINES[ttl] ?? 0
}
