/**
 * An error as a sentence and a way on. Errors are told apart by name: they may come from the
 * tab that runs the node, which sends only name and message.
 */

/** Characters of an error's own words that are shown. */
const MAX_MESSAGE = 300

/** What a person can do about it. */
export type WayOn = 'retry' | 'passphrase' | 'other-profile' | 'reload'

/** What is said of an error. */
export interface Explained {
  readonly sentence: string
  readonly wayOn: WayOn
}

/** Errors whose message is written for people, without its full stop. */
const FOR_PEOPLE: ReadonlySet<string> = new Set([
  'DeadlineError',
  'DiskError',
  'LimitError',
  'NotFoundError',
  'SessionError',
  'StorageError',
  'TrustError',
  'UnreachableError',
  'UsageError'
])

/** Where the page can say more than the error does. */
const OWN_WORDS: ReadonlyMap<string, Explained> = new Map<string, Explained>([
  [
    'VaultLockedError',
    {
      sentence: 'Another tab has this profile open and does not answer. Close it, or wait a moment.',
      wayOn: 'retry'
    }
  ],
  [
    'WrongPassphraseError',
    { sentence: 'This is not the passphrase of this profile. Nothing was changed.', wayOn: 'passphrase' }
  ],
  [
    'VaultCorruptError',
    {
      sentence:
        'What this browser keeps of the profile is damaged or incomplete, so it is not opened. Nothing was changed.',
      wayOn: 'other-profile'
    }
  ],
  [
    'VaultExistsError',
    { sentence: 'This profile is there already: load the page again to open it.', wayOn: 'reload' }
  ],
  ['VaultMissingError', { sentence: 'This browser does not keep this profile any more.', wayOn: 'reload' }]
])

/** How browsers say that an `import()` failed: it is a TypeError without a name of its own. */
const NOT_LOADED = /dynamically imported module|importing a module script|error loading dynamically/iu
const PART_NOT_LOADED: Explained = {
  sentence:
    'A part of the page could not be loaded: there is no connection, or the page has changed since. Load it again.',
  wayOn: 'reload'
}

/**
 * Says what went wrong.
 *
 * @param special - sentences for this place, by the name of the error
 */
export function explain(error: unknown, special: Readonly<Record<string, string>> = {}): Explained {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) }
  const here = special[name]
  if (here !== undefined) return { sentence: here, wayOn: 'retry' }
  const own = OWN_WORDS.get(name)
  if (own !== undefined) return own
  if (NOT_LOADED.test(message)) return PART_NOT_LOADED
  if (name === 'AbortError' || name === 'TimeoutError') {
    return { sentence: 'It took too long. Try again.', wayOn: 'retry' }
  }
  if (FOR_PEOPLE.has(name) && message !== '') return { sentence: asSentence(message), wayOn: 'retry' }
  return {
    sentence: `Something went wrong that should not: ${asSentence(message === '' ? 'no reason was given' : message)}`,
    wayOn: 'reload'
  }
}

function asSentence(message: string): string {
  if (message.length > MAX_MESSAGE) return `${message.slice(0, MAX_MESSAGE)}…`
  return /[.!?]$/u.test(message) ? message : `${message}.`
}
