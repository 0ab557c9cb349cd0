/**
 * Two people who have agreed to talk, each a process of its own.
 *
 * @packageDocumentation
 */
import assert from 'node:assert/strict'
import type { Network, Person } from '../../demo/network.ts'
import type { Daemon, Line } from '../../demo/processes.ts'

/** Two contacts whose nodes run, have three mailboxes each, and are linked. */
export interface Friends {
  readonly alice: Person
  readonly bob: Person
}

/** An event that does not come by then will not (ms): CI machines are slow and shared. */
export const PATIENCE = 60_000

/** Alice invites, Bob asks, Alice accepts. @param env of their nodes */
export async function befriend(network: Network, env: NodeJS.ProcessEnv = {}): Promise<Friends> {
  const [alice, bob] = [await network.join('Alice'), await network.join('Bob')]
  for (const person of [alice, bob]) {
    const node = await person.start(env)
    await node.event('mailboxes', line => line['held'] === 3, PATIENCE)
  }
  const invite = await succeeds(alice, 'invite')
  await succeeds(bob, 'contact', 'add', String(invite[0]?.['link']))
  await running(alice).event('request', undefined, PATIENCE)
  await succeeds(alice, 'contact', 'accept', bob.userId)
  await linked(alice, bob)
  return { alice, bob }
}

/** A command that has to end with 0. */
export async function succeeds(person: Person, ...args: readonly string[]): Promise<readonly Line[]> {
  const { code, lines, stderr } = await person.run(...args)
  assert.equal(code, 0, `${person.name}: earshot ${args.join(' ')}: ${stderr}`)
  return lines
}

/** The node of a person that has one. */
export function running(person: Person): Daemon {
  assert.ok(person.node !== undefined, `${person.name} runs`)
  return person.node
}

/** Both nodes have a link to the other, in their present lives. */
export async function linked(alice: Person, bob: Person): Promise<void> {
  const to = (other: Person) => (line: Line) => line['userId'] === other.userId && line['state'] === 'CONNECTED'
  await Promise.all([
    running(alice).event('link', to(bob), PATIENCE),
    running(bob).event('link', to(alice), PATIENCE)
  ])
}

/** What `messages` prints of the conversation with somebody. */
export async function history(person: Person, other: Person): Promise<readonly Line[]> {
  return await succeeds(person, 'messages', other.userId)
}
