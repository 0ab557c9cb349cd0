import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { PagePortError } from '../../bootstrap/page-server.ts'
import { bootstrap } from '../../bootstrap/program.ts'
import { ListenError } from '../../src/errors.ts'
import { DiskError, VaultLockedError } from '../../src/store/errors.ts'
import { COORDINATOR, fakeProfile, finish, start } from '../support/command.ts'

const program = bootstrap

describe('earshot-bootstrap', () => {
  it('is ready, without a userId, until SIGTERM or SIGINT end it with 0', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      using profile = fakeProfile()
      const running = start(profile, ['--json'], { program })
      await running.saw(/ready/u)
      running.interrupt(signal)
      assert.equal(await running.code, 0)
      const addresses = ['/ip4/127.0.0.1/tcp/4001']
      assert.deepEqual(running.lines(), [{ event: 'ready', peerId: 'coordinator', addresses }])
      assert.equal(profile.coordinators[0]?.folder, profile.folder)
    }
  })

  it('speaks to people without --json, and to scripts by the environment', async () => {
    using profile = fakeProfile()
    const running = start(profile, [], { program })
    await running.saw(/^ready coordinator\n {2}\/ip4\/127\.0\.0\.1\/tcp\/4001\n$/u)
    running.interrupt('SIGTERM')
    await running.code
    const script = start(profile, [], { program, env: { EARSHOT_JSON: '1' } })
    await script.saw(/^\{"event":"ready"/u)
    script.interrupt('SIGTERM')
    await script.code
  })

  it('has a folder of its own with --dev, and takes it away', async () => {
    using profile = fakeProfile()
    const running = start(profile, ['--dev'], { program })
    await running.saw(/ready/u)
    const [options] = profile.coordinators
    assert.equal(options?.dev, true)
    assert.ok(existsSync(options.folder))
    assert.notEqual(options.folder, profile.folder)
    running.interrupt('SIGTERM')
    assert.equal(await running.code, 0)
    assert.equal(existsSync(options.folder), false)
  })

  it('prefers flags to the environment', async () => {
    using profile = fakeProfile()
    const env = { EARSHOT_LISTEN: '/ip4/1.1.1.1/tcp/1', EARSHOT_BOOTSTRAP: COORDINATOR }
    const argv = ['--listen', '/ip4/127.0.0.1/tcp/0', '--listen', '/ip4/127.0.0.1/tcp/1']
    const running = start(profile, argv, { program, env })
    await running.saw(/ready/u)
    running.interrupt('SIGTERM')
    await running.code
    assert.deepEqual(profile.coordinators[0]?.listen, ['/ip4/127.0.0.1/tcp/0', '/ip4/127.0.0.1/tcp/1'])
    assert.deepEqual(profile.coordinators[0]?.bootstrap, [COORDINATOR])
  })

  it('says what to do where a port or the folder is taken, or cannot be used', async () => {
    for (const [error, sentence] of [
      [
        new ListenError('The port is in use'),
        /^earshot-bootstrap: The port is in use; --listen takes other addresses\.\n$/u
      ],
      [
        new PagePortError('Cannot serve the page on 127.0.0.1:8080'),
        /^earshot-bootstrap: Cannot serve the page on .+: is the port taken\? --web takes another one\.\n$/u
      ],
      [
        new VaultLockedError('The vault is in use'),
        /^earshot-bootstrap: Another process holds the folder \/.+\.\n$/u
      ],
      [
        new DiskError('The disk failed to read or write the vault', 'failed'),
        /^earshot-bootstrap: The disk failed to read or write the vault \(\/.+\)\.\n$/u
      ]
    ] as const) {
      using profile = fakeProfile()
      const createCoordinator = async (): Promise<never> => {
        throw error
      }
      const taken = { ...profile, module: { ...profile.module, createCoordinator } }
      const { exit, stderr } = await finish(taken, [], { program })
      assert.equal(exit, 1)
      assert.match(stderr(), sentence)
    }
  })

  it('ends with 0 if it is told so while it starts', async () => {
    using profile = fakeProfile()
    const running = start(profile, [], { program })
    running.interrupt('SIGTERM')
    assert.equal(await running.code, 0)
    assert.equal(running.stdout(), '')
  })

  it('ends with 2 on what makes no sense', async () => {
    using profile = fakeProfile()
    for (const argv of [
      ['--config', 'x'],
      ['extra'],
      ['--listen', 'x'],
      ['--bootstrap', '/ip4/192.0.2.1/tcp/4001'],
      ['--profile', 'a'],
      ['--data-dir', '']
    ]) {
      const { exit, stdout, stderr } = await finish(profile, [...argv, '--json'], { program })
      assert.equal(exit, 2, argv.join(' '))
      assert.equal(stdout(), '')
      assert.equal(JSON.parse(stderr()).error.name, 'UsageError')
    }
    assert.deepEqual(profile.coordinators, [])
  })
})
