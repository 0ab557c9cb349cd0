/** A link to a contact: one stream of frames, and what is known of it. */
import type { FrameStream } from '../link.ts'
import type { LivePath } from '../messaging/index.ts'
import type { Clock, EpochMs } from '../ports.ts'
import { encodeMessageFrame, MAX_ENVELOPES, MAX_MESSAGE_FRAME } from '../wire/index.ts'
import type { MessageFrame, Signed } from '../wire/index.ts'

/** Room that a frame needs besides its envelopes. */
const FRAME_OVERHEAD = 1_024
/** Longest time that the other side may take no bytes at all (ms). */
const SEND_DEADLINE = 10_000

const EMPTY_FRAME: MessageFrame = {
  envelopes: [],
  hello: undefined,
  wantBundle: false,
  bundle: undefined,
  parked: false
}

/** A live link to a contact. */
export interface Link extends LivePath {
  readonly userId: string
  readonly peerId: string
  readonly relayed: boolean
  /** PeerId of the relay that it runs over; undefined: it is direct. */
  readonly relay: string | undefined
  readonly opened: EpochMs
  /** When envelopes went over it last, either way, or over the one before it; 0: never. */
  readonly used: EpochMs
  /** Something that came over it is being dealt with. */
  readonly isBusy: boolean
  /** One side has let go of it on purpose. */
  readonly isParked: boolean
  close(): Promise<void>
}

/** The same, as it is kept. */
export class OpenLink implements Link {
  readonly userId: string
  readonly peerId: string
  readonly relayed: boolean
  readonly relay: string | undefined
  readonly ours: boolean
  readonly opened: EpochMs
  /** When envelopes came last. */
  heard: EpochMs | undefined
  used: EpochMs = 0
  isParked = false
  /** Frames with envelopes that are being dealt with. */
  taking = 0
  ended = false
  /** The other side has said hello: before, it is no link. */
  greeted = false
  readonly greeting: PromiseWithResolvers<void> = Promise.withResolvers()
  /** While an answer to our asking for its bundle is awaited. */
  bundle: PromiseWithResolvers<Signed> | undefined
  readonly stream: FrameStream
  readonly #clock: Clock
  #closing: ReturnType<typeof setTimeout> | undefined

  constructor(userId: string, stream: FrameStream, ours: boolean, clock: Clock) {
    this.userId = userId
    this.peerId = stream.remotePeerId
    this.relay = stream.relay
    this.relayed = stream.relay !== undefined
    this.ours = ours
    this.opened = clock()
    this.#clock = clock
    this.stream = stream
    // who waits for it hears of it, and nobody has to
    this.greeting.promise.catch(() => undefined)
  }

  get isBusy(): boolean {
    return this.taking > 0
  }

  /** Sends a frame of its own. */
  async sendFrame(frame: Partial<MessageFrame>, signal: AbortSignal): Promise<void> {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(SEND_DEADLINE)])
    await this.stream.send(encodeMessageFrame({ ...EMPTY_FRAME, ...frame }), { signal: patience })
  }

  async send(envelopes: readonly Uint8Array[], signal: AbortSignal): Promise<void> {
    this.used = this.#clock()
    try {
      for (const some of framesOf(envelopes)) await this.sendFrame({ envelopes: some }, signal)
    } catch (error) {
      // Left open it would stand in the way of the link that could take the bytes.
      if (error instanceof Error) this.stream.abort(error)
      throw error
    }
  }

  closeLater(ms: number): void {
    if (this.ended) return
    this.#closing ??= setTimeout(() => {
      void this.close()
    }, ms)
  }

  /** It is needed after all. */
  keep(): void {
    clearTimeout(this.#closing)
    this.#closing = undefined
  }

  async close(): Promise<void> {
    this.keep()
    this.ended = true
    await this.stream.close()
  }
}

/** Splits envelopes into frames that keep the limits of count and size. */
function* framesOf(envelopes: readonly Uint8Array[]): Iterable<readonly Uint8Array[]> {
  let frame: Uint8Array[] = []
  let size = 0
  for (const envelope of envelopes) {
    const full = frame.length === MAX_ENVELOPES
    if (full || size + envelope.length > MAX_MESSAGE_FRAME - FRAME_OVERHEAD) {
      yield frame
      frame = []
      size = 0
    }
    frame.push(envelope)
    size += envelope.length
  }
  if (frame.length > 0) yield frame
}
