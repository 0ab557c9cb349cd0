/**
 * Ports for webrtc-direct. Its UDP socket cannot bind to port 0, and the library looks for a
 * free port among those of TCP, which says nothing about UDP; nor does it notice that
 * another host of the same process has the port already.
 *
 * @packageDocumentation
 */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

const UDP = /^\/ip([46])\/([^/]+)\/udp\/(\d+)\//u

/**
 * The same addresses, with a UDP port that was free a moment ago in place of 0.
 *
 * @throws an error with `EADDRINUSE`, `EACCES` or `EADDRNOTAVAIL` in its text
 */
export async function withUdpPorts(listen: readonly string[]): Promise<string[]> {
  return await Promise.all(
    listen.map(async address => {
      const [, family, host, port] = UDP.exec(address) ?? []
      if (host === undefined) return address
      const free = await bindOnce(family === '6' ? 'udp6' : 'udp4', host, Number(port))
      return address.replace(/\/udp\/\d+\//u, `/udp/${free}/`)
    })
  )
}

async function bindOnce(type: 'udp4' | 'udp6', host: string, port: number): Promise<number> {
  const socket = createSocket(type)
  try {
    socket.bind(port, host)
    await once(socket, 'listening')
    return socket.address().port
  } finally {
    socket.close()
  }
}
