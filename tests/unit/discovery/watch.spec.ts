import assert from 'node:assert/strict'
import {
  MAX_WATCHED_CONTACTS,
  MAX_WATCHED_PLACES,
  UNREACHED_GRACE,
  WATCH_STEP
} from '../../../src/discovery/constants.ts'
import { WatchBoard } from '../../../src/discovery/core/watch.ts'
import type { Sighting, WatchChange } from '../../../src/discovery/core/watch.ts'

const NOW = 1_800_000_000_000

/** A board that watches bob at 1, 2 and 3. */
class TestBoard {
  now = NOW
  readonly board: WatchBoard = new WatchBoard(this.now)
  changes: string[] = []

  constructor(places: readonly string[] = ['1', '2', '3']) {
    this.board.set('bob', places, this.now)
  }

  said(place: string, sighting: Sighting): this {
    return this.took(this.board.said('bob', place, sighting, this.now))
  }

  gone(...places: string[]): this {
    for (const place of places) this.took(this.board.unreached('bob', place, this.now))
    return this
  }

  pass(ms: number): this {
    for (let left = ms; left > 0; left -= WATCH_STEP) {
      this.now += Math.min(left, WATCH_STEP)
      this.took(this.board.tick(this.now))
    }
    return this
  }

  took(changes: readonly WatchChange[]): this {
    for (const { isOnline } of changes) this.changes.push(isOnline ? 'online' : 'offline')
    return this
  }

  /** What has been emitted since the last time. */
  sees(...expected: string[]): this {
    assert.deepEqual(this.changes, expected)
    this.changes = []
    return this
  }
}

describe('discovery: watching a contact', () => {
  it('is online by the first word, and offline when two of three say so', () => {
    new TestBoard()
      .sees()
      .said('1', 'online')
      .sees('online')
      .said('2', 'online')
      .said('3', 'online')
      .said('1', 'offline')
      .sees()
      .said('3', 'offline')
      .sees('offline')
      .said('3', 'online')
      .sees('online')
  })

  it('is offline when all that can be reached say so', () => {
    new TestBoard()
      .said('1', 'online')
      .gone('2')
      .sees('online')
      .said('1', 'offline')
      .sees()
      .gone('3')
      .sees('offline')
    new TestBoard(['1']).said('1', 'online').said('1', 'offline').sees('online', 'offline')
    new TestBoard(['1', '2'])
      .said('1', 'online')
      .said('2', 'offline')
      .sees('online')
      .gone('1')
      .sees('offline')
  })

  it('outvotes one that lies', () => {
    new TestBoard().said('2', 'offline').said('3', 'offline').said('1', 'online').sees()
    new TestBoard().said('2', 'online').said('3', 'online').said('1', 'offline').sees('online')
  })

  it('waits for those that are being asked, and for one that has just started', () => {
    const test = new TestBoard().said('1', 'online').said('2', 'online').said('3', 'online').sees('online')
    for (const place of ['1', '2', '3']) test.took(test.board.asking('bob', place, test.now))
    test.said('1', 'offline').sees()
    test.said('2', 'unknown').gone('3').sees()
    test.said('2', 'online').sees()
  })

  it('holds what was said last for a minute, and not for ever', () => {
    const test = new TestBoard().said('1', 'online').sees('online').pass(600_000).sees()
    test
      .gone('1', '2', '3')
      .pass(UNREACHED_GRACE - WATCH_STEP)
      .sees()
      .pass(WATCH_STEP)
      .sees('offline')
    assert.equal(test.board.next(test.now), Infinity)
    test
      .said('2', 'online')
      .sees('online')
      .gone('2')
      .pass(UNREACHED_GRACE / 2)
      .said('3', 'online')
      .gone('3')
    test
      .pass(UNREACHED_GRACE - WATCH_STEP)
      .sees()
      .pass(WATCH_STEP)
      .sees('offline')
  })

  it('does not hold against anybody that we stood still', () => {
    const test = new TestBoard().said('1', 'online').sees('online').gone('1', '2', '3')
    test.now += 3_600_000
    test.took(test.board.tick(test.now)).sees()
    test.now -= 7_200_000
    test.took(test.board.tick(test.now)).sees()
    assert.equal(test.board.next(test.now), test.now + WATCH_STEP)
    test.pass(UNREACHED_GRACE).sees('offline')
  })

  it('is not kept online by one that never knows, when nobody says so any more', () => {
    const test = new TestBoard().said('1', 'online').sees('online').gone('3')
    test.said('1', 'offline').said('2', 'unknown').sees()
    for (let passed = 0; passed < UNREACHED_GRACE - WATCH_STEP; passed += WATCH_STEP) {
      test.pass(WATCH_STEP).said('1', 'offline').said('2', 'unknown')
    }
    test.sees().pass(WATCH_STEP).sees('offline')
  })

  it('holds for as long when its coordinators are others, however long ago the last word came', () => {
    const test = new TestBoard().said('1', 'online').sees('online').pass(600_000)
    test.board.set('bob', ['4', '5', '6'], test.now)
    test
      .pass(UNREACHED_GRACE - WATCH_STEP)
      .sees()
      .pass(WATCH_STEP)
      .sees('offline')
  })

  it('follows a contact to other coordinators', () => {
    const test = new TestBoard().said('1', 'online').said('2', 'offline').sees('online')
    test.board.set('bob', ['2', '4', '5'], test.now)
    test.said('1', 'offline').sees().said('4', 'offline').sees('offline')
    assert.deepEqual(test.board.remove('bob'), [])
    test.said('5', 'online').sees()
    assert.equal(test.board.isOnline('bob'), false)
  })

  it('ends with a change when the contact is removed', () => {
    const test = new TestBoard().said('1', 'online').sees('online')
    assert.ok(test.board.isOnline('bob'))
    test.took(test.board.remove('bob')).sees('offline')
    assert.equal(test.board.size, 0)
  })

  it('is bounded', () => {
    const board = new WatchBoard(NOW)
    for (let at = 0; at < MAX_WATCHED_CONTACTS; at++) assert.ok(board.set(`user ${at}`, ['1'], NOW))
    assert.equal(board.set('one more', ['1'], NOW), false)
    assert.ok(
      board.set(
        'user 0',
        Array.from({ length: 9 }, (_, at) => `${at}`),
        NOW
      )
    )
    assert.deepEqual(board.said('user 0', `${MAX_WATCHED_PLACES}`, 'online', NOW), [])
    assert.deepEqual(board.said('user 0', `${MAX_WATCHED_PLACES - 1}`, 'online', NOW), [
      { userId: 'user 0', isOnline: true }
    ])
  })
})
