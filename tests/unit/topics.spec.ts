/** The programs that take topics tell which there are, and run nothing that was not asked for. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'

const PROGRAMS: ReadonlyArray<readonly [path: string, topic: string]> = [
  ['scripts/nightly.js', 'ratchet'],
  ['bench/main.ts', 'crypto'],
  ['tests/sim/main.ts', 'presence']
]

describe('programs with topics', function () {
  this.timeout(60_000)
  const cwd = fileURLToPath(new URL('../..', import.meta.url))

  for (const [path, topic] of PROGRAMS) {
    const run = (...argv: readonly string[]): ReturnType<typeof spawnSync> =>
      spawnSync(execPath, [path, ...argv], { cwd, encoding: 'utf8' })
    const usage = new RegExp(`Usage: npm run \\w+ -- .*\\nTopics: .*\\b${topic}\\b`, 'u')

    it(`${path} ends with 2 and the topics on one that it does not know`, () => {
      const { status, stdout, stderr } = run('foo')
      assert.equal(status, 2)
      assert.equal(stdout, '')
      assert.match(String(stderr), /^There is no topic foo\.\n/u)
      assert.match(String(stderr), usage)
    })

    it(`${path} has a help`, () => {
      const { status, stdout, stderr } = run('--help')
      assert.equal(status, 0)
      assert.match(String(stdout), usage)
      assert.equal(stderr, '')
    })
  }
})
