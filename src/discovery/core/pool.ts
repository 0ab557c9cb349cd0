/**
 * Which links to contacts stay open (docs/PROTOCOL.md, 13.1): those that messages went over last are
 * active, some more are kept on standby, the rest is parked. Nothing that somebody still waits for
 * is parked, and nothing that was in use a moment ago.
 */
import { ACTIVE_LINKS, PARK_AFTER, STANDBY_LINKS } from '../constants.ts'
import type { EpochMs } from '../../ports.ts'

/** An open link to a contact. */
export interface PooledLink {
  readonly userId: string
  readonly opened: EpochMs
  /** When a message, or an acknowledgement, went over it last, either way; 0: never. */
  readonly used: EpochMs
  /** Something for that contact waits to be acknowledged, or something of it to be dealt with. */
  readonly isPending: boolean
}

/** How many of them there may be. */
export interface PoolBounds {
  readonly active: number
  readonly standby: number
}

/** What becomes of each link: user ids, the one used last first. */
export interface PoolPlan {
  /** As good as can be: a relayed one is made direct. */
  readonly active: readonly string[]
  /** Kept open, and nothing more. */
  readonly standby: readonly string[]
  /** To be closed, in order and on purpose. */
  readonly parked: readonly string[]
}

/** The bounds of a node. */
export const POOL_BOUNDS: PoolBounds = { active: ACTIVE_LINKS, standby: STANDBY_LINKS }

/** Decides about all open links, one for each contact. */
export function planPool(
  links: readonly PooledLink[],
  now: EpochMs,
  { active, standby }: PoolBounds = POOL_BOUNDS
): PoolPlan {
  const ranked = links.toSorted(
    (a, b) => Number(b.isPending) - Number(a.isPending) || b.used - a.used || b.opened - a.opened
  )
  const surplus = ranked.slice(active + standby).filter(link => isIdle(link, now))
  const kept = ranked.filter(link => !surplus.includes(link))
  return {
    active: idsOf(kept.slice(0, active)),
    standby: idsOf(kept.slice(active)),
    parked: idsOf(surplus)
  }
}

/** Either way: a clock that went back must not keep it open. */
function isIdle({ isPending, opened, used }: PooledLink, now: EpochMs): boolean {
  return !isPending && Math.abs(now - Math.max(opened, used)) >= PARK_AFTER
}

function idsOf(links: readonly PooledLink[]): readonly string[] {
  return links.map(({ userId }) => userId)
}
