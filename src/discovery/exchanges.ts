/**
 * Exchanges of presence (docs/PROTOCOL.md, 14.3): the dialler opens a stream for each network and tells what
 * it knows, the listener answers with what it knows.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { LimitError, WireFormatError } from '../errors.ts'
import { decodePresenceFrame, encodePresenceFrame, MAX_PRESENCE_FRAME } from '../wire/index.ts'
import {
  EXCHANGE_BURST,
  EXCHANGE_DEADLINE,
  EXCHANGE_RATE,
  MAX_EXCHANGES,
  PRESENCE_PROTOCOL
} from './constants.ts'
import { bucketLimit } from './core/limits.ts'
import { sealState } from './core/state-codec.ts'
import type { Network } from '../identity/index.ts'
import type { FrameStream, Verdict } from '../link.ts'
import type { NetworkState, PageRequest } from '../wire/index.ts'
import type { PresenceComponents } from './presence-port.ts'

/** What is told and heard in one network. */
export interface Exchanged {
  readonly network: Network
  /** What we tell, with a page if one is asked for. */
  says(request: PageRequest | undefined): NetworkState
  /**
   * Takes what a peer told.
   *
   * @param onState - is given it, if it could be opened
   */
  takes(sealed: Uint8Array, from: string, onState?: (state: NetworkState) => void): Promise<Verdict>
}

/** Both halves, for all networks of a node. */
export class Exchanges {
  readonly #components: Pick<PresenceComponents, 'crypto' | 'rng' | 'clock' | 'transport'>
  /** By the network's id in hex. */
  readonly #networks: ReadonlyMap<string, Exchanged>
  readonly #limit = bucketLimit(EXCHANGE_BURST, EXCHANGE_RATE)
  /** Those that we began, while they last. */
  readonly #begun = new Map<string, Promise<void>>()
  #stopping = new AbortController()

  constructor(
    components: Pick<PresenceComponents, 'crypto' | 'rng' | 'clock' | 'transport'>,
    networks: readonly Exchanged[]
  ) {
    this.#components = components
    this.#networks = new Map(networks.map(exchanged => [bytesToHex(exchanged.network.id), exchanged]))
  }

  /** Begins to answer. */
  async start(): Promise<void> {
    this.#stopping = new AbortController()
    const bounds = { maxFrame: MAX_PRESENCE_FRAME, maxStreams: MAX_EXCHANGES, lifetime: EXCHANGE_DEADLINE }
    await this.#components.transport.handle(PRESENCE_PROTOCOL, bounds, (stream, signal) =>
      this.#answer(stream, signal)
    )
  }

  /** Gives up those that are under way. Idempotent. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#components.transport.unhandle(PRESENCE_PROTOCOL)
  }

  /**
   * Tells a peer what we know of all networks, and hears what it knows, unless that is being done already.
   *
   * @throws {LimitError} too many at a time
   * @throws {EarshotError} it does not answer, or answers for another network
   */
  async withAll(peerId: string, signal?: AbortSignal): Promise<void> {
    if (this.#networks.size === 0 || this.#begun.has(peerId)) return
    if (this.#begun.size >= MAX_EXCHANGES) throw new LimitError('Too many presence exchanges at a time')
    const patience = this.#patience(signal)
    const exchange = this.#tellAll(peerId, patience).finally(() => this.#begun.delete(peerId))
    this.#begun.set(peerId, exchange)
    await exchange
  }

  /** The one with that peer that we began has ended, if there is one. Never rejects. */
  async ended(peerId: string): Promise<void> {
    await this.#begun.get(peerId)?.catch(() => undefined)
  }

  /**
   * Tells a peer something in one network, and hears what it knows of that one.
   *
   * @throws {EarshotError} it does not answer, or answers for another network
   */
  async withOne(exchanged: Exchanged, peerId: string, state: NetworkState): Promise<void> {
    await this.#tell(exchanged, peerId, state, this.#patience())
  }

  #patience(signal?: AbortSignal): AbortSignal {
    const signals = [this.#stopping.signal, AbortSignal.timeout(EXCHANGE_DEADLINE)]
    return AbortSignal.any(signal === undefined ? signals : [...signals, signal])
  }

  /** A stream for each network: the other side ends those that it does not share. */
  async #tellAll(peerId: string, signal: AbortSignal): Promise<void> {
    for (const exchanged of this.#networks.values()) {
      await this.#tell(exchanged, peerId, exchanged.says(undefined), signal)
    }
  }

  /** The dialler's half. */
  async #tell(exchanged: Exchanged, peerId: string, state: NetworkState, signal: AbortSignal): Promise<void> {
    const options = { maxFrame: MAX_PRESENCE_FRAME, signal }
    const stream = await this.#components.transport.open(peerId, [], PRESENCE_PROTOCOL, options)
    try {
      await stream.send(this.#frame(exchanged, state), { signal })
      const frame = await stream.receive({ signal })
      if (frame !== undefined) {
        const { network, sealedState } = decodePresenceFrame(frame)
        if (!equalBytes(network, exchanged.network.id))
          throw new WireFormatError('An answer of another network')
        await exchanged.takes(sealedState, peerId)
      }
      await stream.close()
    } catch (error) {
      stream.abort(asError(error))
      throw error
    }
  }

  /** The listener's half: a state of a network that we share is answered with ours. */
  async #answer(stream: FrameStream, signal: AbortSignal): Promise<void> {
    const frame = await stream.receive({ signal })
    if (frame === undefined) return
    if (!this.#limit.take(stream.remotePeerId, this.#components.clock())) {
      throw new LimitError('A peer starts too many exchanges')
    }
    const { network, sealedState } = decodePresenceFrame(frame)
    const exchanged = this.#networks.get(bytesToHex(network))
    if (exchanged === undefined) return
    let request: PageRequest | undefined
    const verdict = await exchanged.takes(sealedState, stream.remotePeerId, state => {
      request = state.pageRequest
    })
    // who cannot seal for the network is no member and learns nothing
    if (verdict !== 'reject') await stream.send(this.#frame(exchanged, exchanged.says(request)), { signal })
  }

  #frame({ network }: Exchanged, state: NetworkState): Uint8Array {
    const { crypto, rng } = this.#components
    return encodePresenceFrame({ network: network.id, sealedState: sealState(crypto, rng, network, state) })
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('not an error', { cause: error })
}
