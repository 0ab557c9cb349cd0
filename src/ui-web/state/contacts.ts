/** The contacts, those who were asked to become one, and everybody's name. */
import { computed, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { Consent, ContactLine } from '../../node/api.ts'
import type { PageNode } from '../page-node.ts'
import { who } from '../words/people.ts'
import type { Names } from '../words/people.ts'
import { readInvite } from './read-invite.ts'
import type { ReadInvite } from './read-invite.ts'
import { createRefresh } from './refresh.ts'

/** Contacts by name. */
export interface Contacts {
  /** Accepted ones first, then those who were asked; without rejected and blocked ones. Undefined until first read. */
  readonly lines: ReadonlySignal<readonly ContactLine[] | undefined>
  readonly names: ReadonlySignal<Names>
  /** Whose invite that is, before anybody is asked. */
  read(link: string): ReadInvite
  /** Asks the maker of an invite to become a contact. */
  add(link: string): Promise<Consent>
  find(userId: string): ContactLine | undefined
  refresh(): Promise<void>
}

/** A request is on disk at once; so long it may take to be handed over before the page goes on (ms). */
const HAND_OVER = 10_000

export function createContacts(
  node: Pick<PageNode, 'contacts' | 'addContact'>,
  onError: (error: unknown) => void,
  now: () => number
): Contacts {
  const all = signal<readonly ContactLine[] | undefined>(undefined)
  const lines = computed(() =>
    all.value?.filter(({ state }) => state !== 'rejected' && state !== 'blocked').toSorted(byName)
  )
  const names = computed(
    () => new Map((all.value ?? []).flatMap(({ userId, name }) => (name === null ? [] : [[userId, name]])))
  )
  const reading = createRefresh(async () => {
    all.value = await node.contacts()
  }, onError)
  return {
    lines,
    names,
    read: link => readInvite(link, now()),
    async add(link) {
      const consent = await node.addContact(link, { signal: AbortSignal.timeout(HAND_OVER) })
      await reading.run()
      return consent
    },
    find: userId => all.value?.find(line => line.userId === userId),
    refresh: () => reading.run()
  }
}

function byName(a: ContactLine, b: ContactLine): number {
  if (a.state !== b.state) return a.state === 'accepted' ? -1 : 1
  return who(a.userId, a.name).localeCompare(who(b.userId, b.name))
}
