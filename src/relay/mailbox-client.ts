import { DeadlineError, UnreachableError, WireFormatError } from '../errors.ts'
import { decodeMailboxResponse, encodeMailboxRequest } from '../wire/index.ts'
import { ANSWER_DEADLINE, MAX_PIPELINED } from './constants.ts'
import { Gate } from './gate.ts'
import { startDeadline } from '../schedule.ts'
import type { FrameStream } from '../link.ts'
import type { MailboxRequestKind, MailboxResponse, MailboxResponseKind, Watched } from '../wire/index.ts'
import type { Schedule } from '../schedule.ts'

/** How a client is made. */
export interface MailboxClientOptions {
  readonly schedule: Schedule
  /**
   * The coordinator has new mail for the owner of this stream. What it throws ends the
   * stream. Default: nobody is told, and a notice is no answer that belongs here.
   */
  onNewMail?(): void
  /** Whom this stream watches came or went. What it throws, and the default: as with new mail. */
  onWatched?(state: Watched['state']): void
}

interface Pending {
  answer(response: MailboxResponseKind): void
  fail(error: unknown): void
}

const LAST_ID = 0xffff_ffff

/**
 * One stream to a coordinator from the side of owners and depositors: many requests at a
 * time, matched to their answers by id. An answer that does not come, or that nobody asked
 * for, ends the stream: whoever holds it opens another one.
 */
export class MailboxClient {
  readonly #stream: FrameStream
  readonly #options: MailboxClientOptions
  readonly #pending: Map<number, Pending> = new Map()
  readonly #slots: Gate = new Gate(MAX_PIPELINED)
  readonly #closing: AbortController = new AbortController()
  #lastId = 0
  #error: Error | undefined

  constructor(stream: FrameStream, options: MailboxClientOptions) {
    this.#stream = stream
    this.#options = options
    void this.#read()
  }

  /** Aborts when the stream has ended, from whichever side. */
  get closed(): AbortSignal {
    return this.#closing.signal
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws {DeadlineError} the signal aborted; the request may have been carried out
   * @throws {UnreachableError | WireFormatError | LimitError} the stream ended
   */
  async request(request: MailboxRequestKind, signal?: AbortSignal): Promise<MailboxResponseKind> {
    await this.#slots.enter(1, signal)
    if (this.#error !== undefined || this.#lastId === LAST_ID) {
      this.#slots.leave(1)
      throw this.#error ?? new UnreachableError('The stream to the coordinator is used up')
    }
    this.#lastId += 1
    return await this.#ask(this.#lastId, request, signal)
  }

  /** Ends the stream in order. Idempotent, never rejects. */
  async close(): Promise<void> {
    this.#end(new UnreachableError('The stream to the coordinator was closed'))
    await this.#stream.close()
  }

  async #ask(
    id: number,
    request: MailboxRequestKind,
    signal: AbortSignal | undefined
  ): Promise<MailboxResponseKind> {
    const frame = encodeMailboxRequest({ id, ...request })
    // the slot stays taken until the answer is there, also when the caller has left
    const deadline = startDeadline(this.#options.schedule, ANSWER_DEADLINE)
    return await new Promise<MailboxResponseKind>((resolve, reject) => {
      const leave = (): void => {
        reject(new DeadlineError('It took too long'))
      }
      const settle = (): void => {
        deadline.clear()
        signal?.removeEventListener('abort', leave)
        this.#slots.leave(1)
      }
      this.#pending.set(id, {
        answer: response => {
          settle()
          resolve(response)
        },
        fail: error => {
          settle()
          reject(error as Error)
        }
      })
      deadline.signal.addEventListener('abort', () => {
        this.#break(new UnreachableError('The coordinator does not answer'))
      })
      signal?.addEventListener('abort', leave, { once: true })
      this.#stream.send(frame, { signal: deadline.signal }).catch((error: unknown) => {
        this.#break(error as Error)
      })
    })
  }

  async #read(): Promise<void> {
    try {
      for (;;) {
        const frame = await this.#stream.receive()
        if (frame === undefined) break
        this.#take(decodeMailboxResponse(frame))
      }
      this.#break(new UnreachableError('The coordinator ended the stream'))
    } catch (error) {
      this.#break(error as Error)
    }
  }

  #take(response: MailboxResponse): void {
    if (response.id === 0) {
      const { onNewMail, onWatched } = this.#options
      if (response.kind === 'newMail' && onNewMail !== undefined) onNewMail()
      else if (response.kind === 'watched' && onWatched !== undefined) onWatched(response.watched.state)
      else throw new WireFormatError('An answer to nothing')
      return
    }
    const pending = this.#pending.get(response.id)
    if (pending === undefined) throw new WireFormatError('An answer to nothing')
    this.#pending.delete(response.id)
    pending.answer(response)
  }

  #break(error: Error): void {
    if (this.#error !== undefined) return
    this.#end(error)
    this.#stream.abort(error)
  }

  #end(error: Error): void {
    if (this.#error !== undefined) return
    this.#error = error
    this.#closing.abort(error)
    const pending = [...this.#pending.values()]
    this.#pending.clear()
    for (const { fail } of pending) fail(error)
  }
}
