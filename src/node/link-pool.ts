/** Keeps the number of open links to contacts within bounds: parks what nobody has needed for a while. */
import { planPool, POOL_BOUNDS } from '../discovery/index.ts'
import type { PoolBounds, PoolPlan } from '../discovery/index.ts'
import type { Clock } from '../ports.ts'
import type { Link, Links } from './links.ts'

/** How often it is looked whether there are too many. */
const LOOK_EVERY = 10_000

/** What the pool needs of the node around it. */
export interface LinkPoolOptions {
  readonly links: Pick<Links, 'all' | 'park'>
  readonly clock: Clock
  /** Something of ours waits for that contact, or has not been acknowledged by it. */
  waitsFor(userId: string): boolean
  readonly bounds?: PoolBounds
}

/** The links of a node. */
export class LinkPool {
  readonly #options: LinkPoolOptions
  readonly #bounds: PoolBounds
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(options: LinkPoolOptions) {
    this.#options = options
    this.#bounds = options.bounds ?? POOL_BOUNDS
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.look()
    }, LOOK_EVERY)
  }

  /** Parks what is too many now. */
  look(): void {
    for (const userId of this.#plan().parked) void this.#options.links.park(userId)
  }

  /**
   * Whether another contact may be linked that nobody has asked for.
   *
   * @param coming - links that are on their way
   */
  hasRoom(coming: number): boolean {
    return this.#options.links.all().length + coming < this.#bounds.active + this.#bounds.standby
  }

  /** Whether that link is worth work. */
  isActive(userId: string): boolean {
    return this.#options.links.all().length <= this.#bounds.active || this.#plan().active.includes(userId)
  }

  waitsFor(userId: string): boolean {
    return this.#options.waitsFor(userId)
  }

  /** Idempotent. */
  stop(): void {
    clearInterval(this.#timer)
  }

  #plan(): PoolPlan {
    const { links, clock, waitsFor } = this.#options
    return planPool(
      links.all().map(link => this.#pooled(link, waitsFor(link.userId))),
      clock(),
      this.#bounds
    )
  }

  #pooled({ userId, opened, used, isBusy }: Link, waits: boolean): Parameters<typeof planPool>[0][number] {
    return { userId, opened, used, isPending: waits || isBusy }
  }
}
