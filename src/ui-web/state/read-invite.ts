/** Whose invite somebody is about to use. */
import { nobleBackend } from '../../crypto/noble.ts'
import { parseInviteLink } from '../../identity/index.ts'
import { explain } from '../words/errors.ts'

/** What a text is, as an invite. */
export type ReadInvite =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'invite'; readonly userId: string; readonly name: string }
  /** It cannot be used, and why. */
  | { readonly kind: 'unusable'; readonly sentence: string }

/** Reads what was pasted or opened; asks nobody. */
export function readInvite(text: string, now: number): ReadInvite {
  if (text.trim() === '') return { kind: 'nothing' }
  try {
    const { userId, name } = parseInviteLink(nobleBackend, text, now)
    return { kind: 'invite', userId, name }
  } catch (error) {
    return { kind: 'unusable', sentence: explain(error).sentence }
  }
}
