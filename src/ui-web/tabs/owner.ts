/** The tab that runs the node, and lets the other tabs of the profile use it. */
import type { NodeEvent } from '../../node/api.ts'
import type { PageNode } from '../page-node.ts'
import { METHODS } from './wire.ts'
import type { Channel, Facts, Method, Saying } from './wire.ts'

/** Calls of other tabs that may be under way at a time. */
const MAX_CALLS = 256

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
  let served: PageNode | undefined

  async function answer(
    node: PageNode,
    { tab, id, method, args }: Extract<Saying, { kind: 'call' }>
  ): Promise<void> {
    const key = `${tab} ${id}`
    const controller = new AbortController()
    try {
      if (!METHODS.includes(method) || calls.size >= MAX_CALLS) throw new RangeError('Not now')
      calls.set(key, controller)
      const value = await call(node, method, args, controller.signal)
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
      channel.say({ kind: 'owner', tab: saying.tab, ...(served && { facts: factsOf(served) }) })
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

/** Methods whose last argument may hold a signal, which does not travel. */
const WAITING: ReadonlySet<Method> = new Set(['createInvite', 'addContact', 'accept', 'send', 'trace'])

async function call(
  node: PageNode,
  method: Method,
  args: readonly unknown[],
  signal: AbortSignal
): Promise<unknown> {
  const given = WAITING.has(method) ? withSignal(method, args, signal) : args
  const callable = node[method] as (...args: readonly unknown[]) => Promise<unknown>
  return await callable.apply(node, [...given])
}

/** Where each of them takes its options. */
function withSignal(method: Method, args: readonly unknown[], signal: AbortSignal): readonly unknown[] {
  const at = method === 'createInvite' ? 0 : method === 'send' ? 2 : 1
  const given = [...args]
  given[at] = { ...(given[at] as object | undefined), signal }
  return given
}
