/**
 * Live links: one stream of `/earshot/message/1.0.0` to a contact's device, whoever opened
 * it, direct or over a relay. Who the other side is was proved by the Noise handshake; a
 * peer that is no contact is not listened to.
 */
import { EarshotError, LimitError, UnreachableError, WireFormatError } from '../errors.ts'
import type { Transport } from '../link.ts'
import { pause } from '../schedule.ts'
import type { Clock, EpochMs, Logger } from '../ports.ts'
import { checkRung } from '../ratchet/padding.ts'
import { decodeMessageFrame, MAX_MESSAGE_FRAME } from '../wire/index.ts'
import type { Hello, MessageFrame, Signed } from '../wire/index.ts'
import { Allowance } from './allowance.ts'
import { OpenLink } from './open-link.ts'
import type { Link } from './open-link.ts'
import { orAborted } from './patience.ts'

export type { Link } from './open-link.ts'

/** Protocol id of the live path. */
export const MESSAGE_PROTOCOL = '/earshot/message/1.0.0'

/** Envelopes of one link that share a batch; those of others can come in between. */
const MAX_RECEIVING = 16
/** Connection, negotiation and stream together (ms). */
const OPEN_DEADLINE = 10_000
/** The longest time a timer takes: a link may be silent for weeks. */
const NO_IDLE = 2 ** 31 - 1
/** Links to one contact that may be open at a time: each side may dial over three relays, and directly. */
const MAX_LINKS = 8
/** A link that another one replaced is closed after it: by then the other side has that one, too (ms). */
const LINGER = 500
/** One that was parked is closed by the other side, or after it by us (ms). */
const PARKED_LINGER = 3_000
/** By then the other side has said hello, and answered what it was asked for (ms). */
const HELLO_DEADLINE = 5_000
/** A contact is given our bundle at most so often. */
const BUNDLE_AGAIN: EpochMs = 60_000
/** Two links that open within this time are a simultaneous dial; later ones replace. */
const SIMULTANEOUS: EpochMs = 5_000

/** What links need. */
export interface LinksOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly logger: Logger
  /** The contact whose device list names that peer; undefined: nobody of ours. */
  contactOf(peerId: string): string | undefined
  /** What to say to that contact at the beginning of a link. */
  hello(userId: string): Hello
  /**
   * What it says, over a connection that was begun then. Resolves when all that follows is on the
   * disk; then the link is open.
   */
  greeted(userId: string, hello: Hello, connectedAt: EpochMs): Promise<void>
  /** Our bundle, for a contact that has to open a session anew. */
  bundle(): Promise<Signed>
  /** Takes an envelope; resolves when it is dealt with. Never rejects. */
  receive(userId: string, envelope: Uint8Array): Promise<void>
  opened(link: Link): void
  closed(link: Link): void
  /** How long a link that was replaced, or parked, stays open (ms). Default 500, or 3,000. */
  readonly linger?: number
}

/** All live links of this node. */
export class Links {
  readonly #options: LinksOptions
  /** Open ones by user; the first to open stands first. All are read, `#primary` is written to. */
  readonly #links: Map<string, OpenLink[]> = new Map()
  readonly #primary: Map<string, OpenLink> = new Map()
  /** When a contact was given our bundle. */
  readonly #bundles: Map<string, EpochMs> = new Map()
  /** By user; they outlive the links, which cost nothing to open again. */
  readonly #allowances: Map<string, Allowance> = new Map()
  readonly #stopping: AbortController = new AbortController()

  constructor(options: LinksOptions) {
    this.#options = options
  }

  /** Begins to accept links. */
  async start(): Promise<void> {
    const { transport } = this.#options
    await transport.handle(
      MESSAGE_PROTOCOL,
      { maxFrame: MAX_MESSAGE_FRAME, idle: NO_IDLE },
      async (stream, signal) => {
        const userId = this.#options.contactOf(stream.remotePeerId)
        if (userId !== undefined) await this.#untilEven(userId, signal)
        if (this.#stopping.signal.aborted || signal.aborted) return
        // after the pause, in which it may have been blocked
        if (userId === undefined || this.#options.contactOf(stream.remotePeerId) !== userId) {
          stream.abort(new Error('not a contact'))
          return
        }
        await this.#run(new OpenLink(userId, stream, false, this.#options.clock), signal)
      }
    )
  }

  /** The link to that contact, if one is open. */
  get(userId: string): Link | undefined {
    return this.#primary.get(userId)
  }

  /** All open links. */
  all(): readonly Link[] {
    return [...this.#primary.values()]
  }

  /**
   * Opens a link, or returns the one that is open.
   *
   * @param options.direct - a relayed link is not enough
   * @throws {UnreachableError | DeadlineError}
   */
  async open(
    userId: string,
    peerId: string,
    addresses: readonly string[],
    options: { readonly signal: AbortSignal; readonly direct?: boolean }
  ): Promise<Link> {
    const { signal, direct = false } = options
    const present = this.#primary.get(userId)
    if (present !== undefined && !(direct && present.relayed)) return present
    if (this.#stopping.signal.aborted) throw ended()
    return await orAborted(this.#open(userId, peerId, addresses, direct), signal)
  }

  /**
   * Goes on when the caller has left: the other side may have chosen this link already and
   * closed its own, so that taking it back would leave none.
   */
  async #open(userId: string, peerId: string, addresses: readonly string[], direct: boolean): Promise<Link> {
    const stream = await this.#options.transport.open(peerId, addresses, MESSAGE_PROTOCOL, {
      maxFrame: MAX_MESSAGE_FRAME,
      signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(OPEN_DEADLINE)]),
      direct
    })
    // The end may have come while we dialled, or the contact was blocked.
    if (this.#stopping.signal.aborted || this.#options.contactOf(peerId) !== userId) {
      stream.abort(ended())
      throw ended()
    }
    // Before our hello the other side cannot have chosen this one: what opened meanwhile is enough.
    const present = this.#primary.get(userId)
    if (present !== undefined && !(present.relayed && stream.relay === undefined)) {
      await stream.close()
      return present
    }
    const link = new OpenLink(userId, stream, true, this.#options.clock)
    void this.#run(link)
    try {
      await link.greeting.promise
    } catch (error) {
      // It may have given way to another one that is on its way.
      const other = this.#primary.get(userId) ?? this.#links.get(userId)?.at(-1)
      if (other === undefined) throw error
      await other.greeting.promise
    }
    return this.#primary.get(userId) ?? link
  }

  /** Ends the links with a user. */
  async end(userId: string): Promise<void> {
    const closing = (this.#links.get(userId) ?? []).map(async link => link.close())
    this.#settle(userId)
    await Promise.all(closing)
  }

  /**
   * Lets go of a contact's link for now, and says so, so that the other side does not look for us. What
   * is on its way from there is still read. Never rejects.
   */
  async park(userId: string): Promise<void> {
    // one that is not open yet is a new wish of somebody
    const links = (this.#links.get(userId) ?? []).filter(({ greeted }) => greeted)
    for (const link of links) link.isParked = true
    this.#settle(userId)
    await Promise.all(
      links.map(async link => {
        try {
          await link.sendFrame({ parked: true }, this.#stopping.signal)
        } catch (error) {
          // it is gone, which is as good
          this.#options.logger('a link was not parked: %s', (error as Error).name)
        }
        link.closeLater(this.#options.linger ?? PARKED_LINGER)
      })
    )
  }

  /** Ends all links; all of them are reported when it resolves. Idempotent. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#options.transport.unhandle(MESSAGE_PROTOCOL)
    const links = [...this.#links.values()].flat()
    const closing = links.map(async link => link.close())
    for (const { userId } of links) this.#settle(userId)
    await Promise.all(closing)
  }

  async #run(link: OpenLink, signal?: AbortSignal): Promise<void> {
    const { userId } = link
    this.#allowanceOf(userId).link()
    const links = [...(this.#links.get(userId) ?? []), link]
    this.#links.set(userId, links)
    // Nobody needs more; a peer that opens without end loses its oldest, and not the one in use.
    if (links.length > MAX_LINKS) void links.find(other => other !== this.#primary.get(userId))?.close()
    try {
      const first = await this.#greet(link, signal)
      link.greeted = true
      // Those that are open stand in the order in which they did so.
      const others = (this.#links.get(userId) ?? []).filter(other => other !== link)
      this.#links.set(userId, [...others, link])
      this.#settle(userId)
      link.greeting.resolve()
      await this.#take(link, first, signal)
      if (!first.parked) await this.#receive(link, signal)
    } catch (error) {
      if (error instanceof WireFormatError || error instanceof LimitError) this.#allowanceOf(userId).offence()
      if (error instanceof EarshotError) this.#options.logger('a link ended: %s', error.name)
      else this.#options.logger.error('a link failed: %e', error)
    } finally {
      link.greeting.reject(ended())
      const closing = link.close()
      this.#settle(userId)
      await closing
    }
  }

  /**
   * Chooses the link to write to. Of what is left over we close only what we opened: if
   * each side closed what it liked less, two links that crossed would both die. And not at
   * once: a side that has not seen the chosen one yet would have none.
   */
  #settle(userId: string): void {
    const links = (this.#links.get(userId) ?? []).filter(({ ended }) => !ended)
    const before = this.#primary.get(userId)
    const open = links.filter(({ greeted, isParked }) => greeted && !isParked)
    const after = open.reduce<OpenLink | undefined>(
      (best, next) => (best === undefined || this.#beats(next, best) ? next : best),
      undefined
    )
    if (links.length === 0) this.#links.delete(userId)
    else this.#links.set(userId, links)
    if (before !== after) {
      if (after === undefined) this.#primary.delete(userId)
      else this.#primary.set(userId, after)
      after?.keep()
      // what is used is the contact, over whichever link
      if (after !== undefined && before !== undefined) after.used = Math.max(after.used, before.used)
      // In this order a link that replaces another leaves no moment without one.
      if (after !== undefined) this.#options.opened(after)
      if (before !== undefined) this.#options.closed(before)
    }
    for (const link of open) if (link !== after && link.ours) link.closeLater(this.#options.linger ?? LINGER)
  }

  /**
   * One that speaks before an older one that has been silent since: the other side writes
   * there, and the old one may be dead without a word. Direct before relayed. Of two that
   * opened about the same time, the one that the smaller peer id opened, so that both sides
   * choose alike; else the younger one, because nobody opens a second link while the first
   * one works.
   */
  #beats(next: OpenLink, best: OpenLink): boolean {
    if (next.heard !== undefined && (best.heard ?? best.opened) < next.opened) return true
    if (best.relayed !== next.relayed) return best.relayed
    if (next.opened - best.opened > SIMULTANEOUS) return true
    if (best.ours === next.ours) return false
    return next.ours === this.#options.transport.peerId < next.peerId
  }

  /**
   * Both sides say what they hold, at once and before anything else. A link on which the other one
   * does not is none.
   *
   * @returns the frame that its hello came in
   */
  async #greet(link: OpenLink, signal: AbortSignal | undefined): Promise<MessageFrame> {
    const { hello, greeted } = this.#options
    const { userId, stream } = link
    const patience = AbortSignal.any([AbortSignal.timeout(HELLO_DEADLINE), ...(signal ? [signal] : [])])
    await link.sendFrame({ hello: hello(userId) }, this.#stopping.signal)
    const frame = await stream.receive({ signal: patience })
    if (frame === undefined) throw ended()
    const first = decodeMessageFrame(frame)
    if (first.hello === undefined) throw new WireFormatError('No hello')
    await greeted(userId, first.hello, stream.connectedAt)
    return first
  }

  /**
   * The bundle of a contact, from the contact itself; undefined: no link is open, or no answer comes.
   */
  async bundleOf(userId: string, signal: AbortSignal): Promise<Signed | undefined> {
    const link = this.#primary.get(userId)
    if (link === undefined) return undefined
    try {
      const { promise } = (link.bundle ??= Promise.withResolvers())
      await link.sendFrame({ wantBundle: true }, signal)
      const patience = AbortSignal.any([signal, AbortSignal.timeout(HELLO_DEADLINE)])
      return await orAborted(promise, patience)
    } catch (error) {
      this.#options.logger('a contact did not send its bundle: %s', (error as Error).name)
      return undefined
    }
  }

  async #giveBundle(link: OpenLink): Promise<void> {
    const now = this.#options.clock()
    const given = this.#bundles.get(link.userId)
    if (given !== undefined && Math.abs(now - given) < BUNDLE_AGAIN) return
    this.#bundles.set(link.userId, now)
    await link.sendFrame({ bundle: await this.#options.bundle() }, this.#stopping.signal)
  }

  /** Not reading on is what slows a sender down that is faster than it may be, or than the disk. */
  async #receive(link: OpenLink, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const frame = await link.stream.receive({ signal })
      if (frame === undefined) return
      const next = decodeMessageFrame(frame)
      if (next.hello !== undefined) throw new WireFormatError('A second hello')
      await this.#take(link, next, signal)
      if (next.parked) return
    }
  }

  async #take(link: OpenLink, frame: MessageFrame, signal: AbortSignal | undefined): Promise<void> {
    const { clock, receive } = this.#options
    const { userId } = link
    const { envelopes, wantBundle, bundle, parked } = frame
    if (bundle !== undefined) {
      link.bundle?.resolve(bundle)
      // Who asks later wants that of then: a link may outlive the keys.
      link.bundle = undefined
    }
    if (wantBundle) await this.#giveBundle(link)
    if (parked) link.isParked = true
    if (envelopes.length === 0) return
    link.heard = clock()
    link.used = link.heard
    // before they are dealt with, so that answers go where the other side listens
    if (this.#primary.get(userId) !== link) this.#settle(userId)
    for (const { length } of envelopes) checkRung(length)
    link.taking += 1
    try {
      for (let at = 0; at < envelopes.length; at += MAX_RECEIVING) {
        await this.#untilEven(userId, signal)
        const together = envelopes.slice(at, at + MAX_RECEIVING)
        const began = clock()
        await Promise.all(together.map(async envelope => receive(userId, envelope)))
        this.#allowanceOf(userId).envelopes(together)
        this.#allowanceOf(userId).work(clock() - began)
      }
    } finally {
      link.taking -= 1
    }
  }

  /** Until the contact may go on, or it makes no more sense. */
  async #untilEven(userId: string, signal: AbortSignal | undefined): Promise<void> {
    const { debt } = this.#allowanceOf(userId)
    if (debt === 0) return
    const ends = [this.#stopping.signal, ...(signal === undefined ? [] : [signal])]
    await pause(debt, AbortSignal.any(ends))
  }

  #allowanceOf(userId: string): Allowance {
    const allowance = this.#allowances.get(userId) ?? new Allowance(this.#options.clock)
    this.#allowances.set(userId, allowance)
    return allowance
  }
}

function ended(): UnreachableError {
  return new UnreachableError('Links have ended')
}
