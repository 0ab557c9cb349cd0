import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'

const root = new URL('../../', import.meta.url)
const FILES = filesOf('src/**/{constants,vault-constants}.ts')
/** Where a number may stand beside its only use. */
const OTHERS = filesOf('{src,bootstrap}/**/*.{ts,tsx}').filter(file => !FILES.includes(file))

/** A number at the top level of a file, given or made of others: its name, and what it is. */
const NUMBER =
  /^(?:export )?const ([A-Z][A-Z_\d]*)(?:: [\w<>]+)? = ([-\d(].*|[A-Z][A-Z_\d]*(?: [-+*/].*)?)$/gmu
/** Named so, it is a length of a format, which no choice can change. */
const LENGTH = / (?!MAX)\w*(?:LENGTH|BYTES|OVERHEAD)$/u
/** What bounds nothing, and why it does not. */
const NO_BOUNDS: ReadonlyArray<readonly [file: string, names: string, why: string]> = [
  ['bootstrap/program.ts', 'PAGE_PORT', 'an address'],
  ['src/crypto/ed25519-encoding.ts', 'SIGN', 'a format'],
  ['src/crypto/sodium.ts', 'KEM_PUBLIC_KEY KEM_HASH KEM_REJECTION', 'a format'],
  ['src/discovery/core/state-codec.ts', 'FIXED_SIZE', 'a format'],
  ['src/identity/lookup.ts', 'DAY', 'a unit'],
  ['src/identity/safety-number.ts', 'KEY_TYPE', 'a format'],
  ['src/node/coordinator.ts', 'USER_WEIGHT', 'an order of connections'],
  ['src/node/crypto/native-kem.ts', 'PUBLIC_KEY_AT', 'a format'],
  ['src/node/directory.ts', 'COORDINATOR_WEIGHT', 'an order of connections'],
  ['src/node/host/certificate.ts', 'YEAR SHA2_256', 'a unit and a code'],
  ['src/node/host/window-updates.ts', 'WINDOW_UPDATE', 'the type of a frame'],
  ['src/node/runtime.ts', 'CONTACT_WEIGHT USER_WEIGHT', 'an order of connections'],
  ['src/ratchet/envelope.ts', 'HEADER_VERSION MAX_OVERHEAD', 'a format'],
  ['src/ratchet/kem.ts', 'MODULUS', 'of FIPS 203'],
  ['src/ratchet/padding.ts', 'MARK', 'a format'],
  ['src/ratchet/suites.ts', 'SUITE_1', 'a code'],
  ['src/relay/core/records.ts', 'VERSION U32 U64', 'a format'],
  ['src/relay/mailbox-client.ts', 'LAST_ID', 'a format'],
  ['src/store/files.ts', 'OTHERS', 'bits'],
  ['src/store/header.ts', 'NONCE_OFFSET', 'a format'],
  ['src/store/ledger.ts', 'SIZE', 'a format'],
  ['src/store/leveldb-check.ts', 'FULL FIRST LAST UNCOMPRESSED CRC32C_POLYNOMIAL CRC_MASK', 'a format'],
  ['src/store/log-file.ts', 'SIZE', 'a format'],
  ['src/store/open.ts', 'NEVER_USED', 'a state'],
  ['src/store/sequence-file.ts', 'SIZE MASK', 'a format'],
  [
    'src/ui-cli/exit-codes.ts',
    'OK FAILURE USAGE NOT_FOUND UNREACHABLE TRUST TIMEOUT QUEUED INTERRUPTED',
    'codes'
  ],
  ['src/ui-cli/rpc/protocol.ts', 'PARSE_ERROR INVALID_REQUEST METHOD_NOT_FOUND INTERNAL_ERROR', 'codes'],
  ['src/ui-web/views/message-list.tsx', 'NEAR_END NEAR_TOP', 'a look'],
  ['src/ui-web/words/people.ts', 'SHORT', 'a look'],
  ['src/wire/session.ts', 'SESSION_RECORD_FORMAT', 'a format']
]

/** How the page writes a value: number and unit. What follows a number without a unit is for people. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['min', 60_000],
  ['h', 3_600_000],
  ['days', 86_400_000],
  ['KiB', 1_024],
  ['MiB', 1_024 ** 2],
  ['GiB', 1_024 ** 3],
  ['%', 0.01],
  ['per s', 0.001]
])

function filesOf(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: fileURLToPath(root) })
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => !file.endsWith('.d.ts'))
    .sort()
}

/** The numbers of a file as it spells them. */
function spelledIn(file: string): ReadonlyMap<string, string> {
  const source = readFileSync(new URL(file, root), 'utf8')
  return new Map([...source.matchAll(NUMBER)].map(([, name = '', spelled = '']) => [name, spelled]))
}

function valueOf(cell: string): number {
  if (cell.startsWith('0o')) return Number(cell)
  const [, digits = '', unit = ''] =
    /^([\d,.]+)(?: (ms|s|min|h|days|KiB|MiB|GiB|%|per s)(?= |$))?/u.exec(cell) ?? []
  return Number(digits.replaceAll(',', '')) * (UNITS.get(unit) ?? 1)
}

/** Value cells by name, of the section that each file has. */
function rowsOf(page: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>()
  for (const section of page.split(/^## /mu).slice(1)) {
    const [title = ''] = section.split('\n')
    const rows = new Map<string, string>()
    for (const [, name = '', cell = ''] of section.matchAll(/^\| `(\w+)` +\| ([^|]+) \|/gmu)) {
      assert.ok(!rows.has(name), `${name} stands twice in the section ${title}`)
      rows.set(name, cell.trim())
    }
    sections.set(title.replaceAll('`', ''), rows)
  }
  return sections
}

/** The numbers that a file exports. */
async function numbersOf(file: string): Promise<ReadonlyMap<string, number>> {
  const exported = Object.entries((await import(new URL(file, root).href)) as Record<string, unknown>)
  return new Map(exported.filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
}

describe('docs/LIMITS.md', () => {
  const page = readFileSync(new URL('docs/LIMITS.md', root), 'utf8')
  const sections = rowsOf(page)

  it('is about files that are there', () => {
    assert.ok(FILES.length >= 9)
    const named = [...sections.keys()].filter(title => title.endsWith('.ts'))
    for (const file of named) assert.ok(FILES.includes(file), `${file} is no file`)
  })

  it('names tests that are there', () => {
    const cells = [...page.matchAll(/^\| `\w+` +\|.*\| ([^|]+) \|$/gmu)].map(([, cell = '']) => cell)
    const named = cells.flatMap(cell => cell.replaceAll('†', '').split(',')).map(name => name.trim())
    // what stands beside its only use has it in brackets
    const bracketed = [...page.matchAll(/\(([\w/-]+\.spec\.ts)\) \|$/gmu)].map(([, name = '']) => name)
    assert.ok(bracketed.length >= 10)
    const tests = new Set([...named.filter(name => name !== '—'), ...bracketed])
    assert.ok(tests.size >= 30)
    for (const name of tests) assert.ok(existsSync(new URL(`tests/${name}`, root)), `${name} is no test`)
  })

  describe('numbers beside their only use', () => {
    /** Value cells by file and name. */
    const rows = new Map<string, string>()
    for (const [, file = '', names = '', cells = ''] of page.matchAll(
      /^\| `((?:src|bootstrap|scripts)\/[^`]+)` \| ([^|]+) \| ([^|]+) \|/gmu
    )) {
      const values = cells.split(', ')
      for (const [at, [, name = '']] of [...names.matchAll(/`(\w+)`/gu)].entries()) {
        const key = `${file} ${name}`
        assert.ok(!rows.has(key), `${key} stands twice`)
        rows.set(key, values[at] ?? '')
      }
    }
    const exceptions = new Set(
      NO_BOUNDS.flatMap(([file, names]) => names.split(' ').map(name => `${file} ${name}`))
    )

    it('all have a row, or are known to bound nothing', () => {
      assert.ok(OTHERS.length >= 100)
      const found = new Set(
        OTHERS.flatMap(file => [...spelledIn(file).keys()].map(name => `${file} ${name}`))
      )
      assert.ok(found.size >= 100)
      const missing = [...found].filter(key => !LENGTH.test(key) && !rows.has(key) && !exceptions.has(key))
      assert.deepEqual(missing, [])
      const idle = [...exceptions].filter(key => !found.has(key) || rows.has(key) || LENGTH.test(key))
      assert.deepEqual(idle, [])
    })

    it('have the value of their row', () => {
      assert.ok(rows.size >= 80)
      for (const [key, cell] of rows) {
        const [file = '', name = ''] = key.split(' ')
        const spelled = spelledIn(file).get(name) ?? ''
        assert.match(spelled, /^[\d_. *+()-]+$/u, `${key} is no number`)
        const value = Number(runInNewContext(spelled))
        assert.equal(valueOf(cell), value, `${key} is ${spelled}, the page says ${cell}`)
      }
    })
  })

  for (const file of FILES) {
    it(`has every number of ${file}, with its value, and no other`, async () => {
      const numbers = await numbersOf(file)
      const rows = sections.get(file) ?? new Map<string, string>()
      for (const [name, value] of numbers) {
        const cell = rows.get(name)
        assert.ok(cell !== undefined, `${name} has no row`)
        const said = valueOf(cell)
        assert.ok(Math.abs(said - value) <= value * 1e-9, `${name} is ${value}, the page says ${cell}`)
      }
      for (const name of rows.keys()) assert.ok(numbers.has(name), `${name} is no number of that file`)
    })
  }
})
