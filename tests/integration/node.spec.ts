import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nobleBackend } from '../../src/crypto/noble.ts'
import { StorageError } from '../../src/errors.ts'
import { loadPeers } from '../../src/messaging/load.ts'
import { createCoordinator, createNode } from '../../src/node/index.ts'
import { named } from '../support/identity.ts'
import { createNodeTestnet, LOOPBACK } from '../support/node-testnet.ts'
import { runSeed } from '../support/seeded.ts'
import { testVault } from '../support/vault-folder.ts'
import type { MessageLine } from '../../src/node/index.ts'
import type { LifeOptions, NodeTestnet, TestPerson } from '../support/node-testnet.ts'

const SEED = runSeed()
const CHILD = new URL('../support/node-child.ts', import.meta.url).pathname

const isStorageError = (error: unknown): boolean => error instanceof StorageError
const texts = (lines: readonly MessageLine[]): string[] => lines.map(({ text }) => text)

describe(`node: whole (SEED=${SEED})`, function () {
  this.timeout(40_000)
  let net: NodeTestnet

  afterEach(async () => {
    await net.stop()
  })

  /** Two people whose nodes run; with coordinators their mailboxes are held. */
  async function two(coordinators: number): Promise<[TestPerson, TestPerson]> {
    net = await createNodeTestnet({ nodes: 0, coordinators, seed: SEED })
    const people = [net.person('Alice'), net.person('Bob')] as const
    await Promise.all(people.map(async person => person.start()))
    if (coordinators > 0) {
      await Promise.all(
        people.map(async person =>
          person.event('mailboxes', ({ held }) => held === Math.min(coordinators, 3))
        )
      )
    }
    return [...people]
  }

  /** Since it was linked it has never been told otherwise. */
  function stayedLinked(person: TestPerson): void {
    const states = person.all('link').map(({ state }) => state)
    const linked = states.indexOf('CONNECTED')
    assert.ok(linked >= 0)
    assert.deepEqual(states.slice(linked), ['CONNECTED'], states.join(' '))
  }

  it('tells the story of two people and three coordinators', async () => {
    const [alice, bob] = await two(3)
    const { userId: aliceId } = alice.node
    const { userId: bobId } = bob.node

    const { link, id } = await alice.node.createInvite()
    assert.deepEqual(
      (await alice.node.invites()).map(invite => [invite.id, invite.state]),
      [[id, 'open']]
    )
    const asked = alice.next('request')
    const requested = await bob.node.addContact(link)
    assert.deepEqual(requested, { userId: aliceId, name: 'Alice', state: 'requested', handedOver: true })
    assert.equal((await asked).userId, bobId)
    assert.equal((await alice.node.requests())[0]?.name, 'Bob')
    assert.deepEqual(await alice.node.contacts(), [])

    const agreed = await alice.node.accept('bob')
    assert.deepEqual(agreed, { userId: bobId, name: 'Bob', state: 'accepted', handedOver: true })
    await Promise.all([
      alice.event('link', ({ userId, state }) => userId === bobId && state === 'CONNECTED'),
      bob.event('link', ({ userId, state }) => userId === aliceId && state === 'CONNECTED')
    ])
    assert.equal((await bob.node.contacts())[0]?.state, 'accepted')
    const heard = (person: TestPerson): unknown =>
      person.all('contact').map(({ name, state }) => [name, state])
    assert.deepEqual(heard(bob), [
      ['Alice', 'requested'],
      ['Alice', 'accepted']
    ])
    assert.deepEqual(heard(alice), [['Bob', 'accepted']])
    assert.equal((await alice.node.invites())[0]?.state, 'used')

    const arrived = bob.next('message')
    const sent = await alice.node.send('Bob', 'live', { wait: 'delivered' })
    assert.equal(sent.state, 'delivered')
    assert.equal(sent.route, 'direct')
    const { from, to, state, stored } = await arrived
    assert.deepEqual(
      { from, to, state, stored },
      { from: aliceId, to: bobId, state: 'received', stored: null }
    )
    stayedLinked(alice)
    stayedLinked(bob)

    await alice.event('presence', ({ userId, status }) => userId === bobId && status === 'direct')
    assert.deepEqual(
      (await alice.node.members()).map(({ userId, name, status }) => ({ userId, name, status })),
      [{ userId: bobId, name: 'Bob', status: 'direct' }]
    )
    assert.equal((await alice.node.trace('Bob')).route, 'direct')

    const offline = alice.next('presence', ({ userId, status }) => userId === bobId && status === 'offline')
    await bob.stop()
    await offline
    const away = await alice.node.send('Bob', 'while you were away', { wait: 'stored' })
    assert.deepEqual([away.state, away.stored], ['stored', '3/3'])
    assert.match(away.route, /^stored at .+,.+,.+$/u)
    assert.equal((await alice.node.status()).queued, 1)

    const delivered = alice.next(
      'receipt',
      receipt => receipt.id === away.id && receipt.state === 'delivered'
    )
    const shown = bob.next('message')
    // without any bootstrap address: it knows where to go
    await bob.start({ bootstrap: [] })
    assert.equal((await shown).text, 'while you were away')
    await delivered
    const answer = await bob.node.send('Alice', 'back again', { wait: 'delivered' })
    assert.equal(answer.state, 'delivered')
    const story = ['live', 'while you were away', 'back again']
    assert.deepEqual(texts(await alice.node.messages('Bob')), story)
    assert.deepEqual(texts(await bob.node.messages('Alice')), story)
    assert.equal(bob.all('message').length, 2, 'each is shown once')
    assert.equal((await alice.node.status()).queued, 0)
  })

  it('needs nobody else: two nodes and no coordinator', async () => {
    const [alice, bob] = await two(0)
    const { link } = await alice.node.createInvite()
    const asked = alice.next('request')
    assert.equal((await bob.node.addContact(link)).handedOver, true)
    await asked
    assert.equal((await alice.node.accept('Bob')).handedOver, true)
    const arrived = bob.next('message')
    assert.equal((await alice.node.send('Bob', 'just us', { wait: 'delivered' })).state, 'delivered')
    assert.equal((await arrived).text, 'just us')
    assert.deepEqual((await alice.node.status()).mailboxes, { held: 0, wanted: 3 })

    const gone = alice.next('link', ({ state }) => state === 'STORE_FORWARD')
    await bob.stop()
    await gone
    const queued = await alice.node.send('Bob', 'later', { wait: 'delivered', timeout: 200 })
    assert.deepEqual([queued.state, queued.stored, queued.route], ['queued', '0/3', 'none'])
    const later = bob.next('message')
    await bob.start()
    // who was away dials from its own cache
    assert.equal((await later).text, 'later')
  })

  /** A node for one command; it ends with it. */
  async function command<T>(
    person: TestPerson,
    run: (at: TestPerson) => Promise<T>,
    options: LifeOptions = {}
  ): Promise<T> {
    await person.start({ shortLived: true, ...options })
    try {
      assert.deepEqual(person.node.addresses(), [], 'listens nowhere')
      return await run(person)
    } finally {
      await person.stop()
    }
  }

  it('has its mailboxes at coordinators also in a network that they do not carry', async () => {
    net = await createNodeTestnet({ nodes: 0, coordinators: 1, seed: SEED })
    const [alice, bob] = [net.person('Alice'), net.person('Bob')]
    await Promise.all(
      [alice, bob].map(async person => {
        await person.start({ networks: ['team'] })
        await person.event('mailboxes', ({ held }) => held === 1)
      })
    )
    await net.befriend(alice, bob)
    await alice.event('presence', ({ userId, status }) => userId === bob.node.userId && status === 'direct')
    const gone = alice.next('link', ({ state }) => state === 'STORE_FORWARD')
    await bob.stop()
    await gone
    const sent = await alice.node.send('Bob', 'for later', { wait: 'stored' })
    assert.deepEqual([sent.state, sent.stored], ['stored', '1/1'])
    const arrived = bob.next('message')
    await bob.start({ networks: ['team'] })
    assert.equal((await arrived).text, 'for later')
  })

  it('hears a blocked contact no more, over no link and through no mailbox', async () => {
    const [alice, bob] = await two(1)
    const carol = net.person('Carol')
    await carol.start()
    await net.befriend(alice, bob)
    await net.befriend(alice, carol)
    const ended = bob.next('link', ({ state }) => state !== 'CONNECTED')
    await alice.node.block('Bob')
    await ended
    const refused = await bob.node.send('Alice', 'still there?', { wait: 'delivered', timeout: 2_000 })
    assert.equal(refused.state, 'queued')
    const arrived = alice.next('message')
    await carol.node.send(alice.node.userId, 'hello')
    assert.equal((await arrived).text, 'hello')
    assert.deepEqual(await alice.node.messages('Bob'), [])
    const members = await alice.node.members()
    assert.notEqual(members.find(({ userId }) => userId === bob.node.userId)?.status, 'direct')
    assert.deepEqual(await alice.node.trace('Bob'), {
      userId: bob.node.userId,
      route: 'none',
      attempts: [],
      whyNotDirect: 'Bob is blocked, and not looked for.'
    })
    const contacts = await alice.node.contacts()
    const states = new Map(contacts.map(({ name, state }) => [name, state]))
    assert.deepEqual([states.get('Bob'), states.get('Carol')], ['blocked', 'accepted'])
  })

  it('says in a request where the answer can go, also in one that had to wait', async () => {
    net = await createNodeTestnet({ nodes: 0, coordinators: 1, seed: SEED })
    const [alice, bob] = [net.person('Alice'), net.person('Bob')]
    await alice.start()
    const { link } = await alice.node.createInvite()
    const resume = await net.pause()
    const signal = AbortSignal.timeout(500)
    const added = await command(bob, async ({ node }) => node.addContact(link, { signal }))
    assert.deepEqual([added.state, added.handedOver], ['requested', false])

    await resume()
    await command(bob, async () => alice.event('request'), { ahead: 60_000 })
    assert.equal((await alice.node.accept('Bob')).handedOver, true)
  })

  it('makes no invite that nobody would know', async () => {
    const [alice, bob] = await two(1)
    await bob.stop()
    await net.coordinators[0]?.stop()
    await command(bob, async ({ node }) => {
      await assert.rejects(node.createInvite(), named('UnreachableError'))
      assert.deepEqual(await node.invites(), [])
    })
    // who listens holds requests itself
    const { link } = await alice.node.createInvite()
    const asked = alice.next('request')
    await bob.start()
    assert.equal((await bob.node.addContact(link)).handedOver, true)
    await asked
  })

  it('is linked directly again when both come back to other ports, and says so', async () => {
    const [alice, bob] = await two(3)
    await net.befriend(alice, bob)
    await Promise.all([bob.stop(), alice.stop()])
    await bob.start({ bootstrap: [] })
    await bob.event('mailboxes', ({ held }) => held === 3)
    const told = [alice.all('link').length, bob.all('link').length] as const
    const direct = [alice, bob].map(async person => person.next('link', ({ state }) => state === 'CONNECTED'))
    await alice.start({ bootstrap: [] })
    await Promise.all(direct)
    for (const [person, from] of [
      [alice, told[0]],
      [bob, told[1]]
    ] as const) {
      const lines = person.all('link').slice(from)
      const linked = lines.findIndex(({ state }) => state === 'CONNECTED' || state === 'RELAY_MODE')
      for (const { state, route } of lines.slice(linked)) {
        assert.ok(state === 'CONNECTED' || state === 'RELAY_MODE', `${state}: no moment without a link`)
        assert.match(route, state === 'CONNECTED' ? /^direct$/u : /^relayed via 12D3Koo\w+$/u)
      }
    }
    assert.equal((await bob.node.send('Alice', 'here again', { wait: 'delivered' })).route, 'direct')
  })

  it('lives for one command: all through mailboxes, the two never meet', async () => {
    net = await createNodeTestnet({ nodes: 0, coordinators: 1, seed: SEED })
    const [alice, bob] = [net.person('Alice'), net.person('Bob')]
    const { link } = await command(alice, async ({ node }) => node.createInvite())
    const added = await command(bob, async ({ node }) => node.addContact(link))
    assert.deepEqual([added.state, added.handedOver], ['requested', true])
    const early = await command(bob, async ({ node }) => node.send('Alice', 'already?', { wait: 'queued' }))
    assert.equal(early.state, 'queued')

    const accepted = await command(alice, async person => {
      await person.event('request')
      return await person.node.accept('Bob')
    })
    assert.deepEqual([accepted.state, accepted.handedOver], ['accepted', true])
    const sent = await command(bob, async person => {
      await person.event('receipt', ({ id, state }) => id === early.id && state === 'stored')
      return await person.node.send('Alice', 'now', { wait: 'stored' })
    })
    assert.deepEqual([sent.state, sent.stored], ['stored', '1/1'])
    await command(alice, async person => person.event('message', ({ text }) => text === 'now'))
    assert.deepEqual(
      alice.all('message').map(({ text }) => text),
      ['already?', 'now']
    )
    await command(bob, async person =>
      person.event('receipt', ({ id, state }) => id === sent.id && state === 'delivered')
    )

    const trace = await command(bob, async ({ node }) => node.trace('Alice'))
    assert.ok(trace.attempts.length >= 4, 'one life is long enough to look on every rung')

    const before = await toldOf(bob)
    await command(bob, async ({ node }) => node.status())
    assert.deepEqual(await toldOf(bob), before, 'a command does not write to all contacts')
  })

  /** Which descriptor each contact of that person was sent last, and what waits for it. */
  async function toldOf({ folder }: TestPerson): Promise<Array<[number, string[]]>> {
    const vault = await testVault(folder)
    try {
      const peers = [...(await loadPeers(vault, nobleBackend)).values()]
      return peers.map(peer => [peer.toldRevision, [...peer.outbox.values()].map(({ kind }) => kind)])
    } finally {
      await vault.close()
    }
  }

  it('says only what it knows: nothing is handed over while nobody can be reached', async () => {
    const [alice, bob] = await two(1)
    const { link } = await alice.node.createInvite()
    const asked = alice.next('request')
    await bob.node.addContact(link)
    await asked
    await Promise.all([bob.stop(), net.coordinators[0]?.stop()])

    const signal = AbortSignal.timeout(500)
    const accepted = await alice.node.accept('Bob', { signal })
    assert.deepEqual([accepted.state, accepted.handedOver], ['accepted', false])
    const again = await alice.node.accept('Bob', { signal })
    assert.equal(again.handedOver, false, 'nor the second time')
  })

  it('works on the vault alone when offline', async () => {
    const [alice, bob] = await two(1)
    await net.befriend(alice, bob)
    await alice.node.send('Bob', 'before', { wait: 'delivered' })
    await alice.stop()
    const node = await alice.start({ offline: true })
    assert.deepEqual(node.addresses(), [])
    assert.deepEqual(texts(await node.messages('Bob')), ['before'])
    assert.equal((await node.contacts())[0]?.name, 'Bob')
    const sent = await node.send('Bob', 'from the vault', { wait: 'queued' })
    assert.equal(sent.state, 'queued')
    const { mailboxes, links, coordinators } = await node.status()
    assert.deepEqual({ held: mailboxes.held, links, coordinators }, { held: 0, links: 0, coordinators: 0 })
    await assert.rejects(node.createInvite(), named('UnreachableError'))
    await assert.rejects(node.addContact('web+earshot:#i=AAAA'), named('UnreachableError'))
    assert.ok(!alice.events.slice(-3).some(({ event }) => event === 'ready'))
    await alice.stop()

    const arrived = bob.next('message')
    await alice.start()
    assert.equal((await arrived).text, 'from the vault')
  })

  it('gives each of two invites at once its own id', async () => {
    const [alice] = await two(1)
    const invites = await Promise.all([alice.node.createInvite(), alice.node.createInvite()])
    assert.equal(new Set(invites.map(({ id }) => id)).size, 2)
    for (const { id, expires } of invites) {
      assert.equal((await alice.node.invites()).find(line => line.id === id)?.expires, expires)
    }
    await alice.node.revokeInvite(invites[0]?.id ?? '')
    assert.deepEqual((await alice.node.invites()).map(({ state }) => state).toSorted(), ['open', 'revoked'])
    await assert.rejects(alice.node.revokeInvite('00'), named('NotFoundError'))
  })

  it('takes nothing on when a deadline makes no sense', async () => {
    const [alice, bob] = await two(0)
    await net.befriend(alice, bob)
    await assert.rejects(alice.node.send('Bob', 'never', { timeout: Number.NaN }))
    assert.deepEqual(await alice.node.messages('Bob'), [])
    const sent = await alice.node.send('Bob', 'half', { wait: 'queued', timeout: 0.5 })
    assert.ok(sent.id !== '')
  })

  describe('ends', () => {
    it('once, however often it is told to, and can be opened again at once', async () => {
      const [alice] = await two(1)
      const { node } = alice
      await Promise.all([node.stop(), node.stop()])
      await node.stop()
      await net.coordinators[0]?.stop()
      await net.coordinators[0]?.stop()
      await alice.start({ offline: true })
    })

    it('also in the middle of its start', async () => {
      const [alice] = await two(1)
      await alice.stop()
      const controller = new AbortController()
      const starting = alice.start({ signal: controller.signal })
      controller.abort(new Error('enough'))
      await assert.rejects(starting, { message: 'enough' })
      await alice.start({ offline: true })
    })

    it('with nothing left open: the process ends by itself', async () => {
      net = await createNodeTestnet({ nodes: 0, coordinators: 0, seed: SEED })
      const child = spawn(process.execPath, [CHILD], { stdio: ['ignore', 'pipe', 'inherit'] })
      const exited = once(child, 'exit')
      try {
        const [line] = (await once(child.stdout, 'data')) as [Buffer]
        assert.equal(line.toString(), 'stopped\n')
        const late = once(AbortSignal.timeout(8_000), 'abort').then(() => assert.fail('it does not end'))
        const [code] = (await Promise.race([exited, late])) as [number | null]
        assert.equal(code, 0)
      } finally {
        child.kill('SIGKILL')
      }
    })
  })

  describe('refuses', () => {
    const options = { unlock: { kind: 'key-file' }, listen: LOOPBACK } as const

    beforeEach(async () => {
      net = await createNodeTestnet({ nodes: 0, coordinators: 0, seed: SEED })
    })

    it('a folder that holds no account, and leaves it as it was', async () => {
      const { folder } = net.person('Nobody')
      await assert.rejects(createNode({ ...options, folder }), isStorageError)
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, 'something'), 'else')
      await assert.rejects(createNode({ ...options, folder }), isStorageError)
      assert.deepEqual(await readdir(folder), ['something'])
    })

    it('to make an account where one is', async () => {
      const alice = net.person('Alice')
      await alice.start({ offline: true })
      await alice.stop()
      await assert.rejects(createNode({ ...options, folder: alice.folder, create: true }), isStorageError)
      await alice.start({ offline: true })
    })

    it('a folder that another node has open, and leaves that one unharmed', async () => {
      const alice = net.person('Alice')
      await alice.start()
      const second = createNode({ ...options, folder: alice.folder })
      await assert.rejects(second, (error: Error) => isStorageError(error) && error.message.length > 20)
      assert.equal((await alice.node.createInvite()).link.startsWith('web+earshot:#i='), true)
    })

    it('the folder of a messenger for a coordinator', async () => {
      const alice = net.person('Alice')
      await alice.start({ offline: true })
      await alice.stop()
      const coordinator = createCoordinator({ folder: alice.folder, dev: true, listen: LOOPBACK })
      await assert.rejects(coordinator, isStorageError)
      await alice.start({ offline: true })
    })

    it('names and networks that make no sense, and an address that it cannot listen on', async () => {
      const { folder } = net.person('Alice')
      const create = { ...options, folder, create: true }
      await assert.rejects(createNode({ ...create, networks: [] }), named('UsageError'))
      await assert.rejects(createNode({ ...create, name: 'two\nlines' }), named('UsageError'))
      const alice = net.person('Another')
      await alice.start({ offline: true })
      await alice.stop()
      const { folder: other } = alice
      await assert.rejects(createNode({ ...options, folder: other, networks: [''] }), named('UsageError'))
      const taken = ['/ip4/203.0.113.1/tcp/0']
      await assert.rejects(createNode({ ...options, folder: other, listen: taken }), named('ListenError'))
      await alice.start({ offline: true })
    })
  })
})
