/**
 * The page's way to its node: which profile, whether there is one already, who runs it. One
 * tab runs the node of a profile; the others of the same profile show it, and take over.
 */
import type { MessageLine } from '../node/api.ts'
import type { PageNode } from './page-node.ts'

/** What a profile needs before its node can run. */
export type Start =
  /** There is no such profile yet. */
  | { readonly kind: 'new' }
  /** Its vault opens with a passphrase. */
  | { readonly kind: 'locked' }
  /** Nothing. */
  | { readonly kind: 'ready' }

/** How a new profile is made. */
export interface NewProfile {
  readonly name: string
  /** Empty: none, the browser keeps the key. */
  readonly passphrase: string
}

/** The node of a profile, as this tab has it. */
export interface Session {
  readonly node: PageNode
  /** Whether it runs in this tab; else in another one that this tab shows. */
  readonly owns: boolean
  /** Messages that came while the node was starting, before anybody could listen to it. */
  readonly early: readonly MessageLine[]
  /**
   * Settles when `node` can be used no longer: the tab that ran it was closed (take over with
   * `open` again), or another tab has taken over from this one.
   */
  readonly ended: Promise<'closed' | 'taken-over'>
}

/** The sessions of one profile. Errors are those of `src/errors.ts` and of the vault. */
export interface Sessions {
  readonly profile: string
  /** What is needed first. If another tab runs the node already, nothing. */
  start(): Promise<Start>
  /** Makes the profile and runs it. */
  create(profile: NewProfile): Promise<Session>
  /** Runs the node here, or shows the one of another tab. */
  open(passphrase?: string): Promise<Session>
}
