/**
 * A command in this process: its own folder, streams and environment, and a fake node
 * behind the only port that a command has to the world.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TypedEventEmitter } from 'main-event'
import { NotFoundError } from '../../src/errors.ts'
import type {
  CoordinatorOptions,
  EarshotNode,
  MessageLine,
  NodeEvent,
  NodeEvents,
  NodeOptions
} from '../../src/node/api.ts'
import { VaultLockedError, VaultMissingError, WrongPassphraseError } from '../../src/store/errors.ts'
import type { Echo, NodeModule, Surroundings } from '../../src/ui-cli/context.ts'
import { InterruptedError } from '../../src/ui-cli/errors.ts'
import { earshot } from '../../src/ui-cli/program.ts'

export const ALICE = '12D3KooWAliceAliceAliceAliceAliceAliceAliceAliceAlice'
export const BOB = '12D3KooWBobBobBobBobBobBobBobBobBobBobBobBobBobBobBo'
/** Where somebody could be. */
export const COORDINATOR: string = `/ip4/192.0.2.1/tcp/4001/p2p/${BOB}`

/** A fake node in a folder of its own; `changes` replaces methods. */
export interface FakeProfile extends Disposable {
  readonly folder: string
  readonly module: NodeModule
  /** The options of every node that was opened. */
  readonly opened: NodeOptions[]
  /** The same of coordinators. */
  readonly coordinators: CoordinatorOptions[]
  /** How many of them run now. */
  running(): number
  /** As if somebody else held the lock. */
  locked: boolean
  /** What the vault is opened with; absent means its key file. */
  passphrase?: string
  /** Happens at the node that runs. */
  emit(event: NodeEvent): void
  /** Commands to end when the test has ended. */
  readonly commands: AbortController[]
}

export function fakeProfile(changes: Partial<EarshotNode> = {}): FakeProfile {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-cli-'))
  const opened: NodeOptions[] = []
  const holders = new Set<NodeOptions>()
  const profile: FakeProfile = {
    folder,
    opened,
    coordinators: [],
    commands: [],
    locked: false,
    running: () => holders.size,
    emit(event) {
      for (const options of holders) options.onEvent?.(event)
    },
    module: {
      async createNode(options) {
        options.signal?.throwIfAborted()
        if (profile.locked || holders.size > 0) throw new VaultLockedError('The vault is in use')
        if (options.folder !== folder) throw new VaultMissingError('No vault here')
        const given = options.unlock.kind === 'passphrase' ? options.unlock.passphrase : undefined
        if (options.create !== true && given !== profile.passphrase) throw new WrongPassphraseError('Wrong')
        opened.push(options)
        holders.add(options)
        const node = fakeNode(() => holders.delete(options))
        return { ...node, protectedBy: options.unlock.kind, ...changes }
      },
      async createCoordinator(options) {
        options.signal?.throwIfAborted()
        profile.coordinators.push(options)
        return { peerId: 'coordinator', addresses: () => ['/ip4/127.0.0.1/tcp/4001'], stop: async () => {} }
      }
    },
    [Symbol.dispose]() {
      for (const command of profile.commands) command.abort()
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return profile
}

export function line(id: string, text: string, changes: Partial<MessageLine> = {}): MessageLine {
  return { id, from: BOB, to: ALICE, kind: 'text', text, at: 1, state: 'received', stored: null, ...changes }
}

/** A node that knows Bob and has done everything. */
export function fakeNode(onStop: () => void = () => {}): EarshotNode {
  const bob = { userId: BOB, name: 'Bob', state: 'accepted', verified: false } as const
  return {
    userId: ALICE,
    peerId: 'peer',
    name: 'Alice',
    protectedBy: 'key-file',
    events: new TypedEventEmitter<NodeEvents>(),
    addresses: () => ['/ip4/127.0.0.1/tcp/4001/p2p/peer'],
    async resolve(user) {
      if (user !== 'Bob' && user !== BOB) throw new NotFoundError(`Nobody here is called ${user}`)
      return BOB
    },
    createInvite: async ({ page } = {}) => ({
      link: `${page ?? 'web+earshot:'}#i=abc`,
      id: 'i1',
      expires: 5
    }),
    invites: async () => [{ id: 'i1', expires: 5, state: 'open' }],
    revokeInvite: async () => {},
    addContact: async () => ({ userId: BOB, name: 'Bob', state: 'requested', handedOver: true }),
    contacts: async () => [bob],
    requests: async () => [{ userId: BOB, name: 'Bob', at: 3 }],
    accept: async () => ({ userId: BOB, name: 'Bob', state: 'accepted', handedOver: false }),
    verify: async () => ({ userId: BOB, name: 'Bob', safetyNumber: '12345', verified: false }),
    reject: async () => {},
    block: async () => {},
    networks: async () => [{ name: 'public', kind: 'open' }],
    createNetwork: async name => ({ name, secret: `${name}:abcd` }),
    joinNetwork: async network => ({
      name: 'name' in network ? network.name : 'family',
      kind: 'name' in network ? 'open' : 'private'
    }),
    leaveNetwork: async () => {},
    send: async () => ({ id: 'm1', state: 'delivered', stored: '0/3', route: 'direct', ms: 4 }),
    messages: async (_user, { limit = 1_000 } = {}) => [line('m1', 'one'), line('m2', 'two')].slice(-limit),
    async missing() {
      return 0
    },
    members: async () => [{ userId: BOB, name: 'Bob', status: 'direct', via: null, lastSeen: 2 }],
    trace: async userId => ({ userId, route: 'direct', attempts: [], whyNotDirect: null }),
    status: async () => ({
      userId: ALICE,
      peerId: 'peer',
      addresses: [],
      links: 1,
      mailboxes: { held: 3, wanted: 3 },
      queued: 0,
      coordinators: 3,
      uptime: 10
    }),
    wake: async () => undefined,
    stop: async () => onStop()
  }
}

/** A command that runs, and what it has said so far. */
export interface Running {
  readonly code: Promise<number>
  stdout(): string
  stderr(): string
  /** The lines of stdout as JSON. */
  lines(): Array<Record<string, unknown>>
  /** Resolves when stdout matches; rejects if the command ends before. */
  saw(pattern: RegExp): Promise<void>
  interrupt(by: NodeJS.Signals): void
  /** What the person was asked, and whether the answer showed. */
  readonly asked: ReadonlyArray<readonly [question: string, echo: Echo]>
}

interface StartOptions {
  readonly env?: Surroundings['env']
  readonly stdin?: string | Uint8Array | Promise<never>
  /** What the person at the terminal answers; absent if nobody is there. */
  readonly answers?: string[]
  /** Of the terminal; absent if it is none. */
  readonly columns?: number
  /** Default: `earshot`. */
  readonly program?: typeof earshot
  /** Default: `--data-dir` names the profile's, unless there is a `--dev`. */
  readonly folder?: 'unsaid'
}

/** Starts `earshot --data-dir <the profile's folder> …`. */
export function start(
  profile: FakeProfile,
  argv: readonly string[],
  { env = {}, stdin = '', answers, columns, program = earshot, folder }: StartOptions = {}
): Running {
  const controller = new AbortController()
  profile.commands.push(controller)
  const wrote = new EventTarget()
  const texts = { out: '', err: '' }
  const asked: Array<readonly [string, Echo]> = []
  const sink = (name: 'out' | 'err'): Surroundings['stdout'] => ({
    ...(columns !== undefined && { columns }),
    write(text) {
      texts[name] += text
      wrote.dispatchEvent(new Event('write'))
    }
  })
  const where = argv.includes('--dev') || folder !== undefined ? [] : ['--data-dir', profile.folder]
  const code = program([...where, ...argv], '9.9.9', {
    env,
    cwd: profile.folder,
    dataHome: profile.folder,
    configHome: join(profile.folder, 'config'),
    stdin: (async function* () {
      yield typeof stdin === 'string' ? new TextEncoder().encode(stdin) : await stdin
    })(),
    stdout: sink('out'),
    stderr: sink('err'),
    signal: controller.signal,
    loadNode: async () => profile.module,
    ...(answers && {
      ask: async (question, echo) => {
        asked.push([question, echo])
        return answers.shift() ?? ''
      }
    })
  })
  return {
    code,
    asked,
    stdout: () => texts.out,
    stderr: () => texts.err,
    lines: () =>
      texts.out
        .split('\n')
        .filter(text => text !== '')
        .map(text => Object.fromEntries(Object.entries(JSON.parse(text)))),
    interrupt: by => controller.abort(new InterruptedError(by)),
    async saw(pattern) {
      const ended = code.then(code => {
        throw new Error(`Ended with ${code} and: ${texts.out}${texts.err}`)
      })
      const matched = new Promise<void>(resolve => {
        const check = (): void => {
          if (!pattern.test(texts.out)) return
          wrote.removeEventListener('write', check)
          resolve()
        }
        wrote.addEventListener('write', check)
        check()
      })
      await Promise.race([matched, ended])
    }
  }
}

/** Runs a command to its end. */
export async function finish(...parameters: Parameters<typeof start>): Promise<Running & { exit: number }> {
  const running = start(...parameters)
  return { ...running, exit: await running.code }
}
