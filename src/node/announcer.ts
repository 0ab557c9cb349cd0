/** Keeps what we tell others about where we are up to date. */
import type { Logger } from '../ports.ts'
import type { DescriptorKeeper, Whereabouts } from './descriptor.ts'

/** Changes of addresses and mailboxes that come together make one descriptor. */
const ANNOUNCE_AFTER = 250

/** What announcing needs. */
export interface AnnouncerOptions {
  readonly descriptor: Pick<DescriptorKeeper, 'update'>
  readonly logger: Logger
  /** How things stand now. */
  whereabouts(): Whereabouts
  /** Sends contacts the descriptor of now. */
  tell(): Promise<void>
}

/** Signs descriptors and has contacts told. */
export class Announcer {
  readonly #options: AnnouncerOptions
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The last round; never rejects. */
  #round: Promise<void> = Promise.resolve()
  /** There is a descriptor of this life. */
  #signed = false
  /** Something has moved that contacts have not been told. */
  #untold = false
  #stopped = false
  /** Where we listen, as far as we were told. */
  #place: string | undefined

  constructor(options: AnnouncerOptions) {
    this.#options = options
  }

  /** We listen there now. The same addresses, in whichever order, are no move. */
  movedTo(addresses: readonly string[]): void {
    const place = addresses.toSorted().join(' ')
    if (place === this.#place) return
    this.#place = place
    this.moved()
  }

  /** We moved, or our mailboxes did: in a moment contacts are told. */
  moved(): void {
    this.#untold = true
    clearTimeout(this.#timer)
    if (this.#stopped) return
    this.#timer = setTimeout(() => {
      this.upToDate().catch((error: unknown) => {
        this.#options.logger.error('the descriptor was not renewed: %e', error)
      })
    }, ANNOUNCE_AFTER)
  }

  /**
   * The descriptor says how things stand when it resolves, and contacts whom that concerns
   * are being told. Without a move nobody is told: a node that lives for one command would
   * tell all its contacts each time that it listens nowhere.
   *
   * @throws {StorageError} it could not be kept; contacts still have the old one
   */
  async upToDate(): Promise<void> {
    clearTimeout(this.#timer)
    const round = this.#round.then(async () => {
      if (this.#untold || !this.#signed) await this.#announce()
    })
    this.#round = round.catch(() => undefined)
    await round
  }

  /** Tells what was not told yet. Idempotent. @throws {StorageError} */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    if (this.#untold) await this.upToDate()
  }

  async #announce(): Promise<void> {
    const untold = this.#untold
    this.#untold = false
    try {
      await this.#options.descriptor.update(this.#options.whereabouts())
      this.#signed = true
      if (untold) await this.#options.tell()
    } catch (error) {
      this.#untold = untold
      throw error
    }
  }
}
