import assert from 'node:assert/strict'
import { createAccount } from '../../../src/identity/index.ts'
import {
  MAX_BLOCKED,
  MAX_CONTACTS,
  MAX_INVITES,
  MAX_REJECTED,
  MAX_REQUESTS
} from '../../../src/messaging/constants.ts'
import { emptyConversation, withReceived } from '../../../src/messaging/core/conversation.ts'
import { newRow, withDeposit, withMailboxes } from '../../../src/messaging/core/outbox.ts'
import { peerChanges } from '../../../src/messaging/core/records.ts'
import { encodeMailboxRequest, MAX_CONTROL_FRAME, MAX_GRANTS } from '../../../src/wire/index.ts'
import {
  MAX_BEYOND,
  MAX_COPIES,
  MAX_WRITERS,
  decodeContactRecord,
  encodeContactRecord,
  encodeOutboxRecord
} from '../../../src/wire/vault.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { befriend, PostOffice } from '../../support/messaging.ts'
import { seededRng } from '../../support/ratchet.ts'
import type { Store } from '../../../src/ports.ts'
import type { StoredMessage } from '../../../src/wire/index.ts'
import type { ContactRecord } from '../../../src/wire/vault.ts'
import type { Person } from '../../support/messaging.ts'

const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

describe('messaging: limits', () => {
  let office: PostOffice
  let store: Store
  let alice: Person
  let bob: Person

  beforeEach(async () => {
    office = new PostOffice('limits')
    store = createMemoryStore()
    alice = await office.join('Alice', store)
    bob = await office.join('Bob')
  })

  afterEach(async () => {
    await office.stop()
  })

  /** So many whom Alice knows already, the first one the longest. */
  async function acquaint(count: number, consent: ContactRecord['consent']): Promise<void> {
    await alice.messenger.stop()
    const rng = seededRng(`acquaintances ${consent}`)
    for (let at = 0; at < count; at += 1) {
      const { userId, publicKey } = createAccount(crypto, rng)
      const record: ContactRecord = {
        account: publicKey,
        name: `${consent} ${at}`,
        consent,
        deviceList: undefined,
        device: new Uint8Array(0),
        reach: undefined,
        depositSecret: rng(32),
        invite: undefined,
        since: at,
        inviteUsed: false,
        leastSuite: 1,
        toldRevision: 0,
        conversation: emptyConversation(),
        contested: undefined,
        unchecked: undefined,
        writerId: alice.self.writerId,
        renewalBegun: 0,
        renewalTaken: 0,
        believed: 0,
        verified: 0,
        disowned: [],
        doubted: false
      }
      const value = encodeContactRecord(record)
      await store.batch([{ kind: 'put', table: 'contacts', key: { id: userId }, value }])
    }
    await office.start(alice)
  }

  const all = (consent: string): string[] =>
    [...alice.messenger.peers()].filter(peer => peer.consent === consent).map(({ name }) => name)

  /** Bob asks Alice. */
  async function ask(): Promise<void> {
    await bob.messenger.ask(await alice.messenger.invites.create(alice.requestMailboxes))
    await bob.messenger.flush(soon())
    await office.collect(alice)
  }

  it('every contact and every invite has a grant at a mailbox, in one frame', () => {
    assert.ok(MAX_CONTACTS <= MAX_GRANTS)
    assert.ok(MAX_INVITES <= MAX_GRANTS)
    const grant = { tokenHash: new Uint8Array(32), stranger: true, expires: Number.MAX_SAFE_INTEGER }
    const frame = encodeMailboxRequest({
      id: 0xffff_ffff,
      kind: 'register',
      register: {
        grants: Array.from({ length: MAX_GRANTS }, () => grant),
        bundle: new Uint8Array(8 * 1024),
        network: new Uint8Array(16),
        membership: new Uint8Array(32),
        epoch: new Uint8Array(56)
      }
    })
    assert.ok(frame.length <= MAX_CONTROL_FRAME, `${frame.length} bytes`)
  })

  it(`${MAX_CONTACTS} contacts, those included whom we asked; the next one is refused with a sentence`, async () => {
    await acquaint(MAX_CONTACTS - 1, 'accepted')
    await alice.messenger.ask(await bob.messenger.invites.create(bob.requestMailboxes))
    const carol = await office.join('Carol')
    const refusal = { name: 'LimitError', message: /1000 contacts already/u }
    const invite = await carol.messenger.invites.create(carol.requestMailboxes)
    await assert.rejects(alice.messenger.ask(invite), refusal)
    assert.equal(alice.messenger.peer(idOf(carol)), undefined)
    // to ask again somebody whom we asked takes no more room
    await alice.messenger.ask(await bob.messenger.invites.create(bob.requestMailboxes))
  })

  it('a request can come when there is no room for another contact, but not be accepted', async () => {
    await acquaint(MAX_CONTACTS, 'accepted')
    await ask()
    await assert.rejects(alice.messenger.accept(idOf(bob)), { name: 'LimitError' })
    assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'asked')
  })

  it(`${MAX_REQUESTS} requests wait; one more is dropped, and costs no use of the invite`, async () => {
    await acquaint(MAX_REQUESTS, 'asked')
    await ask()
    assert.equal(alice.messenger.peer(idOf(bob)), undefined)
    assert.equal(alice.messenger.invites.list().at(-1)?.state, 'open')
  })

  it('a request more fits in', async () => {
    await acquaint(MAX_REQUESTS - 1, 'asked')
    await ask()
    assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'asked')
  })

  it(`${MAX_REJECTED} rejected accounts are remembered, then the oldest is forgotten`, async () => {
    await acquaint(MAX_REJECTED, 'rejected')
    await ask()
    await alice.messenger.reject(idOf(bob))
    const rejected = all('rejected')
    assert.equal(rejected.length, MAX_REJECTED)
    assert.ok(rejected.includes('Bob') && rejected.includes('rejected 1'))
    assert.ok(!rejected.includes('rejected 0'))
    await alice.messenger.stop()
    await office.start(alice)
    assert.deepEqual(all('rejected').toSorted(), rejected.toSorted())
  })

  it('who was rejected stays so, and is told nothing, until we ask ourselves', async () => {
    const requests: string[] = []
    alice.messenger.events.addEventListener('request', ({ detail }) => requests.push(detail.peer.name))
    await ask()
    await assert.rejects(alice.messenger.submit(idOf(bob), 'x'), /accept the request first/u)
    await alice.messenger.reject(idOf(bob))
    await assert.rejects(alice.messenger.submit(idOf(bob), 'x'), /add an invite of theirs first/u)
    await ask()
    assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'rejected')
    assert.deepEqual(requests, ['Bob'])
    assert.equal(alice.messenger.invites.list().at(-1)?.state, 'open')
    await alice.messenger.flush(soon())
    assert.equal(await office.collect(bob), 0)

    await alice.messenger.ask(await bob.messenger.invites.create(bob.requestMailboxes))
    await alice.messenger.flush(soon())
    await office.collect(bob)
    assert.equal(bob.messenger.peer(idOf(alice))?.consent, 'accepted')
    await bob.messenger.flush(soon())
    await office.collect(alice)
    assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'accepted')
  })

  it(`${MAX_BLOCKED} accounts can be blocked; the next one is refused, and none is forgotten`, async () => {
    await acquaint(MAX_BLOCKED, 'blocked')
    await ask()
    await assert.rejects(alice.messenger.block(idOf(bob)), { name: 'LimitError' })
    assert.equal(all('blocked').length, MAX_BLOCKED)
  })

  it('what is known of one contact fits its record, however much it left out', async () => {
    await befriend(office, alice, bob)
    const before = alice.messenger.peer(idOf(bob))
    assert.ok(before)
    let { conversation } = before
    for (let writer = 0; writer < MAX_WRITERS + 1; writer += 1) {
      for (let gap = 0; gap < MAX_BEYOND + 1; gap += 1) {
        const message: StoredMessage = {
          writerId: new Uint8Array(8).fill(writer),
          counter: Number.MAX_SAFE_INTEGER - 2 * MAX_BEYOND - 2 + 2 * gap,
          lamport: 1,
          heads: [],
          created: 0,
          expires: 0,
          body: { kind: 'text', text: { text: 'x' } }
        }
        conversation = withReceived(
          conversation,
          bob.self.device.publicKey,
          message,
          new Uint8Array(32)
        ).conversation
      }
    }
    assert.equal(conversation.writers.length, MAX_WRITERS)
    assert.ok(conversation.writers.every(({ beyond }) => beyond.length === MAX_BEYOND))
    const [op] = peerChanges(before, { ...before, conversation })
    assert.ok(op?.kind === 'put' && op.table === 'contacts')
    assert.deepEqual(decodeContactRecord(op.value).conversation, conversation)
  })

  it(`a row remembers ${MAX_COPIES} deposits, those of the mailboxes of now before older ones`, () => {
    const rng = seededRng('copies')
    let row = newRow({ id: '00'.repeat(16), kind: 'message', content: undefined, sealed: rng(256) }, 0)
    let mailboxes: Uint8Array[] = []
    for (let moved = 0; moved < MAX_COPIES; moved += 1) {
      mailboxes = [rng(32), rng(32), rng(32)]
      row = withMailboxes(row, mailboxes, rng)
      for (const mailbox of mailboxes.slice(1)) row = withDeposit(row, mailbox, { heldUntil: 1 })
      assert.ok(row.deposits.length <= MAX_COPIES)
      for (const mailbox of mailboxes) assert.ok(row.deposits.some(deposit => deposit.mailbox === mailbox))
    }
    assert.equal(row.deposits.length, MAX_COPIES)
    // a copy that was never taken, at a mailbox that was given up, is worth nothing
    assert.equal(row.deposits.filter(({ heldUntil }) => heldUntil === 0).length, 1)
    const account = alice.self.account.publicKey
    encodeOutboxRecord({
      ...row,
      id: new Uint8Array(16),
      account,
      device: new Uint8Array(0),
      session: new Uint8Array(0),
      content: new Uint8Array(0),
      sealed: new Uint8Array(1),
      lamport: 1
    })
  })
})
