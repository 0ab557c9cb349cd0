/**
 * The methods of the daemon: names as `namespace.verb`, parameters checked by a schema.
 * `remote.ts` is the other end, and the two change together.
 *
 * @packageDocumentation
 */
import * as v from 'valibot'
import { UsageError } from '../../errors.ts'
import type { EarshotNode, NodeEvent } from '../../node/api.ts'
import { MAX_MESSAGE_LIMIT, MAX_REQUEST_LINE, MAX_TIMEOUT, MAX_USER } from '../constants.ts'
import type { RpcContext, RpcMethod } from './server.ts'

const user = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_USER))
/** Links and texts have their own, tighter limits further down; the line is the bound here. */
const long = v.pipe(v.string(), v.maxLength(MAX_REQUEST_LINE))
const short = v.pipe(v.string(), v.maxLength(256))
const timeout = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_TIMEOUT))
const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_MESSAGE_LIMIT))
const nothing = v.strictObject({})

/** Takes a listener for every event of the node, returns how to take it away. */
export type Subscribe = (listener: (event: NodeEvent) => void) => () => void

/** All methods, on a running node. */
export function nodeMethods(node: EarshotNode, subscribe: Subscribe): Record<string, RpcMethod> {
  return {
    'node.hello': method(nothing, async () => ({ userId: node.userId })),
    'node.status': method(nothing, async () => await node.status()),
    'contacts.resolve': method(v.strictObject({ user }), async ({ user }) => await node.resolve(user)),
    'invites.create': method(
      v.strictObject({ page: v.optional(long), timeout }),
      async ({ page, timeout }, context) =>
        await node.createInvite({
          ...(page !== undefined && { page }),
          signal: within(timeout, context.signal)
        })
    ),
    'invites.list': method(nothing, async () => await node.invites()),
    'invites.revoke': method(v.strictObject({ id: short }), async ({ id }) => await node.revokeInvite(id)),
    'contacts.add': method(
      v.strictObject({ link: long, timeout }),
      async ({ link, timeout }, context) =>
        await node.addContact(link, { signal: within(timeout, context.signal) })
    ),
    'contacts.list': method(nothing, async () => await node.contacts()),
    'contacts.requests': method(nothing, async () => await node.requests()),
    'contacts.verify': method(
      v.strictObject({ user, number: v.optional(long) }),
      async ({ user, number }) => await node.verify(user, number === undefined ? {} : { number })
    ),
    'contacts.accept': method(
      v.strictObject({ user, timeout }),
      async ({ user, timeout }, context) =>
        await node.accept(user, { signal: within(timeout, context.signal) })
    ),
    'contacts.reject': method(v.strictObject({ user }), async ({ user }) => await node.reject(user)),
    'contacts.block': method(v.strictObject({ user }), async ({ user }) => await node.block(user)),
    'networks.list': method(nothing, async () => await node.networks()),
    'networks.create': method(
      v.strictObject({ name: short }),
      async ({ name }) => await node.createNetwork(name)
    ),
    'networks.join': method(
      v.union([v.strictObject({ name: short }), v.strictObject({ secret: long })]),
      async network => await node.joinNetwork(network)
    ),
    'networks.leave': method(
      v.strictObject({ name: short }),
      async ({ name }) => await node.leaveNetwork(name)
    ),
    'messages.send': method(
      v.strictObject({ user, text: long, wait: v.picklist(['queued', 'stored', 'delivered']), timeout }),
      async ({ user, text, wait, timeout }, { signal }) =>
        await node.send(user, text, { wait, timeout, signal })
    ),
    'messages.list': method(
      v.strictObject({ user, limit }),
      async ({ user, limit }) => await node.messages(user, { limit })
    ),
    'messages.missing': method(v.strictObject({ user }), async ({ user }) => await node.missing(user)),
    'members.list': method(
      v.strictObject({ network: v.optional(short) }),
      async ({ network }) => await node.members(network === undefined ? {} : { network })
    ),
    'routes.trace': method(
      v.strictObject({ user }),
      async ({ user }, { signal }) => await node.trace(user, { signal })
    ),
    'events.subscribe': method(nothing, async (_, { closed, notify }) => {
      const unsubscribe = subscribe(event => notify('event', event))
      closed.addEventListener('abort', unsubscribe, { once: true })
    })
  }
}

/** Checks the parameters before the handler sees them. */
function method<Schema extends v.GenericSchema>(
  schema: Schema,
  handle: (params: v.InferOutput<Schema>, context: RpcContext) => Promise<unknown>
): RpcMethod {
  return async (params, context) => {
    const parsed = v.safeParse(schema, params ?? {})
    if (!parsed.success) {
      const path = v.getDotPath(parsed.issues[0]) ?? 'params'
      throw new UsageError(`Wrong parameter ${path}`)
    }
    return await handle(parsed.output, context)
  }
}

/** Fires after `timeout` milliseconds or with `signal`. */
function within(timeout: number, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(timeout)])
}
