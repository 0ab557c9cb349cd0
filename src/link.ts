/**
 * The port between our protocols and the network: streams of whole frames to a peer
 * named by its PeerId. `src/node/host` implements it over libp2p, tests over memory;
 * `src/relay`, `src/discovery` and `src/messaging` know nothing else of the network.
 *
 * A frame on the wire is a varint length and that many bytes. Its size is checked
 * before anything is allocated for it.
 *
 * @packageDocumentation
 *
 * @example Ask and answer
 *
 * ```TypeScript
 * await server.handle('/earshot/query/1.0.0', { maxFrame: MAX_CONTROL_FRAME }, async (stream, signal) => {
 *   const question = await stream.receive({ signal })
 *   if (question !== undefined) await stream.send(answer(question), { signal })
 * })
 *
 * const stream = await client.open(peerId, addresses, '/earshot/query/1.0.0', {
 *   maxFrame: MAX_CONTROL_FRAME,
 *   signal: AbortSignal.timeout(5_000)
 * })
 * await stream.send(question)
 * const answered = await stream.receive({ signal: AbortSignal.timeout(2_000) })
 * await stream.close()
 * ```
 */
import type { EpochMs } from './ports.ts'

/** Ends a wait early. An aborted wait rejects with `DeadlineError`. */
export interface WaitOptions {
  readonly signal?: AbortSignal | undefined
}

/**
 * One stream of frames. At most one `receive` may be pending at a time; sends are put
 * in line. Every failure is an `EarshotError`: `UnreachableError` when the stream or its
 * connection broke, `LimitError` for a frame above the limit, `WireFormatError` for a
 * broken frame, `DeadlineError` for an aborted signal.
 */
export interface FrameStream {
  /** Of the other side, proven by the Noise handshake. */
  readonly remotePeerId: string
  /** PeerId of the circuit relay that the connection below runs over; undefined: it is direct. */
  readonly relay: string | undefined
  /**
   * What the many keys of one caller have in common: its IPv4 address, the /64 of its IPv6
   * address, or the relay. Undefined: nothing is known of it, as of callers on this machine.
   */
  readonly origin: string | undefined
  /** When its connection was begun: what the other side says over it, it says after that. */
  readonly connectedAt: EpochMs
  /**
   * Resolves when the frame is handed to the connection; waits while the other side does
   * not read (backpressure). Says nothing about arrival. An abort while waiting leaves
   * nothing of the frame on the wire.
   */
  send(frame: Uint8Array, options?: WaitOptions): Promise<void>
  /**
   * The next frame, or undefined after the other side ended its side in order. Without a
   * signal it waits as long as the stream lives. An aborted wait loses no byte: the next
   * `receive` goes on where it stopped.
   */
  receive(options?: WaitOptions): Promise<Uint8Array | undefined>
  /** Ends our side in order and gives the rest back. Idempotent, never rejects, bounded. */
  close(): Promise<void>
  /** Resets the stream at once; the other side sees `UnreachableError`. Idempotent. */
  abort(err: Error): void
}

/** How to open a stream. */
export interface OpenOptions extends WaitOptions {
  /** Greatest frame to send or receive, in bytes. */
  readonly maxFrame: number
  /** Not over a relay: dials although a relayed connection is there. Default false. */
  readonly direct?: boolean
  /** Deadline for connection, negotiation and stream together. */
  readonly signal: AbortSignal
}

/** How to serve a protocol. Each bound has a default in the implementation. */
export interface HandleOptions {
  /** Greatest frame to send or receive, in bytes. */
  readonly maxFrame: number
  /** Streams of this protocol at a time on one connection; more are reset. */
  readonly maxPerConnection?: number
  /** Streams of this protocol at a time in all; more are reset. */
  readonly maxStreams?: number
  /** Milliseconds without a whole frame in either direction until the stream is reset. */
  readonly idle?: number
  /** Milliseconds after which the stream is reset in any case. Default: none, `idle` rules. */
  readonly lifetime?: number
}

/**
 * Serves one inbound stream. When it resolves the stream is closed, when it rejects the
 * stream is reset; neither reaches the host. The signal aborts when the stream, its
 * deadline or the host ends.
 */
export type FrameHandler = (stream: FrameStream, signal: AbortSignal) => Promise<void>

/** A libp2p host as our protocols see it. */
export interface Transport {
  /** Own PeerId. */
  readonly peerId: string
  /**
   * Opens a stream, over the present connection to that peer or by dialling `addresses`
   * (multiaddrs; may be empty: then only a present connection or known addresses serve).
   *
   * @throws {UnreachableError} no address answered as that peer, or it does not speak the protocol
   * @throws {DeadlineError} the signal aborted first
   * @throws {UsageError} not a PeerId, not a multiaddr, stopped host
   */
  open(
    peerId: string,
    addresses: readonly string[],
    protocol: string,
    options: OpenOptions
  ): Promise<FrameStream>
  /** Serves a protocol, also over relays. A second handler of one protocol is a `UsageError`. */
  handle(protocol: string, options: HandleOptions, handler: FrameHandler): Promise<void>
  /** Stops serving it and resets its streams. */
  unhandle(protocol: string): Promise<void>
}

/** The half of a transport that a pseudonymous host has: it only opens. */
export type Opener = Pick<Transport, 'peerId' | 'open'>

/** What becomes of a gossip message: taken and passed on, dropped, or dropped and held against its sender. */
export type Verdict = 'accept' | 'ignore' | 'reject'

/** Topic gossip. Only the topics that the host was made for can be used. */
export interface Gossip {
  /**
   * Hands the data to the subscribed peers. Resolves with how many got it; with nobody
   * there it is 0 and the data is lost. The same bytes are published once per two minutes.
   */
  publish(topic: string, data: Uint8Array): Promise<number>
  /**
   * Takes part in a topic. `receive` sees every message once (the same bytes again only
   * after two minutes), before it is passed on: it judges quickly (within 100 ms) and never
   * throws. `from` is the neighbour that passed it on, not the author.
   */
  subscribe(topic: string, receive: (data: Uint8Array, from: string) => Verdict | Promise<Verdict>): void
  unsubscribe(topic: string): void
  /** PeerIds of the connected peers that take part. */
  subscribers(topic: string): string[]
  /** Tells of connected peers that begin and cease to take part. Returns how to stop it. */
  watch(topic: string, listener: (peerId: string, event: 'joined' | 'left') => void): () => void
}

/** A peer that we hold a connection with. */
export interface ConnectedPeer {
  readonly peerId: string
  /** The address of its best connection, without its PeerId. */
  readonly address: string
  /** Whether we dialled it, so that this address can be dialled again. */
  readonly dialled: boolean
  /** False when every connection to it runs over a relay. */
  readonly direct: boolean
  /** PeerId of the relay of its best connection, if that is relayed. */
  readonly relay?: string
}

/** Who is connected. */
export interface Peers {
  connected(): ConnectedPeer[]
  /** That peer, if it is connected. */
  connection(peerId: string): ConnectedPeer | undefined
  /** Tells of the first connection to a peer and the end of the last one. Returns how to stop it. */
  watch(listener: (peerId: string, event: 'connected' | 'disconnected') => void): () => void
}

/** Records in the DHT. Every search is bounded by a query timeout of 5 s and the signal. */
export interface Dht {
  /**
   * The record that lies here under a key, because we are near to it.
   *
   * @param key - 32 bytes
   */
  kept(key: Uint8Array): Promise<Uint8Array | undefined>
  /**
   * Hands a record to the nodes nearest to its key, within 30 s.
   *
   * @param key - 32 bytes
   * @returns how many took it; never throws for what they do
   */
  publish(key: Uint8Array, record: Uint8Array, options: WaitOptions): Promise<number>
  /**
   * Records under a key as nodes hand them out: each may lie there, not all are the newest. Ends
   * without one when there is none.
   *
   * @param key - 32 bytes
   */
  collect(key: Uint8Array, options: WaitOptions): AsyncIterable<Uint8Array>
}
