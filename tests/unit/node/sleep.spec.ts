import assert from 'node:assert/strict'
import { watchSleep } from '../../../src/node/sleep.ts'

const LOOK_EVERY = 5

describe('node: noticing sleep', () => {
  /** Looks at a clock that goes on by so much between two looks; tells after which looks it woke. */
  async function wakes(steps: readonly number[]): Promise<number[]> {
    const woken: number[] = []
    const over = Promise.withResolvers<void>()
    let now = 1_000_000
    let looks = -1
    const clock = (): number => {
      // the first time is the beginning
      now += steps[looks] ?? 0
      if (looks === steps.length) over.resolve()
      looks += 1
      return now
    }
    const stop = watchSleep(clock, () => woken.push(looks - 1), LOOK_EVERY)
    await over.promise
    stop()
    return woken
  }

  it('is told of once, when the clock has gone on without us', async () => {
    assert.deepEqual(await wakes([LOOK_EVERY, 80_000, LOOK_EVERY, 3_600_000]), [1, 3])
  })

  it('takes neither a page in the background nor a clock that goes back for sleep', async () => {
    assert.deepEqual(await wakes([LOOK_EVERY, 60_000, -3_600_000, LOOK_EVERY, 60_000]), [])
  })
})
