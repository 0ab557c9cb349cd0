/** The tab that runs the node, and lets the other tabs of the profile use it. */
import type { NodeEvent } from '../../node/api.ts'
import { LimitError, UsageError } from '../../errors.ts'
import { METHODS } from '../page-node.ts'
import type { Facts, PageNode } from '../page-node.ts'
import type { Channel, Saying } from './wire.ts'

/** Calls of other tabs that may be under way at a time. */
const MAX_CALLS = 256

type Call = Extract<Saying, { kind: 'call' }>

/** What other tabs see of this one. */
export interface Owner {
  /** The node runs: others may use it. */
  serve(node: PageNode): void
  /** Something happened to the node. */
  tell(event: NodeEvent): void
  /** Says nothing more: another tab may run the node from now on. */
  stop(): void
}

/** Says to the other tabs that the node is being started, and answers them. */
export function createOwner(channel: Channel): Owner {
  const owner = crypto.randomUUID()
  const calls = new Map<string, AbortController>()
  const began = performance.now()
  let served: PageNode | undefined
  let isStopped = false

  function say(saying: Saying): void {
    if (!isStopped) channel.say(saying)
  }

  function introduce(): void {
    if (served !== undefined) say({ kind: 'owner', owner, facts: factsOf(served) })
    else say({ kind: 'starting', owner, since: performance.now() - began })
  }

  async function answer(asked: Call): Promise<void> {
    const { id } = asked
    try {
      if (calls.size >= MAX_CALLS)
        throw new LimitError('Too much was asked for at once: try again in a moment')
      const controller = new AbortController()
      calls.set(id, controller)
      say({ kind: 'result', id, value: await call(served, asked, controller.signal) })
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error))
      say({ kind: 'failure', id, name, message })
    } finally {
      calls.delete(id)
    }
  }

  const stopListening = channel.listen(saying => {
    if (saying.kind === 'hello') introduce()
    else if (saying.kind === 'call' && saying.owner === owner) void answer(saying)
    else if (saying.kind === 'cancel') calls.get(saying.id)?.abort()
  })
  introduce()

  return {
    serve(node) {
      served = node
    },
    tell(event) {
      say({ kind: 'event', owner, event })
    },
    stop() {
      isStopped = true
      stopListening()
      for (const controller of calls.values()) controller.abort()
    }
  }
}

function factsOf({ userId, peerId, name, protectedBy }: PageNode): Facts {
  return { userId, peerId, name, protectedBy }
}

async function call(
  node: PageNode | undefined,
  { method, args, signalAt }: Call,
  signal: AbortSignal
): Promise<unknown> {
  if (node === undefined) throw new UsageError('The profile is still being opened: try again in a moment')
  // of a page that was loaded later than this one
  if (!METHODS.includes(method))
    throw new UsageError('The tab that runs this profile is older than this one: load it again')
  const given = args.map((arg, at) => (at === signalAt ? { ...(arg as object), signal } : arg))
  const callable = node[method] as (...all: readonly unknown[]) => Promise<unknown>
  return await callable.apply(node, given)
}
