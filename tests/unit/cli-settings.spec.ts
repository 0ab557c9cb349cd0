import assert from 'node:assert/strict'
import { UsageError } from '../../src/errors.ts'
import { flag, resolveSettings } from '../../src/ui-cli/settings.ts'
import { MAX_NAME, MAX_STDIN } from '../../src/ui-cli/constants.ts'
import * as wire from '../../src/wire/index.ts'
import type { Config } from '../../src/ui-cli/config.ts'
import type { Env, GlobalFlags, NetworkFlags, Settings } from '../../src/ui-cli/settings.ts'
import {
  parseAddress,
  parseLimit,
  parseName,
  parsePage,
  parsePeerAddress,
  parseProfile,
  parseTimeout,
  repeated
} from '../../src/ui-cli/values.ts'
import { COORDINATOR } from '../support/command.ts'

function settings(flags: GlobalFlags & NetworkFlags, env: Env = {}, config: Config = {}): Settings {
  return resolveSettings(flags, env, '/home/a/.local/share/earshot', '/home/ann', config)
}

describe('settings of a command', () => {
  it('has defaults', () => {
    assert.deepEqual(settings({}), {
      folder: '/home/a/.local/share/earshot/profiles/default',
      chosenBy: '',
      json: false,
      input: true,
      verbose: false,
      network: {}
    })
  })

  it('knows three ways to volunteer: yes, no, and when it is needed', () => {
    const volunteer = (...from: Parameters<typeof settings>): unknown => settings(...from).network.volunteer
    assert.equal(volunteer({}), undefined)
    assert.equal(volunteer({}, {}, { volunteer: false }), false)
    assert.equal(volunteer({}, { EARSHOT_VOLUNTEER: '1' }, { volunteer: false }), true)
    assert.equal(volunteer({ volunteer: false }, { EARSHOT_VOLUNTEER: '1' }), false)
    assert.throws(() => settings({}, { EARSHOT_VOLUNTEER: 'perhaps' }), UsageError)
  })

  it('knows how a hint repeats the flag that chose the folder', () => {
    assert.equal(settings({ profile: 'work' }).chosenBy, ' --profile work')
    assert.equal(settings({ dataDir: './a' }).chosenBy, ' --data-dir ./a')
    assert.equal(settings({ dataDir: "it's here" }).chosenBy, ` --data-dir 'it'\\''s here'`)
  })

  it('prefers flags to the environment, and the environment to the defaults', () => {
    const env = {
      EARSHOT_PROFILE: 'env',
      EARSHOT_PASSPHRASE_FILE: 'env.txt',
      EARSHOT_JSON: '1',
      EARSHOT_NO_INPUT: 'yes',
      EARSHOT_VERBOSE: 'on',
      EARSHOT_LISTEN: '/ip4/1.1.1.1/tcp/1, /ip4/1.1.1.1/tcp/2',
      EARSHOT_BOOTSTRAP: COORDINATOR,
      EARSHOT_NETWORK: 'a b'
    }
    assert.deepEqual(settings({}, env), {
      folder: '/home/a/.local/share/earshot/profiles/env',
      chosenBy: '',
      passphraseFile: '/home/ann/env.txt',
      json: true,
      input: false,
      verbose: true,
      network: {
        listen: ['/ip4/1.1.1.1/tcp/1', '/ip4/1.1.1.1/tcp/2'],
        bootstrap: [COORDINATOR],
        networks: ['a', 'b']
      }
    })
    const flags = { profile: 'flag', passphraseFile: '/flag.txt', listen: ['/ip4/3.3.3.3/tcp/1'] }
    const merged = settings(flags, env)
    assert.equal(merged.folder, '/home/a/.local/share/earshot/profiles/flag')
    assert.equal(merged.passphraseFile, '/flag.txt')
    assert.deepEqual(merged.network.listen, ['/ip4/3.3.3.3/tcp/1'])
    assert.deepEqual(merged.network.networks, ['a', 'b'])
  })

  it('prefers the environment to the file, and the file to the defaults, each value by itself', () => {
    const config = {
      profile: 'file',
      passphraseFile: '/file.txt',
      json: true,
      noInput: true,
      verbose: true,
      listen: ['/ip4/1.1.1.1/tcp/1'],
      bootstrap: [COORDINATOR],
      network: ['file']
    }
    assert.deepEqual(settings({}, {}, config), {
      folder: '/home/a/.local/share/earshot/profiles/file',
      chosenBy: '',
      passphraseFile: '/file.txt',
      json: true,
      input: false,
      verbose: true,
      network: { listen: ['/ip4/1.1.1.1/tcp/1'], bootstrap: [COORDINATOR], networks: ['file'] }
    })
    const env = {
      EARSHOT_DATA_DIR: '/env',
      EARSHOT_JSON: '0',
      EARSHOT_NO_INPUT: 'no',
      EARSHOT_VERBOSE: 'off',
      EARSHOT_NETWORK: 'env'
    }
    assert.deepEqual(settings({ passphraseFile: '/flag.txt' }, env, config), {
      folder: '/env',
      chosenBy: '',
      passphraseFile: '/flag.txt',
      json: false,
      input: true,
      verbose: false,
      network: { listen: ['/ip4/1.1.1.1/tcp/1'], bootstrap: [COORDINATOR], networks: ['env'] }
    })
    assert.equal(settings({ dataDir: '/flag' }, {}, config).folder, '/flag')
    assert.equal(settings({ json: true, input: false }, env, config).json, true)
    assert.equal(settings({ json: true, input: false }, env, config).input, false)
  })

  it('takes a folder relative to where it is called', () => {
    assert.equal(settings({ dataDir: 'alice' }).folder, '/home/ann/alice')
    assert.equal(settings({}, { EARSHOT_DATA_DIR: '/data' }).folder, '/data')
    assert.equal(settings({ dataDir: 'alice' }, { EARSHOT_PROFILE: 'bob' }).folder, '/home/ann/alice')
    assert.equal(settings({ profile: 'alice' }, { EARSHOT_DATA_DIR: '/data' }).folder.at(-1), 'e')
  })

  it('refuses a profile and a folder from one source, and an empty folder', () => {
    assert.throws(() => settings({ profile: 'a', dataDir: 'b' }), UsageError)
    assert.throws(() => settings({}, { EARSHOT_PROFILE: 'a', EARSHOT_DATA_DIR: 'b' }), UsageError)
    assert.throws(() => settings({ dataDir: '' }), UsageError)
  })

  it('takes an empty variable for an absent one, and only yes or no for a flag', () => {
    assert.equal(settings({}, { EARSHOT_PROFILE: '', EARSHOT_JSON: '', EARSHOT_LISTEN: ' ' }).json, false)
    assert.equal(flag({ X: 'False' }, 'X'), false)
    assert.equal(flag({ X: ' ' }, 'X'), undefined)
    assert.throws(() => flag({ X: 'maybe' }, 'X'), UsageError)
  })
})

describe('values on a command line', () => {
  it('takes a timeout in seconds and gives milliseconds', () => {
    assert.equal(parseTimeout('10'), 10_000)
    assert.equal(parseTimeout('0.25'), 250)
    assert.equal(parseTimeout('0'), 0)
    for (const text of ['', '-1', '1e3', '1s', '0x10', 'Infinity', '.5', '86401', '1.', '१']) {
      assert.throws(() => parseTimeout(text), UsageError, text)
    }
  })

  it('takes whole limits in their range', () => {
    assert.equal(parseLimit('1'), 1)
    assert.equal(parseLimit('10000'), 10_000)
    for (const text of ['', '0', '-1', '1.5', '10001', '99999999999', 'ten']) {
      assert.throws(() => parseLimit(text), UsageError, text)
    }
  })

  it('takes no profile that climbs, hides or hurts', () => {
    assert.equal(parseProfile('alice-2.b_c'), 'alice-2.b_c')
    for (const text of ['', '.', '..', '../a', 'a/b', '.hidden', '-a', 'a b', 'a\0', 'x'.repeat(65)]) {
      assert.throws(() => parseProfile(text), UsageError, text)
    }
  })

  it('has the bounds of the wire, which it does not load', () => {
    assert.equal(MAX_NAME, wire.MAX_NAME)
    assert.equal(MAX_STDIN, wire.MAX_TEXT + 2)
  })

  it('takes visible names of at most 64 bytes', () => {
    assert.equal(parseName(' Zoë '), 'Zoë')
    assert.equal(parseName('é'.repeat(32)).length, 32)
    for (const text of ['', '  ', 'a\nb', 'a\u202eb', '\u200b', 'é'.repeat(33)]) {
      assert.throws(() => parseName(text), UsageError, text)
    }
  })

  it('takes addresses and pages by their form', () => {
    assert.equal(parseAddress('/dns4/a.example/tcp/1/ws'), '/dns4/a.example/tcp/1/ws')
    for (const text of ['', '/', 'a', '127.0.0.1:1', '/ip4//tcp', '/ip4/1 /tcp']) {
      assert.throws(() => parseAddress(text), UsageError, text)
    }
    assert.equal(parsePeerAddress(COORDINATOR), COORDINATOR)
    for (const text of [
      '/ip4/192.0.2.1/tcp/4001',
      '/ip4/192.0.2.1/tcp/4001/p2p/QmcgpsyWgH8Y8ajJz1Cu72KnS5uo2Aa2LpzU7kinSupNKC',
      `${COORDINATOR}x`,
      `${COORDINATOR}/p2p-circuit`,
      `x${COORDINATOR}`
    ]) {
      assert.throws(() => parsePeerAddress(text), UsageError, text)
    }
    assert.equal(parsePage('https://a.example/chat'), 'https://a.example/chat')
    for (const text of [
      '',
      'a.example',
      'http://a.example',
      'https://a.example/#x',
      'https://u:p@a.example/'
    ]) {
      assert.throws(() => parsePage(text), UsageError, text)
    }
  })

  it('bounds how often an option is repeated', () => {
    const collect = repeated(text => text)
    let values: string[] = []
    for (let i = 0; i < 32; i++) values = collect(String(i), values)
    assert.equal(values.length, 32)
    assert.throws(() => collect('one more', values), UsageError)
  })
})
