/**
 * A node of this process, as an Api.
 *
 * @packageDocumentation
 */
import type { EarshotNode } from '../node/api.ts'
import type { Api } from './api.ts'
import { STOP_TIMEOUT } from './constants.ts'
import type { Hub } from './hub.ts'

/** @param signal ends whatever the node is waiting for */
export function localApi(node: EarshotNode, hub: Hub, signal: AbortSignal): Api {
  const within = (timeout: number): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(timeout)])
  return {
    isDaemon: false,
    resolve: async user => await node.resolve(user),
    createInvite: async ({ timeout, ...o }) => await node.createInvite({ ...o, signal: within(timeout) }),
    invites: async () => await node.invites(),
    revokeInvite: async id => await node.revokeInvite(id),
    addContact: async (link, { timeout }) => await node.addContact(link, { signal: within(timeout) }),
    contacts: async () => await node.contacts(),
    requests: async () => await node.requests(),
    verify: async (user, number) => await node.verify(user, number === undefined ? {} : { number }),
    accept: async (user, { timeout }) => await node.accept(user, { signal: within(timeout) }),
    reject: async user => await node.reject(user),
    block: async user => await node.block(user),
    networks: async () => await node.networks(),
    createNetwork: async name => await node.createNetwork(name),
    joinNetwork: async network => await node.joinNetwork(network),
    leaveNetwork: async name => await node.leaveNetwork(name),
    send: async (user, text, o) => await node.send(user, text, { ...o, signal }),
    messages: async (user, o) => await node.messages(user, o),
    missing: async user => await node.missing(user),
    members: async o => await node.members(o),
    trace: async user => await node.trace(user, { signal }),
    status: async () => await node.status(),
    async subscribe(listener) {
      hub.subscribe(listener)
      hub.open()
    },
    lost: new Promise(() => {}),
    close: async () => await stopNode(node)
  }
}

/** Stops a node; one that does not stop in time is left to the exit of the process. */
export async function stopNode(node: { stop(): Promise<void> }): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<void>(resolve => {
    timer = setTimeout(resolve, STOP_TIMEOUT)
  })
  try {
    await Promise.race([node.stop(), deadline])
  } finally {
    clearTimeout(timer)
  }
}
