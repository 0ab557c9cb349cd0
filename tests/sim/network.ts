/**
 * A network of nodes with latency, loss, partitions and death. Connections are what libp2p gives over
 * TCP: in order, a lost packet comes later, and one that is lost again and again ends the
 * connection. Every frame counts with all that lies around it.
 *
 * @packageDocumentation
 */
import type { Engine } from './engine.ts'

/** Around a frame: TCP/IP 40, Noise 18, yamux 12, its length 1 or 2. */
export const FRAME_OVERHEAD = 72
/** Of a connection until its first stream is open, in each direction: about nine packets, Noise and multistream. */
export const HANDSHAKE_BYTES = 1_000
/** Round trips of that. */
const HANDSHAKE_TURNS = 4
/** Over a connection that is there, the negotiation of a stream: bytes in each direction, and round trips. */
const STREAM_BYTES = 150
const STREAM_TURNS = 1
/** A dial that nobody answers. */
const DIAL_TIMEOUT = 10_000
/** TCP's first retransmission; each next one waits twice as long. */
const RETRANSMIT_AFTER = 300
/** After so many in a row the connection has failed. */
const MAX_RETRANSMITS = 7

/** How the network behaves. */
export interface NetworkOptions {
  /** Probability that a packet is lost. */
  readonly loss: number
  /** Milliseconds from a node to the middle of the network: the median; others have up to 4 times as much. */
  readonly latency: number
  /** Milliseconds that come on top by chance, at most. */
  readonly jitter: number
}

/** A machine. */
export interface SimNode {
  readonly index: number
  readonly latency: number
  /** False: nothing leaves or reaches it, and nobody is told. */
  isUp: boolean
  /** Nodes of different sides do not hear each other. */
  side: number
  received: number
  sent: number
}

/** One end of a connection. */
export interface End<T> {
  readonly node: SimNode
  /** @param bytes - of the frame itself */
  send(frame: T, bytes: number): void
  /** Tells the other side. */
  close(): void
  /** Its process is gone: the other side hears of it when it sends something. */
  abandon(): void
  readonly isOpen: boolean
}

/** What an end is told. */
export interface EndEvents<T> {
  onFrame(frame: T): void
  onClose(): void
}

/** The network. Frames are values: what their bytes are, `bytes` says. */
export class SimNetwork {
  readonly engine: Engine
  options: NetworkOptions
  readonly nodes: SimNode[] = []

  constructor(engine: Engine, options: NetworkOptions) {
    this.engine = engine
    this.options = options
  }

  node(): SimNode {
    const { engine, options } = this
    const node = {
      index: this.nodes.length,
      latency: options.latency * 4 ** (2 * engine.chance() - 1),
      isUp: true,
      side: 0,
      received: 0,
      sent: 0
    }
    this.nodes.push(node)
    return node
  }

  /**
   * Dials. `opened` gets our end, or undefined if nobody is there, and says what becomes of it; `accept`
   * is asked on the other side when our handshake has come through.
   *
   * @param isConnected - only a stream is to be opened
   */
  open<T>(
    from: SimNode,
    to: SimNode,
    accept: (theirs: End<T>) => EndEvents<T> | undefined,
    opened: (ours: End<T> | undefined) => EndEvents<T> | undefined,
    isConnected: boolean = false
  ): void {
    const { engine } = this
    const turns = isConnected ? STREAM_TURNS : HANDSHAKE_TURNS
    const bytes = isConnected ? STREAM_BYTES : HANDSHAKE_BYTES
    const delay = this.#delay(from, to)
    if (delay === undefined || !this.hears(from, to)) {
      engine.schedule(DIAL_TIMEOUT, () => {
        opened(undefined)
      })
      return
    }
    engine.schedule(delay * (2 * turns), () => {
      if (!from.isUp) return
      if (!this.hears(from, to)) {
        engine.schedule(DIAL_TIMEOUT, () => {
          opened(undefined)
        })
        return
      }
      for (const node of [from, to]) {
        node.received += bytes
        node.sent += bytes
      }
      const connection = new Connection<T>(this, from, to)
      const theirs = accept(connection.end(1))
      if (theirs === undefined) {
        opened(undefined)
        return
      }
      connection.events[1] = theirs
      connection.events[0] = opened(connection.end(0))
    })
  }

  /**
   * One question and its answer over a stream of its own of a connection that is there.
   *
   * @param serve - on the other side: bytes of the answer, and what the asker does with it
   */
  ask(
    from: SimNode,
    to: SimNode,
    bytes: number,
    serve: () => readonly [bytes: number, onAnswer: () => void]
  ): void {
    from.sent += bytes + FRAME_OVERHEAD
    this.carry(from, to, 0, () => {
      to.received += bytes + FRAME_OVERHEAD
      const [answered, onAnswer] = serve()
      to.sent += answered + FRAME_OVERHEAD
      this.carry(to, from, 0, () => {
        from.received += answered + FRAME_OVERHEAD
        onAnswer()
      })
    })
  }

  /** One way, retransmissions included; undefined: it does not come through. */
  #delay(from: SimNode, to: SimNode): number | undefined {
    const { engine, options } = this
    let delay = from.latency + to.latency + options.jitter * engine.chance()
    if (options.loss === 0) return delay
    for (let retransmits = 0; engine.chance() < options.loss; retransmits++) {
      if (retransmits >= MAX_RETRANSMITS) return undefined
      delay += RETRANSMIT_AFTER * 2 ** retransmits
    }
    return delay
  }

  /** Whether what one says now would reach the other. */
  hears(from: SimNode, to: SimNode): boolean {
    return from.isUp && to.isUp && from.side === to.side
  }

  /**
   * Brings something over. For connections.
   *
   * @param lost - called instead when nobody is there to hear it
   * @returns when it arrives; undefined: it does not come through
   */
  carry(
    from: SimNode,
    to: SimNode,
    notBefore: number,
    arrive: () => void,
    lost: () => void = () => {}
  ): number | undefined {
    const delay = this.#delay(from, to)
    if (delay === undefined) return undefined
    const at = Math.max(this.engine.time + delay, notBefore)
    this.engine.schedule(at - this.engine.time, () => {
      if (!this.hears(from, to)) {
        lost()
        return
      }
      this.engine.trace(from.index, to.index)
      arrive()
    })
    return at
  }
}

class Connection<T> {
  readonly events: Array<EndEvents<T> | undefined> = [undefined, undefined]
  readonly #network: SimNetwork
  readonly #nodes: readonly [SimNode, SimNode]
  readonly #open = [true, true]
  readonly #last = [0, 0]
  #isBroken = false

  constructor(network: SimNetwork, from: SimNode, to: SimNode) {
    this.#network = network
    this.#nodes = [from, to]
  }

  end(side: 0 | 1): End<T> {
    const isOpen = (): boolean => this.#open[side] === true
    return {
      node: this.#nodes[side],
      send: (frame, bytes) => {
        this.#send(side, frame, bytes + FRAME_OVERHEAD)
      },
      close: () => {
        this.#close(side)
      },
      abandon: () => {
        this.#open[side] = false
      },
      get isOpen() {
        return isOpen()
      }
    }
  }

  #send(side: 0 | 1, frame: T, bytes: number): void {
    if (this.#open[side] !== true) return
    const [from, to] = this.#pair(side)
    from.sent += bytes
    const arrive = (): void => {
      // what follows on a frame that was lost never arrives
      if (this.#isBroken) return
      to.received += bytes
      if (this.#open[1 - side] === true) this.events[1 - side]?.onFrame(frame)
      else this.#closed(side)
    }
    const arrival = this.#network.carry(from, to, this.#last[side] ?? 0, arrive, () => {
      this.#break()
    })
    if (arrival === undefined) this.#break()
    else this.#last[side] = arrival
  }

  /** TCP gives up after a while: both ends notice then, if they are there. */
  #break(): void {
    if (this.#isBroken) return
    this.#isBroken = true
    this.#network.engine.schedule(RETRANSMIT_AFTER * 2 ** MAX_RETRANSMITS, () => {
      for (const end of [0, 1] as const) this.#closed(end)
    })
  }

  #close(side: 0 | 1): void {
    if (this.#open[side] !== true) return
    this.#open[side] = false
    const [from, to] = this.#pair(side)
    this.#network.carry(from, to, this.#last[side] ?? 0, () => {
      this.#closed(side === 0 ? 1 : 0)
    })
  }

  #closed(side: 0 | 1): void {
    if (this.#open[side] !== true) return
    this.#open[side] = false
    if (this.#nodes[side].isUp) this.events[side]?.onClose()
  }

  #pair(side: 0 | 1): readonly [SimNode, SimNode] {
    const [a, b] = this.#nodes
    return side === 0 ? [a, b] : [b, a]
  }
}
