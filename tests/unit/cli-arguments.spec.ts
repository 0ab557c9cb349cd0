import assert from 'node:assert/strict'
import { COORDINATOR, fakeProfile, finish } from '../support/command.ts'

/** Each of these makes no sense, or names something that does not exist (yet). */
const senseless = [
  '',
  'frobnicate',
  '--frobnicate',
  'status --frobnicate',
  'status extra',
  'init extra',
  'init --name',
  'run --listen nonsense',
  'run --config x',
  'run --bootstrap /ip4/192.0.2.1/tcp/4001',
  'run --volunteer --no-volunteer',
  'run --no-volunteer --volunteer',
  'invite extra',
  'invite --page http://a.example',
  'invite list --qr',
  'invite revoke',
  'invite revoke a b',
  'contact',
  'contact add',
  'contact add a b',
  'contact remove Bob',
  'contact remove Bob',
  'send',
  'send Bob',
  'send Bob hello there',
  'send Bob hello --file x',
  'send Bob hello --wait read',
  'send Bob hello --wait',
  'send Bob hello --timeout ten',
  'send Bob hello --timeout -1',
  'send Bob --hello',
  'messages',
  'messages Bob --limit 0',
  'members Bob',
  'trace',
  'chat',
  'doctor',
  'export x',
  'import x',
  'network join',
  'network list x',
  'network join a:b',
  'network join two,names',
  'config show',
  'status --profile ../up',
  'status --profile a'
]

describe('command line', () => {
  it('tells how a text begins with a dash', async () => {
    using profile = fakeProfile()
    const { exit, stderr } = await finish(profile, ['send', 'Bob', '-x'])
    assert.equal(exit, 2)
    assert.equal(stderr(), "earshot: unknown option '-x': what is no option goes after --.\n")
    assert.equal((await finish(profile, ['send', 'Bob', '--', '-x'])).exit, 0)
  })

  it('shows the global options in the help of a verb', async () => {
    using profile = fakeProfile()
    const { exit, stdout } = await finish(profile, ['contact', 'add', '--help'])
    assert.equal(exit, 0)
    assert.match(stdout(), /--data-dir/u)
  })

  it('names the variables of the environment in the help', async () => {
    using profile = fakeProfile()
    const { stdout } = await finish(profile, ['run', '--help'])
    for (const name of ['LISTEN', 'BOOTSTRAP', 'NETWORK', 'VOLUNTEER', 'PROFILE', 'JSON']) {
      assert.match(stdout().replaceAll(/\s+/gu, ' '), new RegExp(`\\bEARSHOT_${name}\\)`, 'u'))
    }
  })

  it('ends with 2 and one clear line on what makes no sense, before anything is opened', async () => {
    using profile = fakeProfile()
    for (const text of senseless) {
      const argv = text.split(' ').filter(word => word !== '')
      const { exit, stdout, stderr } = await finish(profile, argv)
      assert.equal(exit, 2, text)
      assert.equal(stdout(), '', text)
      assert.notEqual(stderr(), '', text)

      const json = await finish(profile, [...argv, '--json'])
      assert.equal(json.exit, 2, text)
      const { error } = JSON.parse(json.stderr())
      assert.equal(error.name, 'UsageError', text)
      assert.match(error.message, /[^.]$/u, text)
    }
    assert.deepEqual(profile.opened, [])
  })

  it('ends with 2 on what can be nobody, whoever is known, before anything is opened', async () => {
    using profile = fakeProfile()
    for (const user of ['', ' ', 'x'.repeat(129)]) {
      for (const argv of [
        ['contact', 'accept', user],
        ['contact', 'reject', user],
        ['contact', 'block', user],
        ['contact', 'verify', user],
        ['send', user, 'hello'],
        ['messages', user],
        ['trace', user]
      ]) {
        const { exit, stdout, stderr } = await finish(profile, argv)
        assert.equal(exit, 2, argv.join(' '))
        assert.equal(stdout(), '')
        assert.match(stderr(), /^earshot: A user is named by .*\.\n$/u)
      }
    }
    assert.deepEqual(profile.opened, [])
  })

  it('takes global options before and after the verb', async () => {
    using profile = fakeProfile()
    const lines = []
    for (const argv of [
      ['--json', 'messages', 'Bob', '--limit', '1'],
      ['messages', '--json', '--limit', '1', 'Bob'],
      ['messages', 'Bob', '--limit=1', '--json', '-v', '--no-input']
    ]) {
      const { exit, stdout } = await finish(profile, argv)
      assert.equal(exit, 0)
      lines.push(stdout())
    }
    assert.equal(new Set(lines).size, 1)
    assert.equal(JSON.parse(lines[0] ?? '').text, 'two')
  })

  it('takes everything after -- as text', async () => {
    const texts: string[] = []
    using profile = fakeProfile({
      async send(_user, text) {
        texts.push(text)
        return { id: 'm', state: 'delivered', stored: '0/3', route: 'direct', ms: 1 }
      }
    })
    assert.equal((await finish(profile, ['send', 'Bob', '--', '--json'])).exit, 0)
    assert.equal((await finish(profile, ['send', '--wait', 'queued', 'Bob', '--', '-5'])).exit, 0)
    assert.deepEqual(texts, ['--json', '-5'])
  })

  it('shows help and version on stdout with 0', async () => {
    using profile = fakeProfile()
    const version = await finish(profile, ['--version'])
    assert.deepEqual([version.exit, version.stdout()], [0, '9.9.9\n'])
    for (const argv of [['--help'], ['help'], ['send', '--help'], ['help', 'send']]) {
      const help = await finish(profile, argv)
      assert.equal(help.exit, 0)
      assert.match(help.stdout(), /^Usage: earshot/u)
      assert.equal(help.stderr(), '')
    }
    for (const argv of [
      ['help', 'invite', 'list'],
      ['invite', 'help', 'list'],
      ['invite', 'list', '--help']
    ]) {
      const { exit, stdout } = await finish(profile, argv)
      assert.equal(exit, 0)
      assert.match(stdout(), /^Usage: earshot invite list/u)
      assert.doesNotMatch(stdout(), /--qr/u)
    }
    const unknown = await finish(profile, ['help', 'invite', 'lost'])
    assert.equal(unknown.exit, 2)
    assert.equal(unknown.stderr(), "earshot: unknown command 'lost'.\n")
  })

  it('passes the flags of run to the node', async () => {
    using profile = fakeProfile({
      addresses: () => {
        throw new Error('far enough')
      }
    })
    const argv = ['run', '--listen', '/ip4/127.0.0.1/tcp/0', '--bootstrap', COORDINATOR, '--network', 'a']
    assert.equal((await finish(profile, [...argv, '--network', 'b'])).exit, 1)
    const [options] = profile.opened
    assert.deepEqual(options?.listen, ['/ip4/127.0.0.1/tcp/0'])
    assert.deepEqual(options?.bootstrap, [COORDINATOR])
    assert.deepEqual(options?.networks, ['a', 'b'])
    assert.equal(options?.volunteer, undefined)
    await finish(profile, ['run', '--volunteer'])
    await finish(profile, ['run', '--no-volunteer'])
    assert.deepEqual(
      profile.opened.map(({ volunteer }) => volunteer),
      [undefined, true, false]
    )
    assert.equal(profile.running(), 0)
  })
})
