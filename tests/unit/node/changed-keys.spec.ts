import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { MessengerNode } from '../../../src/node/messenger-node.ts'
import { exitCodeOf, TRUST } from '../../../src/ui-cli/exit-codes.ts'
import { contact } from '../../../src/ui-cli/render.ts'
import { befriend, PostOffice } from '../../support/messaging.ts'
import type { MessengerNodeOptions } from '../../../src/node/messenger-node.ts'
import type { Person } from '../../support/messaging.ts'

/** A node without a network, on somebody's messenger. */
function nodeOf(person: Person, office: PostOffice): MessengerNode {
  const { store, messenger, self } = person
  const vault = { protectedBy: 'key-file', close: async () => undefined }
  return new MessengerNode({
    crypto,
    rng: () => new Uint8Array(0),
    clock: () => office.now,
    logger: Object.assign(() => undefined, { error: () => undefined, trace: () => undefined }),
    store,
    messenger,
    profile: self,
    vault,
    runtime: undefined,
    networks: [],
    onEvent: undefined
  } as unknown as MessengerNodeOptions)
}

describe('node: a contact whose keys have changed', () => {
  let office: PostOffice
  let alice: Person
  let bob: Person
  let node: MessengerNode

  beforeEach(async () => {
    office = new PostOffice('changed keys')
    alice = await office.join('Alice')
    bob = await office.join('Bob')
    await befriend(office, alice, bob)
    node = nodeOf(bob, office)
  })

  afterEach(async () => {
    await office.stop()
  })

  it('is an ordinary one before', async () => {
    const { userId } = alice.self.account
    assert.deepEqual(await node.contacts(), [{ userId, name: 'Alice', state: 'accepted', verified: false }])
    const { state } = await node.send('Alice', 'hello', { wait: 'queued' })
    assert.equal(state, 'queued')
  })

  it('is verified by the number that it reads out, and by no other', async () => {
    const [shown, theirs] = [await node.verify('Alice'), await nodeOf(alice, office).verify('Bob')]
    assert.match(shown.safetyNumber, /^(\d{5} ){11}\d{5}$/u)
    assert.equal(shown.safetyNumber, theirs.safetyNumber)
    assert.equal(shown.verified, false)
    const wrong = shown.safetyNumber.replace(/\d$/u, digit => String((Number(digit) + 1) % 10))
    const error: unknown = await node.verify('Alice', { number: wrong }).catch((each: unknown) => each)
    assert.equal(exitCodeOf(error), TRUST)
    assert.match((error as Error).message, /in between\. Alice is not verified$/u)
    const cut = theirs.safetyNumber.slice(0, -1)
    await assert.rejects(node.verify('Alice', { number: cut }), { name: 'UsageError' })
    assert.equal((await node.verify('Alice')).verified, false)
    assert.equal((await node.verify('Alice', { number: theirs.safetyNumber })).verified, true)
    assert.equal((await node.verify('Alice')).verified, true)
    const [line] = await node.contacts()
    assert.ok(line?.verified)
    assert.match(contact(line), /Alice {2}\(verified\)$/u)
    assert.match(contact({ ...line, note: 'keys changed' }), /Alice {2}\(verified; keys changed\)$/u)
    await assert.rejects(node.verify('Alice', { number: wrong }), {
      message: /Alice stays verified by an earlier/u
    })
    assert.equal((await node.verify('Alice')).verified, true)
  })

  it('cannot be written to: exit code 5, and nothing on the disk', async () => {
    await office.relist(alice, office.listed(alice, 1, 1), bob)
    const error: unknown = await node
      .send('Alice', 'secret', { wait: 'queued' })
      .catch((each: unknown) => each)
    assert.equal(exitCodeOf(error), TRUST)
    assert.match((error as Error).message, /keys of Alice have changed.*accept Alice again/u)
    assert.doesNotMatch((error as Error).message, /secret/u)
    assert.deepEqual(await node.messages('Alice'), [])
  })

  it('says so in the list of contacts', async () => {
    await office.relist(alice, office.listed(alice, 1, 1), bob)
    const [line] = await node.contacts()
    assert.ok(line)
    assert.equal(line.state, 'accepted')
    assert.match(line.note ?? '', /keys changed/u)
    assert.match(contact(line), /Alice {2}\(keys changed/u)
  })

  it('can be written to again when it is accepted', async () => {
    await office.relist(alice, office.listed(alice, 1, 1), bob)
    const { state } = await node.accept('Alice')
    assert.equal(state, 'accepted')
    const [line] = await node.contacts()
    assert.equal(line?.note, undefined)
    await node.send('Alice', 'hello', { wait: 'queued' })
  })

  it('is not to be mistaken for a request: there is none to accept or to reject', async () => {
    await assert.rejects(node.reject('Alice'), { name: 'NotFoundError' })
    const carol = await office.join('Carol')
    await bob.messenger.ask(await carol.messenger.invites.create(carol.requestMailboxes))
    await assert.rejects(node.accept('Carol'), { name: 'NotFoundError' })
  })
})
