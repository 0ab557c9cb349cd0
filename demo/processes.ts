/**
 * Earshot as separate processes: the commands that a user types, started with the Node
 * that runs this file. The demo and the end-to-end tests share it.
 *
 * @packageDocumentation
 */
import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { devNull } from 'node:os'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

/** One line of NDJSON. */
export type Line = Readonly<Record<string, unknown>>

/** What a command that ran to its end left behind. */
export interface Finished {
  readonly code: number
  readonly lines: readonly Line[]
  readonly stderr: string
  readonly ms: number
}

const COMMANDS: Readonly<Record<'earshot' | 'earshot-bootstrap', string>> = {
  earshot: fileURLToPath(new URL('../bin/earshot.js', import.meta.url)),
  'earshot-bootstrap': fileURLToPath(new URL('../bin/earshot-bootstrap.js', import.meta.url))
}

/** Longest time a command may take, beyond its own timeouts. */
const COMMAND_DEADLINE = 30_000
/** Longest time a process may take to end after SIGTERM. */
const STOP_DEADLINE = 10_000
/** Kept of what a command says on stderr, in characters. */
const STDERR_KEPT = 64 * 1024
/** Kept of what a process that stays says there: enough for everything that `DEBUG=*` logs in a test. */
const LOG_KEPT = 64 * 1024 * 1024
/** Repeated of it in an error. */
const LOG_QUOTED = 4 * 1024

type Child = ChildProcessByStdio<null, Readable, Readable>

function start(command: keyof typeof COMMANDS, args: readonly string[], env: NodeJS.ProcessEnv): Child {
  return spawn(process.execPath, [COMMANDS[command], ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // No configuration of whoever runs this: it could take us to another network.
    env: { ...process.env, XDG_CONFIG_HOME: devNull, ...env }
  })
}

/** Runs a command with `--json --no-input` to its end. */
export async function command(
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly deadline?: number } = {}
): Promise<Finished> {
  const began = performance.now()
  const child = start('earshot', [...args, '--json', '--no-input'], options.env ?? {})
  const lines: Line[] = []
  let stderr = ''
  createInterface({ input: child.stdout }).on('line', line => lines.push(JSON.parse(line) as Line))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-STDERR_KEPT)
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), options.deadline ?? COMMAND_DEADLINE)
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  clearTimeout(timer)
  if (code === null) throw new Error(`earshot ${args[0]} did not end in time (${signal}): ${stderr}`)
  return { code, lines, stderr, ms: Math.round(performance.now() - began) }
}

/** A process that stays: `earshot run` or `earshot-bootstrap`. */
export class Daemon {
  readonly name: string
  /** Every line so far. */
  readonly lines: Line[] = []
  readonly #child: Child
  readonly #closed: Promise<number | null>
  #wake: Array<() => void> = []
  #log: string[] = []
  #logLength = 0

  constructor(
    name: string,
    program: keyof typeof COMMANDS,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {}
  ) {
    this.name = name
    this.#child = start(program, [...args, '--json'], env)
    createInterface({ input: this.#child.stdout }).on('line', line => {
      this.#take(line)
      this.#notify()
    })
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#keep(text)
    })
    this.#closed = once(this.#child, 'close').then(([code]) => {
      this.#notify()
      return code as number | null
    })
  }

  /** The signal that ended it. */
  get signal(): NodeJS.Signals | null {
    return this.#child.signalCode
  }

  /** What it said on stderr: all of it, or the end. */
  get stderr(): string {
    return this.#log.join('')
  }

  get pid(): number {
    return this.#child.pid ?? -1
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /**
   * The first line that satisfies, also if it came before.
   *
   * @throws if none comes within `deadline` milliseconds, or the process ends
   */
  async line(what: string, holds: (line: Line) => boolean, deadline: number = 30_000): Promise<Line> {
    const end = performance.now() + deadline
    for (;;) {
      const found = this.lines.find(holds)
      if (found !== undefined) return found
      const left = end - performance.now()
      if (left <= 0 || !this.running) {
        const last = this.lines.at(-1)
        throw new Error(
          `${this.name}: expected ${what}, saw ${last === undefined ? 'nothing' : JSON.stringify(last)}` +
            `${this.running ? '' : ' and the process has ended'}${this.#quoted()}`
        )
      }
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, left)
        this.#wake.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }

  /** The first event of that name that satisfies. */
  async event(name: string, holds: (line: Line) => boolean = () => true, deadline?: number): Promise<Line> {
    return await this.line(`event ${name}`, line => line['event'] === name && holds(line), deadline)
  }

  /** The addresses of its `ready` line. */
  async addresses(): Promise<readonly string[]> {
    return (await this.event('ready'))['addresses'] as readonly string[]
  }

  /** Ends it like a user with SIGTERM. @returns its exit code */
  async stop(): Promise<number | null> {
    if (this.running) this.#child.kill('SIGTERM')
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_DEADLINE)
    const code = await this.#closed
    clearTimeout(timer)
    return code
  }

  /** Waits for its end, which somebody else brings about. @throws if that takes too long */
  async ended(deadline: number = 60_000): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`${this.name}: expected its end, saw it run on${this.#quoted()}`))
      }, deadline)
    })
    await Promise.race([this.#closed, late])
    clearTimeout(timer)
  }

  /** Ends it like a power cut. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#closed
  }

  #take(line: string): void {
    try {
      this.lines.push(JSON.parse(line) as Line)
    } catch {
      // Whoever is killed may leave half a line.
      this.#keep(`no JSON: ${line}\n`)
    }
  }

  #keep(text: string): void {
    this.#log.push(text)
    this.#logLength += text.length
    while (this.#logLength > LOG_KEPT) this.#logLength -= this.#log.shift()?.length ?? this.#logLength
  }

  #quoted(): string {
    const { stderr } = this
    return stderr === '' ? '' : `\n${stderr.slice(-LOG_QUOTED)}`
  }

  #notify(): void {
    for (const wake of this.#wake.splice(0)) wake()
  }
}
