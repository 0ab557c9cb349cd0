/** What people and other processes do wrong: a typed error, one clear line, nothing lost. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noise } from '@libp2p/noise'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { Network, Person } from '../../demo/network.ts'
import { command } from '../../demo/processes.ts'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { createAccount, createInvite, encodeInviteLink } from '../../src/identity/index.ts'
import { befriend, PATIENCE, running, succeeds } from './friends.ts'

describe('bad input at the command', function () {
  this.timeout(60_000)
  let folder: string
  let alice: Person

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earshot-bad-'))
    alice = new Person('Alice', join(folder, 'alice'), () => [])
    await alice.init()
  })

  after(async () => {
    await alice.node?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  async function fails(code: number, sentence: RegExp, ...args: readonly string[]): Promise<void> {
    const { code: saw, stderr, lines } = await alice.run(...args)
    assert.equal(saw, code, stderr)
    assert.match(stderr, sentence)
    assert.equal(stderr.trim().split('\n').length, 1, `one line, not: ${stderr}`)
    assert.deepEqual(lines, [])
  }

  it('knows no such user', async () => {
    await fails(3, /nobody|unknown|no /iu, 'send', 'Mallory', 'hello')
    await fails(3, /nobody|unknown|no /iu, 'messages', 'Mallory')
    await fails(3, /nobody|unknown|no /iu, 'trace', 'Mallory')
  })

  it('refuses what is no invite', async () => {
    await fails(2, /link|invite/iu, 'contact', 'add', 'https://example.org/')
  })

  it('refuses an invite that was altered, and one that has expired', async () => {
    const link = strangersInvite(Date.now())
    const middle = Math.floor(link.length / 2)
    const other = link[middle] === 'A' ? 'B' : 'A'
    await fails(5, /altered/u, 'contact', 'add', link.slice(0, middle) + other + link.slice(middle + 1))
    await fails(5, /expired/u, 'contact', 'add', strangersInvite(Date.now() - 31 * 86_400_000))
    assert.deepEqual(await succeeds(alice, 'contact', 'list'), [])
  })

  for (const option of [['--file', 'x'], ['--wait', 'read'], ['--frobnicate']]) {
    it(`does not know ${option.join(' ')}`, async () => {
      await fails(2, /./u, 'send', 'Bob', 'hello', ...option)
    })
  }

  for (const verb of ['chat', 'doctor', 'export', 'network', 'frobnicate']) {
    it(`does not know the command ${verb}`, async () => {
      await fails(2, /./u, verb)
    })
  }

  it('does not make a second account in one folder', async () => {
    const before = await readFile(join(alice.folder, 'vault.head'))
    await fails(1, /already/iu, 'init')
    assert.deepEqual(await readFile(join(alice.folder, 'vault.head')), before)
  })

  it('refuses a wrong passphrase and changes nothing', async () => {
    const right = join(folder, 'right')
    const wrong = join(folder, 'wrong')
    await writeFile(right, 'correct horse battery staple\n')
    await writeFile(wrong, 'incorrect horse\n')
    const locked = join(folder, 'locked')
    const made = await command(['init', '--data-dir', locked, '--passphrase-file', right])
    assert.equal(made.code, 0, made.stderr)
    const before = await readdir(locked, { recursive: true })
    const opened = await command(['status', '--data-dir', locked, '--passphrase-file', wrong])
    assert.equal(opened.code, 1)
    assert.match(opened.stderr, /passphrase/iu)
    assert.deepEqual(await readdir(locked, { recursive: true }), before)
    const again = await command(['status', '--data-dir', locked, '--passphrase-file', right])
    assert.equal(again.code, 0, again.stderr)
  })

  it('keeps a second process off a data folder, within 2 s, the first unharmed', async () => {
    const node = await alice.start()
    const { code, stderr, ms } = await command([...alice.runArguments()])
    assert.equal(code, 1)
    assert.match(stderr, /already|another|running|use/iu)
    assert.ok(ms < 2_000, `${ms} ms`)
    const status = await alice.run('status')
    assert.equal(status.code, 0, status.stderr)
    assert.equal(await node.stop(), 0)
  })
})

describe('nobody reachable', function () {
  this.timeout(180_000)
  let network: Network
  let alice: Person

  before(async () => {
    network = await Network.start()
    const friends = await befriend(network)
    alice = friends.alice
    await friends.bob.node?.kill()
    await Promise.all(network.coordinators.map(async coordinator => coordinator.kill()))
  })

  after(async () => {
    await network.stop()
  })

  it('queues and says so with exit code 75', async () => {
    const sent = await alice.run('send', 'Bob', 'anybody there?', '--timeout', '3')
    assert.equal(sent.code, 75, sent.stderr)
    assert.equal(sent.lines[0]?.['state'], 'queued')
  })

  it('does not queue a text that is too long, or none', async () => {
    const long = await alice.run('send', 'Bob', 'x'.repeat(16 * 1024 + 1))
    assert.equal(long.code, 1, long.stderr)
    assert.match(long.stderr, /16 KiB/u)
    const empty = await alice.run('send', 'Bob', '')
    assert.equal(empty.code, 2, empty.stderr)
    const lines = await succeeds(alice, 'messages', 'Bob')
    assert.deepEqual(
      lines.map(({ text }) => text),
      ['anybody there?']
    )
  })
})

describe('bad frames from strangers', function () {
  this.timeout(120_000)
  let network: Network
  let alice: Person

  before(async () => {
    network = await Network.start(1)
    alice = await network.join('Alice')
    await alice.start()
    await running(alice).event('mailboxes', line => line['held'] === 1, PATIENCE)
  })

  after(async () => {
    await network.stop()
  })

  /** What no decoder may believe. */
  const frames: ReadonlyArray<readonly [what: string, bytes: Uint8Array]> = [
    ['a length of 1 GiB', Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x04, 1, 2, 3)],
    ['a length that never ends', new Uint8Array(16).fill(0xff)],
    ['an empty frame', Uint8Array.of(0)],
    ['a frame that breaks off', Uint8Array.of(100, 1, 2, 3)],
    ['nesting without an end', Uint8Array.of(0xd0, 0x0f, ...new Uint8Array(2_000).fill(0x0b))],
    ['fields of wrong types', Uint8Array.of(8, 0x0d, 1, 2, 3, 4, 0x10, 0xff, 0x01)]
  ]

  for (const who of ['a messenger', 'a coordinator']) {
    it(`${who} takes no harm`, async () => {
      const daemon = who === 'a messenger' ? running(alice) : network.coordinators[0]
      assert.ok(daemon !== undefined)
      const address = (await daemon.addresses()).find(each => /\/tcp\/\d+\/p2p\//u.test(each)) ?? ''
      const stranger = await createLibp2p({
        transports: [tcp()],
        connectionEncrypters: [noise()],
        streamMuxers: [yamux()]
      })
      try {
        let sent = 0
        for (const protocol of ['message', 'mailbox', 'query', 'presence']) {
          for (const [, bytes] of frames) {
            try {
              const stream = await stranger.dialProtocol(multiaddr(address), `/earshot/${protocol}/1.0.0`)
              stream.send(bytes)
              sent += 1
              await stream.close({ signal: AbortSignal.timeout(5_000) })
            } catch {
              // Whoever is not listened to may be told so at any point.
            }
          }
        }
        assert.ok(sent >= frames.length, `${sent} frames were sent`)
      } finally {
        await stranger.stop()
      }
      assert.ok(daemon.running, daemon.stderr)
      assert.equal(daemon.stderr.replace(/^No passphrase.*$/mu, '').trim(), '', 'no word of it')
      const [status] = await succeeds(alice, 'status')
      assert.deepEqual(status?.['mailboxes'], { held: 1, wanted: 3 })
    })
  }
})

/** An invite of somebody whom nobody will ever reach. */
function strangersInvite(now: number): string {
  const rng = (length: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(length))
  const mailbox = { mailbox: crypto.ed25519PublicKey(rng(32)), addresses: [] }
  const account = createAccount(crypto, rng)
  return encodeInviteLink(
    createInvite(crypto, rng, account, { name: 'Mallory', mailboxes: [mailbox], now }).signed
  )
}
