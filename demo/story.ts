/**
 * The story that the demo tells. Every step does what a user would type, and ends with what
 * was observed; a step that observes something else ends the story.
 *
 * @packageDocumentation
 */
import type { Network, Person } from './network.ts'
import type { Daemon, Finished, Line } from './processes.ts'

/** What a step saw, for people. */
export interface Evidence {
  readonly saw: string
  readonly route?: string
}

/** One step of the story. */
export interface StoryStep {
  readonly title: string
  readonly expects: string
  observe(): Promise<Evidence>
}

/** Everybody in the story. */
export interface Cast {
  readonly network: Network
  readonly alice: Person
  readonly bob: Person
  readonly carol: Person
}

/** The steps in order. */
export function story({ network, alice, bob, carol }: Cast): readonly StoryStep[] {
  let link = ''
  let storedId = ''
  return [
    {
      title: 'Alice, Bob and Carol start, each knowing one bootstrap node',
      expects: 'three nodes with three mailboxes each',
      async observe() {
        await Promise.all([alice, bob, carol].map(async person => person.start()))
        await Promise.all([alice, bob, carol].map(async person => mailboxes(person, 3)))
        return { saw: 'mailboxes 3/3 for each' }
      }
    },
    {
      title: 'Alice makes an invite, Bob asks with it',
      expects: 'a request at Alice',
      async observe() {
        link = text(done(await alice.run('invite')), 'link')
        done(await bob.run('contact', 'add', link))
        const request = await node(alice).event('request', line => line['userId'] === bob.userId)
        return { saw: `link of ${link.length} characters, request from ${String(request['name'])}` }
      }
    },
    {
      title: 'Alice accepts',
      expects: 'Bob is a contact on both sides',
      async observe() {
        done(await alice.run('contact', 'accept', bob.userId))
        await node(bob).event(
          'link',
          line => line['userId'] === alice.userId && line['state'] === 'CONNECTED'
        )
        await accepted(bob, alice)
        return { saw: 'accepted, and a link is open' }
      }
    },
    {
      title: 'Alice writes to Bob while both are there',
      expects: 'delivered, direct',
      async observe() {
        const [sent] = done(await alice.run('send', bob.userId, 'Can you hear me?'))
        same('state', sent?.['state'], 'delivered')
        same('route', sent?.['route'], 'direct')
        await shown(node(bob), 'Can you hear me?')
        return { saw: `delivered in ${String(sent?.['ms'])} ms, shown at Bob`, route: 'direct' }
      }
    },
    {
      title: 'Carol shows up in Bob’s member list, though nobody gave him her address',
      expects: 'Carol reachable via somebody',
      async observe() {
        const presence = await node(bob).event(
          'presence',
          line => line['userId'] === carol.userId && line['status'] !== 'offline'
        )
        const members = done(await bob.run('members'))
        const line = members.find(member => member['userId'] === carol.userId)
        if (line === undefined) throw new Error('expected Carol among the members, saw none')
        const via = text([line], 'via')
        return { saw: `${String(presence['status'])} via ${shorten(via)}` }
      }
    },
    {
      title: 'Bob goes away; Alice writes again',
      expects: 'stored 3/3',
      async observe() {
        const ended = await node(bob).stop()
        if (ended !== 0) throw new Error(`Bob’s node ended with ${ended}: ${node(bob).stderr}`)
        const [sent] = done(
          await alice.run('send', bob.userId, 'Read this when you are back', '--wait', 'stored')
        )
        storedId = text([sent ?? {}], 'id')
        same('state', sent?.['state'], 'stored')
        same('stored', sent?.['stored'], '3/3')
        const route = String(sent?.['route'])
        return {
          saw: `stored 3/3 in ${String(sent?.['ms'])} ms`,
          route: route.replaceAll(/\w{44,}/gu, shorten)
        }
      }
    },
    {
      title: 'The bootstrap node and Alice die (SIGKILL)',
      expects: 'both processes gone',
      async observe() {
        const [bootstrap] = network.coordinators
        await Promise.all([bootstrap?.kill(), node(alice).kill()])
        network.forgetBootstrap()
        return { saw: `pids ${bootstrap?.pid} and ${node(alice).pid} killed` }
      }
    },
    {
      title: 'Bob comes back without any bootstrap address',
      expects: 'the message, exactly once',
      async observe() {
        await bob.start()
        await shown(node(bob), 'Read this when you are back')
        const before = count(await history(bob, alice), storedId)
        same('times in Bob’s history', before, 1)
        return { saw: 'shown once, from his own cache of coordinators', route: 'mailbox' }
      }
    },
    {
      title: 'Alice comes back',
      expects: 'her message turns delivered',
      async observe() {
        await alice.start()
        await node(alice).event(
          'receipt',
          line => line['id'] === storedId && line['state'] === 'delivered',
          30_000
        )
        return { saw: 'delivered' }
      }
    },
    {
      title: 'Bob answers',
      expects: 'the reply at Alice, and nothing doubled',
      async observe() {
        const [sent] = done(await bob.run('send', alice.userId, 'Loud and clear'))
        await shown(node(alice), 'Loud and clear')
        same('messages at Bob', (await history(bob, alice)).length, 3)
        same('messages at Alice', (await history(alice, bob)).length, 3)
        same(
          'events at Bob',
          node(bob).lines.filter(line => line['event'] === 'message' && line['id'] === storedId).length,
          1
        )
        return {
          saw: `${String(sent?.['state'])} in ${String(sent?.['ms'])} ms`,
          route: String(sent?.['route'])
        }
      }
    }
  ]
}

function node(person: Person): Daemon {
  if (person.node === undefined) throw new Error(`${person.name} does not run`)
  return person.node
}

function done({ code, lines, stderr }: Finished): readonly Line[] {
  if (code !== 0) throw new Error(`expected exit code 0, saw ${code}: ${stderr.trim()}`)
  return lines
}

function same(what: string, saw: unknown, expected: unknown): void {
  if (saw !== expected) throw new Error(`${what}: expected ${String(expected)}, saw ${String(saw)}`)
}

function text(lines: readonly Line[], field: string): string {
  const value = lines[0]?.[field]
  if (typeof value !== 'string' || value === '') throw new Error(`expected a ${field}, saw ${String(value)}`)
  return value
}

async function mailboxes(person: Person, held: number): Promise<void> {
  await node(person).event('mailboxes', line => line['held'] === held)
}

/** Asks until the contact is accepted: nothing tells of it but the list. */
async function accepted(person: Person, other: Person): Promise<void> {
  const end = performance.now() + 10_000
  for (;;) {
    const contacts = done(await person.run('contact', 'list'))
    const state = contacts.find(line => line['userId'] === other.userId)?.['state']
    if (state === 'accepted') return
    if (performance.now() > end) same(`${other.name} in ${person.name}’s contacts`, state, 'accepted')
  }
}

async function shown(daemon: Daemon, message: string): Promise<void> {
  await daemon.event('message', line => line['text'] === message, 20_000)
}

async function history(person: Person, other: Person): Promise<readonly Line[]> {
  return done(await person.run('messages', other.userId))
}

function count(lines: readonly Line[], id: string): number {
  return lines.filter(line => line['id'] === id).length
}

function shorten(id: string): string {
  return `…${id.slice(-6)}`
}
