/**
 * A wire with delay and loss between processes of this machine, each in a network namespace of its
 * own: `wire.c` carries the packets. The namespaces have no names and live as long as the processes
 * in them, which end with this one: whatever happens, nothing is left.
 *
 * @packageDocumentation
 *
 * @example
 *
 * ```TypeScript
 * const wire = await startWire({ delay: 50, loss: 1 }, [fileURLToPath(new URL('child.ts', import.meta.url))])
 * wire.ends[0]?.child.send('listen on 10.77.1.1')
 * say(await wire.stop())
 * ```
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath, platform } from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ChildProcess } from 'node:child_process'

export interface WireOptions {
  /** One way, between any two of its ends (ms). */
  readonly delay: number
  /** Percent of the packets, each way. */
  readonly loss: number
}

/** A process behind the wire. */
export interface WireEnd {
  readonly child: ChildProcess
}

export interface Wire {
  readonly ends: readonly WireEnd[]
  /** Ends the processes, too. @returns what it carried, for people */
  stop(): Promise<string>
}

/** What the addresses of the n-th end begin with, from 1: `10.77.1` has `10.77.1.1` to `10.77.1.254`. */
export function networkOf(end: number): string {
  return `10.77.${end}`
}

/** Why there can be no wire on this machine, for people; undefined: there can. */
export function whyNoWire(): string | undefined {
  if (platform !== 'linux') return 'only Linux has network namespaces'
  if (!existsSync('/dev/net/tun')) return 'there is no /dev/net/tun'
  for (const command of ['cc', 'ip']) {
    const { error } = spawnSync(command, ['-V'], { stdio: 'ignore' })
    if (error !== undefined) return `there is no command ${command}`
  }
  // not only for its own user: the wire has to get in
  const isAllowed = spawnSync('unshare', ['--net', 'true'], { stdio: 'ignore' }).status === 0
  return isAllowed ? undefined : 'network namespaces are for root'
}

/**
 * Starts a process for each module, in a namespace of its own, and the wire between them.
 *
 * @param modules - paths and their arguments; each can be sent messages at once
 */
export async function startWire(
  { delay, loss }: WireOptions,
  modules: ReadonlyArray<readonly string[]>
): Promise<Wire> {
  const ends: WireEnd[] = []
  let wire: ChildProcess | undefined
  const stop = async (): Promise<string> => {
    const running = ends.filter(({ child }) => child.exitCode === null && child.signalCode === null)
    for (const { child } of running) child.kill()
    await Promise.all(running.map(async ({ child }) => once(child, 'exit')))
    return wire === undefined ? '' : await unplugged(wire)
  }
  try {
    for (const module of modules) {
      const child = spawn('unshare', ['--net', execPath, ...module], {
        // stdout is for the figures
        stdio: ['ignore', 2, 2, 'ipc'],
        serialization: 'advanced'
      })
      ends.push({ child })
    }
    await Promise.all(ends.map(async ({ child }) => inside(child)))
    const pids = ends.map(({ child }) => String(child.pid))
    wire = await plugged([String(delay), String(loss), '1', ...pids])
  } catch (error) {
    await stop()
    throw error
  }
  return { ends, stop }
}

/** It is in its namespace when it can speak. */
async function inside(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('a process behind the wire has ended at once')
  })
  await Promise.race([once(child, 'message'), ended])
  ended.catch(() => undefined)
}

async function plugged(given: readonly string[]): Promise<ChildProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-wire-'))
  try {
    const program = join(folder, 'wire')
    const source = fileURLToPath(new URL('wire.c', import.meta.url))
    const compiled = spawnSync('cc', ['-O2', '-o', program, source], { encoding: 'utf8' })
    if (compiled.status !== 0) throw new Error(`wire.c: ${compiled.stderr}`)
    const wire = spawn(program, given, { stdio: ['pipe', 'pipe', 'inherit'] })
    const ended = once(wire, 'exit').then(() => {
      throw new Error('there is no wire')
    })
    await Promise.race([once(createInterface(wire.stdout), 'line'), ended])
    ended.catch(() => undefined)
    return wire
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function unplugged(wire: ChildProcess): Promise<string> {
  const { stdin, stdout } = wire
  if (stdin === null || stdout === null || wire.exitCode !== null || wire.signalCode !== null)
    return 'it broke'
  const counted = once(createInterface(stdout), 'line') as Promise<[string]>
  stdin.end()
  const [carried = 0, lost = 0, overflowed = 0] = (await counted)[0].split(' ').map(Number)
  const percent = ((100 * lost) / Math.max(1, carried + lost)).toFixed(2)
  return `${carried} packets carried, ${lost} lost (${percent} %), ${overflowed} did not fit`
}
