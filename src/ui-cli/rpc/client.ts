/**
 * A command's end of the socket, see rpc/protocol.ts.
 *
 * @packageDocumentation
 */
import { createConnection } from 'node:net'
import type { Socket } from 'node:net'
import { DeadlineError, EarshotError } from '../../errors.ts'
import { CONNECT_TIMEOUT, MAX_RESPONSE_LINE } from '../constants.ts'
import { DaemonError } from '../errors.ts'
import { createLineSplitter, parseObject } from './lines.ts'
import { fromErrorObject } from './protocol.ts'

/** How long to wait for an answer (ms), and what ends the wait earlier. */
export interface CallOptions {
  readonly timeout: number
  readonly signal: AbortSignal
}

/** A connection to the daemon. */
export interface RpcClient {
  /**
   * @throws the error that the daemon answered with, rebuilt by its code
   * @throws {DeadlineError} if no answer came in time
   * @throws {DaemonError} if the daemon went away
   */
  call(method: string, params: object, options: CallOptions): Promise<unknown>
  /** Resolves when the connection is gone, with what ended it. */
  readonly lost: Promise<Error>
  close(): void
}

interface Pending {
  readonly items: unknown[]
  resolve(result: unknown): void
  reject(error: Error): void
}

/**
 * Connects.
 * @param onNotification gets what the daemon sends by itself
 * @returns undefined if nobody listens on this path
 * @throws {DaemonError} if the socket cannot be used
 */
export async function connectRpc(
  path: string,
  onNotification: (method: string, params: unknown) => void
): Promise<RpcClient | undefined> {
  const connected = await connect(path)
  if (connected === undefined) return undefined
  const socket: Socket = connected
  const splitter = createLineSplitter(MAX_RESPONSE_LINE)
  const pending = new Map<number, Pending>()
  const lost = Promise.withResolvers<Error>()
  let end = new DaemonError('The running node went away')
  let lastId = 0

  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    for (const call of pending.values()) call.reject(end)
    pending.clear()
    lost.resolve(end)
  })
  socket.on('data', chunk => {
    try {
      for (const line of splitter.push(chunk)) receive(parseObject(line))
    } catch (error) {
      if (error instanceof EarshotError)
        end = new DaemonError(`The running node talks nonsense: ${error.message}`)
      socket.destroy()
    }
  })

  function receive({ id, method, params, result, error }: Record<string, unknown>): void {
    if (typeof method === 'string') {
      if (method === 'rpc.part') collect(params)
      else onNotification(method, params)
      return
    }
    if (id === null) {
      // The daemon could not read a call, or has no place for us: no call will be answered.
      end = new DaemonError(fromErrorObject(error).message)
      socket.destroy()
      return
    }
    const call = pending.get(Number(id))
    if (call === undefined) return
    pending.delete(Number(id))
    if (error !== undefined) call.reject(fromErrorObject(error))
    else call.resolve(Array.isArray(result) ? [...call.items, ...result] : result)
  }

  function collect(params: unknown): void {
    if (typeof params !== 'object' || params === null || !('id' in params) || !('items' in params)) return
    const items: readonly unknown[] = Array.isArray(params.items) ? params.items : []
    for (const item of items) pending.get(Number(params.id))?.items.push(item)
  }

  return {
    lost: lost.promise,
    close: () => socket.destroy(),
    async call(method, params, { timeout, signal }) {
      signal.throwIfAborted()
      if (socket.destroyed) throw end
      const id = ++lastId
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      pending.set(id, { items: [], resolve, reject })
      const giveUp = (error: Error): void => {
        if (!pending.delete(id)) return
        socket.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'rpc.cancel', params: { id } })}\n`)
        reject(error)
      }
      const onAbort = (): void => giveUp(signal.reason)
      const timer = setTimeout(giveUp, timeout, new DeadlineError('The running node did not answer in time'))
      signal.addEventListener('abort', onAbort, { once: true })
      try {
        socket.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`)
        return await promise
      } finally {
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
      }
    }
  }
}

/** Undefined if there is no socket or nobody behind it. */
async function connect(path: string): Promise<Socket | undefined> {
  return await new Promise((resolve, reject) => {
    const socket = createConnection(path)
    const fail = (error: NodeJS.ErrnoException): void => {
      socket.destroy()
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED' || error.code === 'ENOTDIR')
        resolve(undefined)
      else reject(new DaemonError(`The socket ${path} cannot be used: ${error.code ?? error.message}`))
    }
    socket.setTimeout(CONNECT_TIMEOUT, () => fail(new Error('no answer')))
    socket.once('error', fail)
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.off('error', fail)
      resolve(socket)
    })
  })
}
