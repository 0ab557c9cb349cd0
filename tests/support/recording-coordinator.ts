/**
 * A coordinator that works as every other one and keeps all that its mailboxes let it see: who came,
 * every frame in both directions, every record that it stores, and when.
 *
 * @packageDocumentation
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { networkOf } from '../../src/identity/index.ts'
import { OPEN_NETWORK } from '../../src/node/constants.ts'
import { Directory } from '../../src/node/directory.ts'
import { createHost } from '../../src/node/host/index.ts'
import { Neighbours } from '../../src/node/neighbours.ts'
import { createMailboxService } from '../../src/relay/index.ts'
import { createMemoryStore } from './memory-store.ts'
import type { FrameStream, Transport } from '../../src/link.ts'
import type { NodeContext } from '../../src/node/context.ts'
import type { CoordinatorNode, CoordinatorOptions } from '../../src/node/index.ts'
import type { Store } from '../../src/ports.ts'

/** A frame, as it was seen. */
export interface SeenFrame {
  /** Milliseconds, by the coordinator's own clock. */
  readonly at: number
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
  readonly frames: SeenFrame[]
  /** Values of records, with the names of their tables. */
  readonly stored: Array<{ readonly table: string; readonly value: Uint8Array }>
}

/** Starts one. What it sees goes to the end of `recordings`. */
export async function createRecordingCoordinator(
  platform: Pick<NodeContext, 'crypto' | 'rng' | 'clock'>,
  options: CoordinatorOptions,
  recordings: Recording[]
): Promise<CoordinatorNode> {
  const { bootstrap = [], listen = [] } = options
  const seed = platform.rng(32)
  const network = networkOf(platform.crypto, OPEN_NETWORK)
  const host = await createHost({
    seed,
    listen,
    bootstrap,
    role: { relay: true, dhtMode: 'server' },
    dev: true,
    topics: [network.topic],
    known: () => true
  })
  const recording: Recording = { peerId: host.peerId, frames: [], stored: [] }
  recordings.push(recording)
  const logger = Object.assign(() => undefined, { error: () => undefined, trace: () => undefined })
  const context: NodeContext = { ...platform, store: recorded(createMemoryStore(), recording), logger }
  const directory = new Directory({ ...context, host, relayed: false, onChange: () => undefined })
  const neighbours = new Neighbours({
    ...context,
    host,
    networks: [network],
    directory,
    self: undefined,
    account: undefined,
    coordinator: true,
    contactOf: () => undefined,
    onPresence: () => undefined,
    onAddresses: () => undefined
  })
  const mailboxes = createMailboxService({
    ...context,
    transport: tapped(host, recording, platform.clock),
    seed,
    membershipKeyOf: id => (equalBytes(id, network.id) ? network.membershipKey : undefined)
  })
  await mailboxes.start()
  await neighbours.start(bootstrap)
  return {
    peerId: host.peerId,
    addresses: () => host.addresses(),
    async stop() {
      await neighbours.stop()
      await mailboxes.stop()
      await host.stop()
    }
  }
}

function recorded(store: Store, { stored }: Recording): Store {
  return {
    get: async (table, key) => await store.get(table, key),
    walk: (table, options) => store.walk(table, options),
    async batch(ops) {
      for (const op of ops) if (op.kind === 'put') stored.push({ table: op.table, value: op.value.slice() })
      await store.batch(ops)
    }
  }
}

type Served = Pick<Transport, 'peerId' | 'handle' | 'unhandle'>

function tapped(host: Served, { frames }: Recording, clock: () => number): Served {
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
          frames.push({ at: clock(), remote, stream: number, direction, bytes: bytes.slice() })
        }
        const watched: FrameStream = {
          remotePeerId: remote,
          relay: stream.relay,
          origin: stream.origin,
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
