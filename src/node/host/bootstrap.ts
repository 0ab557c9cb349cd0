/**
 * Dialling the bootstrap addresses whenever nobody is connected.
 *
 * @packageDocumentation
 */
import { multiaddr } from '@multiformats/multiaddr'
import { CONNECTION_PROVEN, DIAL_TIMEOUT } from './constants.ts'
import { failure } from './failures.ts'
import { lasts, untilDone } from './retry.ts'
import type { Logger } from '../../ports.ts'
import type { Libp2p } from 'libp2p'

export interface Bootstrap {
  /** Our own network has changed: addresses that did not answer are dialled at once. */
  hurry(): void
  stop(): void
}

/**
 * One loop per address, until it answers or somebody is connected. Who takes a connection and ends it
 * again, because it is full, has not answered: it would be dialled without a pause.
 */
export function startBootstrap(
  libp2p: Pick<Libp2p, 'addEventListener' | 'dial' | 'getConnections'>,
  addresses: readonly string[],
  log: Logger
): Bootstrap {
  /** By address: how to end its loop. */
  const loops = new Map<string, AbortController>()
  let isStopped = false

  async function connect(address: string, over: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([over, AbortSignal.timeout(DIAL_TIMEOUT)])
    // its PeerId may be unknown, so it is the library that dials
    const connection = await libp2p.dial(multiaddr(address), { signal }).catch((err: unknown) => {
      log('bootstrap failed: %s', failure(err, 'dial', signal).message)
      throw err
    })
    await lasts(connection, CONNECTION_PROVEN, over)
  }

  function begin(address: string): void {
    const loop = new AbortController()
    loops.set(address, loop)
    let isFirst = true
    const attempt = async (): Promise<void> => {
      const [present] = libp2p.getConnections()
      if (isFirst || present === undefined) {
        isFirst = false
        await connect(address, loop.signal)
      } else await lasts(present, CONNECTION_PROVEN, loop.signal)
    }
    void untilDone(attempt, loop.signal).finally(() => {
      if (loops.get(address) === loop) loops.delete(address)
    })
  }

  function beginAll(): void {
    if (isStopped) return
    for (const address of new Set(addresses)) if (!loops.has(address)) begin(address)
  }

  libp2p.addEventListener('peer:disconnect', () => {
    if (libp2p.getConnections().length === 0) beginAll()
  })
  beginAll()

  return {
    hurry() {
      if (isStopped) return
      for (const [address, loop] of [...loops]) {
        loop.abort()
        begin(address)
      }
    },

    stop() {
      isStopped = true
      for (const loop of loops.values()) loop.abort()
    }
  }
}
