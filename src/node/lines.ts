/** From what a node knows to the lines of its public face. */
import { userIdOf } from '../identity/index.ts'
import { keyTrouble } from '../messaging/index.ts'
import type { HistoryEntry, Peer } from '../messaging/index.ts'
import { WANTED_MAILBOXES } from '../relay/index.ts'
import { NotFoundError, UsageError } from '../errors.ts'
import type { ContactLine, MessageLine, RequestLine } from './api.ts'

/** `k/n`: custody receipts in hand, of the mailboxes that should hold it. */
export function storedText({ held, wanted }: Pick<HistoryEntry, 'held' | 'wanted'>): string {
  return `${held}/${Math.max(wanted, held) || WANTED_MAILBOXES}`
}

/** A message of the conversation between us and a peer. */
export function messageLine(self: string, peer: Peer, entry: HistoryEntry): MessageLine {
  const from = userIdOf(entry.author)
  const incoming = entry.state === 'received'
  return {
    id: entry.id,
    from,
    to: incoming ? self : peer.userId,
    kind: 'text',
    text: entry.text,
    at: entry.created,
    state: entry.state,
    stored: incoming ? null : storedText(entry),
    ...noteOf(entry)
  }
}

/** What a person should know beside the state. */
function noteOf({ conflict, reason }: HistoryEntry): { readonly note?: string } {
  if (conflict) return { note: 'another message claims the same place in the conversation, or the same id' }
  return reason === '' ? {} : { note: reason }
}

/** A contact, or somebody on the way to become one. */
export function contactLine(peer: Peer): ContactLine | undefined {
  const { userId, name, consent } = peer
  if (consent === 'asked') return undefined
  const note = keyNote(peer)
  return {
    userId,
    name,
    state: consent,
    verified: peer.verified !== 0,
    ...(note === undefined ? {} : { note })
  }
}

/** Somebody who asks. */
export function requestLine(peer: Peer): RequestLine {
  const { userId, name, since, inviteUsed } = peer
  const note = keyNote(peer) ?? (inviteUsed ? 'invite already used' : undefined)
  return { userId, name, at: since, ...(note === undefined ? {} : { note }) }
}

/** What a person should know about the keys of a peer. */
function keyNote(peer: Peer): string | undefined {
  const trouble = keyTrouble(peer)
  switch (trouble) {
    case undefined:
      return undefined
    case 'forked':
      return 'keys changed, two device lists contradict each other as those of a thief would: ask in another way, and nothing is sent until you accept again'
    case 'new-device':
      return 'keys changed, there is a device that was not there when you compared safety numbers: ask in another way, and nothing is sent until you accept again'
    case 'device-gone':
      return 'device withdrawn: nothing is sent until there is a new request'
    default:
      return trouble satisfies never
  }
}

/** A userId, or how one begins: those of members are shown, too. */
const USER_ID = /^12D3KooW[1-9A-HJ-NP-Za-km-z]{0,44}$/u

/**
 * Whom a user means by a user id, a petname or a unique prefix of either.
 *
 * @throws {NotFoundError} nobody
 * @throws {UsageError} several
 */
export function findPeer(peers: Iterable<Peer>, wanted: string): Peer {
  const all = [...peers]
  // By id first: a stranger may call itself by somebody else's id.
  const exact = all.find(({ userId }) => userId === wanted) ?? all.find(({ name }) => name === wanted)
  if (exact !== undefined) return exact
  const folded = wanted.toLowerCase()
  const close = all.filter(
    ({ userId, name }) =>
      wanted !== '' && (userId.startsWith(wanted) || name.toLowerCase().startsWith(folded))
  )
  const [only, another] = close
  if (only === undefined) {
    throw new NotFoundError(
      USER_ID.test(wanted)
        ? 'Whoever has that id is no contact, and has not asked to be one: that takes an invite'
        : 'Nobody of that name or id is known here'
    )
  }
  if (another !== undefined)
    throw new UsageError(`That may be ${only.name} or ${another.name}: say more of it`)
  return only
}
