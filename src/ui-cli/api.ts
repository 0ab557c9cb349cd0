/**
 * What a command can ask of a node, whether the node runs in this process or in the
 * daemon that holds the profile. Line types are those of src/node/api.ts.
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
  VerifyLine,
  WaitState
} from '../node/api.ts'

/** A node, near or far. Waiting methods end after `timeout` milliseconds with what was reached by then. */
export interface Api {
  /** Whether the node was there before the command and stays after it. */
  readonly isDaemon: boolean
  resolve(user: string): Promise<string>
  createInvite(o: { readonly page?: string; readonly timeout: number }): Promise<InviteLink>
  invites(): Promise<InviteLine[]>
  revokeInvite(id: string): Promise<void>
  addContact(link: string, o: { readonly timeout: number }): Promise<Consent>
  contacts(): Promise<ContactLine[]>
  requests(): Promise<RequestLine[]>
  accept(user: string, o: { readonly timeout: number }): Promise<Consent>
  /** @param number - as the other one reads it out; undefined: only shown */
  verify(user: string, number: string | undefined): Promise<VerifyLine>
  reject(user: string): Promise<void>
  block(user: string): Promise<void>
  networks(): Promise<NetworkLine[]>
  createNetwork(name: string): Promise<NetworkSecret>
  joinNetwork(network: { readonly name: string } | { readonly secret: string }): Promise<NetworkLine>
  leaveNetwork(name: string): Promise<void>
  send(
    user: string,
    text: string,
    o: { readonly wait: WaitState; readonly timeout: number }
  ): Promise<SendLine>
  messages(user: string, o: { readonly limit: number }): Promise<MessageLine[]>
  missing(user: string): Promise<number>
  members(o: { readonly network?: string }): Promise<MemberLine[]>
  trace(user: string): Promise<TraceLine>
  status(): Promise<StatusLine>
  /** Calls `listener` with every event from now on. */
  subscribe(listener: (event: NodeEvent) => void): Promise<void>
  /** Resolves if the node behind this goes away by itself, with the reason. */
  readonly lost: Promise<Error>
  /** Leaves the daemon, or stops the node. Bounded. */
  close(): Promise<void>
}
