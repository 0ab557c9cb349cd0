/**
 * Free ports for webrtc-direct. Its UDP socket cannot bind to port 0, and the library looks
 * for a free port among those of TCP, which says nothing about UDP.
 *
 * @packageDocumentation
 */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

const ANY_PORT = /^\/ip([46])\/([^/]+)\/udp\/0\//u

/** The same addresses, with a UDP port that was free a moment ago in place of 0. */
export async function withUdpPorts(listen: readonly string[]): Promise<string[]> {
  return await Promise.all(
    listen.map(async address => {
      const [, family, host] = ANY_PORT.exec(address) ?? []
      if (host === undefined) return address
      const port = await freePort(family === '6' ? 'udp6' : 'udp4', host)
      return address.replace('/udp/0/', `/udp/${port}/`)
    })
  )
}

async function freePort(type: 'udp4' | 'udp6', host: string): Promise<number> {
  const socket = createSocket(type)
  try {
    socket.bind(0, host)
    await once(socket, 'listening')
    return socket.address().port
  } finally {
    socket.close()
  }
}
