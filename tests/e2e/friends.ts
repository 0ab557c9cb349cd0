/**
 * Two people who have agreed to talk, each a process of its own.
 *
 * @packageDocumentation
 */
import assert from 'node:assert/strict'
import type { Network, Person } from '../../demo/network.ts'
import type { Daemon, Line } from '../../demo/processes.ts'
import type { MessageLine } from '../../src/node/index.ts'
import type { Api } from '../../src/ui-cli/api.ts'
import { connectDaemon } from '../../src/ui-cli/rpc/remote.ts'
import { socketOf } from '../../src/ui-cli/socket-path.ts'

/** Two people whose nodes run with three mailboxes each. */
export interface Friends {
  readonly alice: Person
  readonly bob: Person
}

/** What does not happen by then will not (ms): test machines are slow and shared. */
export const PATIENCE = 60_000

/** Alice has invited Bob, and has his request. @param environment of their nodes */
export async function meet(network: Network, environment: NodeJS.ProcessEnv = {}): Promise<Friends> {
  const [alice, bob] = await Promise.all([network.join('Alice'), network.join('Bob')])
  await Promise.all(
    [alice, bob].map(async person => {
      const node = await person.start(environment)
      await node.event('mailboxes', line => line['held'] === 3, PATIENCE)
    })
  )
  const invite = await succeeds(alice, 'invite')
  await succeeds(bob, 'contact', 'add', String(invite[0]?.['link']))
  await running(alice).event('request', undefined, PATIENCE)
  return { alice, bob }
}

/** They are contacts and have a link. */
export async function befriend(network: Network, environment: NodeJS.ProcessEnv = {}): Promise<Friends> {
  const { alice, bob } = await meet(network, environment)
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
  const to = (other: Person) => (line: Line) =>
    line['userId'] === other.userId && line['state'] === 'CONNECTED'
  await Promise.all([
    running(alice).event('link', to(bob), PATIENCE),
    running(bob).event('link', to(alice), PATIENCE)
  ])
}

/** Asks the running node over its socket, as the commands do, without a process for each. */
export async function ask<T>(person: Person, question: (api: Api) => Promise<T>): Promise<T> {
  const path = socketOf(person.folder)
  const api =
    path === undefined ? undefined : await connectDaemon(path, PATIENCE, AbortSignal.timeout(2 * PATIENCE))
  assert.ok(api !== undefined, `${person.name}’s node listens`)
  try {
    return await question(api)
  } finally {
    await api.close()
  }
}

/** The conversation with somebody, as a running node has it. */
export async function history(person: Person, other: Person): Promise<readonly MessageLine[]> {
  return await ask(person, async api => await api.messages(other.userId, { limit: 1_000 }))
}
