/**
 * `npm run sim -- TOPIC [--json] [--seed N]`: simulates, and prints tables, or with `--json` one line of JSON
 * as the last line of stdout. Draws a plot beside the results of the benchmarks.
 *
 * @packageDocumentation
 */
import { writeFileSync } from 'node:fs'
import { exit, stderr, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { json } from '../../bench/figures.ts'
import { calibrate } from './calibrate.ts'
import { messaging } from './messaging.ts'
import { messagingPage } from './messaging-page.ts'
import { presence } from './presence.ts'
import { presencePage } from './presence-page.ts'
import { search } from './search.ts'
import type { Page } from './page.ts'

/** Repeats what was published. */
const SEED = 1

type Run = (seed: number, say: (line: string) => void) => Promise<Page>

const TOPICS: ReadonlyMap<string, Run> = new Map<string, Run>([
  ['presence', async (seed, say) => presencePage(presence(seed, say))],
  ['messaging', async (seed, say) => messagingPage(await messaging(seed, say))],
  ['search', search],
  ['calibrate', calibrate]
])

const USAGE = `Usage: npm run sim -- TOPIC [--json] [--seed N]\nTopics: ${[...TOPICS.keys()].join(', ')}\n`

function usage(problem: string): never {
  stderr.write(`${problem}\n${USAGE}`)
  exit(2)
}

function help(): never {
  stdout.write(USAGE)
  exit(0)
}

interface Options {
  readonly topic: string
  readonly run: Run
  readonly asJson: boolean
  readonly seed: number
}

function options(): Options {
  try {
    const { values, positionals } = parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        seed: { type: 'string', default: `${SEED}` },
        help: { type: 'boolean', short: 'h' }
      },
      allowPositionals: true
    })
    if (values.help === true) return help()
    const [topic, ...more] = positionals
    if (topic === undefined || more.length > 0) return usage('Give one topic.')
    const run = TOPICS.get(topic)
    if (run === undefined) return usage(`There is no topic ${topic}.`)
    const seed = Number(values.seed)
    if (!Number.isSafeInteger(seed) || seed < 1) return usage('A seed is a whole number from 1.')
    return { topic, run, asJson: values.json, seed }
  } catch (error) {
    return usage((error as Error).message)
  }
}

const { topic, run, asJson, seed } = options()
const { figures, text, plot } = await run(seed, line => stderr.write(`${line}\n`))
if (plot !== undefined) {
  writeFileSync(fileURLToPath(new URL(`../../bench/results/${topic}.svg`, import.meta.url)), plot)
}
stdout.write(`${asJson ? json(topic, figures) : text}\n`)
