import assert from 'node:assert/strict'
import { watchWaking } from '../../../src/ui-web/waking.ts'
import type { Watched } from '../../../src/ui-web/waking.ts'

describe('a page wakes up', () => {
  let window: EventTarget
  let document: Watched & { visibilityState: DocumentVisibilityState }
  let now: number
  let wakes: number

  beforeEach(() => {
    window = new EventTarget()
    document = Object.assign(new EventTarget(), { visibilityState: 'visible' as const })
    now = 1_000_000
    wakes = 0
    watchWaking(
      window,
      document,
      () => {
        wakes += 1
      },
      () => now
    )
  })

  function show(visibilityState: DocumentVisibilityState): void {
    document.visibilityState = visibilityState
    document.dispatchEvent(new Event('visibilitychange'))
  }

  it('when the device goes offline and online, and when it was frozen', () => {
    for (const name of ['offline', 'online']) window.dispatchEvent(new Event(name))
    document.dispatchEvent(new Event('resume'))
    assert.equal(wakes, 3)
  })

  it('when it comes out of the cache of the back button, and not when it is new', () => {
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }))
    assert.equal(wakes, 0)
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    assert.equal(wakes, 1)
  })

  it('when it was hidden for long, and not after a look at another tab', () => {
    show('hidden')
    now += 29_000
    show('visible')
    assert.equal(wakes, 0)
    show('hidden')
    now += 30_000
    show('visible')
    assert.equal(wakes, 1)
  })
})
