/**
 * Live links between people who are online, in the simulator: hello first, then envelopes, as
 * docs/PROTOCOL.md, 7 has it. Whom one looks for is dialled at once, and not again for a while.
 *
 * @packageDocumentation
 */
import { UnreachableError } from '../../src/errors.ts'
import { encodeHello } from '../../src/wire/index.ts'
import type { LivePath, Messenger } from '../../src/messaging/index.ts'
import type { EpochMs } from '../../src/ports.ts'
import type { Hello } from '../../src/wire/index.ts'
import type { Life } from './life.ts'
import type { End, EndEvents, SimNetwork, SimNode } from './network.ts'

const second = 1_000

/** Nobody is dialled again sooner. */
const DIAL_AGAIN: number = 30 * second
/** libp2p asks so often whether the other side is there, and ends a connection after two questions without an answer. */
const PING: number = 10 * second
const MISSED_PINGS = 2
/** Around an envelope in its frame. */
const ENVELOPE_OVERHEAD = 4

type LinkFrame =
  | { readonly kind: 'hello'; readonly hello: Hello }
  | { readonly kind: 'envelopes'; readonly envelopes: readonly Uint8Array[] }

/** Whom links join. */
export interface Linked {
  readonly userId: string
  readonly node: SimNode
  /** Undefined: its node does not run. */
  readonly links: MailLinks | undefined
}

/** What links need of their node. */
export interface MailLinksOptions {
  readonly network: SimNetwork
  readonly life: Life
  readonly self: Linked
  readonly messenger: Messenger
  /** A contact that a connection can be made to; undefined: there is a NAT between, and no way around it. */
  reachable(userId: string): Linked | undefined
}

/** The links of one life. */
export class MailLinks {
  readonly #options: MailLinksOptions
  readonly #open = new Map<string, Link>()
  readonly #dialled = new Map<string, number>()
  readonly #dialling = new Set<string>()

  constructor(options: MailLinksOptions) {
    this.#options = options
    options.life.whenOver(() => {
      for (const link of this.#open.values()) link.end.abandon()
    })
  }

  seek(userId: string): void {
    const { network, reachable, self } = this.#options
    const { time } = network.engine
    const other = reachable(userId)
    const last = this.#dialled.get(userId)
    if (other === undefined || this.#open.has(userId) || this.#dialling.has(userId)) return
    if (last !== undefined && time - last < DIAL_AGAIN) return
    this.#dialled.set(userId, time)
    this.#dialling.add(userId)
    network.open<LinkFrame>(
      self.node,
      other.node,
      theirs => other.links?.accept(self, theirs),
      ours => {
        this.#dialling.delete(userId)
        return ours === undefined ? undefined : this.#adopt(other, ours)
      }
    )
  }

  /** Of two that dial each other one does. */
  accept(other: Linked, theirs: End<LinkFrame>): EndEvents<LinkFrame> | undefined {
    const { userId } = this.#options.self
    if (this.#open.has(other.userId)) return undefined
    if (this.#dialling.has(other.userId) && userId < other.userId) return undefined
    return this.#adopt(other, theirs)
  }

  /** Ends all of them in order. */
  close(): void {
    for (const link of [...this.#open.values()]) link.over()
  }

  #adopt(other: Linked, end: End<LinkFrame>): EndEvents<LinkFrame> | undefined {
    const { life, messenger, network } = this.#options
    if (life.isOver || this.#open.has(other.userId)) {
      end.close()
      return undefined
    }
    const { links } = other
    const isThere = (): boolean => other.links === links && network.hears(this.#options.self.node, other.node)
    const link = new Link(messenger, other.userId, end, network.engine.clock(), () => {
      this.#open.delete(other.userId)
    })
    this.#open.set(other.userId, link)
    let missed = 0
    const ping = (): void => {
      if (!end.isOpen) return
      missed = isThere() ? 0 : missed + 1
      if (missed >= MISSED_PINGS) link.over()
      else life.schedule(PING, ping)
    }
    life.schedule(PING, ping)
    return link
  }
}

/** One end of a link. */
class Link implements LivePath, EndEvents<LinkFrame> {
  readonly end: End<LinkFrame>
  readonly #messenger: Messenger
  readonly #userId: string
  readonly #connectedAt: EpochMs
  readonly #onOver: () => void
  /** What came is dealt with in its order. */
  #taking: Promise<void> = Promise.resolve()

  constructor(
    messenger: Messenger,
    userId: string,
    end: End<LinkFrame>,
    connectedAt: EpochMs,
    onOver: () => void
  ) {
    this.#messenger = messenger
    this.#userId = userId
    this.end = end
    this.#connectedAt = connectedAt
    this.#onOver = onOver
    const hello = messenger.hello(userId)
    end.send({ kind: 'hello', hello }, encodeHello(hello).length)
  }

  async send(envelopes: readonly Uint8Array[]): Promise<void> {
    if (!this.end.isOpen) throw new UnreachableError('The link is over')
    const bytes = envelopes.reduce((sum, { length }) => sum + length + ENVELOPE_OVERHEAD, 0)
    this.end.send({ kind: 'envelopes', envelopes }, bytes)
  }

  onFrame(frame: LinkFrame): void {
    this.#taking = this.#taking.then(async () => this.#take(frame))
  }

  onClose(): void {
    this.over()
  }

  /** It ends, from whichever side. */
  over(): void {
    this.end.close()
    this.#onOver()
    this.#messenger.linkClosed(this.#userId, this)
  }

  async #take(frame: LinkFrame): Promise<void> {
    if (frame.kind === 'hello') {
      await this.#messenger.greeted(this.#userId, frame.hello, this.#connectedAt)
      if (this.end.isOpen) this.#messenger.linkOpened(this.#userId, this)
      return
    }
    await Promise.all(
      frame.envelopes.map(async envelope => this.#messenger.receiveLive(this.#userId, envelope))
    )
  }
}
