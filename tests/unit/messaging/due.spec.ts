import assert from 'node:assert/strict'
import {
  DELIVERY_DEADLINE,
  DEPOSIT_AFTER,
  FURTHEST_TURN,
  SEEN_KEPT
} from '../../../src/messaging/constants.ts'
import { dueAt, nextTurn } from '../../../src/messaging/core/due.ts'
import { newRow, withAttempt } from '../../../src/messaging/core/outbox.ts'
import { NOW } from '../../support/identity.ts'
import type { LaneState } from '../../../src/messaging/core/due.ts'
import type { HistoryEntry } from '../../../src/messaging/index.ts'
import type { OutboxRow } from '../../../src/messaging/core/outbox.ts'

const ALONE: LaneState = { linked: false, progress: 0, preparing: false, now: NOW }
const LINKED: LaneState = { linked: true, progress: NOW + 5_000, preparing: false, now: NOW + 5_000 }

function row(changes: Partial<OutboxRow> = {}): OutboxRow {
  return newRow({ id: '00', kind: 'message', content: undefined, sealed: new Uint8Array(1), ...changes }, NOW)
}

function entry(state: HistoryEntry['state']): HistoryEntry {
  return { state } as HistoryEntry
}

const none = (): boolean => false

describe('messaging: when a row is due', () => {
  it('a second after it was written, or after the link last proved to be alive', () => {
    assert.equal(dueAt(row(), ALONE), NOW + DEPOSIT_AFTER)
    assert.equal(dueAt(row(), LINKED), NOW + 5_000 + DEPOSIT_AFTER)
    assert.equal(dueAt(row(), { ...LINKED, progress: NOW - 5_000 }), NOW + DEPOSIT_AFTER)
  })

  it('at its next attempt once there was one, with or without a link', () => {
    const tried = row({ attempts: 1, nextAttempt: NOW + 30_000 })
    assert.equal(dueAt(tried, ALONE), NOW + 30_000)
    assert.equal(dueAt(tried, LINKED), NOW + 30_000)
  })

  it('never while there is nothing that could be sent', () => {
    const waiting = row({ sealed: undefined, content: new Uint8Array(1) })
    assert.equal(dueAt(waiting, ALONE), Infinity)
    assert.equal(nextTurn([waiting], ALONE, none), NOW + DELIVERY_DEADLINE)
  })

  it('a request without its bundle at once, but not while that is being fetched', () => {
    const request = row({ kind: 'request', sealed: undefined })
    assert.equal(dueAt(request, ALONE), NOW)
    assert.equal(dueAt(request, { ...ALONE, preparing: true }), Infinity)
    assert.equal(dueAt(row({ kind: 'request' }), { ...ALONE, preparing: true }), NOW)
  })

  it('at once when it was planned by a clock that ran ahead', () => {
    const day = 86_400_000
    const back: LaneState = { ...ALONE, now: NOW - 3 * day }
    const planned = { ...ALONE, now: NOW - FURTHEST_TURN + 60_000 }
    for (const waiting of [
      row(),
      row({ attempts: 1, nextAttempt: NOW + 30_000 }),
      row({ kind: 'request', sealed: undefined }),
      row({ kind: 'acknowledgement', nextAttempt: NOW + 30_000 })
    ]) {
      assert.equal(dueAt(waiting, back), back.now)
      assert.ok(dueAt(waiting, planned) >= NOW, 'what was planned stays')
    }
    assert.equal(
      dueAt(row({ created: NOW - 3 * day, nextAttempt: 0 }), { ...LINKED, now: back.now }),
      back.now
    )
  })

  it('an acknowledgement when it has waited for company', () => {
    assert.equal(dueAt(row({ kind: 'acknowledgement', nextAttempt: NOW + 30_000 }), LINKED), NOW + 30_000)
  })
})

describe('messaging: pauses between attempts', () => {
  it('double from 30 s to an hour, each a little shorter, never by more than a quarter', () => {
    for (const [chance, share] of [
      [0, 1],
      [255, 0.751]
    ] as const) {
      let tried = row()
      const pauses: number[] = []
      for (let attempt = 0; attempt < 12; attempt += 1) {
        tried = withAttempt(tried, NOW, () => Uint8Array.of(chance))
        pauses.push(tried.nextAttempt - NOW)
      }
      const whole = [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600, 3_600, 3_600]
      for (const [at, pause] of pauses.entries()) {
        const longest = (whole[at] ?? 0) * 1_000
        assert.ok(pause <= longest && pause >= longest * share * 0.999, `attempt ${at}: ${pause} ms`)
      }
      assert.equal(tried.attempts, 12)
    }
  })
})

describe('messaging: the next turn', () => {
  it('is that of the first row, and none without rows', () => {
    const rows = [row({ attempts: 1, nextAttempt: NOW + 7_000 }), row(), row({ attempts: 1 })]
    assert.equal(nextTurn(rows, ALONE, none), NOW)
    assert.equal(nextTurn([], ALONE, none), Infinity)
  })

  it('comes with the deadline at the latest', () => {
    const late = row({ attempts: 9, nextAttempt: NOW + DELIVERY_DEADLINE + 1 })
    const then = { ...ALONE, now: NOW + DELIVERY_DEADLINE - 1 }
    assert.equal(nextTurn([late], then, none), NOW + DELIVERY_DEADLINE)
  })

  it('is not at once for a message that has failed: it only waits to be forgotten', () => {
    const failed = row({ sealed: undefined, entry: entry('failed') })
    assert.equal(nextTurn([failed], ALONE, none), NOW + DELIVERY_DEADLINE + SEEN_KEPT)
    const queued = row({ entry: entry('queued') })
    assert.equal(nextTurn([failed, queued], ALONE, none), NOW + DEPOSIT_AFTER)
  })
})
