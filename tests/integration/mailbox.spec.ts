/**
 * Mailboxes over real TCP: a coordinator, an owner, a contact and a stranger, each with
 * hosts of their own on loopback.
 */
import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { createHost } from '../../src/node/host/index.ts'
import { createPseudonymHost } from '../../src/node/host/pseudonym-host.ts'
import { createDialScope } from '../../src/node/host/scope.ts'
import {
  MAILBOX_PROTOCOL,
  createDepositor,
  createMailboxOwner,
  createMailboxService,
  openDeposit
} from '../../src/relay/index.ts'
import { MAX_MAILBOX_FRAME } from '../../src/wire/index.ts'
import { createMemoryStore } from '../support/memory-store.ts'
import { Watch } from '../support/relay-world.ts'
import { seeded } from '../support/identity.ts'
import {
  DAY,
  MEMBERSHIP_KEY,
  NETWORK,
  bytesOf,
  grant,
  itemNamed,
  keptLog,
  mailboxNamed,
  membershipKeyOf,
  secretOf
} from '../support/mailboxes.ts'
import { seedBytes } from '../support/testnet.ts'
import type { Host } from '../../src/node/host/index.ts'
import type {
  CollectedItem,
  DepositOutcome,
  Depositor,
  MailboxOwner,
  MailboxService
} from '../../src/relay/index.ts'
import type { CreateHost } from '../../src/relay/index.ts'

const alice = mailboxNamed('alice')
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

describe('mailboxes over TCP', function () {
  this.timeout(30_000)

  const seed = seedBytes(11, 'coordinator', 0)
  const store = createMemoryStore()
  const { logger, lines } = keptLog()
  const clock = (): number => Date.now()
  const rng = seeded('mailbox integration')
  const watch = new Watch()
  const delivered: CollectedItem[] = []
  const events: string[] = []
  let host: Host
  let service: MailboxService
  let owner: MailboxOwner
  let depositor: Depositor
  let addresses: readonly string[] = []

  const scope = createDialScope({ loopback: true })
  const createHostOf: CreateHost = async key => await createPseudonymHost({ seed: key, scope })

  async function startCoordinator(listen: string): Promise<void> {
    host = await createHost({ seed, listen: [listen], dev: true, role: { dhtMode: 'server' } })
    service = createMailboxService({
      transport: host,
      store,
      crypto,
      rng,
      clock,
      logger,
      seed,
      membershipKeyOf
    })
    await service.start()
    addresses = host.addresses()
  }

  async function stopCoordinator(): Promise<void> {
    await service.stop()
    await host.stop()
  }

  async function deposit(name: string, size = 4_096): Promise<DepositOutcome> {
    return await depositor.deposit(
      {
        mailbox: alice.key,
        addresses,
        secret: secretOf('bob'),
        nonce: bytesOf(`nonce ${name}`).slice(0, 24),
        envelope: itemNamed(name, size),
        expires: Date.now() + 14 * DAY
      },
      { signal: soon() }
    )
  }

  before(async () => {
    await startCoordinator('/ip4/127.0.0.1/tcp/0')
    depositor = createDepositor({ createHost: createHostOf, crypto, rng, clock, logger })
    owner = createMailboxOwner({
      createHost: createHostOf,
      crypto,
      rng,
      clock,
      logger,
      seed: alice.seed,
      addresses: () => addresses,
      registration: async () => ({
        grants: [grant(alice, 'bob')],
        bundle: itemNamed('bundle', 2_000),
        network: NETWORK,
        membershipKey: MEMBERSHIP_KEY
      }),
      cursor: undefined,
      deliver: async items => {
        delivered.push(...items)
        watch.changed()
        return 0
      },
      onEvent: ({ kind }) => {
        events.push(kind)
        watch.changed()
      }
    })
  })

  after(async () => {
    await Promise.all([owner.stop(), depositor.stop()])
    await stopCoordinator()
  })

  it('is held', async () => {
    owner.start()
    await watch.until(() => events.includes('held'))
  })

  it('brings deposits to the connected owner at once', async () => {
    assert.equal((await deposit('1')).kind, 'held')
    await watch.until(() => delivered.length === 1)
    const [item] = delivered
    assert.ok(item !== undefined)
    assert.deepEqual(openDeposit(crypto, secretOf('bob'), alice.key, item.deposit), itemNamed('1', 4_096))
  })

  it('carries the largest envelope, and a hundred at once over one connection', async () => {
    assert.equal((await deposit('large', 256 * 1024)).kind, 'held')
    await watch.until(() => delivered.length === 2)
    const outcomes = await Promise.all(Array.from({ length: 100 }, async (_, i) => deposit(`many ${i}`, 512)))
    assert.ok(outcomes.every(({ kind }) => kind === 'held'))
    await watch.until(() => delivered.length === 102)
    assert.equal(new Set(delivered.map(({ sequence }) => sequence)).size, 102)
  })

  it('gives out the bundle', async () => {
    const bundle = await depositor.fetchBundle({ mailbox: alice.key, addresses }, { signal: soon() })
    const oneTime = new Uint8Array(0)
    assert.deepEqual(bundle, { kind: 'bundle', sealed: itemNamed('bundle', 2_000), oneTime })
  })

  it('shows nobody a mailbox that is not theirs', async () => {
    const eve = await createHostOf(bytesOf('eve'))
    const stream = await eve.open(host.peerId, addresses, MAILBOX_PROTOCOL, {
      maxFrame: MAX_MAILBOX_FRAME,
      signal: soon()
    })
    await stream.send(new Uint8Array(100).fill(255))
    await assert.rejects(stream.receive({ signal: soon() }), { name: 'UnreachableError' })
    await eve.stop()
    assert.ok(owner.held)
  })

  it('survives the death of its coordinator', async () => {
    const [address = ''] = addresses
    const count = delivered.length
    await stopCoordinator()
    await watch.until(() => events.at(-1) === 'lost')
    assert.deepEqual(await deposit('in vain'), { kind: 'unreachable' })
    await startCoordinator(address.replace(/\/p2p\/.*$/, ''))
    assert.equal((await deposit('after')).kind, 'held')
    owner.look()
    await watch.until(() => delivered.length > count)
    assert.deepEqual(
      delivered
        .slice(count)
        .map(({ deposit: bytes }) => openDeposit(crypto, secretOf('bob'), alice.key, bytes)),
      [itemNamed('after', 4_096)]
    )
  })

  it('logs no ids', () => {
    assert.ok(lines.every(line => !line.includes('12D3Koo')))
  })
})
