/**
 * Which connections are still there after the machine slept or its network changed. The
 * library asks every 10 s and waits 9 s; somebody who has just come back should not.
 *
 * @packageDocumentation
 */
import { byteStream } from '@libp2p/utils'
import { UnreachableError } from '../../errors.ts'
import { LIVENESS_TIMEOUT, PROTOCOL_PREFIX } from './constants.ts'
import type { Connection, Libp2p } from '@libp2p/interface'

/** Of the libp2p ping specification, with our prefix. */
const PING_PROTOCOL = `/${PROTOCOL_PREFIX}/ping/1.0.0`
const PING_LENGTH = 32

/** The time is counted in so many turns: while this process stood still, it heard no answer. */
const TURNS = 3

/** Ends the connections that do not answer within 3 s. Never rejects. */
export async function endSilentConnections(libp2p: Pick<Libp2p, 'getConnections'>): Promise<void> {
  const late = new AbortController()
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
    if (turns === TURNS) late.abort()
  }, LIVENESS_TIMEOUT / TURNS)
  await Promise.all(
    libp2p.getConnections().map(async connection => {
      try {
        await ping(connection, late.signal)
      } catch {
        // who refused it has answered, and a connection that broke has ended
        if (late.signal.aborted) connection.abort(new UnreachableError('It does not answer any more'))
      }
    })
  )
  clearInterval(timer)
}

async function ping(connection: Connection, signal: AbortSignal): Promise<void> {
  const stream = await connection.newStream(PING_PROTOCOL, { signal, runOnLimitedConnection: true })
  try {
    const bytes = byteStream(stream)
    await bytes.write(crypto.getRandomValues(new Uint8Array(PING_LENGTH)), { signal })
    await bytes.read({ bytes: PING_LENGTH, signal })
    await stream.close({ signal })
  } catch (err) {
    stream.abort(new UnreachableError('The ping failed'))
    throw err
  }
}
