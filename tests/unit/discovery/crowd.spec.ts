import assert from 'node:assert/strict'
import { bytesToHex } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import {
  CROWD_UNTIL,
  DELTA_REPEAT,
  LIST_INTERVAL,
  MAX_AGE,
  PAGES_GAP,
  REPORT_INTERVAL,
  REPORT_STALE
} from '../../../src/discovery/constants.ts'
import { CrowdView } from '../../../src/discovery/core/crowd-view.ts'
import { Crowd } from '../../../src/discovery/core/crowd.ts'
import { sign } from '../../../src/identity/index.ts'
import {
  decodeMemberDelta,
  MAX_CROWD,
  MAX_DELTA_CHANGES,
  MAX_MEMBERS,
  MAX_PAGE_MEMBERS
} from '../../../src/wire/index.ts'
import { fastCrypto as crypto, PUBLIC } from '../../support/discovery.ts'
import type { Signed } from '../../../src/wire/index.ts'

const NOW = 1_800_000_000_000
const seed = new Uint8Array(32).fill(7)
const coordinator = crypto.ed25519PublicKey(seed)
const network = PUBLIC.id
const account = (at: number): Uint8Array => crypto.sha256(Uint8Array.of(at >> 8, at & 255))

const NOTHING = { from: 0, count: 0, comes: false, isLost: false }
const CHANGE = { ...NOTHING, count: 1 }

class TestCrowd {
  now = NOW
  readonly crowd: Crowd = new Crowd({ crypto, seed, network }, this.now)
  readonly view: CrowdView = new CrowdView({ crypto, network, coordinator })

  come(from: number, until: number): this {
    for (let at = from; at < until; at++) this.crowd.heard(account(at), this.now)
    return this
  }

  go(from: number, until: number): this {
    for (let at = from; at < until; at++) this.crowd.gone(account(at))
    return this
  }

  publish(): Signed | undefined {
    this.now += LIST_INTERVAL
    return this.crowd.tick(this.now)
  }

  published(): Signed {
    const signed = this.publish()
    assert.ok(signed !== undefined)
    return signed
  }

  /** Asks for pages until nothing is due. @returns how many came */
  askAll(): number {
    for (let pages = 0; ; pages++) {
      const asked = this.view.asks(this.now)
      if (asked === undefined) return pages
      this.view.page(this.crowd.page(asked))
    }
  }

  shown(): string[] {
    return [...this.view.members].map(bytesToHex).sort()
  }

  assertSame(): void {
    const all: string[] = []
    for (let after = new Uint8Array(0); ;) {
      const { members, more } = this.crowd.page({ after })
      all.push(...members.map(bytesToHex))
      const last = members.at(-1)
      if (!more || last === undefined) break
      after = new Uint8Array(last)
    }
    assert.deepEqual(this.shown(), all)
    assert.ok(this.view.isTrue && this.view.count === all.length)
  }
}

describe('discovery: more members than exact lists hold', () => {
  it('begins above 200 and ends below 160', () => {
    const test = new TestCrowd().come(0, MAX_MEMBERS)
    assert.ok(!test.crowd.isCrowd && test.publish() === undefined)
    test.come(MAX_MEMBERS, MAX_MEMBERS + 1)
    assert.ok(test.crowd.isCrowd && test.publish() !== undefined)
    test.go(CROWD_UNTIL, MAX_MEMBERS + 1)
    assert.ok(test.publish() !== undefined && test.crowd.isCrowd)
    test.go(0, 1)
    assert.ok(test.publish() === undefined && !test.crowd.isCrowd)
  })

  it('publishes changes every 30 s, and nothing when there are none', () => {
    const test = new TestCrowd().come(0, 250)
    test.view.heard(test.published(), test.now)
    assert.equal(test.askAll(), 2)
    test.come(250, 260).go(0, 5)
    assert.equal(test.crowd.tick(test.now + 1), undefined, 'too early')
    const signed = test.published()
    const { joined, left, members } = decodeMemberDelta(signed.payload)
    assert.deepEqual([joined.length, left.length, members], [10, 5, 255])
    assert.equal(test.view.heard(signed, test.now), 'news')
    assert.equal(test.askAll(), 0)
    test.assertSame()
    assert.equal(test.publish(), undefined)
    assert.equal(test.crowd.latest, signed)
    assert.equal(test.view.heard(signed, test.now), 'known', 'replayed')
  })

  it('says the same again before it is too old to be believed', () => {
    assert.ok(DELTA_REPEAT + LIST_INTERVAL < MAX_AGE)
    const test = new TestCrowd().come(0, 250)
    test.published()
    for (let quiet = 0; quiet < DELTA_REPEAT - LIST_INTERVAL; quiet += LIST_INTERVAL) {
      assert.equal(test.publish(), undefined)
    }
    const { joined, left } = decodeMemberDelta(test.published().payload)
    assert.deepEqual([joined, left], [[], []])
    test.now += MAX_AGE - DELTA_REPEAT
    const { latest } = test.crowd
    assert.ok(latest !== undefined)
    assert.equal(test.view.heard(latest, test.now), 'missed')
    assert.equal(test.askAll(), 2)
    test.assertSame()
  })

  it('asks for pages when the digest does not come out, not more than twice a minute', () => {
    const test = new TestCrowd().come(0, 500)
    test.view.heard(test.published(), test.now)
    assert.equal(test.askAll(), Math.ceil(500 / MAX_PAGE_MEMBERS))
    test.come(500, 510)
    test.published()
    test.come(510, 520)
    assert.equal(test.view.heard(test.published(), test.now), 'missed')
    assert.ok(!test.view.isTrue)
    assert.equal(test.askAll(), 3)
    test.assertSame()
    test.come(520, 530)
    test.published()
    test.come(530, 540)
    test.view.heard(test.published(), test.now - PAGES_GAP - 1)
    test.now -= PAGES_GAP + LIST_INTERVAL
    assert.equal(test.view.asks(test.now + 1), undefined)
    test.now += PAGES_GAP + LIST_INTERVAL
    assert.equal(test.askAll(), 3)
    test.assertSame()
  })

  it('begins anew when the coordinator moves on between two pages', () => {
    const test = new TestCrowd().come(0, 500)
    test.view.heard(test.published(), test.now)
    const first = test.view.asks(test.now)
    assert.ok(first !== undefined)
    test.view.page(test.crowd.page(first))
    test.come(500, 600)
    const second = test.view.asks(test.now)
    assert.ok(second !== undefined && second.after.length === 32)
    assert.equal(test.view.heard(test.published(), test.now), 'missed')
    test.view.page(test.crowd.page(second))
    test.now += PAGES_GAP
    assert.equal(test.askAll(), 3)
    test.assertSame()
  })

  it('names no changes when there are too many', () => {
    const test = new TestCrowd().come(0, 250)
    test.view.heard(test.published(), test.now)
    test.askAll()
    test.come(250, 251 + MAX_DELTA_CHANGES)
    const signed = test.published()
    assert.equal(decodeMemberDelta(signed.payload).joined.length, 0)
    assert.equal(test.view.heard(signed, test.now), 'missed')
    assert.equal(test.askAll(), 2)
    test.assertSame()
  })

  it('forgets who is silent, and who has no place', () => {
    assert.ok(2 * REPORT_INTERVAL < REPORT_STALE)
    const test = new TestCrowd().come(0, MAX_CROWD)
    assert.equal(test.crowd.heard(account(MAX_CROWD), test.now), false)
    assert.equal(test.crowd.heard(account(0), test.now), true)
    test.now += REPORT_STALE / 2
    test.come(0, 300)
    test.now += REPORT_STALE / 2
    test.crowd.tick(test.now)
    assert.equal(test.crowd.size, 300)
  })

  it('believes no delta that is forged, of another coordinator or network, or old', () => {
    const test = new TestCrowd().come(0, 250)
    const signed = test.published()
    const forged = { payload: signed.payload, signature: new Uint8Array(64).fill(1) }
    assert.equal(test.view.heard(forged, test.now), 'forged')
    const other = new Uint8Array(32).fill(9)
    const others = new CrowdView({ crypto, network, coordinator: crypto.ed25519PublicKey(other) })
    assert.equal(others.heard(signed, test.now), 'forged')
    const elsewhere = new CrowdView({ crypto, network: new Uint8Array(16), coordinator })
    assert.equal(elsewhere.heard(signed, test.now), 'forged')
    assert.equal(
      test.view.heard(sign(crypto, seed, 'earshot/heartbeat/1', signed.payload), test.now),
      'forged'
    )
    assert.equal(test.view.heard(signed, test.now + MAX_AGE + 1), 'known')
    assert.deepEqual([test.view.count, test.view.asks(test.now)], [0, undefined])
  })

  it('gives up pages that do not rise, or never end', () => {
    const test = new TestCrowd().come(0, 250)
    test.view.heard(test.published(), test.now)
    const page = (members: Uint8Array[], more = true): void => {
      test.view.page({ sequence: 1, members, more })
    }
    const sorted = Array.from({ length: 2 * MAX_CROWD }, (_, at) => {
      const key = new Uint8Array(32)
      new DataView(key.buffer).setUint32(0, at)
      return key
    })
    page(sorted.slice(0, 2))
    page(sorted.slice(0, 2))
    assert.equal(test.view.asks(test.now)?.after.length, 0, 'from the start')
    for (let at = 0; at < sorted.length; at += 200) page(sorted.slice(at, at + 200))
    assert.ok([...test.view.members].length <= MAX_CROWD && !test.view.isTrue)
    page([], true)
    assert.ok([...test.view.members].length <= MAX_CROWD && !test.view.isTrue, 'an empty page is the last')
  })

  it('shows what is published after every loss', () => {
    const step = fc.record({
      from: fc.nat(400),
      count: fc.nat(90),
      comes: fc.boolean(),
      isLost: fc.boolean()
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), steps => {
        const test = new TestCrowd().come(0, 210)
        test.view.heard(test.published(), test.now)
        for (const { from, count, comes, isLost } of steps) {
          if (comes) test.come(from, from + count)
          else test.go(from, Math.min(from + count, 209))
          const signed = test.publish()
          if (signed !== undefined && !isLost) test.view.heard(signed, test.now)
        }
        // it may have ended meanwhile: a view shows crowds only
        test.come(0, MAX_MEMBERS + 1).publish()
        const { latest } = test.crowd
        assert.ok(latest !== undefined)
        test.view.heard(latest, test.now)
        test.now += PAGES_GAP
        test.askAll()
        test.assertSame()
      }),
      {
        numRuns: 60,
        examples: [
          // a delta is lost, and then nothing happens until it is too old
          [[CHANGE, { ...CHANGE, comes: true, isLost: true }, ...Array.from({ length: 10 }, () => NOTHING)]]
        ]
      }
    )
  })
})
