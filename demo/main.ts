/**
 * `npm run demo`: a real network on this machine, and a story that proves what it does.
 * Exit code 0 only if every step was observed.
 *
 *     npm run demo -- [--times N] [--keep] | --web
 *
 * @packageDocumentation
 */
import { parseArgs } from 'node:util'
import { stderr, stdout } from 'node:process'
import { Network } from './network.ts'
import type { Person } from './network.ts'
import { openPage } from './page.ts'
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
  say('The network stays up. In another terminal, in this checkout:')
  say(`  npm exec -- earshot init --data-dir ${dana} --name Dana`)
  say(`  npm exec -- earshot run --data-dir ${dana} --listen /ip4/127.0.0.1/tcp/0 --bootstrap ${bootstrap}`)
  say('and in a third one:')
  say(
    `  npm exec -- earshot contact add --data-dir ${dana} "$(npm exec -- earshot invite --data-dir ${alice?.folder})"`
  )
  say(`  npm exec -- earshot contact accept Dana --data-dir ${alice?.folder}`)
  say(`  npm exec -- earshot send Alice 'Hello from Dana' --data-dir ${dana}`)
  say(`  npm exec -- earshot messages Dana --data-dir ${alice?.folder}`)
  await untilInterrupted()
}

/** The network with a page that is one node more, until Ctrl-C. */
async function showWeb(): Promise<void> {
  const network = await Network.start()
  try {
    const people = await Promise.all(['Alice', 'Bob', 'Carol'].map(async name => network.join(name)))
    await Promise.all(people.map(async person => person.start()))
    const [alice] = people as [Person, ...Person[]]
    const { url, invite, close } = await openPage(network, alice)
    say(`The page, with three members, shown by their ids until you are contacts: ${url}`)
    say(`The same with an invite of Alice, who accepts whoever asks: ${invite}`)
    say('')
    say('Two commands for another terminal, in this checkout. Alice writes to you once you are a contact;')
    say('YOURNAME is the name you gave in the page (your id does, too):')
    say(`  npm exec -- earshot send YOURNAME 'Hello from a terminal' --data-dir ${alice.folder}`)
    say(`Somebody else joins in another tab, as a profile of its own: ${url}#profile=dana`)
    say('Their invite is what this prints; paste it under "Use an invite" there:')
    say(`  npm exec -- earshot invite --data-dir ${alice.folder}`)
    say('')
    await untilInterrupted()
    await close()
  } finally {
    await network.stop()
  }
}

async function untilInterrupted(): Promise<void> {
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

const usage = `npm run demo -- [--times N] [--keep] | --web

  --times N   tell the story N times, from 1 to 1000
  --keep      leave the network up and say how to join it
  --web       no story: the network, and a page in the browser that joins it
  --help      this`

interface Options {
  readonly times: number
  readonly keep: boolean
  readonly web: boolean
  readonly help: boolean
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        times: { type: 'string', default: '1' },
        keep: { type: 'boolean', default: false },
        web: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false }
      }
    })
    const times = Number(values.times)
    if (!Number.isInteger(times) || times < 1 || times > 1_000) {
      throw new RangeError('--times takes a whole number from 1 to 1000.')
    }
    if (values.web && (values.keep || times !== 1)) throw new RangeError('--web tells no story.')
    return { ...values, times }
  } catch (error) {
    stderr.write(`${(error as Error).message}\n\n${usage}\n`)
    process.exit(2)
  }
}

const { times, keep, web, help } = readOptions()
if (help) {
  say(usage)
  process.exit(0)
}
if (web) {
  await showWeb()
  process.exit(0)
}
for (let round = 1; round <= times; round += 1) {
  if (times > 1) say(`— round ${round} of ${times} —`)
  if (!(await tell(keep))) process.exit(1)
}
