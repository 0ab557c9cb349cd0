import { bytesToHex } from '@noble/hashes/utils.js'
import { keyOfPeerId } from '../identity/index.ts'
import { WireFormatError } from '../errors.ts'
import { decodeMailboxRequest, encodeMailboxResponse } from '../wire/index.ts'
import { MAX_PIPELINED, SEND_DEADLINE } from './constants.ts'
import { nameOf } from './core/records.ts'
import { Gate } from './gate.ts'
import { pause, startDeadline } from '../schedule.ts'
import type { FrameStream } from '../link.ts'
import type { Clock } from '../ports.ts'
import type { MailboxRequest, MailboxResponse, MailboxResponseKind, Watched } from '../wire/index.ts'
import type { CrashPoint, Custodian } from './custodian.ts'
import type { LeaseDesk, WatcherStream } from './lease-desk.ts'
import type { Owners, OwnerStream } from './owners.ts'
import type { Rates } from '../rates.ts'
import type { Schedule } from '../schedule.ts'

/** What all streams of a coordinator share. */
export interface ServedBy {
  readonly custodian: Custodian
  readonly owners: Owners
  /** Who is online, and who watches that. */
  readonly leases: LeaseDesk
  /** By PeerId of the caller. */
  readonly connectionRates: Rates
  /** By token in hex: it is asked before it is known whether the token is any good. */
  readonly tokenRates: Rates
  /** Bytes of requests in work. */
  readonly pending: Gate
  readonly clock: Clock
  readonly schedule: Schedule
  onUse?(peerId: string): void
  crashPoint?(name: CrashPoint): void
}

/** Answers that show that somebody uses a mailbox. */
const USES: ReadonlySet<MailboxResponseKind['kind']> = new Set(['registered', 'items', 'receipt'])

/**
 * One stream from the side of the coordinator: many requests at a time, answered as they
 * are done. Anything malformed resets it.
 */
export class ServedStream implements OwnerStream, WatcherStream {
  readonly #stream: FrameStream
  readonly #service: ServedBy
  readonly #from: Uint8Array
  readonly #name: string
  readonly #slots: Gate = new Gate(MAX_PIPELINED)
  readonly #ending: AbortController = new AbortController()
  #failure: unknown
  #used = false

  /** @throws {WireFormatError} the caller's key is no Ed25519 key */
  constructor(stream: FrameStream, service: ServedBy) {
    this.#stream = stream
    this.#service = service
    this.#from = keyOfPeerId(stream.remotePeerId)
    this.#name = nameOf(this.#from)
  }

  /** Resolves when the other side has ended the stream and everything is answered. */
  async run(signal: AbortSignal): Promise<void> {
    const ending = AbortSignal.any([signal, this.#ending.signal])
    try {
      await this.#read(ending)
      // every slot free: every answer is sent
      await this.#slots.enter(MAX_PIPELINED, ending)
    } catch (error) {
      this.#ending.abort()
      throw this.#failure ?? error
    } finally {
      this.#service.owners.forget(this.#name, this)
      this.#service.leases.forget(this)
    }
  }

  /** @see OwnerStream */
  tell(): void {
    this.#send({ id: 0, kind: 'newMail', newMail: {} }).catch((error: unknown) => {
      this.#fail(error)
    })
  }

  /** @see WatcherStream */
  push(state: Watched['state']): void {
    this.#send({ id: 0, kind: 'watched', watched: { state } }).catch((error: unknown) => {
      this.#fail(error)
    })
  }

  async #read(signal: AbortSignal): Promise<void> {
    let lastId = 0
    for (;;) {
      for (let wait = this.#nextTurn(); wait > 0; wait = this.#nextTurn()) {
        await pause(wait, signal, this.#service.schedule)
        signal.throwIfAborted()
      }
      const frame = await this.#stream.receive({ signal })
      if (frame === undefined) return
      const request = decodeMailboxRequest(frame)
      if (request.id <= lastId) throw new WireFormatError('Ids of requests rise')
      lastId = request.id
      await this.#slots.enter(1, signal)
      // before the next frame is read: what waits for room must not pile up
      await this.#service.pending.enter(frame.length, signal)
      const work = this.#work(request, frame.length)
        .catch((error: unknown) => {
          this.#fail(error)
        })
        .finally(() => {
          this.#slots.leave(1)
        })
      // what is answered with many bytes is answered one at a time
      if (request.kind === 'fetch' || request.kind === 'getBundle') await work
    }
  }

  /** Milliseconds until the connection may make its next request. */
  #nextTurn(): number {
    const { connectionRates, clock } = this.#service
    return connectionRates.take(this.#stream.remotePeerId, clock())
  }

  async #work(request: MailboxRequest, weight: number): Promise<void> {
    const { pending, crashPoint } = this.#service
    let response: MailboxResponseKind
    try {
      response = await this.#answer(request)
    } finally {
      pending.leave(weight)
    }
    if (!this.#used && USES.has(response.kind)) {
      this.#used = true
      this.#service.onUse?.(this.#stream.remotePeerId)
    }
    await this.#send({ id: request.id, ...response })
    if (response.kind === 'receipt') crashPoint?.('C3')
    if (response.kind === 'items' && response.items.items.length > 0) crashPoint?.('C5')
  }

  async #answer(request: MailboxRequest): Promise<MailboxResponseKind> {
    const { custodian, owners, leases, tokenRates, clock } = this.#service
    if (request.kind === 'watch') return leases.watch(this, request.watch)
    if (request.kind === 'lease') {
      if (!custodian.isRegistered(this.#name)) return { kind: 'refusal', refusal: { reason: 'refused' } }
      return leases.lease(this.#name, request.lease)
    }
    if (request.kind === 'store' && tokenRates.take(bytesToHex(request.store.token), clock()) > 0) {
      return { kind: 'refusal', refusal: { reason: 'busy' } }
    }
    // before the mailbox is read: mail that comes after that is told
    if (request.kind === 'fetch' || request.kind === 'register') owners.listen(this.#name, this)
    return await custodian.submit(this.#from, request, this.#stream.origin)
  }

  async #send(response: MailboxResponse): Promise<void> {
    const deadline = startDeadline(this.#service.schedule, SEND_DEADLINE, this.#ending.signal)
    try {
      await this.#stream.send(encodeMailboxResponse(response), { signal: deadline.signal })
    } finally {
      deadline.clear()
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    this.#ending.abort()
  }
}
