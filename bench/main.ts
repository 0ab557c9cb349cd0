/**
 * `npm run bench -- TOPIC [--json]`: measures, and prints a table, or with `--json` one line
 * of JSON as the last line of stdout.
 *
 * @packageDocumentation
 */
import { exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { crypto } from './crypto.ts'
import { discovery } from './discovery.ts'
import { json, table } from './figures.ts'
import type { Figure } from './figures.ts'
import { mainJob } from './main-job.ts'
import { ratchet } from './ratchet.ts'
import { ratchetWeb } from './ratchet-web.ts'
import { testnet } from './testnet.ts'
import { webMemory } from './web-memory.ts'
import { web } from './web.ts'

/** Everything that can be measured. `say` tells people how far it is. */
const TOPICS: ReadonlyMap<string, (say: (line: string) => void) => Promise<readonly Figure[]>> = new Map([
  ['crypto', crypto],
  ['discovery', discovery],
  ['main-job', mainJob],
  ['ratchet', ratchet],
  ['ratchet-web', ratchetWeb],
  ['testnet', testnet],
  ['web', web],
  ['web-memory', webMemory]
])

const USAGE = `Usage: npm run bench -- TOPIC [--json]\nTopics: ${[...TOPICS.keys()].join(', ')}\n`

function usage(problem: string): never {
  stderr.write(`${problem}\n${USAGE}`)
  exit(2)
}

function help(): never {
  stdout.write(USAGE)
  exit(0)
}

function options(): { readonly topic: string; readonly asJson: boolean } {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true
    })
    if (values.help === true) return help()
    const [topic, ...more] = positionals
    if (topic === undefined || more.length > 0) return usage('Give one topic.')
    return { topic, asJson: values.json }
  } catch (error) {
    return usage((error as Error).message)
  }
}

const { topic, asJson } = options()
const measure = TOPICS.get(topic) ?? usage(`There is no topic ${topic}.`)
const figures = await measure(line => stderr.write(`${line}\n`))
stdout.write(`${asJson ? json(topic, figures) : table(figures)}\n`)
// Threads of WebRTC may outlive their connections; everything else has been stopped.
exit(0)
