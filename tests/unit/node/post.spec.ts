import assert from 'node:assert/strict'
import { multiaddr } from '@multiformats/multiaddr'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { Post } from '../../../src/node/post.ts'
import { keyOfPeerId, sealBundle, sealOneTime } from '../../../src/identity/index.ts'
import { bytesOf, grant, itemNamed, mailboxNamed, MEMBERSHIP_KEY, NETWORK } from '../../support/mailboxes.ts'
import { DAY, NOW, secretOf } from '../../support/mailboxes.ts'
import { MAILBOX_PROTOCOL } from '../../../src/relay/index.ts'
import { signReceipt } from '../../../src/relay/core/receipts.ts'
import { decodeMailboxRequest, encodeMailboxResponse } from '../../../src/wire/index.ts'
import { RelayWorld } from '../../support/relay-world.ts'
import type { DepositOrder, DepositOutcome, FetchedBundle } from '../../../src/messaging/index.ts'
import type { Signed } from '../../../src/wire/index.ts'
import type { TestCoordinator } from '../../support/relay-world.ts'

const alice = mailboxNamed('alice')
const sender = mailboxNamed('sender').peerId
/** Never fires: a test has mocha's deadline. */
const { signal } = new AbortController()

describe('node: the post', () => {
  let world: RelayWorld
  let coordinator: TestCoordinator
  let lines: string[]
  let errors: string[]
  let post: Post
  /** Of a node that is that coordinator itself. */
  let postOfCoordinator: Post

  beforeEach(async () => {
    world = new RelayWorld()
    coordinator = await world.coordinator('c')
    lines = []
    errors = []
    const write =
      (to: string[]) =>
      (formatter: string, ...args: unknown[]): void => {
        to.push([formatter, ...args].join(' '))
      }
    const { createHost, rng, time } = world
    const logger = Object.assign(write(lines), { error: write(errors), trace: () => undefined })
    const options = { createHost, crypto, rng, clock: time.clock, schedule: time.schedule, logger }
    post = new Post({ ...options, peerId: sender })
    postOfCoordinator = new Post({ ...options, peerId: coordinator.peerId })
    const { owner, event } = world.owner(alice, coordinator, () => [grant(alice, 'bob')], {
      registration: async () => ({
        grants: [grant(alice, 'bob')],
        bundle: itemNamed('no bundle', 3_000),
        network: NETWORK,
        membershipKey: MEMBERSHIP_KEY
      })
    })
    owner.start()
    await event('held')
    await owner.stop()
  })

  afterEach(async () => {
    await post.stop()
    await postOfCoordinator.stop()
    await coordinator.stop()
    assert.equal(world.hosts.size, 0, 'hosts left open')
  })

  async function deposit(changes: Partial<DepositOrder> = {}, from: Post = post): Promise<DepositOutcome> {
    return await from.deposit(
      {
        mailbox: placed(),
        secret: secretOf('bob'),
        nonce: bytesOf('nonce').slice(0, 24),
        envelope: itemNamed('envelope'),
        expires: NOW + 14 * DAY,
        isShown: true,
        ...changes
      },
      signal
    )
  }

  function placed(): DepositOrder['mailbox'] {
    return { mailbox: alice.key, addresses: coordinator.addresses.map(each => multiaddr(each).bytes) }
  }

  async function fetch(): Promise<readonly FetchedBundle[]> {
    return await post.fetchBundles(keyOfPeerId(alice.peerId), [placed()], false, signal)
  }

  it('says when a deposit is held, and nothing to the log', async () => {
    assert.deepEqual(await deposit(), { kind: 'held', until: NOW + 14 * DAY })
    assert.deepEqual([lines, errors], [[], []])
  })

  it('knows a coordinator whose receipts do not hold, for an hour or until one does', async () => {
    const { peerId } = coordinator
    let lies = true
    await coordinator.stop()
    await world.network.host(peerId).handle(MAILBOX_PROTOCOL, { maxFrame: 300_000 }, async stream => {
      for (let frame = await stream.receive(); frame !== undefined; frame = await stream.receive()) {
        const request = decodeMailboxRequest(frame)
        assert.ok(request.kind === 'store')
        const { encryptedMessage, expiresAt, nonce } = request.store
        const receipt = signReceipt(crypto, lies ? bytesOf('another') : bytesOf('coordinator c'), {
          coordinator: coordinator.key,
          mailbox: alice.key,
          item: crypto.sha256(encryptedMessage),
          expiresAt,
          nonce
        })
        await stream.send(encodeMailboxResponse({ id: request.id, kind: 'receipt', receipt }))
      }
    })
    assert.equal(post.distrusted([placed()]), 0)
    assert.deepEqual(await deposit(), { kind: 'later' })
    assert.equal(post.distrusted([placed()]), 1)
    world.time.advance(60 * 60_000)
    assert.equal(post.distrusted([placed()]), 0, 'it may have been mended')
    assert.deepEqual(await deposit(), { kind: 'later' })
    assert.equal(post.distrusted([placed()]), 1)
    lies = false
    assert.equal((await deposit()).kind, 'held')
    assert.equal(post.distrusted([placed()]), 0)
  })

  it('leaves no message at its own node, and has nobody wait for that', async () => {
    assert.deepEqual(await deposit({}, postOfCoordinator), { kind: 'refused' })
    const elsewhere = {
      mailbox: alice.key,
      addresses: [multiaddr(`/ip4/127.0.0.1/tcp/1/p2p/${sender}`).bytes]
    }
    assert.equal(postOfCoordinator.distrusted([elsewhere, placed()]), 1)
  })

  it('leaves a request there: it may be the only place that an invite names', async () => {
    assert.equal((await deposit({ isShown: false }, postOfCoordinator)).kind, 'held')
  })

  it('tries later what nobody answers, which is no error of ours', async () => {
    await coordinator.stop()
    assert.deepEqual(await deposit(), { kind: 'later' })
    assert.deepEqual(await fetch(), [])
    assert.equal(lines.length, 2)
    assert.deepEqual(errors, [])
  })

  it('tells of an order that makes no sense as an error', async () => {
    assert.deepEqual(await deposit({ nonce: new Uint8Array(3) }), { kind: 'later' })
    assert.equal(errors.length, 1)
    assert.match(errors[0] ?? '', /UsageError/u)
  })

  it('brings bundles with a one-time prekey first, and none whose prekey does not open', async () => {
    const account = bytesOf('account')
    const signed = (name: string): Signed => ({ payload: bytesOf(name), signature: new Uint8Array(64) })
    const places: Array<DepositOrder['mailbox']> = []
    for (const name of ['alone', 'with', 'garbage']) {
      const mailbox = mailboxNamed(name)
      const { key } = mailbox
      const prekeys: Uint8Array[] = []
      const seal = (prekey: string): Uint8Array =>
        sealOneTime(crypto, world.rng, account, key, signed(prekey))
      if (name === 'with') prekeys.push(seal('prekey'), seal('another one'))
      if (name === 'garbage') prekeys.push(itemNamed('garbage', 1_400))
      const { owner, event } = world.owner(mailbox, coordinator, () => [], {
        registration: async () => ({
          grants: [],
          bundle: sealBundle(crypto, world.rng, account, key, signed(name)),
          network: NETWORK,
          membershipKey: MEMBERSHIP_KEY
        }),
        stock: async () => prekeys
      })
      owner.start()
      // a stock is asked for after a registration, and its answer comes before the next one
      await event('registered')
      owner.refresh()
      await event('registered', 2)
      await owner.stop()
      places.push({ mailbox: key, addresses: coordinator.addresses.map(each => multiaddr(each).bytes) })
    }
    const found = await post.fetchBundles(account, places, false, signal)
    assert.deepEqual(found, [
      { bundle: signed('with'), oneTime: signed('prekey') },
      { bundle: signed('alone'), oneTime: undefined }
    ])
    assert.deepEqual(lines, ['a bundle was not opened: %s AuthenticationError'])
    // to the last resort, those that are left are not asked for
    const again = await post.fetchBundles(account, places, true, signal)
    assert.deepEqual(
      again.map(({ oneTime }) => oneTime),
      [undefined, undefined, undefined]
    )
  })

  it('takes no bundle that does not open, and says so', async () => {
    assert.deepEqual(await fetch(), [])
    assert.deepEqual(lines, ['a bundle was not opened: %s AuthenticationError'])
    assert.deepEqual(errors, [])
  })
})
