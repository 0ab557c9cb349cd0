/**
 * Hosts on the simulated network, through the port that our protocols know: streams of whole frames to a peer
 * named by its PeerId. What a frame costs the network counts.
 *
 * @packageDocumentation
 */
import { DeadlineError, LimitError, UnreachableError, UsageError } from '../../src/errors.ts'
import type { FrameHandler, FrameStream, HandleOptions, Transport, WaitOptions } from '../../src/link.ts'
import type { EpochMs } from '../../src/ports.ts'
import type { Life } from './life.ts'
import type { End, EndEvents, SimNetwork, SimNode } from './network.ts'

/** One side of a stream. */
class SimStream implements FrameStream, EndEvents<Uint8Array> {
  readonly relay = undefined
  readonly origin = undefined
  readonly connectedAt: EpochMs
  readonly remotePeerId: string
  /** Aborts when it is over. */
  readonly over: AbortController = new AbortController()
  /** A frame came or went. */
  onUse: () => void = () => {}
  readonly #end: End<Uint8Array>
  readonly #maxFrame: number
  readonly #frames: Uint8Array[] = []
  #isEnded = false
  #error: Error | undefined
  #wake: () => void = () => {}

  constructor(remotePeerId: string, end: End<Uint8Array>, maxFrame: number, connectedAt: EpochMs) {
    this.remotePeerId = remotePeerId
    this.connectedAt = connectedAt
    this.#end = end
    this.#maxFrame = maxFrame
  }

  async send(frame: Uint8Array, { signal }: WaitOptions = {}): Promise<void> {
    if (frame.length > this.#maxFrame) throw new LimitError('The frame is too large')
    if (signal?.aborted === true) throw new DeadlineError('It took too long')
    if (this.#error !== undefined || !this.#end.isOpen) throw new UnreachableError('The stream is over')
    this.onUse()
    this.#end.send(frame.slice(), frame.length)
  }

  async receive({ signal }: WaitOptions = {}): Promise<Uint8Array | undefined> {
    for (;;) {
      const frame = this.#frames.shift()
      if (frame !== undefined) return frame
      if (this.#error !== undefined) throw this.#error
      if (this.#isEnded) return undefined
      if (signal?.aborted === true) throw new DeadlineError('It took too long')
      await new Promise<void>(resolve => {
        const done = (): void => {
          signal?.removeEventListener('abort', done)
          resolve()
        }
        this.#wake = done
        signal?.addEventListener('abort', done)
      })
    }
  }

  async close(): Promise<void> {
    this.abort(new UnreachableError('The stream was closed'))
  }

  abort(error: Error): void {
    this.#end.close()
    this.#finish(error)
  }

  /** The process is gone: says nothing. */
  abandon(): void {
    this.#end.abandon()
    this.#finish(new UnreachableError('The host is gone'))
  }

  onFrame(frame: Uint8Array): void {
    if (frame.length > this.#maxFrame) {
      this.abort(new LimitError('The frame is too large'))
      return
    }
    this.onUse()
    this.#frames.push(frame)
    this.#wake()
  }

  onClose(): void {
    this.#isEnded = true
    this.#wake()
  }

  #finish(error: Error): void {
    this.#error ??= error
    this.#wake()
    this.over.abort(this.#error)
  }
}

interface Served {
  readonly options: HandleOptions
  readonly handler: FrameHandler
  readonly streams: Set<SimStream>
}

/** All hosts of a network that can be dialled. */
export class Hosts {
  readonly network: SimNetwork
  readonly #listening = new Map<string, SimHost>()

  constructor(network: SimNetwork) {
    this.network = network
  }

  /** A host that others find; the last one of a PeerId counts. */
  listen(node: SimNode, peerId: string, life: Life): SimHost {
    const host = this.dialler(node, peerId, life)
    this.#listening.set(peerId, host)
    return host
  }

  /** One that only opens: a pseudonym on that machine. */
  dialler(node: SimNode, peerId: string, life: Life): SimHost {
    return new SimHost(this, node, peerId, life)
  }

  find(peerId: string): SimHost | undefined {
    return this.#listening.get(peerId)
  }
}

/** A host, as long as its process lives. */
export class SimHost implements Transport {
  readonly peerId: string
  readonly node: SimNode
  /** Peers that streams need no dial to. */
  readonly connected: Set<string> = new Set()
  readonly #hosts: Hosts
  readonly #life: Life
  readonly #served = new Map<string, Served>()
  readonly #streams = new Set<SimStream>()

  constructor(hosts: Hosts, node: SimNode, peerId: string, life: Life) {
    this.#hosts = hosts
    this.node = node
    this.peerId = peerId
    this.#life = life
    life.whenOver(() => {
      for (const stream of [...this.#streams]) stream.abandon()
    })
  }

  readonly open: Transport['open'] = async (peerId, _addresses, protocol, { maxFrame, signal }) => {
    if (signal.aborted) throw new DeadlineError('It took too long')
    const target = this.#hosts.find(peerId)
    if (target === undefined) throw new UnreachableError('There is no such host')
    return await new Promise<FrameStream>((resolve, reject) => {
      const late = (): void => {
        reject(new DeadlineError('It took too long'))
      }
      signal.addEventListener('abort', late, { once: true })
      this.#hosts.network.open<Uint8Array>(
        this.node,
        target.node,
        theirs => target.accept(this.peerId, protocol, theirs),
        ours => {
          signal.removeEventListener('abort', late)
          if (this.#life.isOver) ours?.abandon()
          else if (signal.aborted) ours?.close()
          else if (ours !== undefined) {
            const stream = this.#adopt(peerId, ours, maxFrame)
            resolve(stream)
            return stream
          }
          reject(new UnreachableError('Nobody answers there'))
          return undefined
        },
        this.connected.has(peerId)
      )
    })
  }

  readonly handle: Transport['handle'] = async (protocol, options, handler) => {
    if (this.#served.has(protocol)) throw new UsageError('That protocol is served')
    this.#served.set(protocol, { options, handler, streams: new Set() })
  }

  readonly unhandle: Transport['unhandle'] = async protocol => {
    const served = this.#served.get(protocol)
    this.#served.delete(protocol)
    for (const stream of served?.streams ?? []) stream.abort(new UnreachableError('Not served any more'))
  }

  /** Ends what is open, in order. */
  async stop(): Promise<void> {
    for (const stream of [...this.#streams]) await stream.close()
  }

  /** Somebody opens a stream here. */
  accept(from: string, protocol: string, theirs: End<Uint8Array>): EndEvents<Uint8Array> | undefined {
    const served = this.#life.isOver ? undefined : this.#served.get(protocol)
    if (served === undefined) return undefined
    const { options, handler, streams } = served
    if (streams.size >= (options.maxStreams ?? Infinity)) return undefined
    const stream = this.#adopt(from, theirs, options.maxFrame)
    streams.add(stream)
    stream.over.signal.addEventListener('abort', () => {
      streams.delete(stream)
    })
    this.#endWhenIdle(stream, options.idle ?? Infinity)
    handler(stream, stream.over.signal).then(
      async () => stream.close(),
      error => stream.abort(error as Error)
    )
    return stream
  }

  #adopt(remote: string, end: End<Uint8Array>, maxFrame: number): SimStream {
    const stream = new SimStream(remote, end, maxFrame, this.#hosts.network.engine.clock())
    this.#streams.add(stream)
    stream.over.signal.addEventListener('abort', () => {
      this.#streams.delete(stream)
    })
    return stream
  }

  #endWhenIdle(stream: SimStream, idle: number): void {
    const { engine } = this.#hosts.network
    let used = engine.time
    stream.onUse = () => {
      used = engine.time
    }
    const look = (): void => {
      const left = used + idle - engine.time
      if (left > 0) this.#life.schedule(left, look)
      else stream.abort(new UnreachableError('Nothing was said for too long'))
    }
    const cancel = this.#life.schedule(idle, look)
    stream.over.signal.addEventListener('abort', cancel)
  }
}
