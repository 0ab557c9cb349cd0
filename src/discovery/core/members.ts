/**
 * The member list: what presence, the route cache and the contacts know of each user, in
 * one line. The caller adds names.
 */
import type { EpochMs } from '../../ports.ts'
import type { PresenceView } from './presence-types.ts'
import { isBetter } from './roster.ts'
import type { Status } from './roster.ts'

/** One line of the member list. */
export interface MemberLine {
  readonly userId: string
  readonly status: Status
  /** User id or PeerId of whose relay or report makes them reachable. */
  readonly via: string | null
  readonly lastSeen: EpochMs | null
}

/** Where lines come from. */
export interface MemberSources {
  /** Of one network, or of several: then the best standing counts. */
  readonly presence: Iterable<PresenceView>
  /** Last seen in an earlier life of this process, from the route cache. */
  readonly routes?: Iterable<{ readonly userId: string; readonly lastSeen: EpochMs }>
  /** Users listed even if nothing was heard of them. */
  readonly contacts?: Iterable<string>
  /** Ids left out: own account and coordinators. */
  readonly except?: Iterable<string>
}

/** Merges the sources: direct before reachable before offline, last seen first. */
export function memberLines(sources: MemberSources): readonly MemberLine[] {
  const lines = new Map<string, MemberLine>()
  const add = (line: MemberLine): void => {
    const before = lines.get(line.userId)
    const better = before === undefined || isBetter(line, before) ? line : before
    const lastSeen = Math.max(line.lastSeen ?? 0, before?.lastSeen ?? 0)
    lines.set(line.userId, { ...better, lastSeen: lastSeen === 0 ? null : lastSeen })
  }
  for (const { userId, status, via, lastSeen } of sources.presence) add({ userId, status, via, lastSeen })
  for (const { userId, lastSeen } of sources.routes ?? []) {
    add({ userId, status: 'offline', via: null, lastSeen })
  }
  for (const userId of sources.contacts ?? []) add({ userId, status: 'offline', via: null, lastSeen: null })
  for (const userId of sources.except ?? []) lines.delete(userId)
  return [...lines.values()].sort(
    (a, b) =>
      Number(isBetter(b, a)) - Number(isBetter(a, b)) ||
      (b.lastSeen ?? 0) - (a.lastSeen ?? 0) ||
      (a.userId < b.userId ? -1 : 1)
  )
}
