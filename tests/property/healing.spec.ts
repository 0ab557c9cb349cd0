/**
 * Two contacts under any schedule of writing, mail, links, copies of disks that come back, and lost
 * sessions: in the end they write to each other again, nothing is shown twice on one disk, and no key
 * and nonce ever seals two plaintexts. That holds although no mailbox ever says that a disk is old; only a
 * message in the place of an acknowledgement that the disk forgot may have to wait for a mailbox to say so.
 * `RUNS=10000` runs more, `SEED=…` repeats a run.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { RENEW_AGAIN } from '../../src/messaging/constants.ts'
import { copyStore, losePower } from '../support/memory-store.ts'
import { befriend, PostOffice } from '../support/messaging.ts'
import { runSeed } from '../support/seeded.ts'
import { watchedSeals } from '../support/watched-seals.ts'
import type { Store } from '../../src/ports.ts'
import type { Person } from '../support/messaging.ts'

const RUNS = Number(process.env['RUNS'] ?? 25)
const MINUTE = 60_000

type Command =
  | { readonly kind: 'write' | 'post' | 'copy' | 'lose'; readonly who: 0 | 1 }
  | { readonly kind: 'power'; readonly who: 0 | 1; readonly kept: number }
  | { readonly kind: 'restore'; readonly who: 0 | 1; readonly isTold: boolean }
  /** Cut: as soon as both have greeted. */
  | { readonly kind: 'meet'; readonly isCut?: boolean }
  /** Back, where it is negative: a clock that is set. */
  | { readonly kind: 'pass'; readonly minutes: number }

const who = fc.constantFrom<0 | 1>(0, 1)
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write' as const), who }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('post' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('copy' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('restore' as const), who, isTold: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const), who }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('meet' as const), isCut: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('power' as const), who, kept: fc.constantFrom(0, 0.5) })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      minutes: fc.constantFrom(1, 31, 61, 1_500, -61, -4_320)
    })
  }
)

/** Schedules that failed once; what they bring about is noticed though no mailbox ever says anything. */
const FOUND: ReadonlyArray<readonly [what: string, commands: readonly Command[]]> = [
  [
    'a first message that came once more, to a disk put back, opened a session that had gone on without it',
    [
      { kind: 'copy', who: 1 },
      { kind: 'lose', who: 0 },
      { kind: 'post', who: 0 },
      { kind: 'post', who: 1 },
      { kind: 'restore', who: 1, isTold: false },
      { kind: 'post', who: 0 }
    ]
  ],
  [
    'a disk that was put back in the middle of a chain went on with a shorter one',
    [
      { kind: 'copy', who: 1 },
      { kind: 'write', who: 0 },
      { kind: 'meet' },
      { kind: 'restore', who: 1, isTold: false },
      { kind: 'post', who: 0 },
      { kind: 'write', who: 0 },
      { kind: 'pass', minutes: 1 },
      { kind: 'post', who: 0 }
    ]
  ],
  [
    'a disk that was put back began the chain again that the life that is gone had begun',
    [
      { kind: 'write', who: 0 },
      { kind: 'write', who: 1 },
      { kind: 'copy', who: 1 },
      { kind: 'post', who: 0 },
      { kind: 'meet' },
      { kind: 'write', who: 0 },
      { kind: 'post', who: 1 },
      { kind: 'restore', who: 1, isTold: false },
      { kind: 'post', who: 0 },
      { kind: 'write', who: 1 }
    ]
  ],
  [
    'an acknowledgement of a session that was lost since led the other side back to it',
    [
      { kind: 'lose', who: 0 },
      { kind: 'post', who: 0 },
      { kind: 'pass', minutes: -61 },
      { kind: 'lose', who: 1 },
      { kind: 'write', who: 0 },
      { kind: 'post', who: 0 },
      { kind: 'pass', minutes: -61 },
      { kind: 'meet' }
    ]
  ],
  [
    'a disk that was put back had numbered as many since as it had forgotten',
    [
      { kind: 'copy', who: 0 },
      { kind: 'write', who: 0 },
      { kind: 'meet' },
      { kind: 'restore', who: 0, isTold: false },
      { kind: 'write', who: 0 },
      { kind: 'pass', minutes: 1 },
      { kind: 'meet' }
    ]
  ]
]

const soon = (): AbortSignal => AbortSignal.timeout(10_000)
const idOf = (person: Person): string => person.self.account.userId

describe('rollback and healing under any schedule', () => {
  it('end in two who write to each other', async function () {
    this.timeout(RUNS * 2_000)
    const property = fc.asyncProperty(
      fc.array(command, { minLength: 4, maxLength: 24, size: 'max' }),
      fc.nat(),
      async (commands, seed) => {
        await play(commands, String(seed))
      }
    )
    await fc.assert(property, { numRuns: RUNS, seed: runSeed() })
  })

  for (const [what, commands] of FOUND) {
    it(what, async () => {
      await play(commands, '0')
    })
  }
})

async function play(commands: readonly Command[], seed: string): Promise<void> {
  const { crypto, repeated } = watchedSeals()
  const office = new PostOffice(seed, { crypto })
  const people = [await office.join('Alice'), await office.join('Bob')] as const
  const other = (person: Person): Person => (person === people[0] ? people[1] : people[0])
  const copies = new Map<Person, { readonly store: Store; readonly writerId: Uint8Array }>()
  /** What was shown since the disk was last put back. */
  const shown = new Map<Person, Set<string>>()
  const doubled: string[] = []
  /** Writers of lives that are gone, and no mailbox has said so. */
  const untold = new Map<Person, Uint8Array>()
  let texts = 0

  function listen(person: Person): void {
    person.messenger.events.addEventListener('message', ({ detail: { entry } }) => {
      const ids = shown.get(person) ?? new Set()
      if (ids.has(entry.id)) doubled.push(`${person.name}: ${entry.text}`)
      shown.set(person, ids.add(entry.id))
    })
  }
  async function restart(person: Person, store: Store): Promise<void> {
    await person.messenger.stop()
    person.store = store
    await office.start(person)
    listen(person)
  }
  async function post(from: Person): Promise<void> {
    await from.messenger.flush(soon())
    await office.collect(other(from))
    await office.idle()
  }
  async function waiting(): Promise<readonly string[]> {
    const found: string[] = []
    for (const person of people) {
      const history = await person.messenger.history(idOf(other(person)), 100)
      const still = history.filter(({ state }) => state !== 'delivered' && state !== 'received')
      found.push(...still.map(({ text }) => `${person.name}: ${text}`))
    }
    return found
  }
  async function meet(isCut: boolean = false): Promise<void> {
    const cut = await office.meet(people[0], people[1])
    if (!isCut) await office.idle()
    cut()
    await office.idle()
  }

  try {
    await befriend(office, people[0], people[1])
    await office.collect(people[0])
    for (const person of people) listen(person)
    for (const each of commands) {
      switch (each.kind) {
        case 'write': {
          const from = people[each.who]
          await from.messenger.submit(idOf(other(from)), `text ${(texts += 1)}`)
          break
        }
        case 'post':
          await post(people[each.who])
          break
        case 'copy': {
          const person = people[each.who]
          const { writerId } = person.messenger.writer
          copies.set(person, { store: copyStore(person.store), writerId })
          break
        }
        case 'restore': {
          const person = people[each.who]
          const copy = copies.get(person)
          if (copy === undefined) break
          const lost = person.messenger.writer.writerId
          shown.delete(person)
          await restart(person, copyStore(copy.store))
          // its mailbox holds an epoch of the life that is gone; or no mailbox ever says anything
          if (each.isTold) await person.messenger.outdated(lost)
          else untold.set(person, lost)
          break
        }
        case 'power': {
          const person = people[each.who]
          await person.messenger.stop()
          losePower(person.store, each.kept)
          await restart(person, person.store)
          break
        }
        case 'lose': {
          const person = people[each.who]
          const scope = idOf(other(person))
          await person.messenger.stop()
          for (const { id } of person.messenger.peer(scope)?.sessions ?? []) {
            await person.store.batch([{ kind: 'delete', table: 'sessions', key: { scope, id } }])
          }
          await restart(person, person.store)
          break
        }
        case 'meet':
          await meet(each.isCut)
          break
        case 'pass':
          office.now += each.minutes * MINUTE
          break
        default:
          each satisfies never
      }
    }
    for (let round = 0; round < 3; round += 1) {
      office.now += RENEW_AGAIN + MINUTE
      await meet()
      for (const person of [...people, ...people]) await post(person)
    }
    for (const person of people)
      await person.messenger.submit(idOf(other(person)), `the end of ${person.name}`)
    for (const person of [...people, ...people, ...people]) await post(person)
    if ((await waiting()).length > 0 && untold.size > 0) {
      for (const [person, lost] of untold) await person.messenger.outdated(lost)
      office.now += RENEW_AGAIN + MINUTE
      for (const person of [...people, ...people, ...people]) await post(person)
    }
    assert.deepEqual(await waiting(), [], 'still waits')
    for (const person of people) {
      const history = await person.messenger.history(idOf(other(person)), 100)
      const told = history.map(({ text }) => text)
      assert.ok(
        told.includes('the end of Alice') && told.includes('the end of Bob'),
        `${person.name}: ${told.join()}`
      )
    }
    assert.deepEqual(repeated, [], 'a key and nonce for two plaintexts')
    assert.deepEqual(doubled, [], 'shown twice')
  } finally {
    await office.stop()
  }
}
