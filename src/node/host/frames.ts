/**
 * `FrameStream` of src/link.ts over a stream of libp2p 3.
 *
 * The library's `lpStream` does not do for us: an aborted read loses the length it has
 * read, the end between frames and the end inside one look the same, and a reader that
 * is slower than the sender gets the stream reset instead of slowing the sender down.
 *
 * @packageDocumentation
 */
import { LimitError, UnreachableError, UsageError, WireFormatError } from '../../errors.ts'
import { relayOf } from './circuit.ts'
import { FRAME_READ_AHEAD, FRAMES_PER_TURN, STREAM_CLOSE_TIMEOUT } from './constants.ts'
import { failure, withSignal } from './failures.ts'
import { createFrameBuffer, encodeFrame } from './frame-buffer.ts'
import { originOf } from './scope.ts'
import type { FrameStream, WaitOptions } from '../../link.ts'
import type { Connection, Stream, StreamCloseEvent, StreamMessageEvent } from '@libp2p/interface'

/** A frame stream with what its server must know of it. */
export interface ServedStream extends FrameStream {
  /** Called after each whole frame, in or out. */
  onFrame?: () => void
  /** Resolves when nothing of the stream is left. */
  readonly gone: Promise<void>
}

/**
 * @param stream negotiated, and nobody else reads it
 * @param maxFrame greatest frame in bytes, each way
 */
export function createFrameStream(stream: Stream, connection: Connection, maxFrame: number): ServedStream {
  const buffer = createFrameBuffer(maxFrame)
  const gone = Promise.withResolvers<void>()
  let cause: Error | undefined
  let closing: Promise<void> | undefined
  let closed = false
  /** The other side said that it has no more; a connection that ends without that is a failure. */
  let finished = stream.status === 'open' && stream.remoteWriteStatus === 'closed'
  let receiving = false
  /** Frames received since the event loop had its turn. */
  let atOnce = 0
  let wakeReader = Promise.withResolvers<void>()
  let wakeWriter = Promise.withResolvers<void>()
  /** The last send in line. */
  let line: Promise<void> = Promise.resolve()
  let inLine = 0

  const wake = (): void => {
    wakeReader.resolve()
    wakeWriter.resolve()
  }

  let resuming = false

  stream.addEventListener('message', (event: StreamMessageEvent) => {
    if (closed) return
    buffer.push(event.data.subarray())
    if (!resuming) pauseIfFull()
    wakeReader.resolve()
  })
  stream.addEventListener('remoteCloseWrite', () => {
    finished = true
  })
  stream.addEventListener('end', wake)
  stream.addEventListener('drain', wake)
  stream.addEventListener('idle', wake)
  stream.addEventListener('close', (event: StreamCloseEvent) => {
    if (event.error !== undefined) cause ??= failure(event.error, 'the stream')
    // what came before an orderly end still lies in the library's buffer if we paused it
    if (event.error === undefined) resume()
    wake()
    gone.resolve()
  })

  if (stream.status === 'aborted' || stream.status === 'reset')
    cause = new UnreachableError('the stream: reset')
  if (stream.status !== 'open' && stream.status !== 'closing') gone.resolve()

  function pauseIfFull(): void {
    if (buffer.size > FRAME_READ_AHEAD && buffer.ready && stream.readStatus === 'readable') stream.pause()
  }

  function resume(): void {
    if (stream.readStatus !== 'paused') return
    resuming = true
    try {
      stream.resume()
    } catch {
      // it hands out what it holds, then may find the connection gone: 'close' tells
    } finally {
      resuming = false
    }
    // Not while it hands out: the end of its `resume` would let the other side go on all the same.
    pauseIfFull()
  }

  function fail(err: unknown): never {
    cause ??= failure(err, 'the stream')
    result.abort(cause)
    throw cause
  }

  async function room(signal: AbortSignal | undefined): Promise<void> {
    while (stream.writableNeedsDrain || stream.writeBufferLength > 0) {
      if (stream.status !== 'open') return
      wakeWriter = Promise.withResolvers<void>()
      await withSignal(wakeWriter.promise, 'send', signal)
    }
  }

  const result: ServedStream = {
    remotePeerId: connection.remotePeer.toString(),
    relay: relayOf(connection.remoteAddr),
    origin: originOf(connection.remoteAddr),
    connectedAt: connection.timeline.open,
    gone: gone.promise,

    async send(frame: Uint8Array, options: WaitOptions = {}) {
      if (frame.length > maxFrame)
        throw new LimitError(`A frame of ${frame.length} bytes is above ${maxFrame}`)
      const before = line
      const done = Promise.withResolvers<void>()
      // who comes next waits for us and for all before us, also when we give up
      line = inLine === 0 ? done.promise : before.then(() => done.promise)
      inLine++
      try {
        if (inLine > 1) await withSignal(before, 'send', options.signal)
        await room(options.signal)
        if (cause !== undefined) throw cause
        if (closed || stream.writeStatus !== 'writable') {
          throw new UnreachableError('the stream: closed')
        }
        if (options.signal?.aborted === true) throw failure(undefined, 'send', options.signal)
        stream.send(encodeFrame(frame))
        result.onFrame?.()
      } catch (err) {
        throw failure(err, 'send')
      } finally {
        inLine--
        done.resolve()
      }
    },

    async receive(options: WaitOptions = {}) {
      if (receiving) throw new UsageError('receive: another one is waiting')
      receiving = true
      try {
        if (atOnce >= FRAMES_PER_TURN) {
          atOnce = 0
          // sockets and timers have their turn
          await new Promise(resolve => setTimeout(resolve, 0))
        }
        while (true) {
          if (closed) throw cause ?? new UnreachableError('the stream: closed')
          const frame = buffer.next()
          if (frame !== undefined) {
            if (buffer.size <= FRAME_READ_AHEAD || !buffer.ready) resume()
            result.onFrame?.()
            atOnce++
            return frame
          }
          resume()
          if (buffer.ready) continue
          if (cause !== undefined) throw cause
          if (stream.readableEnded || stream.status !== 'open') {
            if (!finished) throw new UnreachableError('the stream: its connection ended')
            if (buffer.size > 0) throw new WireFormatError('The stream ended inside a frame')
            return undefined
          }
          atOnce = 0
          wakeReader = Promise.withResolvers<void>()
          await withSignal(wakeReader.promise, 'receive', options.signal)
        }
      } catch (err) {
        if (err instanceof LimitError || err instanceof WireFormatError) fail(err)
        throw failure(err, 'receive', options.signal)
      } finally {
        receiving = false
      }
    },

    close() {
      closed = true
      // a paused stream would keep the other side from ever getting its end out
      resume()
      closing ??= closeStream(stream, gone.promise)
      wake()
      return closing
    },

    abort(err: Error) {
      closed = true
      cause ??= failure(err, 'the stream')
      stream.abort(cause)
      wake()
    }
  }
  return result
}

/** Our last bytes out, then the other side's end within the same time, or a reset. */
async function closeStream(stream: Stream, gone: Promise<void>): Promise<void> {
  const signal = AbortSignal.timeout(STREAM_CLOSE_TIMEOUT)
  try {
    await stream.close({ signal })
    if (stream.readStatus !== 'closed') await stream.closeRead({ signal })
  } catch (err) {
    stream.abort(failure(err, 'close'))
  }
  if (stream.status !== 'open') return
  const timer = setTimeout(
    () => stream.abort(new UnreachableError('the stream: never ended')),
    STREAM_CLOSE_TIMEOUT
  )
  void gone.then(() => clearTimeout(timer))
}
