import assert from 'node:assert/strict'
import { contactLine, findPeer, messageLine, requestLine, storedText } from '../../../src/node/lines.ts'
import { emptyConversation } from '../../../src/messaging/core/conversation.ts'
import { DAY, named, NOW, person } from '../../support/identity.ts'
import type { Consent, HistoryEntry, Peer } from '../../../src/messaging/index.ts'

function peer(name: string, changes: Partial<Peer> = {}): Peer {
  const { account, device, list, rng } = person(`lines ${name}`)
  return {
    userId: account.userId,
    account: account.publicKey,
    name,
    consent: 'accepted',
    deviceList: list,
    device: device.publicKey,
    reach: undefined,
    contested: undefined,
    depositSecret: rng(32),
    invite: undefined,
    since: NOW,
    inviteUsed: false,
    leastSuite: 1,
    unchecked: undefined,
    listChecked: 0,
    toldRevision: 0,
    conversation: emptyConversation(),
    sessions: [],
    outbox: new Map(),
    dueAcknowledgements: [],
    writerId: new Uint8Array(8),
    renewalBegun: 0,
    renewalTaken: 0,
    believed: 0,
    verified: 0,
    disowned: [],
    doubted: false,
    ...changes
  }
}

function entry(author: Uint8Array, changes: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id: 'ab'.repeat(16),
    author,
    device: new Uint8Array(32),
    writerId: new Uint8Array(8),
    counter: 1,
    lamport: 1,
    contentHash: new Uint8Array(32),
    created: NOW - DAY,
    text: 'hello',
    state: 'stored',
    reason: '',
    held: 2,
    wanted: 3,
    conflict: false,
    ...changes
  }
}

const bob = peer('Bob')
const bobby = peer('Bobby')
const carol = peer('Carol')
const all = [bob, bobby, carol]

describe('node: whom a user means', () => {
  it('finds by the whole user id', () => {
    for (const each of all) assert.equal(findPeer(all, each.userId), each)
  })

  it('takes an id for an id, whatever somebody calls itself', () => {
    const impostor = peer(bob.userId)
    assert.equal(findPeer([impostor, ...all], bob.userId), bob)
  })

  it('prefers the exact name to those that begin with it', () => {
    assert.equal(findPeer(all, 'Bob'), bob)
    assert.equal(findPeer(all, 'Bobby'), bobby)
  })

  it('finds by a prefix of the name, in any case', () => {
    assert.equal(findPeer(all, 'car'), carol)
    assert.equal(findPeer(all, 'BOBB'), bobby)
  })

  it('finds by a prefix of the user id that only one has', () => {
    const { userId } = carol
    const own = [...userId].findIndex((_, at) =>
      all.every(other => other === carol || !other.userId.startsWith(userId.slice(0, at + 1)))
    )
    assert.equal(findPeer(all, userId.slice(0, own + 1)), carol)
    assert.throws(() => findPeer(all, userId.toLowerCase()), named('NotFoundError'))
  })

  it('asks for more when several fit, and names them', () => {
    assert.throws(
      () => findPeer(all, 'bo'),
      (error: Error) => error.name === 'UsageError' && /Bob .*Bobby/u.test(error.message)
    )
    assert.throws(() => findPeer(all, '12D3Koo'), named('UsageError'))
  })

  it('finds nobody for an empty or unknown word, or among nobody', () => {
    assert.throws(() => findPeer(all, ''), named('NotFoundError'))
    assert.throws(() => findPeer(all, 'Dave'), named('NotFoundError'))
    assert.throws(() => findPeer([], 'Bob'), named('NotFoundError'))
  })

  it('says of an id, or of how one begins, that it is of no contact', () => {
    const { userId } = peer('Stranger')
    for (const [wanted, message] of [
      [userId, /^Whoever has that id is no contact/u],
      [userId.slice(0, 20), /^Whoever has that id is no contact/u],
      [`${userId}x`, /^Nobody of that name or id is known here$/u],
      ['Stranger', /^Nobody of that name or id is known here$/u]
    ] as const) {
      assert.throws(() => findPeer([bob, carol], wanted), { name: 'NotFoundError', message })
    }
  })
})

describe('node: lines', () => {
  it('counts receipts against the mailboxes that should hold it, three before they are known', () => {
    assert.equal(storedText({ held: 0, wanted: 0 }), '0/3')
    assert.equal(storedText({ held: 0, wanted: 3 }), '0/3')
    assert.equal(storedText({ held: 1, wanted: 2 }), '1/2')
    // the contact has moved to other mailboxes meanwhile
    assert.equal(storedText({ held: 4, wanted: 3 }), '4/4')
  })

  it('says who wrote a message and to whom', () => {
    const { account: self } = person('lines self')
    const outgoing = messageLine(self.userId, bob, entry(self.publicKey))
    assert.deepEqual(outgoing, {
      id: 'ab'.repeat(16),
      from: self.userId,
      to: bob.userId,
      kind: 'text',
      text: 'hello',
      at: NOW - DAY,
      state: 'stored',
      stored: '2/3'
    })
    const incoming = messageLine(self.userId, bob, entry(bob.account, { state: 'received' }))
    assert.equal(incoming.from, bob.userId)
    assert.equal(incoming.to, self.userId)
    assert.equal(incoming.stored, null)
  })

  it('adds a note only where there is something to say', () => {
    const { account: self } = person('lines self')
    const lineOf = (changes: Partial<HistoryEntry>): string | undefined =>
      messageLine(self.userId, bob, entry(self.publicKey, changes)).note
    assert.equal(lineOf({}), undefined)
    assert.equal(lineOf({ reason: 'not accepted yet' }), 'not accepted yet')
    assert.match(lineOf({ conflict: true, reason: 'expired' }) ?? '', /same place/u)
  })

  it('shows as contacts everybody but those who wait for our answer', () => {
    const stateOf = (consent: Consent): string | undefined => contactLine(peer('X', { consent }))?.state
    assert.equal(stateOf('accepted'), 'accepted')
    assert.equal(stateOf('requested'), 'requested')
    assert.equal(stateOf('rejected'), 'rejected')
    assert.equal(stateOf('asked'), undefined)
  })

  it('says of a request that its invite was used before', () => {
    const asking = peer('Bob', { consent: 'asked' })
    const { userId } = asking
    assert.deepEqual(requestLine(asking), { userId, name: 'Bob', at: NOW })
    const late = requestLine({ ...asking, inviteUsed: true })
    assert.deepEqual(late, { userId, name: 'Bob', at: NOW, note: 'invite already used' })
  })
})
