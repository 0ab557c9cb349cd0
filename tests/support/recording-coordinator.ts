/**
 * A coordinator that works as every other one and keeps all that it sees: who came, every frame in
 * both directions, every record that it stores, and when.
 *
 * @packageDocumentation
 */
import { createCoordinatorOn } from '../../src/node/coordinator.ts'
import type { FrameStream } from '../../src/link.ts'
import type { NodeContext } from '../../src/node/context.ts'
import type { Served } from '../../src/node/coordinator.ts'
import type { CoordinatorNode, CoordinatorOptions } from '../../src/node/index.ts'
import type { Store } from '../../src/ports.ts'

/** A frame, as it was seen. */
export interface SeenFrame {
  /** Milliseconds, by the coordinator's own clock. */
  readonly at: number
  readonly protocol: string
  /** PeerId that Noise has proven. */
  readonly remote: string
  /** Counts the streams of a coordinator. */
  readonly stream: number
  readonly direction: 'in' | 'out'
  readonly bytes: Uint8Array
}

/** What one coordinator has seen. */
export interface Recording {
  readonly peerId: string
  /** Of its mailboxes. */
  readonly frames: SeenFrame[]
  /** Of discovery. */
  readonly discovery: SeenFrame[]
  /** Called with each frame of discovery. */
  readonly listeners: Set<(frame: SeenFrame) => void>
  /** Values of records, with the names of their tables. */
  readonly stored: Array<{ readonly table: string; readonly value: Uint8Array }>
}

type Seen = Omit<Recording, 'peerId'>

/** Starts one. What it sees goes to the end of `recordings`. */
export async function createRecordingCoordinator(
  platform: Pick<NodeContext, 'crypto' | 'rng' | 'clock'>,
  options: CoordinatorOptions,
  recordings: Recording[]
): Promise<CoordinatorNode> {
  const seen: Seen = { frames: [], discovery: [], listeners: new Set(), stored: [] }
  const node = await createCoordinatorOn(platform, options, {
    store: store => recorded(store, seen),
    mailboxes: served => tapped(served, platform.clock, frame => seen.frames.push(frame)),
    discovery: served =>
      tapped(served, platform.clock, frame => {
        seen.discovery.push(frame)
        for (const listener of seen.listeners) listener(frame)
      })
  })
  recordings.push({ peerId: node.peerId, ...seen })
  return node
}

/** Resolves with the next frame of that protocol of discovery that it sees. */
export async function nextFrame(
  { listeners }: Recording,
  protocol: string,
  signal: AbortSignal
): Promise<void> {
  signal.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const look = (frame: SeenFrame): void => {
    if (frame.protocol === protocol) resolve()
  }
  const abort = (): void => {
    reject(signal.reason as Error)
  }
  listeners.add(look)
  signal.addEventListener('abort', abort)
  await promise.finally(() => {
    listeners.delete(look)
    signal.removeEventListener('abort', abort)
  })
}

function recorded(store: Store, { stored }: Seen): Store {
  return {
    get: async (table, key) => await store.get(table, key),
    walk: (table, options) => store.walk(table, options),
    async batch(ops) {
      for (const op of ops) if (op.kind === 'put') stored.push({ table: op.table, value: op.value.slice() })
      await store.batch(ops)
    }
  }
}

function tapped(host: Served, clock: () => number, keep: (frame: SeenFrame) => void): Served {
  let streams = 0
  return {
    peerId: host.peerId,
    unhandle: async protocol => {
      await host.unhandle(protocol)
    },
    handle: async (protocol, options, handler) => {
      await host.handle(protocol, options, async (stream, signal) => {
        const number = streams++
        const { remotePeerId: remote } = stream
        const see = (direction: SeenFrame['direction'], bytes: Uint8Array): void => {
          keep({ at: clock(), protocol, remote, stream: number, direction, bytes: bytes.slice() })
        }
        const watched: FrameStream = {
          remotePeerId: remote,
          relay: stream.relay,
          origin: stream.origin,
          connectedAt: stream.connectedAt,
          async send(frame, wait) {
            see('out', frame)
            await stream.send(frame, wait)
          },
          async receive(wait) {
            const frame = await stream.receive(wait)
            if (frame !== undefined) see('in', frame)
            return frame
          },
          close: async () => {
            await stream.close()
          },
          abort: error => {
            stream.abort(error)
          }
        }
        await handler(watched, signal)
      })
    }
  }
}
