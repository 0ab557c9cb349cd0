/** The node of another tab, as this tab uses it. */
import { TypedEventEmitter } from 'main-event'
import { DeadlineError, EarshotError } from '../../errors.ts'
import type { NodeEvents } from '../../node/api.ts'
import { METHODS } from '../page-node.ts'
import type { Facts, Method, PageNode } from '../page-node.ts'
import type { Channel } from './wire.ts'

/**
 * An owner answers a question between two things that it does, one that is frozen never. Its
 * longest one is the passphrase, 10 s on a slow phone: Argon2id lets nothing else run (ms).
 */
const AWAKE_DEADLINE = 15_000
/** Between two looks at an owner that is still starting (ms). */
const STARTING_PAUSE = 200
/**
 * How long opening a profile may take (ms): its two databases 10 s each if the browser hardly
 * answers, the passphrase 10 s on a slow phone, and as much again to read a large vault.
 */
const STARTING_DEADLINE = 60_000

/** What an owner threw: of the same name, with the same sentence. */
export class RemoteError extends EarshotError {
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

/** A mirror and how it ends. */
export interface Mirror {
  readonly node: PageNode
  /** Settles when another tab begins to run the node. */
  readonly replaced: Promise<void>
  /** Calls that are under way fail. */
  stop(): void
}

interface Call {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** Who runs the node of a profile. */
export interface Running {
  readonly owner: string
  readonly facts: Facts
}

/** The same, or for how long it has been starting (ms). */
export type FoundOwner = Running | { readonly startingFor: number }

/**
 * Asks who runs the node of this profile.
 *
 * @returns undefined: nobody that answers in time
 */
export async function findOwner(
  channel: Channel,
  deadline: number = AWAKE_DEADLINE
): Promise<FoundOwner | undefined> {
  const found = Promise.withResolvers<FoundOwner | undefined>()
  const stopListening = channel.listen(saying => {
    if (saying.kind === 'owner') found.resolve({ owner: saying.owner, facts: saying.facts })
    if (saying.kind === 'starting') found.resolve({ startingFor: saying.since })
  })
  const timer = setTimeout(() => found.resolve(undefined), deadline)
  channel.say({ kind: 'hello' })
  try {
    return await found.promise
  } finally {
    clearTimeout(timer)
    stopListening()
  }
}

/**
 * Asks who runs the node of this profile, and waits for one that is still starting it.
 *
 * @param deadline - of each answer (ms)
 * @param patience - with one that is starting (ms)
 * @returns undefined: nobody, or one that is frozen or stuck
 */
export async function awaitOwner(
  channel: Channel,
  deadline: number = AWAKE_DEADLINE,
  patience: number = STARTING_DEADLINE
): Promise<Running | undefined> {
  for (;;) {
    const found = await findOwner(channel, deadline)
    if (found === undefined || 'facts' in found) return found
    if (found.startingFor >= patience) return undefined
    await new Promise(resolve => setTimeout(resolve, STARTING_PAUSE))
  }
}

/** Uses the node of the owner that was found, and of no other one. */
export function createMirror(channel: Channel, { owner, facts }: Running): Mirror {
  const events = new TypedEventEmitter<NodeEvents>()
  const calls = new Map<string, Call>()
  const replaced = Promise.withResolvers<void>()
  let stopped = false

  const stopListening = channel.listen(saying => {
    if (saying.kind === 'event' && saying.owner === owner) {
      const { event: name, ...detail } = saying.event
      events.dispatchEvent(new CustomEvent(name, { detail }))
    } else if (saying.kind === 'starting' && saying.owner !== owner) {
      replaced.resolve()
    } else if (saying.kind === 'result') {
      calls.get(saying.id)?.resolve(saying.value)
    } else if (saying.kind === 'failure') {
      calls.get(saying.id)?.reject(new RemoteError(saying.name, saying.message))
    }
  })

  async function call(method: Method, args: readonly unknown[]): Promise<unknown> {
    if (stopped) throw gone()
    const id = crypto.randomUUID()
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    calls.set(id, { resolve, reject })
    const { signal, ...travelling } = withoutSignal(args)
    const cancel = (): void => channel.say({ kind: 'cancel', id })
    signal?.addEventListener('abort', cancel)
    channel.say({ kind: 'call', owner, id, method, ...travelling })
    if (signal?.aborted === true) cancel()
    try {
      return await promise
    } finally {
      calls.delete(id)
      signal?.removeEventListener('abort', cancel)
    }
  }

  const methods = Object.fromEntries(
    METHODS.map(method => [method, async (...args: unknown[]) => await call(method, args)])
  )
  return {
    // every method of the type is in the list, and each passes on what it is given
    node: { ...facts, events, ...methods } as unknown as PageNode,
    replaced: replaced.promise,
    stop() {
      stopped = true
      stopListening()
      for (const { reject } of calls.values()) reject(gone())
    }
  }
}

function gone(): DeadlineError {
  return new DeadlineError('The tab that ran this profile is gone: try again')
}

/** The owner puts one of its own there. */
function withoutSignal(given: readonly unknown[]): {
  readonly args: readonly unknown[]
  readonly signal?: AbortSignal
  readonly signalAt?: number
} {
  const signalAt = given.findIndex(arg => signalIn(arg) !== undefined)
  const signal = signalIn(given[signalAt])
  if (signal === undefined) return { args: given }
  const args = given.map((arg, at) => (at === signalAt ? { ...(arg as object), signal: undefined } : arg))
  return { args, signal, signalAt }
}

function signalIn(arg: unknown): AbortSignal | undefined {
  const { signal } = (arg ?? {}) as { readonly signal?: unknown }
  return signal instanceof AbortSignal ? signal : undefined
}
