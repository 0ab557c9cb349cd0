import assert from 'node:assert/strict'
import {
  LIST_INTERVAL,
  LOOKED_AT_FOR,
  MAX_AGE,
  MAX_CROWDS,
  PAGES_GAP
} from '../../../src/discovery/constants.ts'
import { CrowdMember } from '../../../src/discovery/core/crowd-member.ts'
import { Crowd } from '../../../src/discovery/core/crowd.ts'
import { peerIdOf } from '../../../src/identity/index.ts'
import { MAX_MEMBERS } from '../../../src/wire/index.ts'
import { fastCrypto as crypto, PUBLIC } from '../../support/discovery.ts'
import { flipped, NOW } from '../../support/identity.ts'
import type { Signed } from '../../../src/wire/index.ts'

const network = PUBLIC.id

/** A coordinator with a crowd of so many. */
class Coordinator {
  readonly crowd: Crowd
  readonly peerId: string
  readonly delta: Signed

  constructor(name: number, members: number = MAX_MEMBERS + 1) {
    const seed = new Uint8Array(32).fill(name)
    this.peerId = peerIdOf(crypto.ed25519PublicKey(seed))
    this.crowd = new Crowd({ crypto, seed, network }, NOW - LIST_INTERVAL)
    for (let at = 0; at < members; at += 1) this.crowd.heard(crypto.sha256(Uint8Array.of(at >> 8, at)), NOW)
    this.delta = this.crowd.tick(NOW) ?? assert.fail()
  }
}

describe('discovery: a member of a crowd', () => {
  const [a, b, c] = [new Coordinator(1), new Coordinator(2, 300), new Coordinator(3)]
  let member: CrowdMember
  let linked: ReadonlySet<string>

  beforeEach(() => {
    linked = new Set()
    member = new CrowdMember({ crypto, network, isLinked: peerId => linked.has(peerId) })
  })

  const count = (): number => [...member.members].length

  it('believes more than half of its coordinators', () => {
    assert.ok(!member.isCrowd)
    assert.ok(member.heard(a.peerId, a.delta, false, NOW))
    assert.ok(member.isCrowd)
    member.heard(b.peerId, undefined, true, NOW)
    assert.ok(!member.isCrowd, 'one of two')
    member.heard(c.peerId, c.delta, true, NOW)
    assert.ok(member.isCrowd)
    member.heard(a.peerId, undefined, true, NOW)
    assert.ok(!member.isCrowd)
    member.down(b.peerId)
    member.down(a.peerId)
    assert.ok(member.isCrowd)
    member.down(c.peerId)
    assert.ok(!member.isCrowd, 'nobody is left to report to')
  })

  it('is moved by nobody’s words about others, and by nothing forged', () => {
    assert.ok(member.heard(a.peerId, b.delta, true, NOW), 'it passed through')
    assert.ok(!member.isCrowd)
    member.heard(b.peerId, b.delta, true, NOW)
    member.heard(b.peerId, undefined, false, NOW)
    assert.ok(member.isCrowd, 'by gossip it may be another one’s state')
    const forged = { ...a.delta, signature: flipped(a.delta.signature, 3, 1) }
    assert.ok(!member.heard(a.peerId, forged, true, NOW))
    const garbage = { ...a.delta, payload: Uint8Array.of(1) }
    assert.ok(!member.heard(a.peerId, garbage, true, NOW))
    assert.ok(
      member.heard(a.peerId, forged, false, NOW),
      'by gossip it may be of a stranger, whom it did not check'
    )
    assert.ok(member.heard(a.peerId, garbage, false, NOW))
  })

  it('is moved by nothing that was said before, unless its author says it again', () => {
    member.heard(a.peerId, undefined, true, NOW)
    member.heard(a.peerId, a.delta, false, NOW + MAX_AGE + 1)
    assert.ok(!member.isCrowd, 'too old')
    member.heard(a.peerId, a.delta, false, NOW)
    assert.ok(member.isCrowd)
    member.heard(a.peerId, undefined, true, NOW)
    member.heard(a.peerId, a.delta, false, NOW)
    assert.ok(!member.isCrowd, 'replayed')
    member.heard(a.peerId, a.delta, true, NOW)
    assert.ok(member.isCrowd, 'it still is so')
    member.forget()
    assert.ok(!member.isCrowd)
  })

  it('hears a coordinator that it is linked to also through another one', () => {
    linked = new Set([a.peerId, b.peerId])
    const forged = { ...b.delta, signature: flipped(b.delta.signature, 3, 1) }
    assert.ok(member.heard(a.peerId, forged, false, NOW), 'it need not check what it passes on')
    assert.ok(!member.isCrowd)
    assert.ok(member.heard(a.peerId, b.delta, false, NOW))
    assert.ok(member.isCrowd)
    member.heard(a.peerId, undefined, true, NOW)
    assert.ok(!member.isCrowd, 'one of two')
    member.down(a.peerId)
    assert.ok(member.isCrowd, 'what was heard was of the other one')
  })

  it('follows the coordinator with most members, while somebody looks', () => {
    for (const { peerId, delta } of [a, b, c]) member.heard(peerId, delta, true, NOW)
    assert.equal(member.asks(NOW), undefined, 'nobody looks')
    member.look(NOW)
    const [now, later] = [NOW, NOW + LIST_INTERVAL]
    const first = member.asks(now)
    assert.equal(first?.peerId, b.peerId)
    assert.equal(member.asks(now + 1), undefined)
    member.page(b.peerId, b.crowd.page(first.pageRequest ?? assert.fail()))
    const second = member.asksNext(b.peerId, now)
    member.page(b.peerId, b.crowd.page(second?.pageRequest ?? assert.fail()))
    assert.equal(member.asksNext(b.peerId, now), undefined)
    assert.equal(count(), 300)
    assert.equal(member.coordinator, b.peerId)
    assert.deepEqual(member.asks(later), { peerId: b.peerId, pageRequest: undefined })
    // the same one, until it goes
    member.down(b.peerId)
    assert.equal(count(), 0)
    member.look(later)
    assert.notEqual(member.asks(later + LIST_INTERVAL)?.peerId, b.peerId)
    assert.equal(member.asks(later + LOOKED_AT_FOR + 2 * PAGES_GAP), undefined, 'nobody looks any more')
    assert.equal(member.asksNext(a.peerId, later + LOOKED_AT_FOR + PAGES_GAP), undefined)
  })

  it('remembers a bounded number of coordinators', () => {
    for (let name = 10; name < 10 + MAX_CROWDS; name += 1) {
      const { peerId } = new Coordinator(name)
      member.heard(peerId, undefined, true, NOW)
    }
    for (const { peerId, delta } of [a, b, c]) member.heard(peerId, delta, true, NOW)
    member.look(NOW)
    assert.equal(member.asks(NOW), undefined)
  })
})
