// npm run size: what the page costs to load, gzipped, by part; fails above the bound. The first
// load is what index.html reaches statically: with it the first screens show.
import { exit, stdout } from 'node:process'
import { gzipSync } from 'node:zlib'
import { buildPage } from './build-page.ts'

/** The first load, in bytes after gzip. */
const MAX_FIRST_LOAD = 300_000

const { output } = await buildPage({ build: { write: false, sourcemap: false } })
const files = new Map(output.map(file => [file.fileName, file]))

const first = new Set()
const entry = output.find(({ isEntry }) => isEntry)
reach(entry, first)
first.add(files.get('index.html'))
for (const file of output) if (file.type === 'asset') first.add(file)

const lazy = new Map()
for (const file of output) {
  if (first.has(file)) continue
  // a part is named by what asks for it, and counts what nothing before it brought along
  if (!file.isDynamicEntry) continue
  const part = new Set()
  reach(file, part)
  lazy.set(file.name, new Set([...part].filter(each => !first.has(each))))
}

const firstLoad = total(first)
stdout.write(`${line('first load', firstLoad)}   at most ${kilobytes(MAX_FIRST_LOAD)}\n`)
for (const file of [...first].sort((a, b) => size(b) - size(a)))
  stdout.write(`${line(`  ${file.fileName}`, size(file))}\n`)
stdout.write('later, each with what it needs and the first load lacks:\n')
for (const [name, part] of [...lazy].sort((a, b) => total(b[1]) - total(a[1]))) {
  stdout.write(`${line(`  ${name}`, total(part))}\n`)
}
stdout.write(`${line('everything', total(output))}\n`)
if (firstLoad > MAX_FIRST_LOAD) {
  stdout.write('The first load is too large.\n')
  exit(1)
}

/** Adds a chunk and all that it imports statically. */
function reach(chunk, into) {
  if (into.has(chunk)) return
  into.add(chunk)
  for (const name of chunk.imports) reach(files.get(name), into)
}

function size(file) {
  return gzipSync(file.type === 'asset' ? file.source : file.code).length
}

function total(parts) {
  return [...parts].reduce((sum, file) => sum + size(file), 0)
}

function kilobytes(bytes) {
  return `${(bytes / 1_000).toFixed(1)} kB`
}

function line(name, bytes) {
  return `${name.padEnd(40)} ${kilobytes(bytes).padStart(9)}`
}
