import assert from 'node:assert/strict'
import { CHECK_AGAIN } from '../../../src/messaging/constants.ts'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import {
  certify,
  createDevice,
  sealInner,
  signDescriptor,
  signDeviceList,
  verifyDeviceList
} from '../../../src/identity/index.ts'
import { keyTrouble } from '../../../src/messaging/index.ts'
import { sealContent } from '../../../src/messaging/core/seal.ts'
import { encodeContent } from '../../../src/wire/index.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { befriend, PostOffice } from '../../support/messaging.ts'
import { seededRng } from '../../support/ratchet.ts'
import type { Peer, StepContext } from '../../../src/messaging/core/peer.ts'
import type { Signed } from '../../../src/wire/index.ts'
import type { Person } from '../../support/messaging.ts'

const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

describe('messaging: the keys of a contact', () => {
  let office: PostOffice
  let alice: Person
  let bob: Person
  /** Alice's side of the session, while `tell` seals on it. */
  let sealing: Peer | undefined

  beforeEach(async () => {
    sealing = undefined
    office = new PostOffice('keys')
    alice = await office.join('Alice')
    bob = await office.join('Bob')
    await befriend(office, alice, bob)
    await office.collect(alice)
  })

  afterEach(async () => {
    await office.stop()
  })

  /** What one writes goes to the mailboxes, and the other one fetches it. */
  async function post(from: Person, to: Person): Promise<void> {
    await from.messenger.flush(soon())
    await office.collect(to)
  }

  const relist = async (deviceList: Signed): Promise<void> => {
    office.now += CHECK_AGAIN
    await office.relist(alice, deviceList, bob)
  }
  const listed = (version: number, later: number): Signed => office.listed(alice, version, later)

  /** A descriptor of Alice as it may come from her late, or again: `by` revisions after the known one. */
  async function tell(by: number, deviceList: Signed): Promise<void> {
    const peer = alice.messenger.peer(idOf(bob))
    const known = bob.messenger.peer(idOf(alice))?.reach
    assert.ok(peer !== undefined && known !== undefined)
    const rng = seededRng(`descriptor ${by}`)
    const { depositSecret, descriptorKey, revision } = known
    const descriptor = signDescriptor(crypto, alice.self.device, {
      revision: revision + by,
      expires: office.now + 1,
      deviceList,
      suites: [1],
      requestMailboxes: [],
      inner: sealInner(crypto, rng, descriptorKey, { addresses: [], mailboxes: [] })
    })
    const reach = { descriptor, descriptorKey, depositSecret }
    const content = encodeContent({ id: rng(16), kind: 'descriptor', descriptor: { reach } })
    const sealed = sealContent(sealing ?? peer, content, {
      crypto,
      rng,
      clock: () => office.now
    } as StepContext)
    sealing = sealed.peer
    const unreadable = bob.messenger.unreadable
    await bob.messenger.receiveMail(idOf(alice), sealed.envelope)
    assert.equal(bob.messenger.unreadable, unreadable)
  }

  const held = (): number => {
    const list = bob.messenger.peer(idOf(alice))?.deviceList
    assert.ok(list)
    return verifyDeviceList(crypto, list).version
  }
  const trouble = (): string | undefined => {
    const peer = bob.messenger.peer(idOf(alice))
    assert.ok(peer)
    return keyTrouble(peer)
  }
  const texts = async (person: Person, other: Person): Promise<string[]> =>
    (await person.messenger.history(idOf(other), 100)).map(({ text }) => text)

  it('may change with a newer list', async () => {
    await relist(listed(2, 1))
    assert.equal(held(), 2)
    assert.equal(trouble(), undefined)
    await bob.messenger.submit(idOf(alice), 'still there')
  })

  it('never go back to an older list', async () => {
    await relist(listed(3, 1))
    await relist(listed(2, 2))
    assert.equal(held(), 3)
    assert.equal(trouble(), undefined)
  })

  describe('when two lists of one version contradict each other', () => {
    beforeEach(async () => {
      await relist(listed(1, 1))
    })

    it('are not taken, and nothing is sent: the user is told, and nothing of the text is kept', async () => {
      assert.equal(trouble(), 'forked')
      await assert.rejects(bob.messenger.submit(idOf(alice), 'secret'), {
        name: 'TrustError',
        message: /keys of Alice have changed/u
      })
      assert.deepEqual(await texts(bob, alice), [])
    })

    it('block after a restart as well, until the user accepts', async () => {
      await bob.messenger.stop()
      await office.start(bob)
      await assert.rejects(bob.messenger.submit(idOf(alice), 'secret'), { name: 'TrustError' })
      await bob.messenger.accept(idOf(alice))
      assert.equal(trouble(), undefined)
      await bob.messenger.submit(idOf(alice), 'hello again')
      await post(bob, alice)
      assert.deepEqual(await texts(alice, bob), ['hello again'])
      await bob.messenger.stop()
      await office.start(bob)
      assert.equal(trouble(), undefined)
    })

    it('are those of the newer list once it is accepted: the same again is no news', async () => {
      await bob.messenger.accept(idOf(alice))
      await relist(alice.self.deviceList)
      assert.equal(trouble(), undefined)
    })

    it('stay in doubt when a newer list follows: it may follow either', async () => {
      await relist(listed(2, 2))
      assert.equal(trouble(), 'forked')
      assert.equal(held(), 1)
      await bob.messenger.accept(idOf(alice))
      assert.equal(held(), 2)
      assert.equal(trouble(), undefined)
    })

    it('stay in doubt when the list that we hold is told again', async () => {
      const list = bob.messenger.peer(idOf(alice))?.deviceList
      assert.ok(list)
      await relist(list)
      assert.equal(trouble(), 'forked')
    })

    it('do not keep us from reading', async () => {
      await alice.messenger.submit(idOf(bob), 'it is me')
      await post(alice, bob)
      assert.deepEqual(await texts(bob, alice), ['it is me'])
      await post(bob, alice)
      const [entry] = await alice.messenger.history(idOf(bob), 1)
      assert.equal(entry?.state, 'delivered')
    })

    it('keep our whereabouts from them until they are accepted', async () => {
      bob.revision += 1
      await bob.messenger.stop()
      await office.start(bob)
      await bob.messenger.describeAnew()
      const told = (): number => bob.messenger.peer(idOf(alice))?.toldRevision ?? 0
      assert.ok(told() < bob.revision)
      await bob.messenger.accept(idOf(alice))
      assert.equal(told(), bob.revision)
    })
  })

  describe('when a device joins those of an account that was verified', () => {
    /** A list of Alice's device and of another one. */
    async function withAnother(version: number): Promise<Signed> {
      const { account } = alice.self
      const another = createDevice(crypto, seededRng('another device'))
      const certificates = [
        certify(crypto, account, alice.self.device, office.now),
        certify(crypto, account, another, office.now)
      ]
      return signDeviceList(crypto, account, { version, certificates, revoked: [] })
    }

    it('the user is told, and nothing is sent until it is accepted', async () => {
      await bob.messenger.verify(idOf(alice))
      await relist(await withAnother(2))
      assert.equal(trouble(), 'new-device')
      assert.equal(held(), 1)
      await assert.rejects(bob.messenger.submit(idOf(alice), 'secret'), {
        name: 'TrustError',
        message: /keys of Alice have changed.*device/u
      })
      await bob.messenger.stop()
      await office.start(bob)
      assert.equal(trouble(), 'new-device')
      await bob.messenger.accept(idOf(alice))
      assert.equal(trouble(), undefined)
      assert.equal(held(), 2)
      await bob.messenger.submit(idOf(alice), 'hello, both of you')
      await relist(alice.self.deviceList)
      assert.equal(trouble(), undefined, 'the same again is no news')
    })

    it('a certificate that was only renewed is no new device', async () => {
      await bob.messenger.verify(idOf(alice))
      await relist(listed(2, 1))
      assert.equal(trouble(), undefined)
      assert.equal(held(), 2)
    })

    it('is taken from who was not verified', async () => {
      await relist(await withAnother(2))
      assert.equal(trouble(), undefined)
      assert.equal(held(), 2)
    })

    it('a fork of it stays a fork', async () => {
      await bob.messenger.verify(idOf(alice))
      await relist(listed(1, 1))
      await relist(await withAnother(2))
      assert.equal(trouble(), 'forked')
    })
  })

  it('are in doubt whatever the revision of what contradicts them', async () => {
    await tell(-1, listed(1, 1))
    assert.equal(trouble(), 'forked')
  })

  it('come with whereabouts, of which the latest count', async () => {
    const reach = (): unknown => bob.messenger.peer(idOf(alice))?.reach
    const before = reach()
    await tell(-1, alice.self.deviceList)
    assert.equal(reach(), before)
    await tell(2, alice.self.deviceList)
    assert.notEqual(reach(), before)
  })

  describe('when another device of the account asks', () => {
    /** Another device of Alice's account, with what its list says, asks Bob. */
    async function ask(list: Parameters<PostOffice['join']>[3]): Promise<Person> {
      const other = await office.join('Alice elsewhere', createMemoryStore(), alice.self.account, list)
      const invite = await bob.messenger.invites.create(bob.requestMailboxes)
      await other.messenger.ask(invite)
      await post(other, bob)
      return other
    }

    it('with a newer list beside the old one, it is adopted and answered', async () => {
      const { account, device } = alice.self
      const other = await ask({ version: 2, certificates: [certify(crypto, account, device, office.now)] })
      assert.equal(trouble(), undefined)
      await bob.messenger.submit(idOf(alice), 'to the new one')
      await post(bob, other)
      assert.deepEqual(await texts(other, bob), ['to the new one'])
      // mail of the old one may still be on its way
      await alice.messenger.submit(idOf(bob), 'from the old one')
      await post(alice, bob)
      assert.deepEqual((await texts(bob, alice)).toSorted(), ['from the old one', 'to the new one'])
    })

    it('in place of the old one, the old one is neither read nor written to any more', async () => {
      const waiting = await bob.messenger.submit(idOf(alice), 'for the old one')
      const other = await ask({ version: 2, revoked: [alice.self.device.publicKey] })
      assert.equal(trouble(), undefined)
      await bob.messenger.flush(soon())
      const [entry] = await bob.messenger.history(idOf(alice), 1)
      assert.equal(`${entry?.id} ${entry?.state} ${entry?.reason}`, `${waiting} failed the device is gone`)
      await alice.messenger.submit(idOf(bob), 'from the old one')
      await post(alice, bob)
      assert.deepEqual(await texts(bob, alice), ['for the old one'])
      await bob.messenger.submit(idOf(alice), 'for the new one')
      await post(bob, other)
      assert.deepEqual(await texts(other, bob), ['for the new one'])
    })

    it('in place of the old one, whatever that says of its whereabouts counts no longer', async () => {
      await tell(1_000_000, alice.self.deviceList)
      const other = await ask({ version: 2, revoked: [alice.self.device.publicKey] })
      const reach = bob.messenger.peer(idOf(alice))?.reach
      assert.deepEqual(reach?.device, other.self.device.publicKey)
      assert.equal(reach?.revision, other.revision)
    })

    it('with the list of a time before it was revoked, it gets nothing', async () => {
      await relist(listed(2, 1))
      const before = bob.messenger.unreadable
      await ask({})
      assert.equal(bob.messenger.unreadable, before + 3)
      assert.equal(trouble(), undefined)
      assert.deepEqual(bob.messenger.peer(idOf(alice))?.device, alice.self.device.publicKey)
    })

    it('with a list that contradicts ours, it waits for the user, and what it sent with it', async () => {
      const other = await ask({})
      assert.equal(trouble(), 'forked')
      await assert.rejects(bob.messenger.submit(idOf(alice), 'secret'), { name: 'TrustError' })
      const rows = [...(bob.messenger.peer(idOf(alice))?.outbox.values() ?? [])]
      assert.ok(!rows.some(({ kind }) => kind === 'accept'), 'nobody is answered')
      await post(bob, other)
      assert.equal(other.messenger.peer(idOf(bob))?.consent, 'requested')
      await bob.messenger.stop()
      await office.start(bob)
      await bob.messenger.accept(idOf(alice))
      await bob.messenger.submit(idOf(alice), 'to the other one')
      await post(bob, other)
      assert.equal(other.messenger.peer(idOf(bob))?.consent, 'accepted')
      assert.deepEqual(await texts(other, bob), ['to the other one'])
    })
  })

  it('are gone when its account withdraws the device: sending says so, until it asks anew', async () => {
    const { account } = alice.self
    const other = await office.join('Alice elsewhere', createMemoryStore(), account, {
      version: 2,
      revoked: [alice.self.device.publicKey]
    })
    // What the account says about itself arrives, of all ways, through the old device.
    alice.self = { ...alice.self, device: other.self.device, deviceList: other.self.deviceList }
    alice.revision += 1
    await alice.messenger.stop()
    await office.start(alice)
    await alice.messenger.describeAnew()
    await post(alice, bob)
    assert.equal(trouble(), 'device-gone')
    assert.equal(bob.messenger.peer(idOf(alice))?.device, undefined)
    await assert.rejects(bob.messenger.submit(idOf(alice), 'secret'), {
      name: 'TrustError',
      message: /device of Alice was withdrawn/u
    })
    await bob.messenger.describeAnew()
    await bob.messenger.flush(soon())
    assert.equal(bob.messenger.peer(idOf(alice))?.outbox.size, 0)

    other.revision = alice.revision + 1
    await other.messenger.stop()
    await office.start(other)

    await bob.messenger.ask(await other.messenger.invites.create(other.requestMailboxes))
    await post(bob, other)
    await other.messenger.accept(idOf(bob))
    await post(other, bob)
    assert.equal(trouble(), undefined)
    await bob.messenger.submit(idOf(alice), 'there you are')
    await post(bob, other)
    assert.deepEqual(await texts(other, bob), ['there you are'])
  })

  it('in doubt when the answer to a request comes with another list than the bundle', async () => {
    const carol = await office.join('Carol')
    await carol.messenger.ask(await alice.messenger.invites.create(alice.requestMailboxes))
    await post(carol, alice)
    await alice.messenger.stop()
    alice.self = { ...alice.self, deviceList: listed(1, 1) }
    await office.start(alice)
    await alice.messenger.accept(idOf(carol))
    await post(alice, carol)
    const peer = (): ReturnType<typeof carol.messenger.peer> => carol.messenger.peer(idOf(alice))
    assert.equal(peer()?.consent, 'requested')
    await assert.rejects(carol.messenger.submit(idOf(alice), 'secret'), { name: 'TrustError' })
    await carol.messenger.accept(idOf(alice))
    assert.equal(peer()?.consent, 'accepted')
    await carol.messenger.submit(idOf(alice), 'hello')
    await post(carol, alice)
    assert.deepEqual(await texts(alice, carol), ['hello'])
  })
})
