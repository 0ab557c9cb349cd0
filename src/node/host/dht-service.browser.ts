/**
 * The DHT of a page: a client, since nobody can ask a page unasked. A lookup there is the last
 * resort, so the library is loaded when the node is up, and not before.
 *
 * @packageDocumentation
 */
import { start, stop } from '@libp2p/interface'
import type { DhtService } from './dht.ts'
import type { RecordShelf } from './kad-records.ts'
import type { KadDHT, KadDHTComponents } from '@libp2p/kad-dht'

/** Loaded late, and used as if it were there. */
class LateDht implements DhtService {
  readonly #components: KadDHTComponents
  readonly #privateAddresses: boolean
  readonly #shelf: RecordShelf
  #kad: Promise<KadDHT> | undefined
  #stopped = false

  constructor(components: KadDHTComponents, privateAddresses: boolean, shelf: RecordShelf) {
    this.#components = components
    this.#privateAddresses = privateAddresses
    this.#shelf = shelf
  }

  /** For libp2p: the host is up. */
  afterStart(): void {
    this.#load().catch(() => {
      // the network may be gone again: the next lookup tries once more
    })
  }

  async stop(): Promise<void> {
    this.#stopped = true
    const kad = await this.#kad?.catch(() => undefined)
    if (kad !== undefined) await stop(kad)
  }

  async *findPeer(...args: Parameters<KadDHT['findPeer']>): ReturnType<KadDHT['findPeer']> {
    yield* (await this.#load()).findPeer(...args)
  }

  async *put(...args: Parameters<KadDHT['put']>): ReturnType<KadDHT['put']> {
    yield* (await this.#load()).put(...args)
  }

  async *get(...args: Parameters<KadDHT['get']>): ReturnType<KadDHT['get']> {
    yield* (await this.#load()).get(...args)
  }

  /** A page stays a client. */
  async setMode(): Promise<void> {}

  async #load(): Promise<KadDHT> {
    this.#kad ??= this.#start().catch((error: unknown) => {
      this.#kad = undefined
      throw error
    })
    return await this.#kad
  }

  async #start(): Promise<KadDHT> {
    const { kadService } = await import('./kad.ts')
    const kad = kadService(false, this.#privateAddresses, this.#shelf)(this.#components)
    if (!this.#stopped) await start(kad)
    return kad
  }
}

/** The service for `createLibp2p`. */
export function dhtService(
  _server: boolean,
  privateAddresses: boolean,
  shelf: RecordShelf
): (components: KadDHTComponents) => DhtService {
  return components => new LateDht(components, privateAddresses, shelf)
}
