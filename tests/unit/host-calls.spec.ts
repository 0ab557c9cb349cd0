import assert from 'node:assert/strict'
import { DeadlineError, UnreachableError } from '../../src/errors.ts'
import { Calls } from '../../src/node/host/calls.ts'
import {
  CALL_ALONE_FIRST,
  CALL_ALONE_LAST,
  CALL_ECHO,
  CALL_GRACE,
  CALL_PROVEN,
  CALL_RETURN_SPREAD,
  CALL_WITNESSED_FIRST,
  CALL_WITNESSED_LAST,
  MAX_SILENT_PEERS
} from '../../src/node/host/constants.ts'
import { ManualTime } from '../support/manual-time.ts'

const HOUR = 3_600_000
const MINUTE = 60_000

describe('calling who does not answer', () => {
  let time: ManualTime
  let calls: Calls
  /** Who was told that they may call, in order. */
  let due: string[]
  /** When a call was made. */
  let made: number[]
  let random: number

  beforeEach(() => {
    time = new ManualTime(0)
    random = 128
    calls = new Calls({
      rng: length => new Uint8Array(length).fill(random),
      time: time.clock,
      schedule: time.schedule
    })
    due = []
    made = []
    calls.watch(peerId => due.push(peerId))
  })

  afterEach(() => {
    calls.stop()
    assert.equal(time.timers, 0, 'timers left')
  })

  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }

  /** A call that nobody answers. @returns whether it was let through */
  async function inVain(peerId: string, error: Error = new UnreachableError('nobody')): Promise<boolean> {
    const before = made.length
    await calls
      .call(peerId, async () => {
        made.push(time.now)
        throw error
      })
      .catch(() => undefined)
    return made.length > before
  }

  /** Three who want it and ask every so many ms, as impatient as can be. */
  async function besiege(peerId: string, ms: number, step: number = 1_000): Promise<void> {
    for (let passed = 0; passed < ms; passed += step) {
      await Promise.all(Array.from({ length: 3 }, async () => inVain(peerId)))
      time.advance(step)
      await settled()
    }
  }

  it('lets everybody call whom nothing is known of', async () => {
    const dials = Array.from({ length: 5 }, () => Promise.withResolvers<number>())
    const results = dials.map(async ({ promise }) => calls.call('x', async () => promise))
    for (const [at, { resolve }] of dials.entries()) resolve(at)
    assert.deepEqual(await Promise.all(results), [0, 1, 2, 3, 4])
  })

  it('makes none in the first minute while another coordinator is there, then few', async () => {
    calls.present('x')
    calls.present('y')
    calls.lost('x')
    await besiege('x', MINUTE)
    assert.deepEqual(made, [])
    await besiege('x', HOUR, 5_000)
    assert.ok(made.length >= 4 && made.length <= 10, `${made.length} calls`)
    const pauses = made.slice(1).map((at, index) => at - (made[index] ?? 0))
    for (const pause of pauses)
      assert.ok(pause >= CALL_WITNESSED_FIRST && pause <= CALL_WITNESSED_LAST * 1.25)
  })

  it('goes on for ever when there is nobody else, ever less often', async () => {
    calls.present('x')
    calls.lost('x')
    await besiege('x', MINUTE)
    await besiege('x', HOUR, 5_000)
    const first = made.filter(at => at < MINUTE).length
    const last = made.filter(at => at >= HOUR - 2 * CALL_ALONE_LAST).length
    assert.equal(made[0], 0)
    assert.ok(first >= 5 && first <= 9, `${first} calls in the first minute`)
    assert.ok(last >= 2 && last <= 5, `${last} calls in the last ten`)
  })

  it('makes one at a time, and counts those that fail together once', async () => {
    const dial = Promise.withResolvers<never>()
    const together = [0, 1, 2].map(async () =>
      calls.call('x', async () => dial.promise).catch(() => undefined)
    )
    dial.reject(new UnreachableError('nobody'))
    await Promise.all(together)
    assert.equal(calls.mayCall('x'), false)
    time.advance(CALL_ALONE_FIRST)
    assert.deepEqual(due, ['x'])
    const probe = Promise.withResolvers<never>()
    const probing = calls.call('x', async () => probe.promise).catch(() => undefined)
    assert.equal(await inVain('x'), false)
    assert.ok(calls.isSilent('x'), 'the library has no part in it')
    probe.reject(new UnreachableError('nobody'))
    await probing
    time.advance(2 * CALL_ALONE_FIRST)
    const byLibrary = Promise.withResolvers<never>()
    const asking = calls.call('x', async () => byLibrary.promise, true).catch(() => undefined)
    assert.ok(!calls.isSilent('x'))
    byLibrary.reject(new UnreachableError('nobody'))
    await asking
    assert.ok(calls.isSilent('x'))
  })

  it('is over with any connection, and says so', async () => {
    calls.present('x')
    calls.present('y')
    calls.lost('x')
    calls.opened('x')
    assert.deepEqual(due, ['x'])
    assert.ok(calls.mayCall('x'))
    assert.ok(!calls.isSilent('x'))
  })

  it('is no silence when it was connected, or nobody waited for an answer', async () => {
    await calls
      .call('x', async () => {
        calls.opened('x')
        calls.closed('x')
        throw new UnreachableError('refused')
      })
      .catch(() => undefined)
    assert.ok(calls.mayCall('x'))
    await inVain('x', new DeadlineError('gave up'))
    assert.ok(calls.mayCall('x'))
    await calls
      .call('x', async () => {
        time.advance(CALL_PROVEN)
        throw new DeadlineError('too late')
      })
      .catch(() => undefined)
    assert.equal(calls.mayCall('x'), false)
  })

  it('is shorter when the last one goes who would tell us, and that is told', async () => {
    calls.present('x')
    calls.present('y')
    calls.lost('x')
    time.advance(10_000)
    assert.equal(calls.mayCall('x'), false)
    calls.lost('y')
    assert.ok(calls.mayCall('x'))
    time.advance(CALL_ALONE_FIRST)
    assert.deepEqual(due, ['x', 'y'])
  })

  it('is over when we have other connections to it, a moment after one of them ended', () => {
    calls.present('x')
    calls.present('y')
    calls.opened('x')
    calls.opened('x')
    calls.lost('x')
    calls.closed('x')
    assert.equal(calls.mayCall('x'), false)
    time.advance(CALL_GRACE)
    assert.ok(calls.mayCall('x'))
    assert.deepEqual(due, ['x'])
    calls.closed('x')
    assert.equal(calls.mayCall('x'), false)
  })

  it('lets one call through when others name it, not an echo, and not again and again', async () => {
    calls.present('x')
    calls.present('y')
    calls.lost('x')
    calls.mentioned('x')
    time.advance(CALL_ECHO)
    assert.deepEqual(due, [])
    for (let second = 0; second < 55; second += 1) {
      calls.mentioned('x')
      time.advance(1_000)
      if (due.length > made.length) await inVain('x')
    }
    assert.equal(made.length, 1)
    assert.ok((made[0] ?? 0) <= CALL_ECHO + CALL_RETURN_SPREAD + 1_000)
  })

  it('forgets it all when our own network has changed', () => {
    calls.present('y')
    calls.lost('x')
    calls.forgetAll()
    assert.ok(calls.mayCall('x'))
    assert.deepEqual(due, [])
  })

  it(`remembers ${MAX_SILENT_PEERS}, the latest`, async () => {
    calls.present('y')
    for (let peer = 0; peer <= MAX_SILENT_PEERS; peer += 1) await inVain(`peer ${peer}`)
    assert.ok(calls.mayCall('peer 0'))
    assert.equal(calls.mayCall('peer 1'), false)
    assert.equal(calls.mayCall(`peer ${MAX_SILENT_PEERS}`), false)
  })
})
