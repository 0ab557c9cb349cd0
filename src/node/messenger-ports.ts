/** What the messenger asks of the network side: to seek, to deposit, to fetch bundles, to be sure of the disk. */
import { DeadlineError } from '../errors.ts'
import type { MessengerPorts } from '../messaging/index.ts'
import type { Links } from './links.ts'
import type { Mailboxes } from './mailboxes.ts'
import { orAborted } from './patience.ts'
import type { Post } from './post.ts'
import type { Reach } from './reach.ts'

/** How long deposits wait after the start for a mailbox of ours to say whether this disk is an old one. */
const ASSURANCE_DEADLINE = 3_000

/** What the ports are made of. */
export interface MessengerPortsOptions {
  readonly post: Post
  readonly links: Pick<Links, 'bundleOf'>
  readonly reach: Pick<Reach, 'seek'>
  readonly mailboxes: Pick<Mailboxes, 'assured'>
  /** Resolves when we are on the network. */
  readonly started: Promise<void>
  /** Resolves when what we say of ourselves lets others answer, see `Runtime.answerable`. */
  answerable(signal: AbortSignal): Promise<void>
}

/** Joins the messenger with them. */
export function messengerPorts(options: MessengerPortsOptions): MessengerPorts {
  const { post, links, reach, mailboxes, started, answerable } = options
  let isAssured = false
  return {
    seek(userId) {
      reach.seek(userId)
    },
    deposit: async (order, signal) => await post.deposit(order, signal),
    async fetchBundles(account, places, lastResort, signal) {
      // A request is sealed with the bundle, and must say where its answer can go.
      await untilDeadline(async () => {
        await orAborted(started, signal)
        await answerable(signal)
      })
      return signal.aborted ? [] : await post.fetchBundles(account, places, lastResort, signal)
    },
    async fetchContactBundle({ account, userId }, places, signal) {
      const bundle = await links.bundleOf(userId, signal)
      if (bundle !== undefined) return bundle
      const [fetched] = await post.fetchBundles(account, places, true, signal)
      return fetched?.bundle
    },
    /** Nothing is deposited before one of our mailboxes could say that this disk is an old one. */
    async assured() {
      if (isAssured) return
      const patience = AbortSignal.timeout(ASSURANCE_DEADLINE)
      await untilDeadline(async () => {
        await orAborted(started, patience)
        await mailboxes.assured(patience)
      })
      isAssured = true
    }
  }
}

/** What is not there by then is done without. */
async function untilDeadline(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error
  }
}
