/**
 * How members stand over all networks of a node. Who is in two of them comes and goes once.
 */
import { OFFLINE, isBetter } from './roster.ts'
import type { PresenceChange } from './presence-types.ts'
import type { Standing } from './roster.ts'

/** Merges what the networks say, and knows what was told of it. */
export class MergedStandings {
  readonly #inEach: (userId: string) => readonly Standing[]
  /** As it was told last; who is offline has no entry, so there are no more than the networks list. */
  readonly #told = new Map<string, Standing>()

  /** @param inEach - how that user stands in each network */
  constructor(inEach: (userId: string) => readonly Standing[]) {
    this.#inEach = inEach
  }

  /** The best of all. */
  of(userId: string): Standing {
    return this.#inEach(userId).reduce((best, next) => (isBetter(next, best) ? next : best), OFFLINE)
  }

  /** What has to be told of that user now; undefined: nothing that was not told already. */
  news(userId: string): PresenceChange | undefined {
    const standing = this.of(userId)
    const { status, via } = standing
    const told = this.#told.get(userId) ?? OFFLINE
    // who was only said to be there, and now shows it, is news
    if (told.status === status && told.via === via && told.isHinted === standing.isHinted) return undefined
    if (status === 'offline') this.#told.delete(userId)
    else this.#told.set(userId, standing)
    return { userId, status, via }
  }
}
