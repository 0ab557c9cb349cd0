/**
 * `npm run demo`: a real network on this machine, and a story that proves what it does.
 * Exit code 0 only if every step was observed.
 *
 *     npm run demo -- [--times N] [--keep]
 *
 * @packageDocumentation
 */
import { parseArgs } from 'node:util'
import { stderr, stdout } from 'node:process'
import { Network } from './network.ts'
import type { Person } from './network.ts'
import { story } from './story.ts'

async function tell(keep: boolean): Promise<boolean> {
  const began = performance.now()
  const network = await Network.start()
  let observed = true
  try {
    say(`Three coordinators are up (${since(began)}).`)
    const [alice, bob, carol] = (await Promise.all(
      ['Alice', 'Bob', 'Carol'].map(async name => network.join(name))
    )) as [Person, Person, Person]
    const steps = story({ network, alice, bob, carol })
    for (const [index, step] of steps.entries()) {
      const start = performance.now()
      try {
        const { saw, route } = await step.observe()
        say(`✓ ${index + 1}. ${step.title}`)
        say(`     ${saw}${route === undefined ? '' : ` · ${route}`} · ${since(start)}`)
      } catch (error) {
        observed = false
        say(`✗ ${index + 1}. ${step.title}`)
        say(`     expected: ${step.expects}`)
        say(`     saw: ${(error as Error).message}`)
        break
      }
    }
    say(observed ? `All ${steps.length} steps observed in ${since(began)}.` : 'The story ended early.')
    if (keep && observed) await stay(network)
  } finally {
    await network.stop()
  }
  return observed
}

/** Says how another terminal joins, and waits for Ctrl-C. */
async function stay(network: Network): Promise<void> {
  const dana = `${network.folder}/dana`
  const [address] = network.coordinators.filter(({ running }) => running)
  const bootstrap = (await address?.addresses())?.find(known => /\/tcp\/\d+\/p2p\//u.test(known)) ?? ''
  const alice = network.people.find(({ name }) => name === 'Alice')
  say('')
  say('The network stays up. In another terminal:')
  say(`  npm exec -- earshot init --data-dir ${dana} --name Dana`)
  say(`  npm exec -- earshot run --data-dir ${dana} --listen /ip4/127.0.0.1/tcp/0 --bootstrap ${bootstrap}`)
  say('and in a third one:')
  say(
    `  npm exec -- earshot contact add --data-dir ${dana} "$(npm exec -- earshot invite --data-dir ${alice?.folder})"`
  )
  say(`  npm exec -- earshot contact accept Dana --data-dir ${alice?.folder}`)
  say(`  npm exec -- earshot send Alice 'Hello from Dana' --data-dir ${dana}`)
  say(`  npm exec -- earshot messages Dana --data-dir ${alice?.folder}`)
  say('Ctrl-C ends it.')
  await new Promise<void>(resolve => {
    process.once('SIGINT', () => {
      resolve()
    })
    process.once('SIGTERM', () => {
      resolve()
    })
  })
}

function since(start: number): string {
  return `${Math.round(performance.now() - start)} ms`
}

function say(line: string): void {
  stdout.write(`${line}\n`)
}

const usage = `npm run demo -- [--times N] [--keep]

  --times N   tell the story N times, from 1 to 1000
  --keep      leave the network up and say how to join it
  --help      this`

function readOptions(): { readonly times: number; readonly keep: boolean; readonly help: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        times: { type: 'string', default: '1' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false }
      }
    })
    const times = Number(values.times)
    if (!Number.isInteger(times) || times < 1 || times > 1_000) {
      throw new RangeError('--times takes a whole number from 1 to 1000.')
    }
    return { ...values, times }
  } catch (error) {
    stderr.write(`${(error as Error).message}\n\n${usage}\n`)
    process.exit(2)
  }
}

const { times, keep, help } = readOptions()
if (help) {
  say(usage)
  process.exit(0)
}
for (let round = 1; round <= times; round += 1) {
  if (times > 1) say(`— round ${round} of ${times} —`)
  if (!(await tell(keep))) process.exit(1)
}
