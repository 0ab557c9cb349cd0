import assert from 'node:assert/strict'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import {
  LEASE_RENEWAL,
  LEASE_TICK,
  LEASE_TIME,
  MAX_LEASES,
  MAX_TOTAL_TAGS,
  MAX_WATCHES,
  PUSH_GAP,
  WATCH_RENEWAL
} from '../../../src/relay/constants.ts'
import { Leases } from '../../../src/relay/core/leases.ts'
import { dayOf, presenceSecret, presenceTag, watchedTags } from '../../../src/relay/core/presence-tags.ts'
import { Standing } from '../../../src/relay/core/standing.ts'
import { NOW, bytesOf } from '../../support/mailboxes.ts'
import type { MailboxResponseKind } from '../../../src/wire/index.ts'
import type { LeaseStep, Push } from '../../../src/relay/core/leases.ts'

const SECOND = 1_000
const tagOf = (name: string): Uint8Array => bytesOf(`tag ${name}`).slice(0, 16)

/** A coordinator whose driver keeps its promise to look, and notes what it pushes. */
class TestDesk {
  now = NOW
  readonly leases: Leases<string>
  pushed: string[] = []

  constructor(limits: ConstructorParameters<typeof Leases>[1] = {}) {
    this.leases = new Leases(this.now, limits)
  }

  pass(ms: number): void {
    for (let left = ms; left > 0; left -= LEASE_TICK) {
      this.now += Math.min(left, LEASE_TICK)
      this.take(this.leases.tick(this.now))
    }
  }

  set(owner: string, ...tags: string[]): MailboxResponseKind {
    return this.done(this.leases.lease(owner, { change: 'set', tags: tags.map(tagOf) }, this.now))
  }

  say(owner: string, change: 'renew' | 'leave'): MailboxResponseKind {
    return this.done(this.leases.lease(owner, { change, tags: [] }, this.now))
  }

  watch(watcher: string, ...tags: string[]): string {
    const response = this.done(this.leases.watch(watcher, { tags: tags.map(tagOf) }, this.now))
    return response.kind === 'watched' ? response.watched.state : response.kind
  }

  takePushed(): string[] {
    const pushed = this.pushed
    this.pushed = []
    return pushed
  }

  done({ response, pushes }: LeaseStep<string>): MailboxResponseKind {
    this.take(pushes)
    return response
  }

  take(pushes: ReadonlyArray<Push<string>>): void {
    for (const { watcher, state } of pushes) this.pushed.push(`${watcher} ${state}`)
  }
}

/** After its first minute, in which it knows little. */
function grown(limits: ConstructorParameters<typeof Leases>[1] = {}): TestDesk {
  const desk = new TestDesk(limits)
  desk.pass(LEASE_TIME)
  return desk
}

describe('relay: leases at a coordinator', () => {
  it('tell a watcher the present state at once, and what changes', () => {
    const desk = grown()
    assert.equal(desk.watch('bob', 'for bob'), 'offline')
    desk.set('alice', 'for bob', 'for carol')
    assert.deepEqual(desk.takePushed(), ['bob online'])
    assert.equal(desk.watch('carol', 'for carol'), 'online')
    desk.pass(2 * PUSH_GAP)
    assert.deepEqual(desk.say('alice', 'leave'), { kind: 'leased', leased: { held: false } })
    assert.deepEqual(desk.takePushed(), ['bob offline', 'carol offline'])
  })

  it('end a minute after the last renewal, and not before', () => {
    const desk = grown()
    desk.set('alice', 'for bob')
    assert.equal(desk.watch('bob', 'for bob'), 'online')
    for (let renewals = 0; renewals < 3; renewals++) {
      desk.pass(LEASE_TIME - LEASE_TICK)
      assert.deepEqual(desk.say('alice', 'renew'), { kind: 'leased', leased: { held: true } })
    }
    desk.pass(LEASE_TIME - SECOND)
    assert.deepEqual(desk.takePushed(), [])
    desk.pass(SECOND)
    assert.deepEqual(desk.takePushed(), ['bob offline'])
    assert.deepEqual(desk.say('alice', 'renew'), { kind: 'leased', leased: { held: false } })
    assert.deepEqual(desk.leases.totals, { leases: 0, tags: 0, watches: 1 })
    assert.ok(3 * LEASE_RENEWAL <= LEASE_TIME, 'two renewals in a row may be lost')
  })

  it('do not end because the coordinator stood still, or its clock went back', () => {
    const desk = grown()
    desk.set('alice', 'for bob')
    desk.watch('bob', 'for bob')
    desk.now += 3_600_000
    desk.take(desk.leases.tick(desk.now))
    desk.now -= 7_200_000
    desk.take(desk.leases.tick(desk.now))
    desk.pass(LEASE_TIME - 2 * LEASE_TICK)
    assert.deepEqual(desk.takePushed(), [])
    desk.pass(2 * LEASE_TICK)
    assert.deepEqual(desk.takePushed(), ['bob offline'])
  })

  it('are not known to be missing in the first minute after a start', () => {
    const desk = new TestDesk()
    assert.equal(desk.watch('bob', 'for bob'), 'unknown')
    assert.equal(desk.watch('carol', 'for carol'), 'unknown')
    desk.pass(LEASE_RENEWAL)
    desk.set('alice', 'for bob')
    assert.deepEqual(desk.takePushed(), ['bob online'])
    desk.pass(PUSH_GAP)
    desk.say('alice', 'leave')
    assert.deepEqual(desk.takePushed(), ['bob offline'], 'whose lease has ended')
    desk.pass(LEASE_TIME - LEASE_RENEWAL - PUSH_GAP)
    assert.deepEqual(desk.takePushed(), ['carol offline'])
  })

  it('are known to be missing after the first minute, whoever asks first', () => {
    const desk = new TestDesk()
    assert.equal(desk.watch('bob', 'for bob'), 'unknown')
    desk.pass(LEASE_TIME - SECOND)
    assert.deepEqual(desk.takePushed(), [])
    // before the next look at the time
    desk.now += 2 * SECOND
    assert.equal(desk.watch('carol', 'for carol'), 'offline')
    desk.pass(LEASE_TICK)
    assert.deepEqual(desk.takePushed(), ['bob offline'])
  })

  it('are seen no more by whose tag is left out, and still by a day’s new one', () => {
    const desk = grown()
    desk.set('alice', 'bob today', 'eve today')
    assert.equal(desk.watch('bob', 'bob yesterday', 'bob today', 'bob tomorrow'), 'online')
    assert.equal(desk.watch('eve', 'eve today', 'eve tomorrow'), 'online')
    desk.pass(PUSH_GAP)
    desk.set('alice', 'bob tomorrow')
    assert.deepEqual(desk.takePushed(), ['eve offline'])
  })

  it('answer who asks again, and take other tags of the same stream', () => {
    const desk = grown()
    desk.set('alice', 'for bob')
    assert.equal(desk.watch('bob', 'for bob'), 'online')
    assert.equal(desk.watch('bob'), 'online')
    assert.equal(desk.watch('bob', 'for nobody'), 'offline')
    assert.equal(desk.leases.totals.watches, 1)
    desk.leases.forget('bob')
    assert.equal(desk.leases.totals.watches, 0)
    desk.say('alice', 'leave')
    assert.deepEqual(desk.takePushed(), [])
  })

  it('push at most once a second, and then what is true', () => {
    const desk = grown()
    desk.watch('bob', 'for bob')
    desk.pass(PUSH_GAP)
    for (let flaps = 0; flaps < 50; flaps++) {
      desk.set('alice', 'for bob')
      desk.say('alice', 'leave')
    }
    desk.set('alice', 'for bob')
    assert.deepEqual(desk.takePushed(), ['bob online'])
    desk.say('alice', 'leave')
    assert.equal(desk.leases.next, desk.now + PUSH_GAP)
    desk.pass(PUSH_GAP)
    assert.deepEqual(desk.takePushed(), ['bob offline'])
    assert.equal(desk.leases.next, Infinity, 'nothing to look at')
  })

  it('are bounded, like their tags and watches', () => {
    assert.ok(MAX_LEASES === 5_000 && MAX_TOTAL_TAGS === 200_000 && MAX_WATCHES === 4_096)
    const desk = grown({ leases: 2, tags: 3, watches: 1 })
    const full = { kind: 'refusal', refusal: { reason: 'full' } }
    assert.equal(desk.set('alice', 'a', 'b').kind, 'leased')
    assert.deepEqual(desk.set('bob', 'c', 'd'), full)
    assert.equal(desk.set('bob', 'c').kind, 'leased')
    assert.deepEqual(desk.set('carol'), full)
    assert.deepEqual(desk.set('alice', 'a', 'b', 'e'), full)
    assert.equal(desk.set('alice', 'e', 'e', 'e').kind, 'leased', 'the same tag counts once')
    assert.deepEqual(desk.leases.totals, { leases: 2, tags: 2, watches: 0 })
    assert.equal(desk.watch('bob', 'a'), 'offline')
    assert.equal(desk.watch('carol', 'a'), 'refusal')
  })

  it('agree with what they should know, whatever happens', () => {
    const owner = fc.constantFrom('alice', 'bob', 'carol')
    const action = fc.oneof(
      fc.record({ kind: fc.constant('set' as const), owner, tags: fc.subarray(['1', '2', '3', '4']) }),
      fc.record({ kind: fc.constantFrom('renew' as const, 'leave' as const), owner }),
      fc.record({
        kind: fc.constant('watch' as const),
        watcher: fc.constantFrom('x', 'y'),
        tag: fc.constantFrom('1', '2', '3', '4')
      }),
      fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 70_000 }) })
    )
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), actions => {
        const desk = grown()
        const model = new Map<string, { tags: string[]; at: number }>()
        const watches = new Map<string, string>()
        const heard = new Map<string, string>()
        for (const step of actions) {
          if (step.kind === 'pass') desk.pass(step.ms)
          else if (step.kind === 'watch') {
            watches.set(step.watcher, step.tag)
            heard.set(step.watcher, desk.watch(step.watcher, step.tag))
          } else if (step.kind === 'set') {
            model.set(step.owner, { tags: step.tags, at: desk.now })
            desk.set(step.owner, ...step.tags)
          } else {
            const held = model.get(step.owner)
            const answered = desk.say(step.owner, step.kind)
            if (step.kind === 'renew') {
              const isHeld = answered.kind === 'leased' && answered.leased.held
              // between the end of a lease and the next look at the clock it may be either
              const age = held === undefined ? Infinity : desk.now - held.at
              if (age < LEASE_TIME) assert.ok(isHeld)
              if (age >= LEASE_TIME + LEASE_TICK) assert.ok(!isHeld)
              if (isHeld && held !== undefined) held.at = desk.now
              else model.delete(step.owner)
            } else {
              model.delete(step.owner)
            }
          }
          for (const [name, { at }] of model) if (desk.now - at >= LEASE_TIME + LEASE_TICK) model.delete(name)
          for (const push of desk.takePushed()) heard.set(push.slice(0, 1), push.slice(2))
        }
        desk.pass(2 * LEASE_TICK)
        for (const push of desk.takePushed()) heard.set(push.slice(0, 1), push.slice(2))
        for (const [watcher, tag] of watches) {
          const ages = [...model.values()]
            .filter(({ tags }) => tags.includes(tag))
            .map(({ at }) => desk.now - at)
          const fresh = ages.some(age => age < LEASE_TIME)
          const stale = ages.every(age => age >= LEASE_TIME + LEASE_TICK)
          if (fresh) assert.equal(heard.get(watcher), 'online')
          if (stale) assert.equal(heard.get(watcher), 'offline')
        }
      }),
      {
        numRuns: 300,
        examples: [
          [
            [
              { kind: 'set', owner: 'alice', tags: ['3'] },
              { kind: 'watch', watcher: 'x', tag: '3' },
              { kind: 'pass', ms: LEASE_TIME },
              { kind: 'renew', owner: 'alice' }
            ]
          ]
        ]
      }
    )
  })
})

describe('relay: tags of a lease', () => {
  const secret = presenceSecret(crypto, new Uint8Array(32).fill(4))
  const coordinator = crypto.ed25519PublicKey(new Uint8Array(32).fill(2))
  const day = dayOf(Date.UTC(2026, 10, 21, 23, 59, 59, 999))

  it('are those of docs/PROTOCOL.md', () => {
    assert.equal(day, 20_778)
    assert.equal(bytesToHex(secret), 'd9cef3307faa9058e3193b2369b39910b3f0e301e5d4e968c0ded02e3828b9f5')
    assert.equal(
      bytesToHex(presenceTag(crypto, secret, coordinator, day)),
      '69ae96320aba30c5154125ecb23d208f'
    )
  })

  it('differ by contact, coordinator and day, and are watched a day around', () => {
    const other = presenceSecret(crypto, new Uint8Array(32).fill(5))
    const elsewhere = crypto.ed25519PublicKey(new Uint8Array(32).fill(1))
    const tags = [
      presenceTag(crypto, secret, coordinator, day),
      presenceTag(crypto, secret, coordinator, day + 1),
      presenceTag(crypto, secret, elsewhere, day),
      presenceTag(crypto, other, coordinator, day)
    ]
    assert.equal(new Set(tags.map(bytesToHex)).size, tags.length)
    for (const skew of [-1, 0, 1]) {
      const watched = watchedTags(crypto, secret, coordinator, day + skew).map(bytesToHex)
      assert.ok(watched.includes(bytesToHex(tags[0] ?? hexToBytes(''))))
    }
  })
})

describe('relay: what stands at a coordinator', () => {
  it('is set over each connection, renewed in time, and made anew for another day', () => {
    const lease = new Standing(LEASE_RENEWAL)
    assert.equal(lease.due(NOW, 1), undefined)
    lease.connected()
    assert.equal(lease.due(NOW, 1), 'set')
    assert.equal(lease.due(NOW + LEASE_RENEWAL, 1), undefined, 'one at a time')
    assert.equal(lease.heldSince, undefined)
    lease.answered(true)
    assert.equal(lease.heldSince, NOW)
    assert.equal(lease.next, NOW + LEASE_RENEWAL)
    assert.equal(lease.due(NOW + LEASE_RENEWAL - 1, 1), undefined)
    assert.equal(lease.due(NOW + LEASE_RENEWAL, 1), 'renew')
    lease.answered(false)
    assert.equal(lease.heldSince, undefined)
    assert.equal(lease.due(NOW + LEASE_RENEWAL, 1), 'set', 'it was lost there')
    lease.answered(true)
    assert.equal(lease.due(NOW + LEASE_RENEWAL, 2), 'set', 'at midnight')
    lease.answered(true)
    lease.changed()
    assert.equal(lease.due(NOW + LEASE_RENEWAL, 2), 'set')
    lease.disconnected()
    assert.ok(lease.heldSince === undefined && lease.next === Infinity)
    lease.connected()
    assert.equal(lease.due(NOW, 2), 'set')
    lease.answered(true)
    assert.equal(lease.due(NOW - 1, 2), 'renew', 'a clock that went back')
    assert.ok(WATCH_RENEWAL > LEASE_RENEWAL)
  })
})
