/**
 * Which tab runs the node of a profile: the one that holds a Web Lock. A tab that is frozen
 * keeps its lock, so it can be taken away; what it then still tries to write, its vault
 * refuses (src/store/disk-database.browser.ts).
 */
import { toStorageError } from '../../store/disk-error.browser.ts'
import { VaultLockedError } from '../../store/errors.ts'

/** Looking who holds the lock and taking it: two answers of the browser (ms). */
const TAKING_DEADLINE = 5_000

/** The lock, as the tab holds it. */
export interface Ownership {
  /** Settles when another tab has taken it away. */
  readonly lost: Promise<void>
  release(): void
}

function lockName(profile: string): string {
  // no vault's lock begins so
  return `earshot-tab/${profile}`
}

/**
 * Who holds the lock, by the browser's name for that tab.
 *
 * @returns undefined: nobody
 * @throws {StorageError} the browser refuses
 */
export async function holderOf(profile: string): Promise<string | undefined> {
  const { held = [] } = await navigator.locks.query().catch(refuse)
  // those who wait until it is free hold it for a moment, shared
  return held.find(({ name, mode }) => name === lockName(profile) && mode === 'exclusive')?.clientId
}

/**
 * Takes the lock if nobody holds it, or who is frozen. Whoever takes it holds a second lock
 * meanwhile: of several tabs that found the same one frozen, the others see that it is so no more.
 *
 * @param frozen - as {@link holderOf} named it
 * @returns undefined: another tab holds it
 * @throws {VaultLockedError} another tab was frozen just while it took it
 * @throws {StorageError} the browser refuses
 */
export async function take(profile: string, frozen: string | undefined): Promise<Ownership | undefined> {
  const signal = AbortSignal.timeout(TAKING_DEADLINE)
  try {
    return await navigator.locks.request(`earshot-take/${profile}`, { signal }, async () => {
      const holder = await holderOf(profile)
      return holder === undefined || holder === frozen ? await hold(profile) : undefined
    })
  } catch (error) {
    if (signal.aborted) throw new VaultLockedError('Another tab is about to open this profile')
    return refuse(error)
  }
}

/** Steals even what is free: one that waits for it, and was frozen just then, holds it shared. */
async function hold(profile: string): Promise<Ownership> {
  return await new Promise((resolve, reject) => {
    const held = Promise.withResolvers<void>()
    const lost = Promise.withResolvers<void>()
    navigator.locks
      .request(lockName(profile), { steal: true }, async () => {
        resolve({ lost: lost.promise, release: () => held.resolve() })
        await held.promise
      })
      .catch((error: unknown) => {
        lost.resolve()
        reject(error)
      })
  })
}

/**
 * Resolves when nobody holds the lock any more. Who takes it away from another one does not free it.
 *
 * @throws {StorageError} the signal fired, or the browser refuses
 */
export async function untilFree(profile: string, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const options = { signal, mode: 'shared' } as const
    // resolved by then if it is stolen in that moment
    navigator.locks.request(lockName(profile), options, async () => resolve()).catch(reject)
  }).catch(refuse)
}

function refuse(error: unknown): never {
  throw toStorageError(error)
}
