import assert from 'node:assert/strict'
import { env } from 'node:process'
import { percentile } from '../../bench/figures.ts'
import { MailWorld } from './mail-world.ts'
import { runMessaging } from './messaging-run.ts'
import type { Broken } from './mail-ledger.ts'
import type { MailRunOptions, MailRunResult } from './messaging-run.ts'

const second = 1_000
const minute = 60 * second

/** SEED tries another one. */
const seed = Number(env['SEED'] ?? 1)
const small: MailRunOptions = {
  seed,
  people: 8,
  coordinators: 6,
  trouble: 'none',
  time: 4 * minute,
  contacts: 3
}
const NONE: Broken = { lost: 0, doubled: 0, disordered: 0, unflagged: 0, falselyDelivered: 0, open: 0 }

function assertKept({ broken, world, written, shown, unheard }: MailRunResult): void {
  assert.ok(written > 10, 'people wrote')
  assert.deepEqual(broken, NONE, `seed ${seed}`)
  assert.deepEqual(world.problems, [])
  assert.deepEqual([shown, unheard], [written, 0], `seed ${seed}`)
}

describe('simulator: messaging', function () {
  this.timeout(60_000)

  it('leaves the same trace for the same seed, and another one for another', async () => {
    const traceOf = async (of: number): Promise<string> => {
      const options = {
        ...small,
        seed: of,
        people: 4,
        contacts: 2,
        trouble: 'faults',
        time: 2 * minute
      } as const
      return (await runMessaging(options)).world.engine.traceHash
    }
    const first = await traceOf(seed)
    assert.equal(await traceOf(seed), first)
    assert.notEqual(await traceOf(seed + 1), first)
  })

  it('delivers over links what people write at 5 % loss, half of it within a second', async () => {
    const result = await runMessaging({ ...small, apart: 0 })
    assertKept(result)
    assert.equal(result.online.length, result.written)
    assert.ok(percentile(result.online, 50) < second)
    assert.ok(percentile(result.online, 95) < 10 * second)
    assert.ok(result.world.count.verified > 100, 'signatures are counted')
  })

  it('keeps every promise while people and coordinators come and go, are cut off, and are wicked', async () => {
    const result = await runMessaging({
      ...small,
      people: 10,
      trouble: 'faults',
      time: 7 * minute,
      wicked: 1 / 6
    })
    assertKept(result)
    assert.ok(result.offline.length > 0, 'somebody was away')
    assert.ok(result.world.retries > 0, 'something had to be tried again')
    assert.ok(result.settledIn <= 60 * minute)
  })

  it('brings everything by mail alone where no connection can be made, past one wicked coordinator of three', async () => {
    const result = await runMessaging({
      ...small,
      apart: 1,
      coordinators: 3,
      wicked: 1 / 3,
      time: 2 * minute
    })
    assert.deepEqual(
      result.world.coordinators.map(({ malice }) => malice),
      ['drops', undefined, undefined]
    )
    assertKept(result)
  })

  it('finds what is lost, doubled, out of order, or delivered to nobody', async () => {
    const world = new MailWorld({ ...small, people: 4, contacts: 2 })
    const [from] = world.people
    const to = from?.contacts[0]
    assert.ok(from !== undefined && to !== undefined)
    const older = world.ledger.writes(from, to, true)
    older.isKept = true
    world.engine.runUntil(second)
    const newer = world.ledger.writes(from, to, true)
    await world.ledger.shows(to, newer, 1)
    assert.equal(world.ledger.unflagged, 0, 'it was said that one is missing')
    await world.ledger.shows(to, newer, 0)
    await world.ledger.hears({ ...newer, state: 'delivered' })
    await world.ledger.hears({ ...older, state: 'delivered' })
    const broken: Broken = { lost: 2, doubled: 1, disordered: 0, unflagged: 1, falselyDelivered: 1, open: 1 }
    const nothing = { broken, shown: 0, unheard: 0 }
    assert.deepEqual(await world.ledger.audit(), nothing, 'no disk has anything')
  })
})
