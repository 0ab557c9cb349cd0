// npm run package:check: packs what `npm run build` made, lets publint and attw look at it,
// installs it into an empty folder as a user would, and runs it from there.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const { name, version, overrides, exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'earshot-package-'))

/** Runs a program, shows what it says, and returns it. */
function run(program, arguments_, cwd = root) {
  const output = execFileSync(program, arguments_, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit']
  })
  stdout.write(output)
  return output
}

function expect(condition, what) {
  if (!condition) throw new Error(`The package is not right: ${what}`)
}

try {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8'
    })
  )
  const tarball = join(folder, packed.filename)
  const files = packed.files.map(({ path }) => path)
  stdout.write(`${packed.filename}: ${files.length} files, ${Math.round(packed.size / 1024)} KiB\n`)
  const stray = files.filter(
    path => !/^(dist|src|bootstrap|bin|proto)\/|^(package\.json|[A-Z-]+(\.md)?)$/u.test(path)
  )
  expect(stray.length === 0, `it holds ${stray.join(', ')}`)

  run(execPath, ['node_modules/publint/src/cli.js', 'run', tarball, '--strict'])
  run(execPath, [
    'node_modules/@arethetypeswrong/cli/dist/index.js',
    tarball,
    '--profile',
    'esm-only',
    '--no-emoji'
  ])

  // The overrides count only at the root, so users have to copy them (README).
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, type: 'module', dependencies: { [name]: `file:${tarball}` }, overrides })
  )
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], folder)
  for (const bin of ['earshot', 'earshot-bootstrap']) {
    const path = join(folder, 'node_modules/.bin', bin)
    expect(run(path, ['--version'], folder).trim() === version, `${bin} --version`)
    expect(run(path, ['--help'], folder).startsWith(`Usage: ${bin}`), `${bin} --help`)
  }
  const profile = run(
    join(folder, 'node_modules/.bin/earshot'),
    ['init', '--name', 'Test', '--json', '--data-dir', 'profile'],
    folder
  )
  expect(JSON.parse(profile).name === 'Test', 'earshot init')
  const entries = Object.keys(exports).filter(entry => !entry.endsWith('.json'))
  for (const entry of entries) {
    run(execPath, ['--input-type=module', '-e', `await import('${join(name, entry)}')`], folder)
  }
  // The pure entries are of use together, and only with the primitives.
  const use = `
    import { nobleBackend as crypto } from '${name}/crypto'
    import { createAccount, safetyNumber } from '${name}/identity'
    import { createPrekeys, publicPrekeys } from '${name}/ratchet'
    import { decodeText, encodeText } from '${name}/wire'
    const rng = length => globalThis.crypto.getRandomValues(new Uint8Array(length))
    const [ann, ben] = [createAccount(crypto, rng), createAccount(crypto, rng)]
    const { text } = decodeText(encodeText({ text: 'hello' }))
    publicPrekeys(crypto, createPrekeys(rng, Date.now()))
    console.log(text, safetyNumber(crypto, ann.publicKey, ben.publicKey))`
  const used = run(execPath, ['--input-type=module', '-e', use], folder)
  expect(/^hello \d{60}$/u.test(used.trim()), 'a safety number from the installed package')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
