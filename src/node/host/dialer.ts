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
  PriorityQueue,
  publicAddressesFirst,
  reliableTransportsFirst
} from '@libp2p/utils'
import { DeadlineError, LimitError, UnreachableError, UsageError } from '../../errors.ts'
import { pause } from '../../schedule.ts'
import { relayOf } from './circuit.ts'
import {
  ADDRESS_DIAL_TIMEOUT,
  DIAL_HEAD_START,
  MAX_ATTEMPTS,
  MAX_ATTEMPTS_PER_DIAL,
  MAX_DIAL_ADDRESSES,
  MAX_DIAL_QUEUE,
  MAX_NAMES_PER_DIAL
} from './constants.ts'
import { failure, withSignal } from './failures.ts'
import { hostOf, ipOf } from './scope.ts'
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
  /** Goes before what others wait for, as dials to coordinators, on which all else depends. Default false. */
  readonly urgent?: boolean
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

/**
 * What is tried, in the order of the library: what works most often first, relays last. Of
 * names only a few: who looks a name up cannot be stopped, and keeps others from looking.
 */
function targetsOf(addresses: readonly Multiaddr[], direct: boolean): Multiaddr[] {
  const names = new Set<string>()
  return addresses
    .toSorted(
      (a, b) =>
        loopbackAddressLast(a, b) ||
        publicAddressesFirst(a, b) ||
        circuitRelayAddressesLast(a, b) ||
        reliableTransportsFirst(a, b)
    )
    .filter(address => {
      if (direct && relayOf(address) !== undefined) return false
      const host = hostOf(address)
      if (host === undefined || ipOf(address) !== undefined) return true
      if (names.size < MAX_NAMES_PER_DIAL) names.add(host)
      return names.has(host)
    })
}

interface Attempt extends AbortOptions {
  readonly address: string
  readonly priority: number
}

export function createDialer(transports: TransportManager, scope: DialScope): Dialer {
  const attempts = new PriorityQueue<Connection, Attempt>({ concurrency: MAX_ATTEMPTS })
  const stopping = new AbortController()
  let dials = 0

  async function connect(address: Multiaddr, signal: AbortSignal): Promise<Connection> {
    if (!(await scope.admits(address))) throw new UnreachableError('That address is not for us')
    signal.throwIfAborted()
    // one of its own: sockets hold on to the signal that they were dialled with
    const patience = new AbortController()
    const giveUp = (): void => patience.abort()
    const timer = setTimeout(giveUp, ADDRESS_DIAL_TIMEOUT)
    signal.addEventListener('abort', giveUp)
    try {
      const connection = await transports.dial(address, { signal: patience.signal })
      if (!signal.aborted) return connection
      const err = new UnreachableError('Another address was quicker')
      connection.abort(err)
      throw err
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
    }
  }

  /** Whoever wants an address that is being dialled waits for the same connection. */
  async function attempt(address: Multiaddr, priority: number, signal: AbortSignal): Promise<Connection> {
    const text = address.toString()
    const running = attempts.queue.find(({ options }) => options.address === text)
    if (running !== undefined) return running.join({ signal })
    const run = async (options: AbortOptions): Promise<Connection> =>
      connect(address, options.signal ?? signal)
    return attempts.add(run, { address: text, priority, signal })
  }

  async function race(
    addresses: readonly Multiaddr[],
    urgent: boolean,
    signal: AbortSignal
  ): Promise<Connection> {
    const made: Array<Promise<Connection>> = []
    const underWay = new Set<Promise<void>>()
    let won = false
    for (const [index, address] of addresses.entries()) {
      if (won || signal.aborted) break
      // the first address of every peer before anybody's second one
      const priority = (urgent ? MAX_DIAL_ADDRESSES : 0) - index
      const one = attempt(address, priority, signal)
      made.push(one)
      const settled = one
        .then(
          () => {
            won = true
          },
          () => {} // told when all have failed
        )
        .finally(() => underWay.delete(settled))
      underWay.add(settled)
      await Promise.race([settled, pause(DIAL_HEAD_START, signal)])
      if (underWay.size >= MAX_ATTEMPTS_PER_DIAL) await Promise.race(underWay)
    }
    try {
      return await Promise.any(made)
    } catch (err) {
      // of the address that was liked best; none was tried if nobody waits any more
      throw (err as AggregateError).errors[0] ?? new DeadlineError('dial: out of time')
    }
  }

  return {
    async dial(addresses, { signal, direct, urgent = false }) {
      if (stopping.signal.aborted) throw new UsageError('The host is stopped')
      const targets = targetsOf(addresses, direct)
      if (targets.length === 0) throw new UnreachableError('No address of that peer can be dialled')
      if (dials >= MAX_DIAL_QUEUE) throw new LimitError('Too many dials at a time')
      dials += 1
      const over = new AbortController()
      try {
        const winner = race(targets, urgent, AbortSignal.any([signal, stopping.signal, over.signal]))
        return await withSignal(winner, 'dial', signal)
      } catch (err) {
        throw failure(err, 'dial', signal)
      } finally {
        dials -= 1
        over.abort()
      }
    },

    stop: () => stopping.abort()
  }
}
