/**
 * Which tab runs the node of a profile: the one that holds a Web Lock. A tab that is frozen
 * keeps its lock, so it can be taken away; what it then still tries to write, its vault
 * refuses (src/store/disk-database.browser.ts).
 */

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

/** Waits until the lock is free, and holds it. @throws the signal's reason */
export async function own(profile: string, signal: AbortSignal): Promise<Ownership> {
  return await hold(profile, { signal })
}

/** Takes the lock away from the tab that holds it. */
export async function seize(profile: string): Promise<Ownership> {
  return await hold(profile, { steal: true })
}

/** Whether a tab holds it. */
export async function isOwned(profile: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query()
  return held.some(({ name }) => name === lockName(profile))
}

async function hold(profile: string, options: LockOptions): Promise<Ownership> {
  return await new Promise((resolve, reject) => {
    const held = Promise.withResolvers<void>()
    const lost = Promise.withResolvers<void>()
    navigator.locks
      .request(lockName(profile), options, async () => {
        resolve({ lost: lost.promise, release: () => held.resolve() })
        await held.promise
      })
      .catch((error: unknown) => {
        lost.resolve()
        reject(error)
      })
  })
}

/** Resolves when nobody holds the lock of that profile any more. @throws the signal's reason */
export async function untilFree(profile: string, signal: AbortSignal): Promise<void> {
  await navigator.locks.request(lockName(profile), { signal, mode: 'shared' }, async () => {})
}
