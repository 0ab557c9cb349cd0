/** The node of another tab, as this tab uses it. */
import { TypedEventEmitter } from 'main-event'
import { DeadlineError, EarshotError } from '../../errors.ts'
import type { NodeEvents } from '../../node/api.ts'
import { METHODS } from '../page-node.ts'
import type { Facts, Method, PageNode } from '../page-node.ts'
import type { Channel } from './wire.ts'

/** An owner that is awake answers a question at once; one that is frozen never does (ms). */
const AWAKE_DEADLINE = 5_000
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
  /** Whether the owner still answers. */
  isAlive(): Promise<boolean>
  /** Calls that are under way fail. */
  stop(): void
}

interface Call {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** Who runs the node of a profile: what it is, or for how long it has been starting (ms). */
export type FoundOwner = { readonly facts: Facts } | { readonly startingFor: number }

/**
 * Asks who runs the node of this profile.
 *
 * @returns undefined: nobody that answers in time
 */
export async function findOwner(
  channel: Channel,
  tab: string,
  deadline: number = AWAKE_DEADLINE
): Promise<FoundOwner | undefined> {
  const found = Promise.withResolvers<FoundOwner | undefined>()
  const stopListening = channel.listen(saying => {
    if (saying.kind === 'owner' && saying.tab === tab) found.resolve({ facts: saying.facts })
    if (saying.kind === 'starting' && saying.tab === tab) found.resolve({ startingFor: saying.since })
  })
  const timer = setTimeout(() => found.resolve(undefined), deadline)
  channel.say({ kind: 'hello', tab })
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
 * @returns undefined: nobody, or one that is frozen or stuck
 */
export async function awaitOwner(
  channel: Channel,
  tab: string,
  deadline: number = STARTING_DEADLINE
): Promise<Facts | undefined> {
  for (;;) {
    const owner = await findOwner(channel, tab)
    if (owner === undefined) return undefined
    if ('facts' in owner) return owner.facts
    if (owner.startingFor >= deadline) return undefined
    await new Promise(resolve => setTimeout(resolve, STARTING_PAUSE))
  }
}

/** @param facts - of the owner's node */
export function createMirror(channel: Channel, tab: string, facts: Facts): Mirror {
  const events = new TypedEventEmitter<NodeEvents>()
  const calls = new Map<number, Call>()
  let last = 0
  let stopped = false

  const stopListening = channel.listen(saying => {
    if (saying.kind === 'event') {
      const { event: name, ...detail } = saying.event
      events.dispatchEvent(new CustomEvent(name, { detail }))
      return
    }
    if (saying.kind !== 'result' && saying.kind !== 'failure') return
    if (saying.tab !== tab) return
    const call = calls.get(saying.id)
    calls.delete(saying.id)
    if (saying.kind === 'result') call?.resolve(saying.value)
    else call?.reject(new RemoteError(saying.name, saying.message))
  })

  async function call(method: Method, args: readonly unknown[]): Promise<unknown> {
    if (stopped) throw gone()
    const id = ++last
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    calls.set(id, { resolve, reject })
    const { signal, ...travelling } = withoutSignal(args)
    const cancel = (): void => channel.say({ kind: 'cancel', tab, id })
    signal?.addEventListener('abort', cancel)
    channel.say({ kind: 'call', tab, id, method, ...travelling })
    if (signal?.aborted === true) cancel()
    try {
      return await promise
    } finally {
      signal?.removeEventListener('abort', cancel)
    }
  }

  const methods = Object.fromEntries(
    METHODS.map(method => [method, async (...args: unknown[]) => await call(method, args)])
  )
  return {
    // every method of the type is in the list, and each passes on what it is given
    node: { ...facts, events, ...methods } as unknown as PageNode,
    async isAlive() {
      return (await findOwner(channel, tab)) !== undefined
    },
    stop() {
      stopped = true
      stopListening()
      for (const { reject } of calls.values()) reject(gone())
      calls.clear()
    }
  }
}

function gone(): DeadlineError {
  return new DeadlineError('The other tab is gone')
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
