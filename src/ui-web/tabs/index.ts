/**
 * The sessions of a profile: this tab runs its node, or shows the one that another tab runs.
 *
 * @packageDocumentation
 */
import { createNode, vaultLockName, vaultProtection } from '../../node/index.browser.ts'
import type { NodeEvent, NodeOptions } from '../../node/api.ts'
import type { NewProfile, Session, Sessions, Start } from '../session.ts'
import { createMirror, findOwner } from './mirror.ts'
import { createOwner } from './owner.ts'
import { breakLock, isOwned, own, seize, untilFree } from './ownership.ts'
import type { Ownership } from './ownership.ts'
import { openChannel } from './wire.ts'
import type { Facts } from './wire.ts'

/** How often a mirror makes sure that its owner is awake. */
const AWAKE_EVERY = 15_000
/** Between two looks at an owner that is still starting. */
const STARTING_PAUSE = 200

/** What the page was given from outside. */
export interface SessionsOptions {
  readonly profile: string
  /** Multiaddrs of coordinators to begin with. */
  readonly bootstrap: readonly string[]
}

/** The sessions of one profile. */
export function createSessions({ profile, bootstrap }: SessionsOptions): Sessions {
  const folder = `earshot/${profile}`
  const tab = crypto.randomUUID()
  const channel = openChannel(profile)

  async function start(): Promise<Start> {
    if ((await isOwned(profile)) && (await runningOwner()) !== undefined) return { kind: 'ready' }
    const protection = await vaultProtection(folder)
    if (protection === undefined) return { kind: 'new' }
    return { kind: protection === 'passphrase' ? 'locked' : 'ready' }
  }

  /** Waits for one that is starting. Undefined: no tab runs the node, or only one that is frozen. */
  async function runningOwner(): Promise<Facts | undefined> {
    for (;;) {
      const owner = await findOwner(channel, tab)
      if (owner !== 'starting') return owner
      await new Promise(resolve => setTimeout(resolve, STARTING_PAUSE))
    }
  }

  /** Becomes the owner, or finds who is. One that does not answer is frozen, and loses it. */
  async function ownOrFind(): Promise<Ownership | Facts> {
    const found = new AbortController()
    const owning = own(profile, found.signal)
    const owner = await Promise.race([owning, runningOwner()])
    if (owner !== undefined) {
      // Whoever answers holds the lock; what comes of the request now is nothing.
      if (!('release' in owner)) {
        owning.then(late => late.release()).catch(() => undefined)
        found.abort()
      }
      return owner
    }
    const seized = await seize(profile)
    owning.catch(() => undefined)
    found.abort()
    await breakLock(vaultLockName(folder))
    return seized
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
      return { node, owns: true, ended: ended(async () => await node.stop()) }
    } catch (error) {
      owner.stop()
      ownership.release()
      throw error
    }

    async function ended(stop: () => Promise<void>): Promise<'taken-over'> {
      await ownership.lost
      owner.stop()
      await stop()
      return 'taken-over'
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
      const owner = await ownOrFind()
      if (!('release' in owner)) return show(owner)
      return await run(owner, { create: true, name, unlock: unlockWith(passphrase) })
    },
    async open(passphrase) {
      const owner = await ownOrFind()
      return 'release' in owner ? await run(owner, { unlock: unlockWith(passphrase) }) : show(owner)
    }
  }
}

function unlockWith(passphrase = ''): NodeOptions['unlock'] {
  return passphrase === '' ? { kind: 'key-file' } : { kind: 'passphrase', passphrase }
}
