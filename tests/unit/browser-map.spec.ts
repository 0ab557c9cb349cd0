import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'

const root = new URL('../../', import.meta.url)
const { browser } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  browser: Record<string, string>
}
const variants = globSync('src/**/*.browser.ts', { cwd: root.pathname }).sort()

/** Names that a module exports; its types are not among them. */
async function exportsOf(path: string): Promise<string[]> {
  return Object.keys((await import(new URL(path, root).href)) as object)
}

describe('browser variants', () => {
  it('stand beside the files that they replace', () => {
    const files = new Set(globSync('src/**/*.ts', { cwd: root.pathname }))
    for (const variant of variants) assert.ok(files.has(variant.replace('.browser.ts', '.ts')), variant)
  })

  it('are all in the browser map, as source and as built', () => {
    const source = variants.map(path => [`./${path.replace('.browser.ts', '.ts')}`, `./${path}`])
    const built = variants.map(path => [
      `./dist/${path.replace('.browser.ts', '.js')}`,
      `./dist/${path.replace('.ts', '.js')}`
    ])
    assert.deepEqual(browser, Object.fromEntries([...source, ...built]))
  })

  // what a page is given beyond that, index.browser.ts says
  for (const variant of variants.filter(path => !path.endsWith('index.browser.ts'))) {
    it(`export nothing that the other does not: ${variant}`, async () => {
      const twin = await exportsOf(variant.replace('.browser.ts', '.ts'))
      for (const name of await exportsOf(variant)) assert.ok(twin.includes(name), name)
    })
  }
})
