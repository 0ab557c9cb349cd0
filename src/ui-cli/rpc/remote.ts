/**
 * The node of a daemon, as an Api. The answers are typed by trust: the socket belongs to
 * this user alone, and the other end is rpc/methods.ts.
 *
 * @packageDocumentation
 */
import type {
  Consent,
  ContactLine,
  InviteLine,
  InviteLink,
  MemberLine,
  MessageLine,
  NetworkLine,
  NetworkSecret,
  NodeEvent,
  RequestLine,
  SendLine,
  StatusLine,
  TraceLine,
  VerifyLine
} from '../../node/api.ts'
import type { Api } from '../api.ts'
import { CALL_GRACE, CALL_TIMEOUT } from '../constants.ts'
import { DaemonError } from '../errors.ts'
import { connectRpc } from './client.ts'

/**
 * Connects to the daemon on this path and hears that it is there.
 * @param timeout for the daemon to say so, in milliseconds
 * @param signal ends all calls
 * @returns undefined if there is none, or it is just going away
 * @throws {DaemonError} if the socket cannot be used
 */
export async function connectDaemon(
  path: string,
  timeout: number,
  signal: AbortSignal
): Promise<Api | undefined> {
  const listeners = new Set<(event: NodeEvent) => void>()
  const client = await connectRpc(path, (method, params) => {
    if (method === 'event') for (const listener of listeners) listener(params as NodeEvent)
  })
  if (client === undefined) return undefined

  const call = async <T>(method: string, params: object = {}, timeout: number = CALL_TIMEOUT): Promise<T> =>
    (await client.call(method, params, { timeout, signal })) as T
  /** For methods that end by their own timeout. */
  const patient = async <T>(method: string, params: object, timeout: number): Promise<T> =>
    await call<T>(method, { ...params, timeout }, timeout + CALL_GRACE)

  try {
    await call('node.hello', {}, timeout)
  } catch (error) {
    client.close()
    if (error instanceof DaemonError) return undefined
    throw error
  }

  return {
    isDaemon: true,
    resolve: async user => await call<string>('contacts.resolve', { user }),
    createInvite: async ({ timeout, ...o }) => await patient<InviteLink>('invites.create', o, timeout),
    invites: async () => await call<InviteLine[]>('invites.list'),
    revokeInvite: async id => await call<void>('invites.revoke', { id }),
    addContact: async (link, { timeout }) => await patient<Consent>('contacts.add', { link }, timeout),
    contacts: async () => await call<ContactLine[]>('contacts.list'),
    requests: async () => await call<RequestLine[]>('contacts.requests'),
    verify: async (user, number) =>
      await call<VerifyLine>('contacts.verify', { user, ...(number !== undefined && { number }) }),
    accept: async (user, { timeout }) => await patient<Consent>('contacts.accept', { user }, timeout),
    reject: async user => await call<void>('contacts.reject', { user }),
    block: async user => await call<void>('contacts.block', { user }),
    networks: async () => await call<NetworkLine[]>('networks.list'),
    createNetwork: async name => await call<NetworkSecret>('networks.create', { name }),
    joinNetwork: async network => await call<NetworkLine>('networks.join', network),
    leaveNetwork: async name => await call<void>('networks.leave', { name }),
    send: async (user, text, { wait, timeout }) =>
      await patient<SendLine>('messages.send', { user, text, wait }, timeout),
    messages: async (user, o) => await call<MessageLine[]>('messages.list', { user, ...o }),
    missing: async user => await call<number>('messages.missing', { user }),
    members: async o => await call<MemberLine[]>('members.list', o),
    trace: async user => await call<TraceLine>('routes.trace', { user }),
    status: async () => await call<StatusLine>('node.status'),
    async subscribe(listener) {
      listeners.add(listener)
      await call<null>('events.subscribe')
    },
    lost: client.lost,
    close: async () => client.close()
  }
}
