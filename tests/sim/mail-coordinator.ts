/**
 * A coordinator of the messaging scenario: the production mailbox service, honest or not.
 *
 * @packageDocumentation
 */
import { peerIdOf } from '../../src/identity/index.ts'
import { createMailboxService } from '../../src/relay/index.ts'
import { ITEMS_TABLE } from '../../src/relay/core/records.ts'
import { decodeMailboxRequest, encodeMailboxResponse } from '../../src/wire/index.ts'
import { createMemoryStore } from '../support/memory-store.ts'
import { Life } from './life.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { Network } from '../../src/identity/index.ts'
import type { FrameHandler, FrameStream } from '../../src/link.ts'
import type { Logger, Store } from '../../src/ports.ts'
import type { Hosts } from './hosts.ts'
import type { SimNode } from './network.ts'

/** How a coordinator is wicked: it signs for mail and keeps none, takes none, or answers with anything. */
export type MailMalice = 'drops' | 'denies' | 'babbles' | undefined

/** What coordinators share. */
export interface MailCoordinatorWorld {
  readonly hosts: Hosts
  readonly crypto: CryptoBackend
  readonly network: Network
  readonly logger: Logger
}

/** Keeps mailboxes on a disk that outlives it. */
export class MailCoordinator {
  readonly node: SimNode
  readonly peerId: string
  readonly addresses: readonly string[]
  readonly malice: MailMalice
  /** When it died, virtual time; undefined: it lives. */
  diedAt: number | undefined
  readonly #world: MailCoordinatorWorld
  readonly #seed: Uint8Array
  readonly #disk: Store = createMemoryStore()
  #life: Life

  /** @param at - which one: none is the neighbour of another */
  constructor(world: MailCoordinatorWorld, at: number, malice: MailMalice) {
    const { engine } = world.hosts.network
    this.#world = world
    this.malice = malice
    this.node = world.hosts.network.node()
    this.#seed = engine.rng(32)
    this.peerId = peerIdOf(world.crypto.ed25519PublicKey(this.#seed))
    this.addresses = [`/ip4/${20 + (at >> 8)}.${at % 256}.0.1/tcp/4001/p2p/${this.peerId}`]
    this.#life = new Life(engine)
  }

  async start(): Promise<void> {
    const { hosts, crypto, network, logger } = this.#world
    const { engine } = hosts.network
    this.#life = new Life(engine)
    this.node.isUp = true
    this.diedAt = undefined
    const host = hosts.listen(this.node, this.peerId, this.#life)
    const store = this.#life.store(this.#disk)
    await createMailboxService({
      transport: {
        peerId: this.peerId,
        handle: async (protocol, options, handler) =>
          await host.handle(protocol, options, this.#twisted(handler)),
        unhandle: async protocol => await host.unhandle(protocol)
      },
      store: this.malice === 'drops' ? forgetful(store) : store,
      crypto,
      rng: engine.rng,
      clock: engine.clock,
      schedule: this.#life.schedule,
      logger,
      seed: this.#seed,
      membershipKeyOf: () => network.membershipKey
    }).start()
  }

  /** The machine, without a word; its disk stays. */
  kill(): void {
    this.diedAt = this.#world.hosts.network.engine.time
    this.node.isUp = false
    this.#life.end()
  }

  /** Answers deposits itself, if it is that wicked. */
  #twisted(handler: FrameHandler): FrameHandler {
    const { malice } = this
    if (malice === undefined || malice === 'drops') return handler
    const { rng } = this.#world.hosts.network.engine
    const answer = (id: number): Uint8Array =>
      malice === 'denies'
        ? encodeMailboxResponse({ id, kind: 'refusal', refusal: { reason: 'refused' } })
        : rng(64)
    return async (stream, signal) => {
      const receive: FrameStream['receive'] = async options => {
        for (;;) {
          const frame = await stream.receive(options)
          if (frame === undefined) return undefined
          const { id, kind } = decodeMailboxRequest(frame)
          if (kind !== 'store') return frame
          await stream.send(answer(id))
        }
      }
      const { remotePeerId, relay, origin, connectedAt } = stream
      await handler(
        {
          remotePeerId,
          relay,
          origin,
          connectedAt,
          receive,
          send: async (frame, options) => await stream.send(frame, options),
          close: async () => await stream.close(),
          abort: error => {
            stream.abort(error)
          }
        },
        signal
      )
    }
  }
}

/** Says that mail is there, and has none. */
function forgetful(store: Store): Store {
  return {
    ...store,
    get: async (table, key) => (table === ITEMS_TABLE ? undefined : await store.get(table, key))
  }
}
