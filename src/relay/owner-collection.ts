/** How the owner of a mailbox collects what lies there (docs/PROTOCOL.md, 12.5). */
import { WireFormatError } from '../errors.ts'
import { takeFrom } from '../rates.ts'
import { MAX_KEPT_BYTES, MAX_KEPT_ITEMS, MAX_WORTHLESS_ITEMS, WORTHLESS_RATE } from './constants.ts'
import { START, collect } from './core/collect.ts'
import { signAcknowledgement } from './core/receipts.ts'
import { unexpected } from './owner-answers.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Clock } from '../ports.ts'
import type { Bucket, Rate } from '../rates.ts'
import type { CollectedItem, MailboxCursor } from './core/collect.ts'
import type { Ask } from './owner-answers.ts'
import type { KeptPlace } from './owner-registration.ts'

const WORTHLESS: Rate = { burst: MAX_WORTHLESS_ITEMS, perSecond: WORTHLESS_RATE }

/** What a collection works with. */
export interface CollectionOptions {
  readonly crypto: CryptoBackend
  readonly clock: Clock
  /** Seed of the mailbox key, 32 bytes. */
  readonly seed: Uint8Array
  /** Where to go on; undefined: from the start. */
  readonly cursor: MailboxCursor | undefined
  /**
   * Takes items over. When it resolves they are durable here, or known to be worthless;
   * then they are acknowledged. If it rejects, they come again after a pause. What was
   * handed over before a crash comes again too: at least once.
   *
   * @param cursor - up to here everything was acknowledged; to be kept in the same batch
   * @returns how many of them were worthless
   */
  deliver(items: readonly CollectedItem[], cursor: MailboxCursor): Promise<number>
  /** The acknowledgement of a page arrived. Keeping this cursor spares a repetition. */
  acknowledged?(cursor: MailboxCursor): void
}

/** Where the owner stands in a mailbox, over all connections. */
export class Collection {
  readonly #options: CollectionOptions
  #cursor: MailboxCursor
  /** Worthless items that its coordinator may still bring, over all sessions. */
  #worthless: Bucket | undefined

  constructor(options: CollectionOptions) {
    this.#options = options
    this.#cursor = options.cursor ?? START
  }

  /**
   * Page by page until there is no more.
   *
   * @param onItems - a page has some
   */
  async collect(ask: Ask, place: KeptPlace, onItems: () => void): Promise<void> {
    const { crypto } = this.#options
    let items = 0
    let bytes = 0
    for (;;) {
      const { incarnation, sequence: after } = this.#cursor
      const response = await ask({ kind: 'fetch', fetch: { incarnation, after } })
      if (response.kind !== 'items') throw unexpected(response)
      const page = collect(crypto, this.#cursor, response.items)
      if (page.items.length > 0) {
        onItems()
        const worthless = await this.#options.deliver(page.items, this.#cursor)
        await this.#acknowledge(ask, place, page.items)
        this.#options.acknowledged?.(page.cursor)
        this.#cursor = page.cursor
        // after the acknowledgement: what an honest one was given must not come again and again
        const { bucket, wait } = takeFrom(this.#worthless, WORTHLESS, this.#options.clock(), worthless)
        this.#worthless = bucket
        if (wait > 0) throw new WireFormatError('Nothing but garbage')
      }
      this.#cursor = page.cursor
      if (!response.items.more) return
      items += page.items.length
      bytes += page.items.reduce((sum, item) => sum + item.deposit.length, 0)
      // no mailbox holds so much: somebody makes it up as we go
      if (items > MAX_KEPT_ITEMS || bytes > MAX_KEPT_BYTES) throw new WireFormatError('An endless mailbox')
    }
  }

  async #acknowledge(
    ask: Ask,
    { mailbox, coordinator }: KeptPlace,
    items: readonly CollectedItem[]
  ): Promise<void> {
    const { crypto, seed, clock } = this.#options
    const hashes = items.map(({ hash }) => hash)
    const acknowledge = signAcknowledgement(crypto, seed, {
      coordinator,
      mailbox,
      items: hashes,
      at: clock()
    })
    const response = await ask({ kind: 'acknowledge', acknowledge })
    if (response.kind !== 'acknowledged') throw unexpected(response)
  }
}
