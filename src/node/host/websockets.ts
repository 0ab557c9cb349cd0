/**
 * The WebSocket transport with a guard at its door.
 *
 * The library counts a connection only when its WebSocket handshake is done. A socket that
 * connects and says nothing is held for ever, by any number, and one such socket is enough
 * for `stop()` never to end (its server waits for it). Here each socket has the time of a
 * handshake, and when too many wait, the one that waited longest goes.
 *
 * @packageDocumentation
 */
import { tryGetNetConfig } from '@libp2p/utils'
import { webSockets } from '@libp2p/websockets'
import { INBOUND_UPGRADE_TIMEOUT, MAX_IDLE_WEBSOCKETS } from './constants.ts'
import type { Listener, MultiaddrConnection, Transport } from '@libp2p/interface'
import type { WebSocketsComponents } from '@libp2p/websockets'
import type { Server, Socket } from 'node:net'

export interface GuardedWebSockets {
  /** For `createLibp2p`. */
  readonly transport: (components: WebSocketsComponents) => Transport
  /** To be told of every inbound connection whose handshake below libp2p is done. */
  arrived(connection: MultiaddrConnection): void
}

interface Waiting {
  readonly socket: Socket
  readonly timer: NodeJS.Timeout
}

export function createWebSockets(): GuardedWebSockets {
  /** Sockets that are no connection yet, by remote address and port, the oldest first. */
  const waiting = new Map<string, Waiting>()

  function forget(name: string): void {
    clearTimeout(waiting.get(name)?.timer)
    waiting.delete(name)
  }

  function drop(name: string): void {
    waiting.get(name)?.socket.destroy()
    forget(name)
  }

  function onSocket(socket: Socket): void {
    const name = nameOf(socket.remoteAddress, socket.remotePort)
    for (const oldest of waiting.keys()) {
      if (waiting.size < MAX_IDLE_WEBSOCKETS) break
      drop(oldest)
    }
    waiting.set(name, { socket, timer: setTimeout(() => drop(name), INBOUND_UPGRADE_TIMEOUT) })
    socket.once('close', () => {
      if (waiting.get(name)?.socket === socket) forget(name)
    })
    // the library listens for errors only after the first byte
    socket.on('error', () => socket.destroy())
  }

  function guard(listener: Listener): Listener {
    // not in its type; without it there is no guard, which a test would notice
    const { server } = listener as Listener & { server?: Server }
    const mine = new Set<Socket>()
    server?.on('connection', (socket: Socket) => {
      mine.add(socket)
      socket.once('close', () => mine.delete(socket))
      onSocket(socket)
    })
    const close = listener.close.bind(listener)
    listener.close = async () => {
      const closed = close()
      for (const socket of mine) socket.destroy()
      await closed
    }
    return listener
  }

  return {
    transport: components => {
      const transport = webSockets()(components)
      const createListener = transport.createListener.bind(transport)
      transport.createListener = options => guard(createListener(options))
      return transport
    },
    arrived(connection) {
      // a TCP socket may come from the same address and port as an idle one here
      if (!connection.remoteAddr.getComponents().some(({ name }) => name === 'ws')) return
      const config = tryGetNetConfig(connection.remoteAddr)
      if (config !== null) forget(nameOf(config.host, config.port))
    }
  }
}

function nameOf(host: string | undefined, port: number | undefined): string {
  return `${(host ?? '').replace(/^::ffff:/, '')} ${port ?? 0}`
}
