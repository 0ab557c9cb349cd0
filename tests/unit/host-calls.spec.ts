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
  CONNECTION_PROVEN,
  MAX_SILENT_PEERS
} from '../../src/node/host/constants.ts'
import { ManualTime } from '../support/manual-time.ts'
import type { Answer } from '../../src/node/host/calls.ts'

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

  it('is over a moment after any connection, which says so once', async () => {
    calls.present('x')
    calls.present('y')
    calls.lost('x')
    calls.opened('x')
    assert.ok(!calls.isSilent('x'))
    assert.equal(calls.mayCall('x'), false, 'it may be about to end')
    time.advance(CALL_GRACE)
    assert.deepEqual(due, ['x'])
    assert.ok(calls.mayCall('x'))
    calls.opened('x').ended(false)
    time.advance(MINUTE)
    assert.deepEqual(due, ['x'])
  })

  it('is no silence when it refused us, or nobody waited for an answer', async () => {
    await calls
      .call('x', async () => {
        calls.opened('x')
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
    const first = calls.opened('x')
    const second = calls.opened('x')
    time.advance(CONNECTION_PROVEN)
    first.ended(true)
    calls.lost('x')
    assert.equal(calls.mayCall('x'), false)
    time.advance(CALL_GRACE)
    assert.ok(calls.mayCall('x'))
    assert.deepEqual(due, ['x'])
    second.ended(true)
    assert.equal(calls.mayCall('x'), false)
  })

  it('lets all call together once it has answered and stayed for a moment', async () => {
    await inVain('x')
    time.advance(CALL_ALONE_FIRST)
    const asking = calls.call('x', async () => Promise.withResolvers<void>().promise)
    assert.equal(calls.mayCall('x'), false)
    calls.opened('x')
    time.advance(CALL_GRACE)
    assert.deepEqual(due, ['x', 'x'])
    const all = [1, 2, 3].map(async () => calls.call('x', async () => Promise.withResolvers<void>().promise))
    assert.ok(calls.mayCall('x'))
    assert.equal(await Promise.race([asking, ...all, settled()]), undefined, 'one was turned away')
  })

  it('is told to who was turned away, also when that is over by the end of a call', async () => {
    calls.opened('x')
    await inVain('x')
    time.advance(CALL_ALONE_FIRST)
    const probe = Promise.withResolvers<void>()
    const probing = calls.call('x', async () => probe.promise)
    assert.equal(calls.mayCall('x'), false)
    time.advance(CONNECTION_PROVEN)
    due = []
    assert.equal(calls.mayCall('x'), false)
    probe.resolve()
    await probing
    assert.ok(calls.mayCall('x'))
    time.advance(CALL_ALONE_FIRST)
    assert.deepEqual(due, ['x'])
  })

  it('begins anew after a connection that outlasted the last failure', async () => {
    calls.present('y')
    const answer = calls.opened('x')
    for (let failures = 0; failures < 5; failures += 1) {
      time.advance(CONNECTION_PROVEN - 1)
      await inVain('x')
    }
    time.advance(HOUR)
    answer.ended(true)
    calls.lost('x')
    assert.equal(calls.mayCall('x'), false)
    time.advance(CALL_WITNESSED_FIRST * 1.25)
    assert.ok(calls.mayCall('x'))
  })

  it('is not shortened by what others said before it was lost again, nor by the echo of it', () => {
    calls.present('y')
    for (const isEcho of [false, true]) {
      calls.forgetAll()
      calls.lost('x')
      time.advance(CALL_ECHO)
      if (!isEcho) calls.mentioned('x')
      calls.opened('x').ended(true)
      calls.lost('x')
      if (isEcho) calls.mentioned('x')
      time.advance(CALL_RETURN_SPREAD)
      assert.equal(calls.mayCall('x'), false)
    }
  })

  it('is told in time, however often others come and go', async () => {
    calls.lost('x')
    time.advance(2 * CALL_WITNESSED_FIRST)
    await inVain('x', new DeadlineError('gave up'))
    due = []
    for (let passed = 0; passed < CALL_ALONE_FIRST; passed += CALL_ALONE_FIRST / 4) {
      calls.present('y')
      calls.absent('y')
      time.advance(CALL_ALONE_FIRST / 4)
    }
    assert.deepEqual(due, ['x'])
  })

  describe('who takes a connection and ends it again', () => {
    /**
     * Three who call whenever they are not connected and may, and whose connections last so long.
     *
     * @returns calls in so many ms
     */
    async function besieged(ms: number, stay: number, step: number = 100): Promise<number> {
      const begun = made.length
      /** By caller. */
      const open = new Map<number, { readonly until: number; readonly answer: Answer }>()
      for (let passed = 0; passed < ms; passed += step) {
        for (const caller of [0, 1, 2]) {
          if (open.has(caller) || !calls.mayCall('x')) continue
          await calls.call('x', async () => {
            made.push(time.now)
            open.set(caller, { until: time.now + stay, answer: calls.opened('x') })
          })
        }
        time.advance(step)
        for (const [caller, { until, answer }] of open) {
          if (until > time.now) continue
          open.delete(caller)
          answer.ended(true)
          // the first is the directory
          if (caller === 0) calls.lost('x')
        }
      }
      return made.length - begun
    }

    for (const stay of [0, CALL_GRACE / 2, 2 * CALL_GRACE, CONNECTION_PROVEN - 100]) {
      it(`after ${stay} ms is called less and less often`, async () => {
        const first = await besieged(10 * MINUTE, stay)
        const last = await besieged(HOUR, stay)
        // the others follow the first one only when that has stayed for a moment
        const callers = stay < CALL_GRACE ? 1 : 3
        assert.ok(first >= 9 && first <= 3 + 10 * callers, `${first} calls in ten minutes`)
        assert.ok(last >= 12 && last <= 17 * callers, `${last} calls in the hour after it`)
      })
    }

    /** A call that leads to a connection. */
    async function answered(): Promise<Answer> {
      return await calls.call('x', async () => calls.opened('x'))
    }

    /** So many calls, each of which is answered and ended at once. */
    async function endedAtOnce(times: number): Promise<void> {
      for (let count = 0; count < times; count += 1) {
        time.advance(CALL_ALONE_LAST)
        const answer = await answered()
        answer.ended(true)
      }
    }

    it('is called soon again when nothing failed for a while after an answer', async () => {
      await endedAtOnce(5)
      time.advance(CALL_ALONE_FIRST)
      assert.equal(calls.mayCall('x'), false)
      time.advance(CALL_ALONE_LAST)
      const answer = await answered()
      time.advance(CONNECTION_PROVEN)
      answer.ended(true)
      calls.lost('x')
      assert.ok(calls.mayCall('x'))
      await endedAtOnce(1)
      time.advance(CALL_ALONE_FIRST)
      assert.ok(calls.mayCall('x'))
    })

    it('is not the same as one that we end, nor as one that came to us and goes', async () => {
      const answer = await answered()
      answer.ended(false)
      calls.opened('x').ended(true)
      assert.ok(calls.mayCall('x'))
      assert.equal(time.timers, 0)
    })

    it('is there where it lets another connection stay', async () => {
      await answered()
      time.advance(CONNECTION_PROVEN)
      const answer = await answered()
      answer.ended(true)
      assert.ok(calls.mayCall('x'))
    })

    it('is one failure, however many connections it ends', async () => {
      const answers = await Promise.all([1, 2, 3].map(answered))
      for (const answer of answers) answer.ended(true)
      time.advance(CALL_ALONE_FIRST)
      assert.ok(calls.mayCall('x'))
    })

    it('is called at once after our own network has changed', async () => {
      await endedAtOnce(5)
      time.advance(CALL_ALONE_LAST)
      const answer = await answered()
      calls.forgetAll()
      assert.ok(calls.mayCall('x'))
      answer.ended(true)
      assert.ok(calls.mayCall('x'), 'that it ended is of the change')
    })
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

  describe('who says that it is somewhere else', () => {
    beforeEach(() => {
      calls.present('y')
      calls.lost('x')
    })

    it('is called at once, and the next time only after the pause that is due', async () => {
      calls.moved('x')
      assert.deepEqual(due, ['x'])
      assert.ok(await inVain('x'))
      calls.moved('x')
      assert.equal(calls.mayCall('x'), false)
      for (let second = 0; second < 3_600; second += 1) {
        time.advance(1_000)
        calls.moved('x')
        await inVain('x')
      }
      // two for each pause: when it is over, and for such a word
      assert.ok(made.length >= 8 && made.length <= 18, `${made.length} calls in an hour`)
    })

    it('is called there, though a call to where it was is under way', async () => {
      const before = Promise.withResolvers<never>()
      time.advance(2 * CALL_WITNESSED_FIRST)
      const call = calls.call('x', async () => await before.promise).catch(() => undefined)
      time.advance(1)
      calls.moved('x')
      assert.equal(calls.mayCall('x'), false)
      before.reject(new UnreachableError('nobody'))
      await call
      time.advance(1)
      assert.ok(await inVain('x'))
      assert.equal(calls.mayCall('x'), false)
    })

    it('is not called because of what it says while it is there', async () => {
      time.advance(2 * CALL_WITNESSED_FIRST)
      await calls.call('x', async () => {
        const answer = calls.opened('x')
        calls.moved('x')
        answer.ended(true)
      })
      assert.equal(calls.mayCall('x'), false)
    })
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
