/** The networks that this node has joined, beside those that it is started with. */
import { LimitError, NotFoundError, UsageError } from '../errors.ts'
import { networkOf } from '../identity/index.ts'
import type { PrivateNetwork } from '../identity/index.ts'
import type { Store } from '../ports.ts'
import { decodeNetworkRecord, encodeNetworkRecord } from '../wire/vault.ts'
import type { NodeContext } from './context.ts'

const TABLE = 'networks'

/** One network: by its name if it is open, else with its secret. */
export type JoinedNetwork = string | PrivateNetwork

/** How it is called. */
export function nameOf(network: JoinedNetwork): string {
  return typeof network === 'string' ? network : network.name
}

/** All, in the order of their names. @throws {StorageError} the table was altered */
export async function joinedNetworks(store: Pick<Store, 'walk'>): Promise<readonly JoinedNetwork[]> {
  const found: JoinedNetwork[] = []
  for await (const { value } of store.walk(TABLE)) {
    const { name, secret } = decodeNetworkRecord(value)
    found.push(secret.length === 0 ? name : { name, secret })
  }
  return found.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)))
}

/**
 * Joins one; durable when it resolves.
 *
 * @param present - those that the node is in
 * @param max - so many may they be
 * @throws {UsageError} one of that name is joined already, or it is no name
 * @throws {LimitError} there is no room
 */
export async function joinNetwork(
  { store, crypto }: Pick<NodeContext, 'store' | 'crypto'>,
  network: JoinedNetwork,
  present: readonly string[],
  max: number
): Promise<void> {
  const { name } = networkOf(crypto, network)
  const names = new Set([...present, ...(await joinedNetworks(store)).map(nameOf)])
  if (names.has(name)) throw new UsageError(`You are in a network called ${name} already`)
  if (names.size >= max) throw new LimitError(`You are in ${max} networks already: no more fit`)
  const secret = typeof network === 'string' ? new Uint8Array(0) : network.secret
  const value = encodeNetworkRecord({ name, secret })
  await store.batch([{ kind: 'put', table: TABLE, key: { id: name }, value }])
}

/**
 * Leaves one; durable when it resolves.
 *
 * @param startedWith - names of the open ones that it is in without having joined them
 * @throws {NotFoundError} it was not joined
 */
export async function leaveNetwork(
  store: Store,
  name: string,
  startedWith: readonly string[]
): Promise<void> {
  if ((await store.get(TABLE, { id: name })) === undefined) {
    throw new NotFoundError(
      startedWith.includes(name)
        ? `The network ${name} was not joined: a node is in it from its start, unless \`run --network\` names others`
        : `You have not joined a network called ${name}`
    )
  }
  await store.batch([{ kind: 'delete', table: TABLE, key: { id: name } }])
}
