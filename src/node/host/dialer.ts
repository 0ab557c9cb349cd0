/**
 * Dialling a peer whose addresses are known: all of them, each a moment after the one before,
 * and the first that answers as that peer is taken (RFC 8305, "Happy Eyeballs"). The library
 * tries one after the other, and whoever wants the same peer waits behind: a single dead
 * address would cost everybody its whole timeout.
 *
 * @packageDocumentation
 */
import {
  circuitRelayAddressesLast,
  loopbackAddressLast,
  publicAddressesFirst,
  Queue,
  reliableTransportsFirst
} from '@libp2p/utils'
import { DeadlineError, UnreachableError } from '../../errors.ts'
import { pause } from '../../pause.ts'
import { relayOf } from './circuit.ts'
import { ADDRESS_DIAL_TIMEOUT, DIAL_HEAD_START, MAX_DIAL_QUEUE, MAX_PARALLEL_DIALS } from './constants.ts'
import { failure, withSignal } from './failures.ts'
import type { DialScope } from './scope.ts'
import type { CircuitRelayTransportComponents } from '@libp2p/circuit-relay-v2'
import type { AbortOptions, Connection } from '@libp2p/interface'
import type { Multiaddr } from '@multiformats/multiaddr'

/** The library's transports, below its own queue of dials. */
export type TransportManager = CircuitRelayTransportComponents['transportManager']

export interface DialOptions {
  readonly signal: AbortSignal
  /** Not over a relay. */
  readonly direct: boolean
}

export interface Dialer {
  /**
   * A new connection to whom those addresses belong; each ends in that peer's PeerId.
   *
   * @throws {UnreachableError} none of them answered as that peer
   * @throws {DeadlineError} the signal aborted first
   */
  dial(addresses: readonly Multiaddr[], options: DialOptions): Promise<Connection>
  /** Ends all that is being dialled. */
  stop(): void
}

/** The order of the library: what works most often is tried first, relays last. */
function inOrder(addresses: readonly Multiaddr[]): Multiaddr[] {
  return addresses.toSorted(
    (a, b) =>
      loopbackAddressLast(a, b) ||
      publicAddressesFirst(a, b) ||
      circuitRelayAddressesLast(a, b) ||
      reliableTransportsFirst(a, b)
  )
}

interface Attempt extends AbortOptions {
  readonly address: string
}

export function createDialer(transports: TransportManager, scope: DialScope): Dialer {
  const attempts = new Queue<Connection, Attempt>({
    concurrency: MAX_PARALLEL_DIALS,
    maxSize: MAX_DIAL_QUEUE
  })

  async function connect(address: Multiaddr, signal: AbortSignal): Promise<Connection> {
    if (!(await scope.admits(address))) throw new UnreachableError('That address is not for us')
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ADDRESS_DIAL_TIMEOUT)])
    const connection = await transports.dial(address, { signal: limit })
    if (!signal.aborted) return connection
    const err = new UnreachableError('Another address was quicker')
    connection.abort(err)
    throw err
  }

  /** Whoever wants an address that is being dialled waits for the same connection. */
  async function attempt(address: Multiaddr, signal: AbortSignal): Promise<Connection> {
    const text = address.toString()
    const running = attempts.queue.find(({ options }) => options.address === text)
    if (running !== undefined) return running.join({ signal })
    const run = async (options: AbortOptions): Promise<Connection> =>
      connect(address, options.signal ?? signal)
    return attempts.add(run, { address: text, signal })
  }

  async function race(addresses: readonly Multiaddr[], signal: AbortSignal): Promise<Connection> {
    const running: Array<Promise<Connection>> = []
    let won = false
    for (const address of addresses) {
      if (won || signal.aborted) break
      const one = attempt(address, signal)
      running.push(one)
      const settled = one.then(
        () => {
          won = true
        },
        () => {} // told when all have failed
      )
      await Promise.race([settled, pause(DIAL_HEAD_START, signal)])
    }
    try {
      return await Promise.any(running)
    } catch (err) {
      // of the address that was liked best; none was tried if nobody waits any more
      throw (err as AggregateError).errors[0] ?? new DeadlineError('dial: out of time')
    }
  }

  return {
    async dial(addresses, { signal, direct }) {
      const targets = inOrder(addresses).filter(address => !direct || relayOf(address) === undefined)
      if (targets.length === 0) throw new UnreachableError('No address of that peer can be dialled')
      const over = new AbortController()
      try {
        const winner = race(targets, AbortSignal.any([signal, over.signal]))
        return await withSignal(winner, 'dial', signal)
      } catch (err) {
        throw failure(err, 'dial', signal)
      } finally {
        over.abort()
      }
    },

    stop: () => attempts.abort()
  }
}
