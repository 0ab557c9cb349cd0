import assert from 'node:assert/strict'
import { bytesToHex } from '@noble/hashes/utils.js'
import {
  MAX_REQUESTS,
  QUERIES_PER_WINDOW,
  QUERY_FAN_OUT,
  QUERY_WINDOW,
  REQUEST_KEPT
} from '../../../src/discovery/constants.ts'
import { answerWith, QueryDesk, recordsOf, soughtKey } from '../../../src/discovery/core/query.ts'
import { dayOf, lookupKey, signLookupRecord } from '../../../src/identity/index.ts'
import { MAX_FOUND, MAX_TTL } from '../../../src/wire/index.ts'
import { member } from '../../support/discovery.ts'
import { DAY, descriptorOf, NOW, seeded } from '../../support/identity.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import type { PeerQuery, Signed } from '../../../src/wire/index.ts'

const self = member('alice')
const bob = member('bob')
const key = lookupKey(crypto, bob.account.publicKey, dayOf(NOW))
const peers = Array.from({ length: 8 }, (_, i) => ({
  peerId: member(`crowd ${i}`).peerId,
  coordinator: i >= 6
}))
const query = (requestId: string, ttl = 2): PeerQuery => ({
  lookingForUserId: bytesToHex(key),
  requestId,
  ttl
})

describe('discovery: whom to ask', () => {
  it('asks three connected peers, coordinators among them, with an id of its own', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    const first = desk.ask(key, peers, NOW)
    const second = desk.ask(key, peers, NOW)
    assert.equal(first.to.length, QUERY_FAN_OUT)
    assert.equal(new Set(first.to).size, QUERY_FAN_OUT)
    for (const { peerId, coordinator } of peers) if (coordinator) assert.ok(first.to.includes(peerId))
    assert.equal(first.query.ttl, MAX_TTL)
    assert.notEqual(first.query.requestId, second.query.requestId)
    assert.ok(first.query.requestId.length <= 32)
    assert.deepEqual(desk.ask(key, [{ peerId: self.peerId, coordinator: true }], NOW).to, [])
  })

  it('asks nobody more than 20 times a minute', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    const only = peers.slice(0, 1)
    for (let i = 0; i < QUERIES_PER_WINDOW; i += 1) assert.equal(desk.ask(key, only, NOW + i).to.length, 1)
    assert.equal(desk.ask(key, only, NOW + 100).to.length, 0)
    assert.equal(desk.ask(key, only, NOW + QUERY_WINDOW).to.length, 1)
  })

  it('passes a query on to others than the asker, one hop less each time', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    const asker = peers[7]!.peerId
    const next = desk.forward(query('r', 2), asker, peers, NOW)
    assert.equal(next.query.ttl, 1)
    assert.equal(next.query.requestId, 'r')
    assert.equal(next.to.length, QUERY_FAN_OUT)
    assert.ok(!next.to.includes(asker))
    assert.equal(desk.forward(query('r', 1), asker, peers, NOW).query.ttl, 0)
    assert.deepEqual(desk.forward(query('r', 0), asker, peers, NOW).to, [])
  })
})

describe('discovery: whom to answer', () => {
  it('works for each request once, however it comes', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    assert.equal(desk.admit(query('a'), peers[0]!.peerId, NOW), 'fresh')
    assert.equal(desk.admit(query('a'), peers[0]!.peerId, NOW), 'repeated')
    assert.equal(desk.admit(query('a', 1), peers[1]!.peerId, NOW + 1), 'repeated')
    assert.equal(desk.admit(query('b'), peers[1]!.peerId, NOW), 'fresh')
    assert.equal(desk.admit(query('a'), peers[2]!.peerId, NOW + REQUEST_KEPT), 'fresh')
  })

  it('takes its own query coming back for a repeated one', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    const own = desk.ask(key, peers, NOW).query
    assert.equal(desk.admit({ ...own, ttl: 1 }, peers[0]!.peerId, NOW), 'repeated')
  })

  it('refuses the 21st query of a peer within a minute, and no one else', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    for (let i = 0; i < QUERIES_PER_WINDOW; i += 1) {
      assert.equal(desk.admit(query(`q${i}`), peers[0]!.peerId, NOW + i), 'fresh')
    }
    assert.equal(desk.admit(query('q'), peers[0]!.peerId, NOW + 100), 'refused')
    assert.equal(desk.admit(query('q'), peers[1]!.peerId, NOW + 100), 'fresh')
    assert.equal(desk.admit(query('r'), peers[0]!.peerId, NOW + QUERY_WINDOW), 'fresh')
    assert.equal(desk.admit(query('s'), peers[0]!.peerId, NOW + QUERY_WINDOW), 'refused')
  })

  it('remembers a bounded number of requests, the newest', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    const crowd = Array.from({ length: 60 }, (_, i) => `peer ${i}`)
    let count = 0
    for (const peerId of crowd) {
      for (let i = 0; i < QUERIES_PER_WINDOW && count < MAX_REQUESTS + 1; i += 1) {
        desk.admit(query(`${count++}`), peerId, NOW)
      }
    }
    assert.equal(desk.admit(query(`${MAX_REQUESTS}`), 'another', NOW), 'repeated')
    assert.equal(desk.admit(query('0'), 'another', NOW), 'fresh')
  })
})

describe('discovery: what to answer, and what to believe', () => {
  const record = (day: number = dayOf(NOW), revision: number = NOW, who = bob): Signed =>
    signLookupRecord(crypto, who.rng, who.account, { day, revision, descriptor: descriptorOf(who) })
  const asked = query('r')

  it('answers with at most three records, under the id that was asked for', () => {
    const answer = answerWith(
      asked,
      [1, 2, 3, 4].map(more => record(dayOf(NOW), NOW + more))
    )
    assert.equal(answer.requestId, 'r')
    assert.equal(answer.found.length, MAX_FOUND)
    assert.ok(answer.found.every(({ userId }) => userId === asked.lookingForUserId))
  })

  it('takes a lookup id for what it is, and nothing else', () => {
    assert.deepEqual(soughtKey(asked), key)
    for (const id of [bob.userId.padEnd(64, 'x'), bytesToHex(key).toUpperCase(), 'g'.repeat(64)]) {
      assert.equal(soughtKey({ ...asked, lookingForUserId: id }), undefined)
      const found = [{ userId: id, record: record() }]
      assert.deepEqual(
        recordsOf(crypto, { requestId: 'r', found }, { ...asked, lookingForUserId: id }, NOW),
        []
      )
    }
  })

  it('believes what the sought signed for today, and passes it on as it is', () => {
    const signed = record()
    const [found, ...more] = recordsOf(crypto, answerWith(asked, [signed]), asked, NOW)
    assert.deepEqual(found?.signed, signed)
    assert.deepEqual([found.record.day, found.record.revision], [dayOf(NOW), NOW])
    assert.deepEqual(more, [])
    for (const skew of [-DAY, DAY]) {
      assert.equal(
        recordsOf(crypto, answerWith(asked, [signed]), asked, NOW + skew).length,
        1,
        'other clocks'
      )
    }
  })

  it('believes nothing else: forged, of another, for another day, under another id, to another question', () => {
    const good = record()
    const forged = { ...good, signature: good.signature.map(byte => byte ^ 1) }
    const answer = (signed: Signed, requestId = 'r', userId = asked.lookingForUserId): number =>
      recordsOf(crypto, { requestId, found: [{ userId, record: signed }] }, asked, NOW).length
    assert.equal(answer(good), 1)
    assert.equal(answer(forged), 0)
    assert.equal(answer(record(dayOf(NOW), NOW, self)), 0)
    assert.equal(answer(record(dayOf(NOW) + 1)), 0)
    assert.equal(answer({ ...good, payload: good.payload.slice(1) }), 0)
    assert.equal(answer(good, 'x'), 0)
    assert.equal(answer(good, 'r', '0'.repeat(64)), 0)
    assert.deepEqual(recordsOf(crypto, answerWith(asked, [good]), asked, NOW + 3 * DAY), [], 'stale')
  })

  it('looks at three results, however many there are', () => {
    let verified = 0
    const counting = {
      ...crypto,
      ed25519Verify: (...args: Parameters<typeof crypto.ed25519Verify>) => {
        verified += 1
        return crypto.ed25519Verify(...args)
      }
    }
    const found = Array<{ userId: string; record: Signed }>(10_000).fill({
      userId: asked.lookingForUserId,
      record: record()
    })
    assert.equal(recordsOf(counting, { requestId: 'r', found }, asked, NOW).length, 1)
    assert.equal(verified, MAX_FOUND)
  })

  it('takes the newest of several records, so that one answer has three addresses dialled and no more', () => {
    const [older, newest, old] = [NOW - 1, NOW, NOW - 2].map(revision => record(dayOf(NOW), revision))
    assert.ok(older !== undefined && newest !== undefined && old !== undefined)
    const found = recordsOf(crypto, answerWith(asked, [older, newest, old]), asked, NOW)
    assert.deepEqual(
      found.map(({ signed }) => signed),
      [newest]
    )
  })
})
