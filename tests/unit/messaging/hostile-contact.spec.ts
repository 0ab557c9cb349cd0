import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { StorageError } from '../../../src/errors.ts'
import { DEVICE_LIST_DOMAIN } from '../../../src/identity/constants.ts'
import {
  certify,
  createDevice,
  inviteProof,
  sealInner,
  sign,
  signDescriptor,
  verifyBundle
} from '../../../src/identity/index.ts'
import {
  ACKNOWLEDGEMENT_CHANGES,
  CHECK_AGAIN,
  MAX_AHEAD,
  MAX_GROUP,
  REOPEN_AFTER
} from '../../../src/messaging/constants.ts'
import { InputTooLarge } from '../../../src/messaging/batch.ts'
import { openEnvelope, withinRoom } from '../../../src/messaging/core/seal.ts'
import { Inbox } from '../../../src/messaging/inbox.ts'
import { encryptWith, initiate, sealInitial } from '../../../src/ratchet/index.ts'
import { MAX_ARCHIVED_SESSIONS, MAX_FORWARD_JUMP, MAX_SKIPPED_KEYS } from '../../../src/ratchet/constants.ts'
import { MAX_BATCH_OPS } from '../../../src/store/constants.ts'
import {
  decodeDeviceList,
  encodeContent,
  encodeDeviceList,
  encodeInitialMessage,
  MAX_ACKNOWLEDGED_IDS,
  MAX_DEVICES
} from '../../../src/wire/index.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { befriend, PostOffice } from '../../support/messaging.ts'
import { START, seededRng } from '../../support/ratchet.ts'
import type { VerifiedInvite } from '../../../src/identity/index.ts'
import type { Committer } from '../../../src/messaging/batch.ts'
import type { StepContext } from '../../../src/messaging/core/peer.ts'
import type { InboxOptions } from '../../../src/messaging/inbox.ts'
import type { Store } from '../../../src/ports.ts'
import type { SessionSet } from '../../../src/ratchet/index.ts'
import type { Content, Signed, StoredMessage } from '../../../src/wire/index.ts'
import type { Person } from '../../support/messaging.ts'

const idOf = (person: Person): string => person.self.account.userId
const rng = seededRng('hostile contact')

/** Seals what it likes on the session that it shares with its contact. */
class Sealer {
  #counter = 0
  #set: SessionSet
  readonly #from: Person

  constructor(from: Person, to: Person) {
    this.#from = from
    this.#set = from.messenger.peer(idOf(to))?.sessions ?? []
  }

  seal(content: Content): Uint8Array {
    const { set, envelope } = encryptWith({
      crypto,
      rng,
      set: this.#set,
      plaintext: encodeContent(content),
      now: START
    })
    this.#set = set
    return envelope
  }

  /** Uses up so many places of the chain. */
  skip(count: number): void {
    for (let at = 0; at < count; at += 1) this.acknowledgement([rng(16)])
  }

  acknowledgement(ids: readonly Uint8Array[]): Uint8Array {
    return this.seal({
      id: new Uint8Array(0),
      kind: 'acknowledgement',
      acknowledgement: { ids, seen: undefined }
    })
  }

  text(text: string, claims: Partial<StoredMessage> = {}): Uint8Array {
    this.#counter += 1
    const message: StoredMessage = {
      writerId: this.#from.self.writerId,
      counter: this.#counter,
      lamport: this.#counter,
      heads: [],
      created: 0,
      expires: 0,
      body: { kind: 'text', text: { text } },
      ...claims
    }
    return this.seal({ id: rng(16), kind: 'message', message })
  }
}

describe('messaging: a hostile contact', () => {
  let office: PostOffice
  let store: Store
  let alice: Person
  let bob: Person
  let mallory: Person
  let hostile: Sealer
  /** Sizes of the batches that Alice writes. */
  let batches: number[]

  beforeEach(async () => {
    office = new PostOffice('hostile')
    store = createMemoryStore()
    alice = await office.join('Alice', store)
    bob = await office.join('Bob')
    mallory = await office.join('Mallory')
    await befriend(office, alice, bob)
    await befriend(office, alice, mallory)
    hostile = new Sealer(mallory, alice)
    batches = []
    const write = store.batch.bind(store)
    store.batch = async ops => {
      batches.push(ops.length)
      await write(ops)
    }
  })

  afterEach(async () => {
    await office.stop()
  })

  const texts = async (from: Person): Promise<string[]> =>
    (await alice.messenger.history(idOf(from), 1_000)).map(({ text }) => text)

  const receive = async (from: Person, envelope: Uint8Array): Promise<void> =>
    alice.messenger.receiveMail(idOf(from), envelope)

  it('cannot keep the mail of others out by what it leaves beside it', async () => {
    hostile.skip(MAX_FORWARD_JUMP - 10)
    await receive(mallory, hostile.text('all places for skipped keys are taken'))
    hostile.skip(MAX_FORWARD_JUMP - 10)
    const page = Array.from({ length: MAX_GROUP - 1 }, async (_, at) =>
      receive(mallory, hostile.text(`text ${at}`))
    )
    page.push(receive(bob, new Sealer(bob, alice).text('honest')))
    await Promise.all(page)
    assert.deepEqual(await texts(bob), ['honest'])
    assert.equal((await texts(mallory)).length, MAX_GROUP)
    assert.equal(alice.messenger.unreadable, 0)
    assert.ok(batches.every(size => size <= MAX_BATCH_OPS))
  })

  it('changes no more with one envelope than fits into a batch', async () => {
    const own = { session: 1, contact: 1, history: 1, shown: 1, descriptor: 1, request: 1 }
    const most =
      2 * MAX_SKIPPED_KEYS +
      2 * MAX_ACKNOWLEDGED_IDS +
      MAX_ARCHIVED_SESSIONS +
      Object.keys(own).length +
      ACKNOWLEDGEMENT_CHANGES
    assert.ok(most <= MAX_BATCH_OPS, `${most} changes`)

    office.open = false
    const ids: string[] = []
    for (let at = 0; at < MAX_ACKNOWLEDGED_IDS; at += 1) {
      ids.push(await alice.messenger.submit(idOf(mallory), `${at}`))
    }
    hostile.skip(MAX_FORWARD_JUMP - 10)
    await receive(mallory, hostile.text('first'))
    hostile.skip(MAX_FORWARD_JUMP - 10)
    batches = []
    await receive(mallory, hostile.acknowledgement(ids.map(id => Uint8Array.from(Buffer.from(id, 'hex')))))
    assert.equal(alice.messenger.unreadable, 0)
    const rows = [...(alice.messenger.peer(idOf(mallory))?.outbox.values() ?? [])]
    assert.ok(!rows.some(({ kind }) => kind === 'message'))
    assert.ok((batches[0] ?? 0) > 2 * (MAX_SKIPPED_KEYS - 20) + 2 * MAX_ACKNOWLEDGED_IDS)
  })

  it('has room for the skipped keys of one session, in all its sessions together', async () => {
    hostile.skip(MAX_SKIPPED_KEYS / 2 - 1)
    await receive(mallory, hostile.text('x'))
    const peer = alice.messenger.peer(idOf(mallory))
    const [session] = peer?.sessions ?? []
    assert.ok(peer !== undefined && session !== undefined)
    const three = [3, 2, 1].map(rank => ({ ...session, id: `${rank}`, rank }))
    const kept = (sessions: SessionSet): number[] =>
      sessions.map(({ chains }) => chains.flatMap(({ skipped }) => skipped).length)
    const half = MAX_SKIPPED_KEYS / 2
    assert.deepEqual(kept(three), [half, half, half])
    assert.deepEqual(kept(withinRoom(three)), [half, half, 0])
    // with whatever comes next
    const context = { crypto, clock: () => START } as StepContext
    const opened = openEnvelope({ ...peer, sessions: three }, hostile.text('y'), context)
    assert.deepEqual(kept(opened.peer.sessions), [half, half, 0])
  })

  it('loses what no batch can hold, instead of sending it again for ever', async () => {
    const committer = {
      run: async () => {
        throw new InputTooLarge('too much')
      }
    } as unknown as Committer
    const log: unknown[][] = []
    const logger = Object.assign((...line: unknown[]) => log.push(line), {
      error: () => assert.fail('not our bug'),
      trace: () => undefined
    })
    const options = { committer, logger, crashPoint: () => undefined } as unknown as InboxOptions
    const inbox = new Inbox(options)
    await inbox.receive(idOf(mallory), hostile.text('huge'), false)
    assert.equal(inbox.unreadable, 1)
    assert.deepEqual(log, [['dropped what could not be read: %s', 'LimitError']])
  })

  it('keeps its places in a mailbox while the disk refuses', async () => {
    const write = store.batch
    store.batch = async () => {
      throw new StorageError('disk full')
    }
    const envelope = hostile.text('later')
    await assert.rejects(receive(mallory, envelope), { name: 'StorageError' })
    assert.equal(alice.messenger.unreadable, 0)
    store.batch = write
    await receive(mallory, envelope)
    assert.deepEqual(await texts(mallory), ['later'])
  })

  it('cannot run away with the numbers of the conversation', async () => {
    await receive(mallory, hostile.text('one'))
    const { counter, lamport } = { counter: MAX_AHEAD + 1, lamport: MAX_AHEAD + 1 }
    await receive(mallory, hostile.text('as far as it may', { counter, lamport }))
    assert.equal(alice.messenger.missing(idOf(mallory)), MAX_AHEAD - 1)
    for (const claims of [
      { counter: MAX_AHEAD + 2 },
      { lamport: lamport + MAX_AHEAD + 1 },
      { counter: Number.MAX_SAFE_INTEGER, lamport: Number.MAX_SAFE_INTEGER },
      { counter: MAX_AHEAD + 1, writerId: rng(8) }
    ]) {
      await receive(mallory, hostile.text('too far', { counter: 2, lamport: 2, ...claims }))
    }
    assert.equal(alice.messenger.unreadable, 4)
    assert.equal(alice.messenger.missing(idOf(mallory)), MAX_AHEAD - 1)
    assert.deepEqual(await texts(mallory), ['one', 'as far as it may'])
    await alice.messenger.submit(idOf(mallory), 'mine')
    assert.deepEqual((await texts(mallory)).at(-1), 'mine')
    const [mine] = await alice.messenger.history(idOf(mallory), 1)
    assert.equal(mine?.lamport, lamport + 1)
  })

  describe('with long device lists', () => {
    const verify = crypto.ed25519Verify
    let verified: number

    beforeEach(() => {
      verified = 0
      crypto.ed25519Verify = (...signed) => {
        verified += 1
        return verify(...signed)
      }
    })

    afterEach(() => {
      crypto.ed25519Verify = verify
    })

    /** A list of as many devices as one can have. */
    function listOf(version: number): Signed {
      const { account, device } = mallory.self
      const devices = [device, ...Array.from({ length: MAX_DEVICES - 1 }, () => createDevice(crypto, rng))]
      const certificates = devices.map(each => certify(crypto, account, each, office.now))
      const list = encodeDeviceList({ account: account.publicKey, version, certificates, revoked: [] })
      return sign(crypto, account.seed, DEVICE_LIST_DOMAIN, list)
    }

    /** What Mallory tells with it. */
    function tell(deviceList: Signed, revision: number): Uint8Array {
      const descriptorKey = rng(32)
      const descriptor = signDescriptor(crypto, mallory.self.device, {
        revision: office.now + revision,
        expires: office.now + 1,
        deviceList,
        suites: [1],
        requestMailboxes: [],
        inner: sealInner(crypto, rng, descriptorKey, { addresses: [], mailboxes: [] })
      })
      const reach = { descriptor, descriptorKey, depositSecret: rng(32) }
      return hostile.seal({ id: rng(16), kind: 'descriptor', descriptor: { reach } })
    }

    const known = (): { readonly version: number; readonly revision: number } => {
      const { deviceList, reach } = alice.messenger.peer(idOf(mallory)) ?? {}
      assert.ok(deviceList && reach)
      return { version: decodeDeviceList(deviceList.payload).version, revision: reach.revision - office.now }
    }

    it('has those that we hold verified once', async () => {
      const list = listOf(2)
      const envelopes = [1, 2, 3].map(revision => tell(list, revision))
      for (const envelope of envelopes) await receive(mallory, envelope)
      assert.deepEqual(known(), { version: 2, revision: 3 })
      // the list itself, its certificates, and the signature of each descriptor; the list held before
      assert.ok(verified <= 1 + MAX_DEVICES + 3 + 2, `${verified} signatures`)
    })

    it('has another one checked once a minute, and the newest counts in the end, over a restart too', async () => {
      const envelopes = [2, 3, 6, 5, 4].map(version => tell(listOf(version), version))
      for (const envelope of envelopes) await receive(mallory, envelope)
      assert.deepEqual(known(), { version: 2, revision: 2 })
      assert.ok(verified <= 1 + MAX_DEVICES + 1 + 2, `${verified} signatures`)
      await alice.messenger.flush(AbortSignal.timeout(10_000))
      assert.deepEqual(known(), { version: 2, revision: 2 })
      await alice.messenger.stop()
      await office.start(alice)
      await alice.messenger.flush(AbortSignal.timeout(10_000))
      assert.deepEqual(known(), { version: 6, revision: 6 })
    })

    it('has the one that waited checked when the minute is over', async () => {
      for (const version of [2, 3]) await receive(mallory, tell(listOf(version), version))
      office.now += CHECK_AGAIN
      await alice.messenger.flush(AbortSignal.timeout(10_000))
      assert.equal(known().version, 3)
    })

    it('has one that is not its own word checked once, too, and acknowledged', async () => {
      const { payload, signature } = listOf(2)
      const forged = { payload, signature: signature.map(byte => byte ^ 1) }
      for (const revision of [1, 2, 3]) await receive(mallory, tell(forged, revision))
      const rows = [...(alice.messenger.peer(idOf(mallory))?.outbox.values() ?? [])]
      assert.equal(rows.flatMap(({ acknowledges }) => acknowledges).length, 3)
      assert.equal(known().version, 1)
      assert.ok(verified <= 4, `${verified} signatures`)
    })
  })

  describe('with first messages', () => {
    let invite: VerifiedInvite

    beforeEach(async () => {
      invite = await alice.messenger.invites.create(alice.requestMailboxes)
    })

    /** Another first message of Mallory, with that invite. */
    async function ask(): Promise<void> {
      const { account, device, deviceList } = mallory.self
      const bundle = verifyBundle(crypto, await alice.messenger.bundle(), { now: office.now })
      const { descriptor, descriptorKey } = office.describe(mallory)
      const { initial } = initiate({
        crypto,
        rng,
        self: {
          account: account.publicKey,
          device: device.publicKey,
          identitySecret: device.ratchetSecret,
          identityKey: device.ratchetKey
        },
        peer: {
          ...bundle,
          device: bundle.device.certificate.device,
          identityKey: bundle.device.certificate.ratchetKey
        },
        leastSuite: 0,
        now: office.now,
        plaintext: encodeContent({
          id: rng(16),
          kind: 'request',
          request: {
            inviteId: invite.id,
            proof: inviteProof(crypto, invite.secret, invite.account, account.publicKey),
            name: 'Mallory',
            reach: { descriptor, descriptorKey, depositSecret: rng(32) }
          }
        })
      })
      const message = encodeInitialMessage({ ...initial, deviceList, device: device.publicKey })
      await alice.messenger.receiveRequest(sealInitial(crypto, rng, bundle.requestKey, message))
    }

    const known = (): { readonly sessions: number; readonly accepts: number } => {
      const peer = alice.messenger.peer(idOf(mallory))
      const rows = [...(peer?.outbox.values() ?? [])]
      return {
        sessions: peer?.sessions.length ?? 0,
        accepts: rows.filter(({ kind }) => kind === 'accept').length
      }
    }

    it('opens one session an hour with an invite that is used, and is owed one answer', async () => {
      const { sessions } = known()
      await ask()
      assert.deepEqual(known(), { sessions: sessions + 1, accepts: 1 }, 'the invite was open')
      for (let at = 0; at < 3; at += 1) await ask()
      assert.deepEqual(known(), { sessions: sessions + 1, accepts: 1 })
      assert.equal(alice.messenger.unreadable, 3)
      office.now += REOPEN_AFTER
      await ask()
      await ask()
      assert.deepEqual(known(), { sessions: sessions + 2, accepts: 1 })
      // those are of a clock that ran ahead
      office.now -= 2 * REOPEN_AFTER
      await ask()
      assert.deepEqual(known(), { sessions: sessions + 3, accepts: 1 })
    })

    it('is answered at once when it comes with an invite that is not used', async () => {
      await ask()
      const { sessions } = known()
      invite = await alice.messenger.invites.create(alice.requestMailboxes)
      await ask()
      assert.deepEqual(known(), { sessions: sessions + 1, accepts: 1 })
    })
  })
})
