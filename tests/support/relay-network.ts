/**
 * The network port in memory, for protocols that know nothing else of the network: hosts
 * named by PeerIds, whole frames, and connections that a test can cut.
 *
 * @packageDocumentation
 */
import { DeadlineError, LimitError, UnreachableError, UsageError } from '../../src/errors.ts'
import type { FrameHandler, FrameStream, HandleOptions, Transport, WaitOptions } from '../../src/link.ts'

interface Served {
  readonly options: HandleOptions
  readonly handler: FrameHandler
}

/** One direction of a stream. */
class Lane {
  readonly #frames: Uint8Array[] = []
  #ended = false
  #error: Error | undefined
  #wake: (() => void) | undefined
  readonly #onOver: () => void

  constructor(onOver: () => void) {
    this.#onOver = onOver
  }

  push(frame: Uint8Array): void {
    if (this.#error !== undefined) throw this.#error
    this.#frames.push(frame.slice())
    this.#wake?.()
  }

  end(): void {
    this.#ended = true
    this.#wake?.()
    this.#onOver()
  }

  break(error: Error): void {
    this.#error ??= error
    this.#wake?.()
    this.#onOver()
  }

  get over(): boolean {
    return this.#ended || this.#error !== undefined
  }

  async shift(signal?: AbortSignal): Promise<Uint8Array | undefined> {
    for (;;) {
      if (this.#error !== undefined) throw this.#error
      const frame = this.#frames.shift()
      if (frame !== undefined) return frame
      if (this.#ended) return undefined
      if (signal?.aborted === true) throw new DeadlineError('out of time')
      await new Promise<void>(resolve => {
        this.#wake = resolve
        signal?.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  }
}

class MemoryStream implements FrameStream {
  readonly relay: string | undefined
  readonly origin = undefined
  readonly connectedAt = Date.now()
  readonly remotePeerId: string
  readonly #maxFrame: number
  readonly #inbound: Lane
  readonly #outbound: Lane
  /** While set, sends wait: a peer that does not read. */
  stalled: Promise<void> | undefined

  constructor(remotePeerId: string, relayed: boolean, maxFrame: number, inbound: Lane, outbound: Lane) {
    this.remotePeerId = remotePeerId
    this.relay = relayed ? 'relay' : undefined
    this.#maxFrame = maxFrame
    this.#inbound = inbound
    this.#outbound = outbound
  }

  async send(frame: Uint8Array, { signal }: WaitOptions = {}): Promise<void> {
    if (frame.length > this.#maxFrame) throw new LimitError('frame too large')
    if (signal?.aborted === true) throw new DeadlineError('out of time')
    if (this.stalled !== undefined) {
      const aborted = new Promise<never>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DeadlineError('out of time')), { once: true })
      })
      await Promise.race([this.stalled, aborted])
    }
    this.#outbound.push(frame)
  }

  async receive({ signal }: WaitOptions = {}): Promise<Uint8Array | undefined> {
    return await this.#inbound.shift(signal)
  }

  async close(): Promise<void> {
    this.#outbound.end()
    this.#inbound.break(new UnreachableError('closed'))
  }

  abort(error: Error): void {
    this.#inbound.break(error)
    this.#outbound.break(new UnreachableError('reset'))
  }
}

/** A host in memory. */
export interface MemoryHost extends Transport {
  stop(): Promise<void>
}

/** What a test sees of a stream that was opened. */
export interface OpenedStream {
  readonly from: string
  readonly to: string
  readonly dialler: FrameStream
  /** Neither side has ended or reset it. */
  readonly alive: boolean
  /** Stops or resumes what the listener sends: the dialler does not read. */
  stall(until: Promise<void> | undefined): void
  cut(): void
}

/** All hosts of a test. */
export class MemoryNetwork {
  /** Streams ever opened, in order. */
  readonly opened: OpenedStream[] = []
  /** While set, what is opened runs over a relay, unless the dialler wants it direct. */
  relayed = false
  /** Awaited before the other side sees a stream, and once more before the dialler has it. */
  pace: () => Promise<void> = async () => undefined
  /** While set, awaited before the other side sees a stream that the dialler has already. */
  late: Promise<void> | undefined
  /** Called when a side has ended or reset a stream. */
  over: () => void = () => undefined
  readonly #hosts: Map<string, Map<string, Served>> = new Map()
  readonly #down: Set<string> = new Set()

  /** Adds a host; several may share a PeerId, as after a restart. */
  host(peerId: string): MemoryHost {
    const served = new Map<string, Served>()
    const own: OpenedStream[] = []
    let stopped = false
    const end = (): void => {
      for (const stream of own) stream.cut()
      for (const stream of this.opened) if (stream.to === peerId) stream.cut()
    }
    return {
      peerId,
      open: async (target, _addresses, protocol, { maxFrame, signal, direct = false }) => {
        if (stopped) throw new UsageError('stopped')
        if (signal.aborted) throw new DeadlineError('out of time')
        await this.pace()
        const entry = this.#down.has(target) ? undefined : this.#hosts.get(target)?.get(protocol)
        if (entry === undefined) throw new UnreachableError('nobody there')
        const opened = connect(peerId, target, this.relayed && !direct, maxFrame, entry, this.late, () => {
          this.over()
        })
        this.opened.push(opened)
        own.push(opened)
        await this.pace()
        if (signal.aborted) {
          opened.cut()
          throw new DeadlineError('out of time')
        }
        return opened.dialler
      },
      handle: async (protocol, options, handler) => {
        if (served.has(protocol)) throw new UsageError('served twice')
        served.set(protocol, { options, handler })
        this.#hosts.set(peerId, served)
      },
      unhandle: async protocol => {
        served.delete(protocol)
        for (const stream of this.opened) if (stream.to === peerId) stream.cut()
      },
      stop: async () => {
        stopped = true
        end()
        if (this.#hosts.get(peerId) === served) this.#hosts.delete(peerId)
      }
    }
  }

  /** Nobody reaches that host any more; its streams break. */
  down(peerId: string): void {
    this.#down.add(peerId)
    for (const stream of this.opened) if (stream.to === peerId) stream.cut()
  }

  up(peerId: string): void {
    this.#down.delete(peerId)
  }
}

function connect(
  from: string,
  to: string,
  relayed: boolean,
  maxFrame: number,
  entry: Served,
  late: Promise<void> | undefined,
  over: () => void
): OpenedStream {
  const there = new Lane(over)
  const back = new Lane(over)
  const dialler = new MemoryStream(to, relayed, maxFrame, back, there)
  const listener = new MemoryStream(from, relayed, entry.options.maxFrame, there, back)
  const ending = new AbortController()
  const reset = (): void => {
    const error = new UnreachableError('reset')
    there.break(error)
    back.break(error)
    ending.abort(error)
  }
  const serve = async (): Promise<void> => entry.handler(listener, ending.signal)
  void (late === undefined ? serve() : late.then(serve)).then(
    async () => listener.close(),
    () => reset()
  )
  return {
    from,
    to,
    dialler,
    get alive(): boolean {
      return !there.over && !back.over
    },
    stall: until => {
      listener.stalled = until
    },
    cut: reset
  }
}
