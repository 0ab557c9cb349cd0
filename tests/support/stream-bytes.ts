/**
 * What the libp2p hosts of this process say to each other, by protocol, and what goes over their TCP sockets: for the
 * calibration of the simulator by real nodes. Counts from its start for all hosts, so that one process runs one.
 *
 * @packageDocumentation
 */
import { subscribe } from 'node:diagnostics_channel'
import { AbstractStream } from '@libp2p/utils'
import type { Socket } from 'node:net'

/** What was sent over streams. */
export interface Sent {
  readonly bytes: number
  readonly frames: number
}

/** Everything so far. */
export interface StreamBytes {
  /** By protocol, and by the side that sent it; without a protocol: what negotiates one. */
  sent(protocol: string, side: 'dialler' | 'listener'): Sent
  /** Protocols that were spoken. */
  readonly protocols: readonly string[]
  /** Received over all sockets, as much as was sent. */
  readonly socketBytes: number
  /** Open now: each has two sockets here. */
  readonly connections: number
}

const counted = new Map<string, { bytes: number; frames: number }>()
const sockets = new Set<Socket>()

/** Begins to count. */
export function countStreams(): () => StreamBytes {
  for (const channel of ['net.client.socket', 'net.server.socket']) {
    subscribe(channel, message => {
      sockets.add((message as { readonly socket: Socket }).socket)
    })
  }
  const send = AbstractStream.prototype.send
  AbstractStream.prototype.send = function (this: AbstractStream, data) {
    const name = nameOf(this.protocol, this.direction === 'outbound' ? 'dialler' : 'listener')
    const sum = counted.get(name) ?? { bytes: 0, frames: 0 }
    sum.bytes += data.byteLength
    sum.frames += 1
    counted.set(name, sum)
    return send.call(this, data)
  }
  return () => {
    const now = new Map([...counted].map(([name, sum]) => [name, { ...sum }]))
    return {
      sent: (protocol, side) => now.get(nameOf(protocol, side)) ?? { bytes: 0, frames: 0 },
      protocols: [...new Set([...now.keys()].map(name => name.slice(name.indexOf(' ') + 1)))],
      socketBytes: [...sockets].reduce((sum, { bytesRead }) => sum + bytesRead, 0),
      connections: [...sockets].filter(({ destroyed }) => !destroyed).length / 2
    }
  }
}

function nameOf(protocol: string, side: 'dialler' | 'listener'): string {
  return `${side} ${protocol}`
}
