// Generates the protobuf code of src/wire/generated from proto/*.proto.
// With --check it changes nothing and fails if the committed code is not what the sources give.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, execPath, exit, stderr } from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const committed = join(root, 'src/wire/generated')
const files = ['earshot.js', 'earshot.d.ts']

function generate(folder) {
  const sources = readdirSync(join(root, 'proto'))
    .filter(name => name.endsWith('.proto'))
    .sort()
    .map(name => join('proto', name))
  const pbjs = join(root, 'node_modules/protobufjs-cli/bin/pbjs')
  const flags =
    '-t static-module -w esm --dts --force-number --no-convert --no-delimited --no-service --no-verify --no-typeurl'.split(
      ' '
    )
  execFileSync(execPath, [pbjs, ...flags, '-p', 'proto', '-o', join(folder, 'earshot.js'), ...sources], {
    cwd: root,
    stdio: 'inherit'
  })
}

if (argv.includes('--check')) {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-generate-'))
  generate(folder)
  const stale = files.filter(
    name => !readFileSync(join(folder, name)).equals(readFileSync(join(committed, name)))
  )
  rmSync(folder, { recursive: true })
  if (stale.length > 0) {
    stderr.write(`Generated code is out of date: ${stale.join(', ')}. Run: npm run generate\n`)
    exit(1)
  }
} else {
  generate(committed)
}
