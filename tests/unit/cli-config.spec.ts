import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { readConfig } from '../../src/ui-cli/config.ts'
import { MAX_CONFIG, MAX_REPEATS } from '../../src/ui-cli/constants.ts'
import { COORDINATOR, fakeProfile, finish, start } from '../support/command.ts'
import type { FakeProfile } from '../support/command.ts'

const full = `
profile = "work"
passphrase-file = "secrets/pass"
json = true
no-input = false
verbose = true
listen = ["/ip4/127.0.0.1/tcp/0"]
bootstrap = [
  "${COORDINATOR}", # the one at the office
]
network = ["a", "b"]
volunteer = false
`

/** What is wrong, and the key or place that the sentence names. */
const senseless: ReadonlyArray<readonly [toml: string, names: RegExp]> = [
  ['frobnicate = 1', /frobnicate/u],
  ['[run]\nlisten = ["/ip4/127.0.0.1/tcp/0"]', /run/u],
  ['json = "yes"', /json takes true or false, not "yes"$/u],
  ['profile = "../up"', /profile/u],
  ['profile = 1', /profile takes a text in quotes, not 1$/u],
  ['data-dir = ""', /data-dir/u],
  ['profile = "a"\ndata-dir = "b"', /profile or data-dir/u],
  ['listen = "/ip4/127.0.0.1/tcp/0"', /listen takes a list in brackets, not /u],
  ['listen = ["nonsense"]', /listen\.0/u],
  ['listen = []', /listen/u],
  ['bootstrap = ["/ip4/192.0.2.1/tcp/4001"]', /bootstrap\.0.*p2p/u],
  ['network = ["a b"]', /network\.0/u],
  ['volunteer = 1', /volunteer takes true or false, not 1$/u],
  [`network = [${'"a",'.repeat(MAX_REPEATS + 1)}]`, /network/u],
  ['json = true\njson = true', /Line 2 makes no sense/u],
  ['\n\nlisten = [', /Line 3/u],
  ['json', /Line 1/u]
]

describe('configuration file', () => {
  let folder: string
  let file: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-config-'))
    file = join(folder, 'config.toml')
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  it('gives what it says, paths from where it lies', async () => {
    writeFileSync(file, full)
    assert.deepEqual(await readConfig(folder), {
      profile: 'work',
      passphraseFile: join(folder, 'secrets/pass'),
      json: true,
      noInput: false,
      verbose: true,
      listen: ['/ip4/127.0.0.1/tcp/0'],
      bootstrap: [COORDINATOR],
      network: ['a', 'b'],
      volunteer: false
    })
    writeFileSync(file, 'data-dir = "../data"')
    assert.deepEqual(await readConfig(folder), { dataDir: join(folder, '../data') })
  })

  it('need not be there, nor its folder', async () => {
    assert.deepEqual(await readConfig(folder), {})
    assert.deepEqual(await readConfig(join(folder, 'none')), {})
    writeFileSync(file, '')
    assert.deepEqual(await readConfig(folder), {})
    assert.deepEqual(await readConfig(file), {})
  })

  it('is refused with its name and the key if it makes no sense', async () => {
    for (const [toml, names] of senseless) {
      writeFileSync(file, toml)
      await assert.rejects(readConfig(folder), (error: Error) => {
        assert.equal(error.name, 'UsageError', toml)
        assert.ok(error.message.includes(file), error.message)
        assert.match(error.message, names)
        assert.doesNotMatch(error.message, /\n/u)
        return true
      })
    }
  })

  it('is refused if it is too long, no text, or cannot be read', async () => {
    writeFileSync(file, `#${'x'.repeat(MAX_CONFIG - 1)}`)
    assert.deepEqual(await readConfig(folder), {})
    writeFileSync(file, `#${'x'.repeat(MAX_CONFIG)}`)
    await assert.rejects(readConfig(folder), /longer/u)
    writeFileSync(file, Uint8Array.of(0x23, 0xff))
    await assert.rejects(readConfig(folder), /UTF-8/u)
    if (getuid?.() !== 0) {
      chmodSync(file, 0)
      await assert.rejects(readConfig(folder), /EACCES/u)
    }
    rmSync(file)
    mkdirSync(file)
    await assert.rejects(readConfig(folder), /EISDIR/u)
  })
})

describe('configuration of a command', () => {
  function configure(profile: FakeProfile, toml: string): void {
    mkdirSync(join(profile.folder, 'config'))
    writeFileSync(join(profile.folder, 'config', 'config.toml'), toml)
  }

  it('counts where neither flags nor environment say it', async () => {
    using profile = fakeProfile()
    configure(profile, `data-dir = ".."\njson = true\nbootstrap = ["${COORDINATOR}"]\nnetwork = ["a"]`)
    const { exit, lines } = await finish(profile, ['messages', 'Bob', '--limit', '1'], { folder: 'unsaid' })
    assert.equal(exit, 0)
    assert.equal(lines()[0]?.['text'], 'two')
    assert.deepEqual(profile.opened[0]?.networks, ['a'])

    const daemon = start(profile, ['run', '--network', 'b'], { env: { EARSHOT_JSON: '0' }, folder: 'unsaid' })
    await daemon.saw(/^ready/u)
    daemon.interrupt('SIGTERM')
    assert.equal(await daemon.code, 0)
    assert.deepEqual(profile.opened[1]?.networks, ['b'])
    assert.deepEqual(profile.opened[1]?.bootstrap, [COORDINATOR])
  })

  it('says how errors are written, those of the command line too', async () => {
    using profile = fakeProfile()
    configure(profile, 'json = true')
    const { exit, stderr } = await finish(profile, ['frobnicate'])
    assert.equal(exit, 2)
    assert.equal(JSON.parse(stderr()).error.name, 'UsageError')
  })

  it('ends everything but help with 2 if it makes no sense, before anything is opened', async () => {
    using profile = fakeProfile()
    configure(profile, 'frobnicate = 1')
    for (const argv of [['status'], ['run'], ['init'], ['contact', 'list']]) {
      const { exit, stdout, stderr } = await finish(profile, argv)
      assert.equal(exit, 2)
      assert.equal(stdout(), '')
      assert.match(stderr(), /config\.toml: .*frobnicate/u)
    }
    assert.equal((await finish(profile, ['--help'])).exit, 0)
    assert.deepEqual(profile.opened, [])
  })
})
