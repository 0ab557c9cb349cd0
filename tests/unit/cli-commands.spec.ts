import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { LimitError, NotFoundError, StorageError, TrustError, UnreachableError } from '../../src/errors.ts'
import type { EarshotNode, InviteLine, MessageLine, SendLine } from '../../src/node/api.ts'
import { DiskError, VaultExistsError } from '../../src/store/errors.ts'
import { FOLLOWED_MESSAGES } from '../../src/ui-cli/constants.ts'
import { exitCodeOf, exitCodeOfSend } from '../../src/ui-cli/exit-codes.ts'
import { ALICE, BOB, COORDINATOR, fakeProfile, finish, line, start } from '../support/command.ts'
import type { FakeProfile, Running } from '../support/command.ts'

const CAROL = '12D3KooWCarolCarolCarolCarolCarolCarolCarolCarolCaro'
const DAVE = '12D3KooWDaveDaveDaveDaveDaveDaveDaveDaveDaveDaveDave'

/** Starts the daemon and waits until it is ready. */
async function startDaemon(profile: FakeProfile): Promise<Running> {
  const daemon = start(profile, ['run', '--json'])
  await daemon.saw(/"ready"/u)
  return daemon
}

async function stopDaemon(daemon: Running): Promise<void> {
  daemon.interrupt('SIGTERM')
  assert.equal(await daemon.code, 0)
}

function sendLine(changes: Partial<SendLine>): SendLine {
  return { id: 'm1', state: 'delivered', stored: '0/3', route: 'direct', ms: 4, ...changes }
}

describe('commands', () => {
  const expected: Array<[argv: string[], exit: number, lines: unknown[]]> = [
    [['invite'], 0, [{ link: 'web+earshot:#i=abc', id: 'i1', expires: 5 }]],
    [
      ['invite', '--page', 'https://a.example/x'],
      0,
      [{ link: 'https://a.example/x#i=abc', id: 'i1', expires: 5 }]
    ],
    [['invite', 'list'], 0, [{ id: 'i1', expires: 5, state: 'open' }]],
    [['invite', 'revoke', 'i1'], 0, [{ id: 'i1', state: 'revoked' }]],
    [['contact', 'add', 'web+earshot:#i=abc'], 0, [{ userId: BOB, name: 'Bob', state: 'requested' }]],
    [['contact', 'list'], 0, [{ userId: BOB, name: 'Bob', state: 'accepted', verified: false }]],
    [['contact', 'requests'], 0, [{ userId: BOB, name: 'Bob', at: 3 }]],
    [['contact', 'accept', 'Bob'], 75, [{ userId: BOB, name: 'Bob', state: 'accepted' }]],
    [['contact', 'reject', 'Bob'], 0, [{ userId: BOB, state: 'rejected' }]],
    [['network', 'list'], 0, [{ name: 'public', kind: 'open' }]],
    [
      ['network', 'create', 'family'],
      0,
      [{ name: 'family', secret: 'family:abcd', effective: 'next-start' }]
    ],
    [['network', 'join', 'team'], 0, [{ name: 'team', kind: 'open', effective: 'next-start' }]],
    [['network', 'leave', 'team'], 0, [{ name: 'team', state: 'left', effective: 'next-start' }]],
    [['contact', 'block', 'Bob'], 0, [{ userId: BOB, state: 'blocked' }]],
    [['send', 'Bob', 'hi'], 0, [sendLine({})]],
    [['messages', 'Bob'], 0, [line('m1', 'one'), line('m2', 'two')]],
    [['messages', 'Bob', '--limit', '1'], 0, [line('m2', 'two')]],
    [['messages', 'Carol'], 3, []],
    [['members'], 0, [{ userId: BOB, name: 'Bob', status: 'direct', via: null, lastSeen: 2 }]],
    [['trace', BOB], 0, [{ userId: BOB, route: 'direct', attempts: [], whyNotDirect: null }]],
    [
      ['status'],
      0,
      [
        {
          userId: ALICE,
          peerId: 'peer',
          addresses: [],
          links: 1,
          mailboxes: { held: 3, wanted: 3 },
          queued: 0,
          coordinators: 3,
          uptime: 10
        }
      ]
    ]
  ]

  it('print the same lines alone and through the daemon, and leave the vault', async () => {
    using profile = fakeProfile()
    for (const [argv, exit, lines] of expected) {
      const alone = await finish(profile, [...argv, '--json'])
      assert.equal(alone.exit, exit, argv.join(' '))
      assert.deepEqual(alone.lines(), lines)
      assert.equal(profile.running(), 0)
    }
    const opened = profile.opened.length
    const daemon = await startDaemon(profile)
    for (const [argv, exit, lines] of expected) {
      const through = await finish(profile, [...argv, '--json'])
      assert.equal(through.exit, exit, argv.join(' '))
      assert.deepEqual(through.lines(), lines)
    }
    assert.equal(profile.opened.length, opened + 1)
    await stopDaemon(daemon)
    assert.equal(profile.running(), 0)
  })

  it('say that a node that runs is in a network, or out of it, only when it is started again', async () => {
    using profile = fakeProfile()
    const sentences: ReadonlyArray<readonly [argv: readonly string[], sentence: RegExp]> = [
      [['create', 'family'], /takes this up only when it is started again/u],
      [['join', 'team'], /takes this up only when it is started again/u],
      [['leave', 'team'], /stays in it until it is started the next time/u]
    ]
    const says = async (expected: boolean): Promise<void> => {
      for (const [argv, sentence] of sentences) {
        for (const manner of [[], ['--json']]) {
          const { stderr } = await finish(profile, ['network', ...argv, ...manner])
          assert.equal(sentence.test(stderr()), expected, argv[0])
        }
      }
    }
    await says(false)
    const daemon = await startDaemon(profile)
    await says(true)
    await stopDaemon(daemon)
  })

  it('take no secret from the command line', async () => {
    using profile = fakeProfile()
    const refused = await finish(profile, ['network', 'join', 'family:abcd-efgh', '--json'])
    assert.equal(refused.exit, 2)
    assert.match(refused.stderr(), /network join -/u)
    assert.equal(profile.opened.length, 0)
  })

  it('ask a person for the secret of a network, and read it from stdin else', async () => {
    const joined: unknown[] = []
    using profile = fakeProfile({
      joinNetwork: async network => {
        joined.push(network)
        return { name: 'family', kind: 'private' }
      }
    })
    const join = ['network', 'join', '-']
    const { asked } = await finish(profile, join, { answers: ['family:typed'], stdin: 'family:piped\n' })
    assert.deepEqual(asked, [['Secret of the network: ', 'hidden']])
    await finish(profile, [...join, '--no-input'], { answers: ['family:typed'], stdin: 'family:piped\n' })
    await finish(profile, join, { stdin: 'family:piped\n' })
    assert.deepEqual(joined, [
      { secret: 'family:typed' },
      { secret: 'family:piped' },
      { secret: 'family:piped' }
    ])
  })

  it('repeat no secret that stands where a name belongs', async () => {
    using profile = fakeProfile()
    const digits = Array.from({ length: 14 }, () => 'ab2z')
      .join('-')
      .concat('-cd')
    for (const wrong of [digits, `family:${digits}`, `family: ${digits.slice(1)}`]) {
      for (const secret of [wrong, wrong.replaceAll('-', ''), wrong.toUpperCase()]) {
        for (const verb of [
          'network join',
          'network leave',
          'network create',
          'run --network',
          'members --network'
        ]) {
          const { exit, stdout, stderr } = await finish(profile, [...verb.split(' '), secret])
          assert.equal(exit, 2, `${verb} ${secret}`)
          assert.match(stderr(), /network join -/u)
          assert.equal(`${stdout()}${stderr()}`.toLowerCase().includes('ab2z'), false, verb)
        }
        const env = { EARSHOT_NETWORK: secret.replaceAll(' ', '') }
        const { exit, stderr } = await finish(profile, ['members'], { env })
        assert.equal(exit, 2)
        assert.equal(stderr().toLowerCase().includes('ab2z'), false)
      }
    }
    assert.equal(profile.opened.length, 0)
    assert.equal((await finish(profile, ['network', 'leave', 'the old: gang'])).exit, 0)
    assert.equal((await finish(profile, ['network', 'join', 'a'.repeat(40)])).exit, 0)
  })

  it('need the network only where others take part', async () => {
    using profile = fakeProfile()
    for (const [argv] of expected) await finish(profile, argv)
    await finish(profile, ['send', 'Bob', 'later', '--wait', 'queued'])
    const needed = profile.opened.map(({ offline }) => offline !== true)
    assert.deepEqual(
      expected.filter((_, i) => needed[i]).map(([argv]) => argv.join(' ')),
      [
        'invite',
        'invite --page https://a.example/x',
        'contact add web+earshot:#i=abc',
        'contact accept Bob',
        'send Bob hi',
        `trace ${BOB}`
      ]
    )
    assert.equal(needed.at(-1), false)
  })

  it('know their networks and how to meet others with and without a network', async () => {
    using profile = fakeProfile()
    const env = { EARSHOT_NETWORK: 'a', EARSHOT_BOOTSTRAP: COORDINATOR }
    await finish(profile, ['members', '--network', 'a'], { env })
    await finish(profile, ['send', 'Bob', 'hi'], { env })
    assert.deepEqual(
      profile.opened.map(({ networks, bootstrap }) => ({ networks, bootstrap })),
      [
        { networks: ['a'], bootstrap: [COORDINATOR] },
        { networks: ['a'], bootstrap: [COORDINATOR] }
      ]
    )
  })

  it('speak to people without --json', async () => {
    using profile = fakeProfile()
    for (const [argv, exit] of expected) {
      const { stdout, exit: got } = await finish(profile, argv)
      assert.equal(got, exit)
      assert.doesNotMatch(stdout(), /[{}]|undefined|null|NaN|object/u, argv.join(' '))
    }
    const qr = await finish(profile, ['invite', '--qr'])
    assert.match(qr.stdout(), /[█▀▄ \n]{400,}\nweb\+earshot:#i=abc\n$/u)
    const json = await finish(profile, ['invite', '--qr', '--json'])
    assert.equal(json.lines().length, 1)
    assert.match(json.stderr(), /█/u)
  })

  it('say what there is to say beside a person, and that a list is empty', async () => {
    using profile = fakeProfile({
      contacts: async () => [],
      invites: async () => [],
      messages: async () => [],
      requests: async () => [{ userId: BOB, name: null, at: 3, note: 'invite already used' }],
      members: async () => [{ userId: BOB, name: null, status: 'reachable', via: ALICE, lastSeen: 2 }]
    })
    for (const argv of [
      ['contact', 'list'],
      ['invite', 'list'],
      ['messages', 'Bob']
    ]) {
      const { stdout, stderr } = await finish(profile, argv)
      assert.equal(stdout(), '')
      assert.match(stderr(), /^There are no .+\.\n$/u)
      assert.equal((await finish(profile, [...argv, '--json'])).stderr(), '')
    }
    const requests = await finish(profile, ['contact', 'requests'])
    assert.ok(requests.stdout().endsWith(`  ${BOB}  (invite already used)\n`), requests.stdout())
    const members = await finish(profile, ['members'])
    assert.ok(members.stdout().endsWith(`reachable  ${BOB}  (via …${ALICE.slice(-8)})\n`), members.stdout())
  })

  it('list invites in the order in which they expire', async () => {
    const invite = (id: string, expires: number): InviteLine => ({ id, expires, state: 'open' })
    using profile = fakeProfile({ invites: async () => [invite('late', 9), invite('soon', 2)] })
    const { lines } = await finish(profile, ['invite', 'list', '--json'])
    assert.deepEqual(
      lines().map(({ id }) => id),
      ['soon', 'late']
    )
  })

  it('draw a QR code only where it fits', async () => {
    using profile = fakeProfile()
    const wide = await finish(profile, ['invite', '--qr'], { columns: 80 })
    assert.match(wide.stdout(), /█/u)
    const narrow = await finish(profile, ['invite', '--qr'], { columns: 20 })
    assert.equal(narrow.stdout(), 'web+earshot:#i=abc\n')
    assert.match(narrow.stderr(), /^The QR code needs a terminal of \d+ columns; this one has 20\.\n/u)
  })

  it('let no text of a peer touch the terminal', async () => {
    const hostile = 'hi\u001b[2J\r\n2026-11-21 03:42:10  me: I owe you\u202e\u009b1A'
    using profile = fakeProfile({
      messages: async () => [line('m1', hostile)],
      contacts: async () => [{ userId: BOB, name: 'Bo\u001b[1Ab', state: 'accepted', verified: true }],
      requests: async () => [{ userId: BOB, name: 'B\nob', at: 1 }],
      trace: async () => ({ userId: BOB, route: 'via \u001b', attempts: [], whyNotDirect: 'x\ny' }),
      status: async () => ({
        userId: ALICE,
        peerId: 'peer',
        addresses: ['/dns4/\u001b[2J/tcp/1'],
        links: 0,
        mailboxes: { held: 0, wanted: 3 },
        queued: 0,
        coordinators: 0,
        uptime: 1
      })
    })
    for (const argv of [
      ['messages', BOB],
      ['contact', 'list'],
      ['contact', 'requests'],
      ['trace', BOB],
      ['members'],
      ['status']
    ]) {
      const { stdout } = await finish(profile, argv)
      // oxlint-disable-next-line no-control-regex
      assert.doesNotMatch(stdout(), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u, argv.join(' '))
    }
    const { stdout, exit } = await finish(profile, ['messages', BOB])
    assert.equal(exit, 0)
    const [, second] = stdout().split('\n')
    assert.match(second ?? '', /^ +\| 2026-11-21/u)
    const json = await finish(profile, ['messages', BOB, '--json'])
    assert.equal(json.lines()[0]?.['text'], hostile)
    // oxlint-disable-next-line no-control-regex
    assert.doesNotMatch(json.stdout(), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u)
  })

  it('end with the exit code of what went wrong, alone and through the daemon', async () => {
    const errors: Array<[Error, number]> = [
      [new NotFoundError('nobody'), 3],
      [new UnreachableError('nobody there'), 4],
      [new TrustError('Used.'), 5],
      [new LimitError('too long'), 1],
      [new Error('a bug'), 1]
    ]
    for (const [error, code] of errors) {
      const fail = async (): Promise<never> => {
        throw error
      }
      using profile = fakeProfile({ send: fail, addContact: fail })
      const alone = await finish(profile, ['send', 'Bob', 'x', '--json'])
      assert.equal(alone.exit, code)
      assert.equal(JSON.parse(alone.stderr()).error.message, error.message)
      assert.equal(alone.stdout(), '')
      const daemon = await startDaemon(profile)
      assert.equal((await finish(profile, ['contact', 'add', 'x'])).exit, code)
      const plain = await finish(profile, ['send', 'Bob', 'x'])
      assert.equal(plain.exit, code)
      assert.match(plain.stderr(), /[^.]\.\n$/u, 'one full stop')
      assert.match(plain.stderr(), /^earshot: .+\n$/u)
      await stopDaemon(daemon)
    }
    assert.equal(exitCodeOf('no error at all'), 1)
  })

  it('say so when there is no profile', async () => {
    using profile = fakeProfile()
    const { exit, stderr } = await finish(profile, ['status', '--data-dir', 'nothing'])
    assert.equal(exit, 1)
    assert.match(stderr(), /`earshot init --data-dir nothing`/u)
  })

  it('name the folder that the disk refused', async () => {
    using profile = fakeProfile()
    const createNode = async (): Promise<never> => {
      throw new DiskError('The disk is full', 'full')
    }
    const full = { ...profile, module: { ...profile.module, createNode } }
    for (const argv of [['init'], ['status'], ['run']]) {
      const { exit, stderr } = await finish(full, argv)
      assert.equal(exit, 1)
      assert.equal(stderr(), `earshot: The disk is full (${profile.folder}).\n`)
    }
  })

  it('end with 130 when they are interrupted', async () => {
    const sending = Promise.withResolvers<void>()
    using profile = fakeProfile({
      async send(_user, _text, { signal } = {}) {
        sending.resolve()
        return await new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason))
        )
      }
    })
    const command = start(profile, ['send', 'Bob', 'x'])
    await sending.promise
    command.interrupt('SIGINT')
    assert.equal(await command.code, 130)
    assert.equal(profile.running(), 0)
  })
})

describe('notes', () => {
  const asked: Partial<EarshotNode> = {
    contacts: async () => [{ userId: BOB, name: 'Bob', state: 'requested', verified: false }],
    addContact: async () => ({ userId: BOB, name: 'Bob', state: 'requested', handedOver: false }),
    send: async () => sendLine({ state: 'queued', route: 'none' })
  }

  it('say what is kept on the disk, why, and who carries on with it', async () => {
    using profile = fakeProfile(asked)
    const cases: Array<[argv: string[], note: RegExp]> = [
      [['contact', 'add', 'x'], /^Your request is kept on this disk: nobody could take it yet\. /u],
      [['contact', 'accept', 'Bob'], /^Your answer is kept on this disk: nobody could take it yet\. /u],
      [['send', 'Bob', 'x'], /\nThe message is kept on this disk\. /u]
    ]
    for (const [argv, note] of cases) {
      const { exit, stderr } = await finish(profile, argv)
      assert.equal(exit, 75)
      assert.match(stderr(), note)
      assert.ok(stderr().endsWith(`\`earshot run --data-dir ${profile.folder}\` goes on trying.\n`))
    }
    const daemon = await startDaemon(profile)
    for (const [argv, note] of cases) {
      const { stderr } = await finish(profile, argv)
      assert.match(stderr(), note)
      assert.match(stderr(), /The running node goes on trying\.\n$/u)
    }
    await stopDaemon(daemon)
  })

  it('of send tell a contact that is away from one that has not fetched its mail', async () => {
    for (const [state, note] of [
      ['queued', /^Bob could not be reached, and no mailbox has it yet\. The message is kept/u],
      ['stored', /^Coordinators hold the message for Bob, who has not fetched it yet\.\n$/u]
    ] as const) {
      using profile = fakeProfile({ send: async () => sendLine({ state }) })
      const { exit, stderr } = await finish(profile, ['send', 'Bob', 'x'])
      assert.equal(exit, 75)
      assert.match(stderr(), note)
    }
  })

  it('of send say that nothing was waited for', async () => {
    using profile = fakeProfile({ send: async () => sendLine({ state: 'queued', route: 'none' }) })
    const { exit, stderr } = await finish(profile, ['send', 'Bob', 'x', '--timeout', '0'])
    assert.equal(exit, 75)
    assert.match(
      stderr(),
      /^Nothing was waited for\. The message is kept on this disk\. .+ goes on trying\.\n$/u
    )
  })

  it('of messages say what is missing, which a disk that was put back may have had', async () => {
    using profile = fakeProfile({ missing: async () => 3 })
    const { stderr } = await finish(profile, ['messages', 'Bob'])
    assert.match(stderr(), /^Missing here: 3 of .+, still on their way or newer than a copy .+\.\n$/u)
  })

  it('of send say at once that a request is not answered', async () => {
    const sending = Promise.withResolvers<void>()
    const accepted = Promise.withResolvers<SendLine>()
    using profile = fakeProfile({
      ...asked,
      async send() {
        sending.resolve()
        return await accepted.promise
      }
    })
    const command = start(profile, ['send', 'Bob', 'x'])
    await sending.promise
    assert.match(command.stderr(), /^Bob has not accepted your request yet: .+\n$/u)
    accepted.resolve(sendLine({}))
    assert.equal(await command.code, 0)
  })

  it('of send say after Ctrl-C that the message is kept', async () => {
    const sending = Promise.withResolvers<void>()
    using profile = fakeProfile({
      async send(_user, _text, { signal } = {}) {
        sending.resolve()
        await new Promise(resolve => signal?.addEventListener('abort', resolve))
        return sendLine({ state: 'queued' })
      }
    })
    const command = start(profile, ['send', 'Bob', 'x'])
    await sending.promise
    command.interrupt('SIGINT')
    assert.equal(await command.code, 130)
    assert.match(command.stderr(), /^The message is kept on this disk\. .+\nearshot: Interrupted/u)
    assert.equal(command.stdout(), '')
  })

  it('of status say that nothing runs', async () => {
    using profile = fakeProfile()
    const alone = await finish(profile, ['status'])
    assert.match(alone.stdout(), /^up +not running: `earshot run --data-dir .+` starts it$/mu)
    assert.match(alone.stdout(), /^mailboxes +not connected: what they hold is fetched when it runs$/mu)
    const daemon = await startDaemon(profile)
    const through = await finish(profile, ['status'])
    assert.match(through.stdout(), /^up +10 ms$/mu)
    assert.match(through.stdout(), /^mailboxes +3 of 3$/mu)
    await stopDaemon(daemon)
  })
})

describe('send', () => {
  it('shows a person ids in few characters', async () => {
    const route = `stored at ${ALICE},${BOB}`
    const kept = sendLine({ id: '0123456789abcdef', state: 'stored', stored: '2/3', route })
    using profile = fakeProfile({ send: async () => kept })
    const shown = `stored 2/3, stored at …${ALICE.slice(-8)},…${BOB.slice(-8)}, 4 ms (01234567)\n`
    assert.equal((await finish(profile, ['send', 'Bob', 'x'])).stdout(), shown)
    assert.deepEqual((await finish(profile, ['send', 'Bob', 'x', '--json'])).lines(), [kept])
  })

  it('ends with 0 when the state is reached or passed, 75 before, 1 when it failed', () => {
    const states = ['queued', 'stored', 'delivered', 'failed'] as const
    const codes = (wait: 'queued' | 'stored' | 'delivered'): number[] =>
      states.map(state => exitCodeOfSend(state, wait))
    assert.deepEqual(codes('queued'), [0, 0, 0, 1])
    assert.deepEqual(codes('stored'), [75, 0, 0, 1])
    assert.deepEqual(codes('delivered'), [75, 75, 0, 1])
  })

  it('waits for `delivered`, 10 s, unless told otherwise', async () => {
    const waits: unknown[] = []
    using profile = fakeProfile({
      async send(_user, text, { wait, timeout = 0 } = {}) {
        waits.push([text, wait, Math.ceil(timeout / 1_000)])
        return sendLine({ state: 'queued' })
      }
    })
    assert.equal((await finish(profile, ['send', 'Bob', 'a'])).exit, 75)
    assert.equal(
      (await finish(profile, ['send', 'Bob', 'b', '--wait', 'stored', '--timeout', '2.5'])).exit,
      75
    )
    assert.equal((await finish(profile, ['send', 'Bob', 'c', '--wait', 'queued', '--timeout', '0'])).exit, 0)
    assert.deepEqual(waits, [
      ['a', 'delivered', 10],
      ['b', 'stored', 3],
      ['c', 'queued', 0]
    ])
  })

  it('ends with Ctrl-C while a person types', async () => {
    using profile = fakeProfile()
    const command = start(profile, ['send', 'Bob', '-'], { stdin: new Promise<never>(() => {}) })
    command.interrupt('SIGINT')
    assert.equal(await command.code, 130)
  })

  it('takes the text from stdin, without its last newline', async () => {
    const texts: string[] = []
    using profile = fakeProfile({
      async send(_user, text) {
        texts.push(text)
        return sendLine({})
      }
    })
    assert.equal((await finish(profile, ['send', 'Bob', '-'], { stdin: 'two\nlines\n' })).exit, 0)
    assert.equal((await finish(profile, ['send', 'Bob', '-'], { stdin: 'x'.repeat(16_384) + '\n' })).exit, 0)
    assert.deepEqual(texts, ['two\nlines', 'x'.repeat(16_384)])
    for (const stdin of ['', '\n', Uint8Array.of(0xff)]) {
      const { exit } = await finish(profile, ['send', 'Bob', '-'], { stdin })
      assert.equal(exit, 2)
    }
    assert.equal((await finish(profile, ['send', 'Bob', ''])).exit, 2)
    // As a text that is too long on the command line: no mistake of the command line.
    const long = await finish(profile, ['send', 'Bob', '-'], { stdin: 'x'.repeat(16_387) })
    assert.equal(long.exit, 1)
    assert.match(long.stderr(), /16 KiB/u)
    assert.equal(texts.length, 2)
  })
})

describe('init', () => {
  it('makes an account and says how it is protected', async () => {
    using profile = fakeProfile()
    const { exit, lines, stderr } = await finish(profile, ['init', '--name', 'Alice', '--json'])
    assert.equal(exit, 0)
    assert.deepEqual(lines(), [{ userId: ALICE, peerId: 'peer', name: 'Alice' }])
    assert.match(stderr(), /^No passphrase/u)
    const [options] = profile.opened
    assert.deepEqual(
      [options?.create, options?.offline, options?.name, options?.unlock.kind],
      [true, true, 'Alice', 'key-file']
    )
  })

  it('says what an account without a name looks like to others', async () => {
    using profile = fakeProfile({ name: '' })
    const { lines, stderr } = await finish(profile, ['init', '--json'])
    assert.equal(lines()[0]?.['name'], '')
    assert.match(stderr(), /^No name: contacts see the end of your userId\./u)
  })

  it('does not speak of vaults where one is there already', async () => {
    using profile = fakeProfile()
    const createNode = async (): Promise<never> => {
      throw new VaultExistsError('There is a vault in this folder already')
    }
    const taken = { ...profile, module: { ...profile.module, createNode } }
    const { exit, stderr } = await finish(taken, ['init'])
    assert.equal(exit, 1)
    assert.ok(stderr().endsWith(`There is a profile or a coordinator in ${profile.folder} already.\n`))
  })

  it('takes a passphrase from a file of one line', async () => {
    using profile = fakeProfile()
    const file = join(profile.folder, 'pass')
    writeFileSync(file, 'correct horse\r\n')
    const { exit } = await finish(profile, ['init'], { env: { EARSHOT_PASSPHRASE_FILE: file } })
    assert.equal(exit, 0)
    assert.deepEqual(profile.opened[0]?.unlock, { kind: 'passphrase', passphrase: 'correct horse' })
    for (const content of ['', '\n', 'two\nlines', 'x'.repeat(1_025), Uint8Array.of(0xff)]) {
      writeFileSync(file, content)
      assert.equal((await finish(profile, ['init', '--passphrase-file', file])).exit, 2)
    }
    assert.equal((await finish(profile, ['init', '--passphrase-file', join(profile.folder, 'none')])).exit, 2)
    assert.equal(profile.opened.length, 1)
  })
})

describe('passphrase', () => {
  it('is asked for twice after the name when a profile is made, and may be none', async () => {
    using profile = fakeProfile()
    const made = await finish(profile, ['init'], { answers: [' Ann ', 'horse', 'horse'] })
    assert.equal(made.exit, 0)
    assert.match(made.stderr(), /^Nobody can open this profile without its passphrase/u)
    assert.equal(profile.opened.at(-1)?.name, 'Ann')
    assert.deepEqual(profile.opened.at(-1)?.unlock, { kind: 'passphrase', passphrase: 'horse' })
    assert.equal((await finish(profile, ['init', '--name', 'Ann'], { answers: [''] })).exit, 0)
    assert.equal((await finish(profile, ['init'], { answers: ['', ''] })).exit, 0)
    assert.equal(profile.opened.at(-1)?.name, undefined)
    assert.deepEqual(profile.opened.at(-1)?.unlock, { kind: 'key-file' })
    assert.equal((await finish(profile, ['init', '--name', 'Ann'], { answers: ['horse', 'house'] })).exit, 2)
    assert.equal((await finish(profile, ['init', '--no-input'], { answers: ['horse', 'horse'] })).exit, 0)
    assert.deepEqual(profile.opened.at(-1)?.unlock, { kind: 'key-file' })
    assert.equal((await finish(profile, ['init'], { answers: ['x'.repeat(65)] })).exit, 2)
    assert.equal(profile.opened.length, 4)
  })

  it('is asked for when the vault needs one, if there is somebody to ask', async () => {
    using profile = fakeProfile()
    const answers: string[] = ['unused']
    assert.equal((await finish(profile, ['status'], { answers })).exit, 0)
    assert.deepEqual(answers, ['unused'])

    profile.passphrase = 'horse'
    assert.equal((await finish(profile, ['status'], { answers: ['horse'] })).exit, 0)
    assert.equal((await finish(profile, ['status'], { answers: ['house'] })).exit, 1)
    for (const [argv, answers] of [
      [['status'], undefined],
      [['status', '--no-input'], ['horse']]
    ] as const) {
      const { exit, stderr } = await finish(profile, argv, answers && { answers: [...answers] })
      assert.equal(exit, 1)
      assert.match(stderr(), /--passphrase-file/u)
    }
  })

  it('comes from a file for whoever names one', async () => {
    using profile = fakeProfile()
    profile.passphrase = 'horse'
    const file = join(profile.folder, 'pass')
    writeFileSync(file, 'horse\n')
    assert.equal((await finish(profile, ['status', '--passphrase-file', 'pass'])).exit, 0)
    writeFileSync(file, 'house\n')
    assert.equal(
      (await finish(profile, ['status', '--passphrase-file', file], { answers: ['horse'] })).exit,
      1
    )
  })
})

describe('run', () => {
  it('prints ready first, then what happened meanwhile, then what happens', async () => {
    const early = line('m1', 'early')
    using profile = fakeProfile({
      contacts: async () => {
        profile.emit({ event: 'message', ...early })
        return []
      }
    })
    const daemon = await startDaemon(profile)
    profile.emit({ event: 'mailboxes', held: 3, wanted: 3 })
    profile.emit({ event: 'request', userId: BOB, name: 'Bob', at: 9 })
    profile.emit({ event: 'contact', userId: BOB, name: 'Bob', state: 'accepted', verified: false })
    profile.emit({ event: 'receipt', id: 'm', to: BOB, state: 'stored', stored: '3/3' })
    profile.emit({ event: 'presence', userId: BOB, status: 'reachable', via: null })
    profile.emit({ event: 'link', userId: BOB, state: 'CONNECTED', route: 'direct' })
    await stopDaemon(daemon)
    assert.deepEqual(daemon.lines(), [
      { event: 'ready', userId: ALICE, peerId: 'peer', addresses: ['/ip4/127.0.0.1/tcp/4001/p2p/peer'] },
      { event: 'message', ...early },
      { event: 'mailboxes', held: 3, wanted: 3 },
      { event: 'request', userId: BOB, name: 'Bob', at: 9 },
      { event: 'receipt', id: 'm', state: 'stored', stored: '3/3' },
      { event: 'presence', userId: BOB, status: 'reachable', via: null },
      { event: 'link', userId: BOB, state: 'CONNECTED', route: 'direct' }
    ])
  })

  it('tells what the person should know on stderr, and scripts nothing of it', async () => {
    using profile = fakeProfile()
    const daemon = await startDaemon(profile)
    profile.emit({ event: 'notice', text: 'This profile is an older copy of itself.' })
    await stopDaemon(daemon)
    assert.equal(daemon.stderr(), 'This profile is an older copy of itself.\n')
    assert.equal(daemon.lines().length, 1)
  })

  it('shows a safety number, and passes on what is compared with it', async () => {
    const compared: unknown[] = []
    using profile = fakeProfile({
      verify: async (user, o) => {
        compared.push([user, o?.number])
        return { userId: BOB, name: 'Bob', safetyNumber: '12345 67890', verified: o?.number !== undefined }
      }
    })
    const shown = await finish(profile, ['contact', 'verify', 'Bob'])
    assert.equal(
      shown.stdout(),
      'Bob is not verified yet: compare this number, on the telephone or face to face\n12345 67890\n'
    )
    const { exit, lines } = await finish(profile, ['contact', 'verify', 'Bob', '12345', '67890', '--json'])
    assert.equal(exit, 0)
    assert.deepEqual(lines(), [{ userId: BOB, name: 'Bob', safetyNumber: '12345 67890', verified: true }])
    assert.deepEqual(compared, [
      [BOB, undefined],
      [BOB, '12345 67890']
    ])
  })

  it('tells people of every event in a line', async () => {
    using profile = fakeProfile()
    const daemon = start(profile, ['run'])
    await daemon.saw(/^ready/u)
    profile.emit({ event: 'message', ...line('m1', 'hello') })
    profile.emit({ event: 'presence', userId: BOB, status: 'reachable', via: BOB })
    profile.emit({ event: 'link', userId: BOB, state: 'DISCOVERING', route: 'none' })
    profile.emit({ event: 'link', userId: BOB, state: 'RELAY_MODE', route: `relayed via ${ALICE}` })
    profile.emit({ event: 'link', userId: BOB, state: 'DISCONNECTED', route: 'none' })
    profile.emit({ event: 'mailboxes', held: 0, wanted: 3 })
    profile.emit({ event: 'mailboxes', held: 1, wanted: 3 })
    profile.emit({ event: 'receipt', id: '0123456789abcdef', to: BOB, state: 'stored', stored: '2/3' })
    profile.emit({ event: 'request', userId: CAROL, name: 'Carol', at: 1 })
    profile.emit({ event: 'contact', userId: DAVE, name: 'Dave', state: 'requested', verified: false })
    profile.emit({ event: 'presence', userId: DAVE, status: 'direct', via: null })
    profile.emit({ event: 'contact', userId: DAVE, name: 'Dave', state: 'accepted', verified: false })
    await stopDaemon(daemon)
    for (const text of [
      `Carol asks to be a contact: earshot contact accept ${CAROL} --data-dir ${profile.folder}`,
      'Dave is asked to be a contact',
      'Dave is direct',
      'Dave and you are contacts now',
      'Bob: hello',
      'Bob is reachable via Bob',
      `linked to Bob: relayed via …${ALICE.slice(-8)}`,
      'no link to Bob',
      'mailboxes: 0 of 3 (each at a coordinator of its own)',
      'mailboxes: 1 of 3\n',
      'message 01234567 to Bob: stored 2/3'
    ]) {
      assert.ok(daemon.stdout().includes(text), text)
    }
    assert.doesNotMatch(daemon.stdout(), /DISCOVERING|undefined/u)
  })

  it('tells people of a link only what is new, and scripts everything', async () => {
    const states = [
      ['STORE_FORWARD', 'none'],
      ['DISCOVERING', 'none'],
      ['STORE_FORWARD', 'none'],
      ['CONNECTED', 'direct'],
      ['STORE_FORWARD', 'none']
    ] as const
    const runThrough = async (...manner: readonly string[]): Promise<Running> => {
      using profile = fakeProfile()
      const daemon = start(profile, ['run', ...manner])
      await daemon.saw(/ready/u)
      for (const [state, route] of states) {
        for (const userId of [BOB, CAROL]) profile.emit({ event: 'link', userId, state, route })
      }
      await stopDaemon(daemon)
      return daemon
    }
    const said = (await runThrough()).stdout()
    assert.deepEqual(said.match(/(?:no link|linked) to Bob.*/gu), [
      'no link to Bob: messages wait here, there is no mailbox',
      'linked to Bob: direct',
      'no link to Bob: messages wait here, there is no mailbox'
    ])
    assert.equal(said.match(/link.* to …/gu)?.length, 3, 'Carol apart')
    assert.equal((await runThrough('--json')).lines().length, 1 + 2 * states.length)
  })

  it('ends with 0 on SIGTERM and 130 on SIGINT, while it starts as well', async () => {
    using profile = fakeProfile()
    const daemon = await startDaemon(profile)
    daemon.interrupt('SIGINT')
    assert.equal(await daemon.code, 130)
    for (const [signal, code] of [
      ['SIGTERM', 0],
      ['SIGINT', 130]
    ] as const) {
      const starting = start(profile, ['run'])
      starting.interrupt(signal)
      assert.equal(await starting.code, code)
      assert.equal(starting.stdout(), '')
    }
    assert.equal(profile.running(), 0)
  })

  it('listens on a private socket and takes it away', async () => {
    using profile = fakeProfile()
    const path = join(profile.folder, 'run', 'earshot.sock')
    const daemon = await startDaemon(profile)
    assert.equal(lstatSync(path).mode & 0o777, 0o600)
    assert.equal(statSync(dirname(path)).mode & 0o777, 0o700)
    await stopDaemon(daemon)
    assert.equal(existsSync(path), false)
  })

  it('is found by commands where its socket had to lie elsewhere', async () => {
    using profile = fakeProfile()
    const path = join(profile.folder, 'elsewhere', 'earshot.sock')
    for (const folder of ['run', 'elsewhere']) mkdirSync(join(profile.folder, folder), { mode: 0o700 })
    symlinkSync(path, join(profile.folder, 'run', 'earshot.sock'))
    const daemon = await startDaemon(profile)
    assert.ok(lstatSync(path).isSocket())
    const opened = profile.opened.length
    assert.equal((await finish(profile, ['status'])).exit, 0)
    assert.equal(profile.opened.length, opened)
    await stopDaemon(daemon)
    assert.equal(existsSync(path), false)
  })

  it('is not looked for where somebody else could listen', async () => {
    using profile = fakeProfile()
    const path = join(profile.folder, 'run', 'earshot.sock')
    mkdirSync(dirname(path), { recursive: true })
    chmodSync(dirname(path), 0o777)
    const heard: string[] = []
    const impostor = createServer(socket => socket.on('data', data => heard.push(data.toString())))
    await new Promise<void>(resolve => impostor.listen(path, resolve))
    try {
      assert.equal((await finish(profile, ['send', BOB, 'for Bob alone', '--wait', 'queued'])).exit, 0)
      assert.deepEqual(heard, [])
    } finally {
      await new Promise(resolve => impostor.close(resolve))
    }
  })

  it('refuses a second one at once, and the first goes on', async () => {
    using profile = fakeProfile()
    const daemon = await startDaemon(profile)
    const before = performance.now()
    const second = await finish(profile, ['run', '--json'])
    assert.ok(performance.now() - before < 1_000)
    assert.equal(second.exit, 1)
    assert.equal(JSON.parse(second.stderr()).error.name, 'AlreadyRunningError')
    assert.equal((await finish(profile, ['status'])).exit, 0)
    await stopDaemon(daemon)

    profile.locked = true
    assert.equal((await finish(profile, ['run'])).exit, 1)
  })

  it('refuses a second one even if the first does not answer, well within 2 s', async () => {
    using profile = fakeProfile()
    const path = join(profile.folder, 'run', 'earshot.sock')
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const mute = createServer(socket => socket.resume())
    await new Promise<void>(resolve => mute.listen(path, resolve))
    try {
      const before = performance.now()
      const second = await finish(profile, ['run', '--json'])
      assert.ok(performance.now() - before < 1_500)
      assert.equal(second.exit, 1)
      assert.equal(JSON.parse(second.stderr()).error.name, 'AlreadyRunningError')
      assert.deepEqual(profile.opened, [])
    } finally {
      await new Promise(resolve => mute.close(resolve))
    }
  })

  it('takes the place of a socket that a killed daemon left', async () => {
    using profile = fakeProfile()
    const path = join(profile.folder, 'run', 'earshot.sock')
    await leaveStaleSocket(path)
    const daemon = await startDaemon(profile)
    assert.equal((await finish(profile, ['status'])).exit, 0)
    await stopDaemon(daemon)
  })
})

describe('lock and socket', () => {
  it('are tried again until somebody lets go', async () => {
    using profile = fakeProfile()
    profile.locked = true
    const command = start(profile, ['status'])
    const release = new Promise<void>(resolve => setImmediate(resolve))
    await release
    profile.locked = false
    assert.equal(await command.code, 0)
  })

  it('are given up at the timeout, with nothing queued', async () => {
    using profile = fakeProfile()
    profile.locked = true
    const { exit, stderr } = await finish(profile, ['send', 'Bob', 'x', '--timeout', '0.15'])
    assert.equal(exit, 6)
    assert.match(stderr(), /holds this profile/u)
  })

  it('do not keep an interrupt waiting', async () => {
    using profile = fakeProfile()
    profile.locked = true
    const command = start(profile, ['status'])
    command.interrupt('SIGINT')
    assert.equal(await command.code, 130)
  })

  it('leave no stale socket behind', async () => {
    using profile = fakeProfile()
    const path = join(profile.folder, 'run', 'earshot.sock')
    await leaveStaleSocket(path)
    assert.equal((await finish(profile, ['status'])).exit, 0)
    assert.equal(existsSync(path), false)
    assert.deepEqual(readdirSync(dirname(path)), [])
  })
})

describe('messages --follow', () => {
  const list: EarshotNode['messages'] = async () => [line('m1', 'one')]

  async function follow(profile: FakeProfile): Promise<Running> {
    const following = start(profile, ['messages', 'Bob', '--follow', '--json'])
    await following.saw(/"one"/u)
    return following
  }

  function happen(profile: FakeProfile): void {
    const other: MessageLine = line('m3', 'of another', { from: 'carol' })
    profile.emit({ event: 'message', ...other })
    profile.emit({ event: 'presence', userId: BOB, status: 'direct', via: null })
    profile.emit({ event: 'message', ...line('m2', 'two') })
  }

  it('goes on with the messages of this user alone', async () => {
    using profile = fakeProfile({ messages: list })
    const following = await follow(profile)
    happen(profile)
    following.interrupt('SIGTERM')
    assert.equal(await following.code, 0)
    assert.deepEqual(following.lines(), [line('m1', 'one'), line('m2', 'two')])
  })

  it('does so through the daemon, and ends with 1 when the daemon goes away', async () => {
    using profile = fakeProfile({ messages: list })
    const daemon = await startDaemon(profile)
    const following = await follow(profile)
    happen(profile)
    await following.saw(/"two"/u)
    await stopDaemon(daemon)
    assert.equal(await following.code, 1)
    assert.deepEqual(following.lines(), [line('m1', 'one'), line('m2', 'two')])
  })

  it('shows once what another command sends, when it moves', async () => {
    const own = (id: string, state: 'queued' | 'stored'): MessageLine =>
      line(id, id, { from: ALICE, to: BOB, state, stored: '0/3' })
    const history = [line('m1', 'one'), own('before', 'queued')]
    const reads: number[] = []
    using profile = fakeProfile({
      async messages(_user, { limit = 0 } = {}) {
        reads.push(limit)
        return history
      }
    })
    const daemon = await startDaemon(profile)
    const following = start(profile, ['messages', 'Bob', '--follow', '--limit', '1', '--json'])
    await following.saw(/"before"/u)
    const move = (id: string, state: 'stored' | 'delivered'): void =>
      profile.emit({ event: 'receipt', id, to: BOB, state, stored: '1/3' })
    move('before', 'stored')
    history.push(own('after', 'stored'))
    move('after', 'stored')
    await following.saw(/"after"/u)
    move('after', 'delivered')
    profile.emit({ event: 'message', ...line('m2', 'two') })
    await following.saw(/"two"/u)
    following.interrupt('SIGTERM')
    assert.equal(await following.code, 0)
    assert.deepEqual(
      following.lines().map(({ id }) => id),
      ['before', 'after', 'm2']
    )
    assert.ok(reads.every(limit => limit === FOLLOWED_MESSAGES))
    await stopDaemon(daemon)
  })

  it('ends with what goes wrong while it looks', async () => {
    let reads = 0
    using profile = fakeProfile({
      async messages() {
        if (++reads > 1) throw new StorageError('The disk is gone')
        return [line('m1', 'one')]
      }
    })
    const following = await follow(profile)
    profile.emit({ event: 'receipt', id: 'm9', to: BOB, state: 'stored', stored: '1/3' })
    assert.equal(await following.code, 1)
    assert.match(following.stderr(), /"The disk is gone"/u)
  })

  it('shows a message that comes while the list is read once', async () => {
    using profile = fakeProfile({
      async messages() {
        profile.emit({ event: 'message', ...line('m1', 'one') })
        profile.emit({ event: 'message', ...line('m2', 'two') })
        return [line('m1', 'one')]
      }
    })
    const following = await follow(profile)
    await following.saw(/"two"/u)
    following.interrupt('SIGINT')
    assert.equal(await following.code, 130)
    assert.deepEqual(
      following.lines().map(({ id }) => id),
      ['m1', 'm2']
    )
  })
})

/** What a daemon leaves behind that was killed: a socket nobody listens on. */
async function leaveStaleSocket(path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const server = createServer()
  await new Promise<void>(resolve => server.listen(path, resolve))
  // Closing would unlink it; a second name for it stays.
  linkSync(path, `${path}.kept`)
  await new Promise(resolve => server.close(resolve))
  renameSync(`${path}.kept`, path)
}
