/** Which screen there is: from the first look at a profile to its running node, and back. */
import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { NewProfile, Session, Sessions } from '../session.ts'
import { followNode } from './profile.ts'
import type { ProfileOptions, ProfileState } from './profile.ts'

/** What there is to see. `error` is why the last try did not succeed. */
export type Phase =
  | { readonly kind: 'starting' }
  | { readonly kind: 'new'; readonly error?: unknown }
  | { readonly kind: 'locked'; readonly error?: unknown }
  /** A vault is being made or opened. */
  | { readonly kind: 'opening'; readonly from: 'new' | 'locked' | 'ready' | 'closed' }
  | { readonly kind: 'running'; readonly profile: ProfileState }
  /** Another tab runs the node now, on purpose. */
  | { readonly kind: 'taken-over' }
  | { readonly kind: 'failed'; readonly error: unknown }

/** The page as a whole. */
export interface App {
  readonly profileName: string
  readonly phase: ReadonlySignal<Phase>
  /** Looks what the profile needs, and opens it if that is nothing. Never rejects. */
  start(): Promise<void>
  create(profile: NewProfile): Promise<void>
  unlock(passphrase: string): Promise<void>
  /** The device slept, or its network changed. */
  wake(): void
}

export type AppOptions = Pick<ProfileOptions, 'page' | 'now'>

export function createApp(sessions: Sessions, options: AppOptions): App {
  const phase = signal<Phase>({ kind: 'starting' })

  async function begin(from: 'ready' | 'closed'): Promise<void> {
    try {
      const { kind } = await sessions.start()
      if (kind !== 'ready') {
        phase.value = { kind }
        return
      }
      phase.value = { kind: 'opening', from }
      run(await sessions.open())
    } catch (error) {
      phase.value = isUnfinished(error) ? { kind: 'new' } : { kind: 'failed', error }
    }
  }

  function run(session: Session): void {
    const profile = followNode({ ...options, node: session.node, owns: session.owns })
    for (const line of session.early) profile.conversations.onMessage(line)
    phase.value = { kind: 'running', profile }
    void profile.refresh()
    void session.ended.then(
      async why => {
        profile.stop()
        if (why === 'taken-over') phase.value = { kind: 'taken-over' }
        else await begin('closed')
      },
      (error: unknown) => {
        profile.stop()
        phase.value = { kind: 'failed', error }
      }
    )
  }

  /** The form stays, with the reason, until its try succeeds. */
  async function tryFrom(form: 'new' | 'locked', open: () => Promise<Session>): Promise<void> {
    phase.value = { kind: 'opening', from: form }
    try {
      run(await open())
    } catch (error) {
      phase.value = isUnfinished(error) ? { kind: 'new' } : { kind: form, error }
    }
  }

  return {
    profileName: sessions.profile,
    phase,
    async start() {
      phase.value = { kind: 'starting' }
      await begin('ready')
    },
    create: profile => tryFrom('new', () => sessions.create(profile)),
    unlock: passphrase => tryFrom('locked', () => sessions.open(passphrase)),
    wake() {
      if (phase.value.kind === 'running') phase.value.profile.wake()
    }
  }
}

/** Its first run was broken off: there is a vault and nobody in it. */
function isUnfinished(error: unknown): boolean {
  return error instanceof Error && error.name === 'NoAccountError'
}
