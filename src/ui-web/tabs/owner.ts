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
  stop(): void
}

/** Answers the other tabs: at first that the node is being started. */
export function createOwner(channel: Channel): Owner {
  const calls = new Map<string, AbortController>()
  const began = performance.now()
  let served: PageNode | undefined

  async function answer(node: PageNode, asked: Call): Promise<void> {
    const { tab, id } = asked
    const key = `${tab} ${id}`
    try {
      if (calls.size >= MAX_CALLS)
        throw new LimitError('Too much was asked for at once: try again in a moment')
      const controller = new AbortController()
      calls.set(key, controller)
      const value = await call(node, asked, controller.signal)
      channel.say({ kind: 'result', tab, id, value })
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error))
      channel.say({ kind: 'failure', tab, id, name, message })
    } finally {
      calls.delete(key)
    }
  }

  const stopListening = channel.listen(saying => {
    if (saying.kind === 'hello') {
      const { tab } = saying
      if (served !== undefined) channel.say({ kind: 'owner', tab, facts: factsOf(served) })
      else channel.say({ kind: 'starting', tab, since: performance.now() - began })
    } else if (saying.kind === 'call') {
      if (served !== undefined) void answer(served, saying)
    } else if (saying.kind === 'cancel') {
      calls.get(`${saying.tab} ${saying.id}`)?.abort()
    }
  })

  return {
    serve(node) {
      served = node
    },
    tell(event) {
      channel.say({ kind: 'event', event })
    },
    stop() {
      stopListening()
      for (const controller of calls.values()) controller.abort()
    }
  }
}

function factsOf({ userId, peerId, name, protectedBy }: PageNode): Facts {
  return { userId, peerId, name, protectedBy }
}

async function call(node: PageNode, { method, args, signalAt }: Call, signal: AbortSignal): Promise<unknown> {
  // of a page that was loaded later than this one
  if (!METHODS.includes(method))
    throw new UsageError('The tab that runs this profile is older than this one: load it again')
  const given = args.map((arg, at) => (at === signalAt ? { ...(arg as object), signal } : arg))
  const callable = node[method] as (...all: readonly unknown[]) => Promise<unknown>
  return await callable.apply(node, given)
}
