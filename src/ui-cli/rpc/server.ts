/**
 * The daemon's end of the socket: JSON-RPC 2.0 as rpc/protocol.ts describes it. Bounded in
 * every direction: clients, calls at once, bytes of a request, bytes that wait for a
 * client that does not read.
 *
 * @packageDocumentation
 * @example
 *
 * ```ts
 * const server = await serveRpc('/run/user/1000/earshot/x.sock', {
 *   ping: async (params, { signal, notify }) => 'pong'
 * })
 * await server.close()
 * ```
 */
import { chmodSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { LimitError, WireFormatError } from '../../errors.ts'
import {
  FIRST_CALL_DEADLINE,
  MAX_CONNECTIONS,
  MAX_PENDING_CALLS,
  MAX_REQUEST_LINE,
  MAX_UNSENT,
  PART_SIZE
} from '../constants.ts'
import { createLineSplitter, parseObject } from './lines.ts'
import { INVALID_REQUEST, METHOD_NOT_FOUND, PARSE_ERROR, toErrorObject } from './protocol.ts'
import type { RpcErrorObject } from './protocol.ts'

/** What a method gets beside its parameters. */
export interface RpcContext {
  /** Fires when the client cancels the call or goes away. */
  readonly signal: AbortSignal
  /** Fires when the client goes away. */
  readonly closed: AbortSignal
  /** Sends a notification to this client; nothing once it is gone. */
  notify(method: string, params: unknown): void
}

/** A method checks its parameters itself, they can be anything. A list may have any length. */
export type RpcMethod = (params: unknown, context: RpcContext) => Promise<unknown>

/** A listening server. */
export interface RpcServer {
  /** Cuts off all clients and removes the socket. Idempotent. */
  close(): Promise<void>
}

/**
 * Listens on a path that nobody uses, readable and writable by this user alone.
 * @param firstCall how long a client may take for its first line, in milliseconds
 */
export async function serveRpc(
  path: string,
  methods: Record<string, RpcMethod>,
  firstCall: number = FIRST_CALL_DEADLINE
): Promise<RpcServer> {
  const table = new Map(Object.entries(methods))
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    socket.on('error', () => socket.destroy())
    if (sockets.size >= MAX_CONNECTIONS) {
      const error = toErrorObject(new LimitError('The running node has too many clients'))
      socket.write(`${JSON.stringify({ jsonrpc: '2.0', id: null, error })}\n`)
      socket.destroySoon()
      return
    }
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serveClient(socket, table, firstCall)
  })
  await listen(server, path)
  chmodSync(path, 0o600)
  return {
    async close() {
      if (!server.listening) return
      const closed = new Promise(resolve => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    }
  }
}

/** Serves one client until it goes away. */
function serveClient(socket: Socket, methods: ReadonlyMap<string, RpcMethod>, firstCall: number): void {
  const splitter = createLineSplitter(MAX_REQUEST_LINE)
  const calls = new Map<number, AbortController>()
  const closed = new AbortController()

  let isSilent = true
  const silent = setTimeout(() => {
    // After a busy moment the line may be there and not be read: the sockets are looked at first.
    setImmediate(() => isSilent && socket.destroy())
  }, firstCall)

  socket.on('close', () => {
    clearTimeout(silent)
    closed.abort()
    for (const call of calls.values()) call.abort()
  })
  socket.on('data', chunk => {
    try {
      for (const line of splitter.push(chunk)) receive(line)
    } catch (error) {
      if (!(error instanceof LimitError)) throw error
      // The end of an overlong line cannot be found without reading it: no way to go on.
      respond(null, { error: { code: INVALID_REQUEST, message: error.message } })
      socket.destroySoon()
    }
  })

  function send(message: object): void {
    if (socket.destroyed || !socket.writable) return
    if (socket.writableLength > MAX_UNSENT) socket.destroy()
    else socket.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  }

  function respond(id: number | null, outcome: { result: unknown } | { error: RpcErrorObject }): void {
    send({ id, ...outcome })
  }

  function receive(line: string | undefined): void {
    isSilent = false
    clearTimeout(silent)
    let request: Record<string, unknown>
    try {
      request = parseObject(line)
    } catch (error) {
      if (!(error instanceof WireFormatError)) throw error
      respond(null, { error: { code: PARSE_ERROR, message: error.message } })
      return
    }
    const { id, method, params } = request
    if (method === 'rpc.cancel' && id === undefined) {
      if (typeof params === 'object' && params !== null && 'id' in params && isId(params.id))
        calls.get(params.id)?.abort()
    } else if (request['jsonrpc'] !== '2.0' || typeof method !== 'string' || !isId(id) || calls.has(id)) {
      respond(isId(id) ? id : null, { error: { code: INVALID_REQUEST, message: 'This is no call' } })
    } else if (calls.size >= MAX_PENDING_CALLS) {
      respond(id, { error: toErrorObject(new LimitError('Too many calls at once')) })
    } else {
      void call(id, method, params)
    }
  }

  /** Never rejects: an error becomes the response. */
  async function call(id: number, name: string, params: unknown): Promise<void> {
    const method = methods.get(name)
    if (method === undefined) {
      respond(id, {
        error: { code: METHOD_NOT_FOUND, message: `There is no method ${JSON.stringify(name)}` }
      })
      return
    }
    const controller = new AbortController()
    calls.set(id, controller)
    try {
      const result = await method(params, {
        signal: controller.signal,
        closed: closed.signal,
        notify: (method, params) => send({ method, params })
      })
      respond(id, { result: Array.isArray(result) ? await sendParts(id, result) : (result ?? null) })
    } catch (error) {
      respond(id, { error: toErrorObject(error) })
    } finally {
      calls.delete(id)
    }
  }

  /** Sends all but the end of a long list, at the pace of the client, and returns the end. */
  async function sendParts(id: number, items: readonly unknown[]): Promise<unknown[]> {
    let part: unknown[] = []
    let size = 0
    for (const item of items) {
      if (size > PART_SIZE) {
        send({ method: 'rpc.part', params: { id, items: part } })
        if (socket.writableNeedDrain) await drained(socket)
        part = []
        size = 0
      }
      part.push(item)
      size += JSON.stringify(item).length
    }
    return part
  }
}

/** A whole number; a client counts its calls. */
function isId(id: unknown): id is number {
  return Number.isSafeInteger(id)
}

async function listen(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** Resolves when the socket takes more, or is gone. */
async function drained(socket: Socket): Promise<void> {
  await new Promise<void>(resolve => {
    const done = (): void => {
      socket.off('drain', done)
      socket.off('close', done)
      resolve()
    }
    socket.on('drain', done)
    socket.on('close', done)
    if (socket.destroyed) done()
  })
}
