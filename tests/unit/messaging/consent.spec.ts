import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { createDevice, verifyBundle } from '../../../src/identity/index.ts'
import { askContact } from '../../../src/messaging/core/consent.ts'
import { sealRequest } from '../../../src/messaging/core/first-message.ts'
import { receiveContent } from '../../../src/messaging/core/receive.ts'
import { sealContent } from '../../../src/messaging/core/seal.ts'
import { decodeContent, encodeContent } from '../../../src/wire/index.ts'
import { befriend, PostOffice } from '../../support/messaging.ts'
import { seededRng } from '../../support/ratchet.ts'
import type { VerifiedInvite } from '../../../src/identity/index.ts'
import type { Self } from '../../../src/messaging/index.ts'
import type { Peer, StepContext } from '../../../src/messaging/core/peer.ts'
import type { Person } from '../../support/messaging.ts'

const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

describe('messaging: consent', () => {
  let office: PostOffice
  let alice: Person
  let bob: Person
  let invite: VerifiedInvite

  beforeEach(async () => {
    office = new PostOffice('consent')
    alice = await office.join('Alice')
    bob = await office.join('Bob')
    invite = await alice.messenger.invites.create(alice.requestMailboxes)
  })

  afterEach(async () => {
    await office.stop()
  })

  /** Bob asks Alice, who has not looked at it yet. */
  async function ask(): Promise<void> {
    await bob.messenger.ask(invite)
    await bob.messenger.flush(soon())
    await office.collect(alice)
  }

  const text = (from: Person): Uint8Array =>
    encodeContent({
      id: new Uint8Array(16).fill(7),
      kind: 'message',
      message: {
        writerId: from.self.writerId,
        counter: 1,
        lamport: 1,
        heads: [],
        created: office.now,
        expires: office.now + 1,
        body: { kind: 'text', text: { text: 'let me in' } }
      }
    })

  it('is needed before a message is shown: who only asked may say nothing more', async () => {
    await ask()
    const session = bob.messenger.peer(idOf(alice))
    assert.ok(session)
    const context = { crypto, rng: seededRng('before consent'), clock: () => office.now } as StepContext
    const { envelope } = sealContent(session, text(bob), context)
    await alice.messenger.receiveMail(idOf(bob), envelope)
    assert.deepEqual(await alice.messenger.history(idOf(bob), 10), [])
    // neither the session nor the memory of envelopes has moved: accepted, it counts
    await alice.messenger.accept(idOf(bob))
    await alice.messenger.receiveMail(idOf(bob), envelope)
    const shown = await alice.messenger.history(idOf(bob), 10)
    assert.deepEqual(
      shown.map(({ text: said }) => said),
      ['let me in']
    )
  })

  it('keeps back what is written before it, unsealed, although there is a session already', async () => {
    await ask()
    const ids = ['one', 'two', 'three'].map(async each => bob.messenger.submit(idOf(alice), each))
    await Promise.all(ids)
    const waiting = [...(bob.messenger.peer(idOf(alice))?.outbox.values() ?? [])]
    const messages = waiting.filter(({ kind }) => kind === 'message')
    assert.deepEqual(
      messages.map(({ sealed, content }) => [sealed === undefined, content === undefined]),
      [
        [true, false],
        [true, false],
        [true, false]
      ]
    )
    await alice.messenger.accept(idOf(bob))
    await alice.messenger.flush(soon())
    await office.collect(bob)
    await bob.messenger.flush(soon())
    const came: string[] = []
    alice.messenger.events.addEventListener('message', ({ detail: { entry, peer } }) => {
      came.push(entry.text)
      const skipped = peer.sessions.flatMap(({ chains }) => chains.flatMap(chain => chain.skipped))
      // only what acknowledges the accept was sealed before them
      const passed = skipped.filter(({ messageNumber }) => messageNumber > 0)
      assert.deepEqual(passed, [], 'sealed in the order of writing')
    })
    await office.collect(alice)
    assert.deepEqual(came, ['one', 'two', 'three'])
  })

  it('that was refused is none: nothing of that account is read', async () => {
    await befriend(office, alice, bob)
    const known = alice.messenger.peer(idOf(bob))
    assert.ok(known)
    const content = text(bob)
    const opened = {
      content: decodeContent(content),
      contentHash: crypto.sha256(content),
      envelope: crypto.sha256(content),
      device: bob.self.device.publicKey
    }
    const context = { crypto, rng: seededRng('rejected'), clock: () => office.now } as StepContext
    assert.ok(receiveContent(known, opened, undefined, context))
    assert.equal(receiveContent({ ...known, consent: 'rejected' }, opened, undefined, context), undefined)
    assert.equal(receiveContent({ ...known, consent: 'asked' }, opened, undefined, context), undefined)
  })

  it('tells where we are now who accepts a request from before we moved', async () => {
    const told = (): number | undefined => alice.messenger.peer(idOf(bob))?.reach?.revision
    const agree = async (): Promise<void> => {
      await ask()
      await bob.messenger.stop()
      bob.revision += 1
      await office.start(bob)
      await alice.messenger.accept(idOf(bob))
      await alice.messenger.flush(soon())
      await office.collect(bob)
      assert.equal(bob.messenger.peer(idOf(alice))?.consent, 'accepted')
    }
    const before = bob.revision
    await agree()
    assert.equal(told(), before)
    await bob.messenger.flush(soon())
    await office.collect(alice)
    assert.equal(told(), bob.revision)
  })

  it('that nobody takes can be withdrawn, and leaves nothing', async () => {
    const known = (): Peer | undefined => bob.messenger.peer(idOf(alice))
    await bob.messenger.ask(invite)
    await bob.messenger.withdraw(idOf(alice))
    assert.equal(known(), undefined)
    await bob.messenger.stop()
    await office.start(bob)
    assert.equal(known(), undefined)

    await bob.messenger.ask(invite)
    await bob.messenger.submit(idOf(alice), 'wait for me')
    await bob.messenger.withdraw(idOf(alice))
    assert.equal(known()?.outbox.size, 2)
  })

  it('is asked for once with one invite, and anew with another', async () => {
    await ask()
    const requests = (): string[] =>
      [...(bob.messenger.peer(idOf(alice))?.outbox.values() ?? [])]
        .filter(({ kind }) => kind === 'request')
        .map(({ id }) => id)
    const [first] = requests()
    await ask()
    assert.deepEqual(requests(), [first])
    invite = await alice.messenger.invites.create(alice.requestMailboxes)
    await ask()
    assert.equal(requests().length, 1)
    assert.notDeepEqual(requests(), [first])
  })

  it('is asked for once, however many copies of the request there are', async () => {
    const requests: string[] = []
    alice.messenger.events.addEventListener('request', ({ detail }) => requests.push(detail.peer.name))
    await ask()
    await office.collect(alice)
    assert.deepEqual(requests, ['Bob'])
    assert.equal(alice.messenger.unreadable, 0)
  })

  describe('asked for by somebody who does not keep the rules', () => {
    /** A request of Bob, sealed as he likes it. */
    async function forge(changes: {
      readonly invite?: Partial<VerifiedInvite>
      readonly self?: Partial<Self>
    }): Promise<Uint8Array> {
      const context: StepContext = {
        crypto,
        rng: seededRng('forged request'),
        clock: () => office.now,
        self: { ...bob.self, ...changes.self },
        describe: () => office.describe(bob)
      }
      const asking: Peer = askContact(undefined, invite, 'Alice', context).peer
      const bundle = verifyBundle(crypto, await alice.messenger.bundle(), { now: office.now })
      const sealed = sealRequest(asking, { ...invite, ...changes.invite }, bundle, undefined, context)
      const [row] = sealed?.peer.outbox.values() ?? []
      assert.ok(row?.sealed)
      return row.sealed
    }

    it('(the forgery as such is taken)', async () => {
      await alice.messenger.receiveRequest(await forge({}))
      assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'asked')
    })

    const lies: ReadonlyArray<readonly [string, () => Parameters<typeof forge>[0]]> = [
      ['without the secret of the invite', () => ({ invite: { secret: new Uint8Array(16) } })],
      ['with an invite that nobody made', () => ({ invite: { id: new Uint8Array(8) } })],
      [
        'from a device that its account does not list',
        () => ({ self: { device: createDevice(crypto, seededRng('unlisted')) } })
      ]
    ]
    for (const [lie, changes] of lies) {
      it(`${lie}, it is dropped`, async () => {
        await alice.messenger.receiveRequest(await forge(changes()))
        assert.equal(alice.messenger.peer(idOf(bob)), undefined)
        assert.equal(alice.messenger.unreadable, 1)
        assert.equal(alice.messenger.invites.list()[0]?.state, 'open')
      })
    }

    it('from a device whose certificate is over, it is dropped', async () => {
      const deviceList = office.listed(bob, 1, -400 * 86_400_000 + 3_600_000)
      bob.self = { ...bob.self, deviceList }
      const sealed = await forge({})
      office.now += 3_600_000
      await alice.messenger.receiveRequest(sealed)
      assert.equal(alice.messenger.peer(idOf(bob)), undefined)
      office.now -= 1
      await alice.messenger.receiveRequest(sealed)
      assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'asked')
    })
  })
})
