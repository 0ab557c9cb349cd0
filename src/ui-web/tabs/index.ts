/**
 * The sessions of a profile: this tab runs its node, or shows the one that another tab runs.
 *
 * @packageDocumentation
 */
import { UsageError } from '../../errors.ts'
import { breakVaultLock, createNode, vaultProtection } from '../../node/index.browser.ts'
import type { MessageLine, NodeEvent, NodeOptions } from '../../node/api.ts'
import type { NewProfile, Session, Sessions, Start } from '../session.ts'
import { awaitOwner, createMirror } from './mirror.ts'
import type { Running } from './mirror.ts'
import { createOwner } from './owner.ts'
import { holderOf, take, untilFree } from './ownership.ts'
import type { Ownership } from './ownership.ts'
import { openChannel } from './wire.ts'

/** How often a mirror makes sure that its owner is awake (ms). */
const AWAKE_EVERY = 15_000
/** One that was silent is asked once more before it loses the profile: it may be awake again (ms). */
const ONCE_MORE = 1_000

/** What the page was given from outside. */
export interface SessionsOptions {
  readonly profile: string
  /** Multiaddrs of coordinators to begin with. Never rejects. */
  readonly bootstrap: Promise<readonly string[]>
}

/** What this tab is to the profile. */
type Role =
  /** The one that runs its node. */
  | { readonly kind: 'owner'; readonly ownership: Ownership }
  /** One that shows the node of the owner. */
  | { readonly kind: 'mirror'; readonly running: Running }

/** The sessions of one profile. */
export function createSessions({ profile, bootstrap }: SessionsOptions): Sessions {
  const folder = `earshot/${profile}`
  const channel = openChannel(profile)
  /** The tab that holds the lock and did not answer. */
  let silent: string | undefined

  /** @returns undefined: nobody owns the profile (any more), or one that is silent */
  async function ask(): Promise<Running | undefined> {
    const holder = await holderOf(profile)
    if (holder === undefined) return undefined
    const answered = new AbortController()
    const running = await Promise.race([
      awaitOwner(channel, holder === silent ? ONCE_MORE : undefined),
      untilFree(profile, answered.signal).then(() => 'free' as const)
    ])
    answered.abort()
    silent = running === undefined ? holder : undefined
    return running === 'free' ? undefined : running
  }

  async function start(): Promise<Start> {
    if ((await ask()) !== undefined) return { kind: 'ready' }
    const protection = await vaultProtection(folder)
    if (protection === undefined) return { kind: 'new' }
    return { kind: protection === 'passphrase' ? 'locked' : 'ready' }
  }

  /** Finds who is the owner, or becomes it. One that does not answer is frozen, and loses it. */
  async function takeRole(): Promise<Role> {
    for (;;) {
      const running = await ask()
      if (running !== undefined) return { kind: 'mirror', running }
      const ownership = await take(profile, silent)
      if (ownership !== undefined) return { kind: 'owner', ownership }
      // another tab was faster
    }
  }

  /** @returns undefined: another tab has taken the profile meanwhile */
  async function run(
    ownership: Ownership,
    options: Pick<NodeOptions, 'unlock' | 'create' | 'name'>
  ): Promise<Session | undefined> {
    const owner = createOwner(channel)
    const early: MessageLine[] = []
    let isServed = false
    let isLost = false
    void ownership.lost.then(() => {
      isLost = true
      owner.stop()
    })
    try {
      // whoever still has the vault does not own the profile any more
      await breakVaultLock(folder)
      const node = await createNode({
        ...options,
        folder,
        bootstrap: await bootstrap,
        onEvent(event: NodeEvent) {
          owner.tell(event)
          if (!isServed && event.event === 'message') early.push(event)
        }
      })
      isServed = true
      owner.serve(node)
      const ended = ownership.lost.then(async () => {
        await node.stop()
        return 'taken-over' as const
      })
      return { node, owns: true, early, ended }
    } catch (error) {
      owner.stop()
      ownership.release()
      if (isLost) return undefined
      throw error
    }
  }

  function show(running: Running): Session {
    const mirror = createMirror(channel, running)
    const controller = new AbortController()
    const asleep = Promise.withResolvers<void>()
    const timer = setInterval(() => {
      ask().then(found => {
        if (found?.owner !== running.owner) asleep.resolve()
      }, asleep.reject)
    }, AWAKE_EVERY)
    const over = Promise.race([untilFree(profile, controller.signal), mirror.replaced, asleep.promise])
    const ended = over
      .finally(() => {
        controller.abort()
        clearInterval(timer)
        mirror.stop()
      })
      .then(() => 'closed' as const)
    return { node: mirror.node, owns: false, early: [], ended }
  }

  async function open(passphrase?: string): Promise<Session> {
    for (;;) {
      const role = await takeRole()
      if (role.kind === 'mirror') return show(role.running)
      const session = await run(role.ownership, { unlock: unlockWith(passphrase) })
      if (session !== undefined) return session
    }
  }

  return {
    profile,
    start,
    async create({ name, passphrase }: NewProfile) {
      const role = await takeRole()
      if (role.kind === 'mirror') {
        throw new UsageError('This profile was just made in another tab: load this page again to see it')
      }
      const unlock = unlockWith(passphrase)
      return (await run(role.ownership, { create: true, name, unlock })) ?? (await open(passphrase))
    },
    open
  }
}

function unlockWith(passphrase = ''): NodeOptions['unlock'] {
  return passphrase === '' ? { kind: 'key-file' } : { kind: 'passphrase', passphrase }
}
