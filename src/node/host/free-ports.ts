/**
 * Ports that nobody has: those that are asked for, or any.
 *
 * For webrtc-direct they are found here in any case. Its UDP socket cannot bind to port 0, and the
 * library looks for a free port among those of TCP, which says nothing about UDP; nor does it
 * notice that another host of the same process has the port already.
 *
 * @packageDocumentation
 */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

const PLACE = /^\/ip([46])\/([^/]+)\/(tcp|udp)\/(\d+)(?=\/|$)/u

interface Place {
  readonly isIPv6: boolean
  readonly host: string
  readonly protocol: string
  readonly port: number
}

/** A port that nobody else can take until it is released. */
interface Held {
  readonly port: number
  release(): void
}

/**
 * The same addresses, with a UDP port that was free a moment ago in place of 0.
 *
 * @throws an error with `EADDRINUSE`, `EACCES` or `EADDRNOTAVAIL` in its text
 */
export async function withUdpPorts(listen: readonly string[]): Promise<string[]> {
  return await Promise.all(
    listen.map(async address => {
      const place = placeOf(address)
      if (place?.protocol !== 'udp') return address
      const held = await hold(place)
      held.release()
      return atPort(address, held.port)
    })
  )
}

/**
 * The same addresses, each with its own port if that was free a moment ago, else with another one
 * that was. Where nothing can be bound the port is 0: who listens there is told why.
 */
export async function freePorts(listen: readonly string[]): Promise<string[]> {
  const places = listen.map(placeOf)
  const found = await Promise.all(places.map(async place => (place?.port === 0 ? undefined : attempt(place))))
  // the first are held meanwhile, and these come after: none is given a port that another one wants
  const others = await Promise.all(
    places.map(async (place, i) =>
      found[i] === undefined ? attempt(place && { ...place, port: 0 }) : undefined
    )
  )
  for (const held of [...found, ...others]) held?.release()
  return listen.map((address, i) => atPort(address, (found[i] ?? others[i])?.port ?? 0))
}

async function attempt(place: Place | undefined): Promise<Held | undefined> {
  try {
    return place && (await hold(place))
  } catch {
    // taken, or not ours to take
    return undefined
  }
}

function placeOf(address: string): Place | undefined {
  const [, family, host = '', protocol = '', port] = PLACE.exec(address) ?? []
  return family === undefined ? undefined : { isIPv6: family === '6', host, protocol, port: Number(port) }
}

function atPort(address: string, port: number): string {
  return address.replace(PLACE, place => place.replace(/\d+$/u, String(port)))
}

async function hold(place: Place): Promise<Held> {
  return await (place.protocol === 'udp' ? holdUdp(place) : holdTcp(place))
}

async function holdUdp({ isIPv6, host, port }: Place): Promise<Held> {
  const socket = createSocket(isIPv6 ? 'udp6' : 'udp4')
  try {
    socket.bind(port, host)
    await once(socket, 'listening')
  } catch (error) {
    socket.close()
    throw error
  }
  return { port: socket.address().port, release: () => void socket.close() }
}

async function holdTcp({ isIPv6, host, port }: Place): Promise<Held> {
  // contacts may call already: they are to call again, and not to wait here
  const server = createServer(socket => socket.destroy())
  server.listen({ host, port, ipv6Only: isIPv6 })
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, release: () => void server.close() }
}
