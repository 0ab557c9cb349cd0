/**
 * The shell around PeerQuery: one question and one answer a stream.
 */
import { LimitError } from '../errors.ts'
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
import { answerFrom, candidatesFrom, passOn, QueryDesk } from './core/query.ts'
import type { FrameStream, Transport } from '../link.ts'
import type { Clock, Logger, Rng } from '../ports.ts'
import type { PeerFound, PeerQuery, QueryAnswer } from '../wire/index.ts'
import type { Answerer, AskablePeer, Candidate, KnownDevice } from './core/query.ts'

/** What the service needs. */
export interface QueryComponents {
  readonly rng: Rng
  readonly clock: Clock
  readonly log: Logger
  readonly transport: Pick<Transport, 'peerId' | 'open' | 'handle' | 'unhandle'>
}

/** How it is set up: all functions are asked anew for each query. */
export interface QueryServiceInit {
  /** Connected peers. */
  readonly peers: () => readonly AskablePeer[]
  /** What presence, links and routes know of a user's devices; of our own account: this device. */
  readonly known: (userId: string) => readonly KnownDevice[]
  /** This node as one that answers. */
  readonly answerer: () => Omit<Answerer, 'peerId'>
}

/** Whom to look for. */
export interface FindOptions {
  /** PeerIds of the user's device list: nobody else is named. */
  readonly devices: readonly string[]
  readonly signal: AbortSignal
}

/** Asks and answers "who has heard of X?". */
export interface QueryService {
  start(): Promise<void>
  /** Idempotent; open questions end empty. */
  stop(): Promise<void>
  /** Asks up to 3 connected peers; places come as they are heard. Never throws for what peers do. */
  find(userId: string, options: FindOptions): AsyncIterable<Candidate>
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

  async *find(userId: string, { devices, signal }: FindOptions): AsyncIterable<Candidate> {
    const { query, to } = this.#desk.ask(userId, this.#init.peers(), this.#components.clock())
    const found = createChannel<Candidate>(QUERY_FAN_OUT * MAX_FOUND)
    const ended = new AbortController()
    const asking = to.map(async peerId => {
      const answer = await this.#ask(peerId, query, AbortSignal.any([signal, ended.signal]))
      if (answer === undefined) return
      const { addresses } = this.#init.answerer()
      const sought = { requestId: query.requestId, userId, devices, ownAddresses: addresses }
      for (const candidate of candidatesFrom(answer, sought, peerId)) found.push(candidate)
    })
    void Promise.allSettled(asking).finally(() => found.end())
    try {
      yield* found
    } finally {
      ended.abort() // the reader had enough
    }
  }

  /** One question to one peer; undefined for whatever goes wrong. */
  async #ask(peerId: string, query: PeerQuery, signal: AbortSignal): Promise<QueryAnswer | undefined> {
    const bounded = AbortSignal.any([
      signal,
      this.#stopping.signal,
      AbortSignal.timeout(deadlineOf(query.ttl))
    ])
    let stream: FrameStream | undefined
    try {
      stream = await this.#components.transport.open(peerId, [], QUERY_PROTOCOL, {
        maxFrame: MAX_QUERY_FRAME,
        signal: bounded
      })
      await stream.send(encodePeerQuery(query), { signal: bounded })
      const frame = await stream.receive({ signal: bounded })
      const answer = frame === undefined ? undefined : decodeQueryAnswer(frame)
      await stream.close()
      return answer
    } catch (error) {
      stream?.abort(error instanceof Error ? error : new Error('not an error', { cause: error }))
      this.#components.log.trace('a query got no answer - %e', error)
      return undefined
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
    await stream.send(encodeQueryAnswer({ requestId: query.requestId, found }), { signal })
  }

  /** What we know ourselves, else the first that others know. */
  async #lookUp(query: PeerQuery, from: string, signal: AbortSignal): Promise<readonly PeerFound[]> {
    const { transport, clock } = this.#components
    const userId = query.lookingForUserId
    const answerer = { peerId: transport.peerId, ...this.#init.answerer() }
    // the asker has a link to itself
    const known = this.#init.known(userId).filter(({ peerId }) => peerId !== from)
    const own = answerFrom(userId, known, answerer, clock())
    if (own.length > 0) return own
    const { query: next, to } = this.#desk.forward(query, from, this.#init.peers(), clock())
    return this.#firstOf(next, to, signal)
  }

  async #firstOf(
    query: PeerQuery,
    to: readonly string[],
    signal: AbortSignal
  ): Promise<readonly PeerFound[]> {
    const enough = new AbortController()
    const { promise, resolve } = Promise.withResolvers<readonly PeerFound[]>()
    const asking = to.map(async peerId => {
      const answer = await this.#ask(peerId, query, AbortSignal.any([signal, enough.signal]))
      const found = answer === undefined ? [] : passOn(answer, query)
      if (found.length > 0) resolve(found)
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
