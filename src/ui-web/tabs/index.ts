/**
 * The sessions of a profile: this tab runs its node, or shows the one that another tab runs.
 *
 * @packageDocumentation
 */
import { UsageError } from '../../errors.ts'
import { breakVaultLock, createNode, vaultProtection } from '../../node/index.browser.ts'
import type { NodeEvent, NodeOptions } from '../../node/api.ts'
import type { Facts } from '../page-node.ts'
import type { NewProfile, Session, Sessions, Start } from '../session.ts'
import { awaitOwner, createMirror } from './mirror.ts'
import { createOwner } from './owner.ts'
import { isOwned, own, seize, untilFree } from './ownership.ts'
import type { Ownership } from './ownership.ts'
import { openChannel } from './wire.ts'

/** How often a mirror makes sure that its owner is awake (ms). */
const AWAKE_EVERY = 15_000

/** What the page was given from outside. */
export interface SessionsOptions {
  readonly profile: string
  /** Multiaddrs of coordinators to begin with. */
  readonly bootstrap: readonly string[]
}

/** What this tab is to the profile. */
type Role =
  /** The one that runs its node. */
  | { readonly kind: 'owner'; readonly ownership: Ownership }
  /** One that shows the node of the owner. */
  | { readonly kind: 'mirror'; readonly facts: Facts }

/** The sessions of one profile. */
export function createSessions({ profile, bootstrap }: SessionsOptions): Sessions {
  const folder = `earshot/${profile}`
  const tab = crypto.randomUUID()
  const channel = openChannel(profile)

  async function start(): Promise<Start> {
    if ((await isOwned(profile)) && (await awaitOwner(channel, tab)) !== undefined) return { kind: 'ready' }
    const protection = await vaultProtection(folder)
    if (protection === undefined) return { kind: 'new' }
    return { kind: protection === 'passphrase' ? 'locked' : 'ready' }
  }

  /** Becomes the owner, or finds who is. One that does not answer is frozen, and loses it. */
  async function takeRole(): Promise<Role> {
    const found = new AbortController()
    const owning = own(profile, found.signal).then(ownership => ({ kind: 'owner', ownership }) as const)
    const finding = awaitOwner(channel, tab).then(facts => facts && ({ kind: 'mirror', facts } as const))
    const role = await Promise.race([owning, finding])
    if (role?.kind === 'owner') return role
    // another tab answers and so holds the lock, or it is taken away: nothing comes of asking for it
    owning.then(({ ownership }) => ownership.release()).catch(() => undefined)
    found.abort()
    if (role !== undefined) return role
    const ownership = await seize(profile)
    await breakVaultLock(folder)
    return { kind: 'owner', ownership }
  }

  async function run(
    ownership: Ownership,
    options: Pick<NodeOptions, 'unlock' | 'create' | 'name'>
  ): Promise<Session> {
    const owner = createOwner(channel)
    try {
      const node = await createNode({
        ...options,
        folder,
        bootstrap,
        onEvent: (event: NodeEvent) => owner.tell(event)
      })
      owner.serve(node)
      const ended = ownership.lost.then(async () => {
        owner.stop()
        await node.stop()
        return 'taken-over' as const
      })
      return { node, owns: true, ended }
    } catch (error) {
      owner.stop()
      ownership.release()
      throw error
    }
  }

  function show(facts: Facts): Session {
    const mirror = createMirror(channel, tab, facts)
    const controller = new AbortController()
    const asleep = Promise.withResolvers<void>()
    const timer = setInterval(() => {
      void mirror.isAlive().then(alive => {
        if (!alive) asleep.resolve()
      })
    }, AWAKE_EVERY)
    const ended = Promise.race([untilFree(profile, controller.signal), asleep.promise]).then(() => {
      controller.abort()
      clearInterval(timer)
      mirror.stop()
      return 'closed' as const
    })
    return { node: mirror.node, owns: false, ended }
  }

  return {
    profile,
    start,
    async create({ name, passphrase }: NewProfile) {
      const role = await takeRole()
      if (role.kind === 'mirror') {
        throw new UsageError('This profile was just made in another tab: load this page again to see it')
      }
      return await run(role.ownership, { create: true, name, unlock: unlockWith(passphrase) })
    },
    async open(passphrase) {
      const role = await takeRole()
      return role.kind === 'mirror'
        ? show(role.facts)
        : await run(role.ownership, { unlock: unlockWith(passphrase) })
    }
  }
}

function unlockWith(passphrase = ''): NodeOptions['unlock'] {
  return passphrase === '' ? { kind: 'key-file' } : { kind: 'passphrase', passphrase }
}
