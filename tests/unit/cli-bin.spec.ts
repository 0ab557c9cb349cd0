import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import process, { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { version, engines } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

/** Runs a program as another process, on a Node that says it is of this version. */
function run(
  program: string,
  argv: readonly string[],
  node?: string,
  configHome: string = devNull
): { status: number | null; stdout: string; stderr: string } {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${node}' })`
  const flags = node === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`]
  const env = { ...process.env, XDG_CONFIG_HOME: configHome }
  return spawnSync(execPath, [...flags, `bin/${program}.js`, ...argv], { cwd: root, env, encoding: 'utf8' })
}

describe('programs of the package', () => {
  for (const program of ['earshot', 'earshot-bootstrap']) {
    it(`${program} starts from the sources, and ends with the code of its command line`, () => {
      assert.deepEqual(pick(run(program, ['--version'])), [0, `${version}\n`, ''])
      const wrong = run(program, ['--frobnicate'])
      assert.equal(wrong.status, 2)
      assert.match(wrong.stderr, new RegExp(`^${program}: .*--frobnicate.*\n$`, 'u'))
      assert.equal(run(program, ['--config', 'x']).status, 2)
    })

    it(`${program} says in one line that Node is too old`, () => {
      for (const old of ['16.20.2', '20.20.2', '22.17.1']) {
        const { status, stdout, stderr } = run(program, ['--version'], old)
        assert.deepEqual([status, stdout], [1, ''])
        assert.match(stderr, /^Earshot needs Node 22\.18 or newer; this is Node [\d.]+\.\n$/u)
      }
      for (const young of ['22.18.0', '24.0.0']) assert.equal(run(program, ['--version'], young).status, 0)
    })
  }

  it('the demo explains itself, also to who asks for what it cannot do', () => {
    const demo = (...argv: string[]): ReturnType<typeof pick> =>
      pick(spawnSync(execPath, ['demo/main.ts', ...argv], { cwd: root, encoding: 'utf8' }))
    const [code, usage, silence] = demo('--help')
    assert.deepEqual([code, silence], [0, ''])
    assert.match(usage, /--times N[^]*--keep/u)
    for (const argv of [['--frobnicate'], ['--times', '0'], ['--times']]) {
      const [code, nothing, complaint] = demo(...argv)
      assert.deepEqual([code, nothing], [2, ''])
      assert.ok(complaint.endsWith(usage))
      assert.doesNotMatch(complaint, /\n +at /u)
    }
  })

  it('earshot reads its configuration where the system keeps such files', function () {
    if (process.platform !== 'linux') {
      process.stdout.write('      skipped: on this system that folder is another one\n')
      this.skip()
    }
    const home = mkdtempSync(join(tmpdir(), 'earshot-home-'))
    try {
      mkdirSync(join(home, 'earshot'))
      writeFileSync(join(home, 'earshot', 'config.toml'), 'frobnicate = 1')
      const { status, stderr } = run('earshot', ['status'], undefined, home)
      assert.equal(status, 2)
      assert.match(stderr, /earshot\/config\.toml: .*frobnicate/u)
    } finally {
      rmSync(home, { recursive: true })
    }
  })

  it('earshot writes for this user alone', function () {
    this.timeout(20_000)
    const folder = mkdtempSync(join(tmpdir(), 'earshot-bin-'))
    try {
      assert.equal(run('earshot', ['init', '--name', 'Alice', '--no-input', '--data-dir', folder]).status, 0)
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      assert.ok(files.some(file => file.startsWith('records/')))
      for (const file of files) assert.equal(statSync(join(folder, file)).mode & 0o077, 0, file)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('need the Node that package.json asks for', () => {
    assert.equal(engines.node, '>=22.18')
  })
})

function pick({
  status,
  stdout,
  stderr
}: ReturnType<typeof run>): [code: number | null, stdout: string, stderr: string] {
  return [status, stdout, stderr]
}
