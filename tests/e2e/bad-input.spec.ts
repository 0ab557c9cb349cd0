/** What people and other processes do wrong: a typed error, one clear line, nothing lost. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Network, Person } from '../../demo/network.ts'
import { command } from '../../demo/processes.ts'

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

  it('refuses a tampered invite', async () => {
    const { lines } = await alice.run('invite')
    const link = String(lines[0]?.['link'])
    const middle = Math.floor(link.length / 2)
    const other = link[middle] === 'A' ? 'B' : 'A'
    await fails(5, /./u, 'contact', 'add', link.slice(0, middle) + other + link.slice(middle + 1))
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
  this.timeout(60_000)

  it('queues and says so with exit code 75', async () => {
    const network = await Network.start()
    try {
      const [alice, bob] = [await network.join('Alice'), await network.join('Bob')]
      const node = await alice.start()
      await bob.start()
      for (const { node: each } of [alice, bob]) await each?.event('mailboxes', line => line['held'] === 3)
      const invite = await alice.run('invite')
      await bob.run('contact', 'add', String(invite.lines[0]?.['link']))
      await node.event('request')
      await alice.run('contact', 'accept', 'Bob')
      await bob.node?.event('link', line => line['state'] === 'CONNECTED')
      await bob.node?.stop()
      for (const coordinator of network.coordinators) await coordinator.stop()
      const sent = await alice.run('send', 'Bob', 'anybody there?', '--timeout', '3')
      assert.equal(sent.code, 75, sent.stderr)
      assert.equal(sent.lines[0]?.['state'], 'queued')
    } finally {
      await network.stop()
    }
  })
})
