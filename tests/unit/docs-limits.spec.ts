import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
const FILES = globSync('src/**/{constants,vault-constants}.ts', { cwd: fileURLToPath(root) }).map(file =>
  file.replaceAll('\\', '/')
)

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
    const tests = new Set(named.filter(name => name !== '—'))
    assert.ok(tests.size >= 30)
    for (const name of tests) assert.ok(existsSync(new URL(`tests/${name}`, root)), `${name} is no test`)
  })

  it('names constants that stand beside their use', () => {
    const rows = [...page.matchAll(/^\| `(src\/[^`]+)` \| ([^|]+) \|/gmu)]
    assert.ok(rows.length >= 20)
    for (const [, file = '', names = ''] of rows) {
      const source = readFileSync(new URL(file, root), 'utf8')
      for (const [, name = ''] of names.matchAll(/`(\w+)`/gu)) {
        assert.match(source, new RegExp(`^const ${name}\\b`, 'mu'), `${file} has no ${name}`)
      }
    }
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
