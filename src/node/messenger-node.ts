/** The face of a node: methods and events of `EarshotNode`, over messenger and runtime. */
import { bytesToHex } from '@noble/hashes/utils.js'
import { TypedEventEmitter } from 'main-event'
import type { TypedEventTarget } from 'main-event'
import { loadRoutes, MAX_NETWORKS, memberLines } from '../discovery/index.ts'
import type { PresenceChange } from '../discovery/index.ts'
import { NotFoundError, TrustError, UnreachableError, UsageError } from '../errors.ts'
import {
  encodeInviteLink,
  networkSecretText,
  parseInviteLink,
  parseNetworkSecret,
  safetyNumber,
  safetyNumberGroups
} from '../identity/index.ts'
import type { Network } from '../identity/index.ts'
import { assertTrusted, heldAt } from '../messaging/index.ts'
import type { Messenger, Peer } from '../messaging/index.ts'
import { WANTED_MAILBOXES } from '../relay/index.ts'
import type { Vault } from '../store/index.ts'
import type {
  Consent,
  ContactLine,
  EarshotNode,
  InviteLine,
  InviteLink,
  LinkState,
  MemberLine,
  MessageLine,
  NetworkLine,
  NetworkSecret,
  NodeEvent,
  NodeEventDetails,
  NodeEvents,
  RequestLine,
  SendLine,
  StatusLine,
  TraceLine,
  VerifyLine,
  Waiting,
  WaitState
} from './api.ts'
import type { NodeContext } from './context.ts'
import type { DescriptorKeeper } from './descriptor.ts'
import { joinedNetworks, joinNetwork, leaveNetwork, nameOf } from './joined-networks.ts'
import type { JoinedNetwork } from './joined-networks.ts'
import { contactLine, findPeer, messageLine, requestLine, storedText } from './lines.ts'
import { sendAndWait, settled } from './outcome.ts'
import { within } from './patience.ts'
import { placesOf, storedAt } from './places.ts'
import type { Profile } from './profile.ts'
import type { Runtime } from './runtime.ts'

/** What a caller who gives no signal waits for at most. */
const PATIENCE = 10_000
/** How long an invite waits until coordinators know it, and a request for who shall hold it. */
const MAILBOXES_DEADLINE = 5_000
const DEFAULT_LIMIT = 1_000
const SAFETY_NUMBER = /^\d{60}$/u
/** The user is told of an old disk for so long, at every start. */
const TOLD_FOR = 604_800_000
const OLD_DISK =
  'This profile is an older copy of itself, as from a backup: what was written or read after the copy may be missing here. All sessions are made anew; what was on its way is sent again.'

const SERVES_NO_MORE =
  'This node is no coordinator any more: it takes no new mailboxes, and hands out the mail that it holds.'

/** What the face is made of. */
export interface MessengerNodeOptions extends NodeContext {
  readonly profile: Profile
  readonly vault: Vault
  readonly messenger: Messenger
  readonly descriptor: DescriptorKeeper
  /** Undefined: offline. */
  readonly runtime: Runtime | undefined
  /** That it is in now. */
  readonly networks: readonly Network[]
  /** Names of the open ones that it was started with. */
  readonly startedWith: readonly string[]
  readonly onEvent: ((event: NodeEvent) => void) | undefined
}

/** Implements `EarshotNode`. */
export class MessengerNode implements EarshotNode {
  readonly userId: string
  readonly peerId: string
  readonly name: string
  readonly protectedBy: 'passphrase' | 'key-file'
  readonly events: TypedEventTarget<NodeEvents>
  readonly #emitter = new TypedEventEmitter<NodeEvents>()
  readonly #options: MessengerNodeOptions
  readonly #messenger: Messenger
  readonly #runtime: Runtime | undefined
  readonly #started: number
  #stopped: Promise<void> | undefined

  constructor(options: MessengerNodeOptions) {
    const { profile, vault, messenger, runtime, clock } = options
    this.#options = options
    this.#messenger = messenger
    this.#runtime = runtime
    this.#started = clock()
    this.userId = profile.account.userId
    this.peerId = profile.device.peerId
    this.name = profile.name
    this.protectedBy = vault.protectedBy
    this.events = this.#emitter
    messenger.events.addEventListener('message', ({ detail: { peer, entry } }) => {
      this.emit('message', messageLine(this.userId, peer, entry))
    })
    messenger.events.addEventListener('request', ({ detail: { peer } }) => {
      this.emit('request', requestLine(peer))
    })
    messenger.events.addEventListener('contact', ({ detail: { peer } }) => {
      this.#contactChanged(peer)
    })
    messenger.events.addEventListener('rollback', () => {
      this.emit('notice', { text: OLD_DISK })
    })
    messenger.events.addEventListener('renewal', ({ detail: { peer, stage } }) => {
      const isOurs = Math.abs(clock() - messenger.rolledBack) < TOLD_FOR
      if (stage !== 'begun' && !isOurs) this.emit('notice', { text: renewed(peer.name) })
    })
    messenger.events.addEventListener('receipt', ({ detail: { peer, entry } }) => {
      const { id, state } = entry
      if (state !== 'received')
        this.emit('receipt', { id, to: peer.userId, state, stored: storedText(entry) })
    })
  }

  /** Tells listeners. */
  emit<K extends keyof NodeEventDetails>(event: K, detail: NodeEventDetails[K]): void {
    this.#options.onEvent?.({ event, ...detail } as NodeEvent)
    this.#emitter.safeDispatchEvent(event, { detail })
  }

  #contactChanged(peer: Peer): void {
    const line = contactLine(peer)
    if (line !== undefined) this.emit('contact', line)
  }

  /** Whoever was not there when it was noticed is told at the next starts. */
  tellOfOldDisk(): void {
    const { rolledBack } = this.#messenger
    if (rolledBack !== 0 && Math.abs(this.#options.clock() - rolledBack) < TOLD_FOR) {
      this.emit('notice', { text: OLD_DISK })
    }
  }

  presenceChanged({ userId, status, via }: PresenceChange): void {
    this.emit('presence', { userId, status, via })
  }

  linkChanged(userId: string, state: LinkState, route: string): void {
    this.emit('link', { userId, state, route })
  }

  mailboxesChanged(held: number): void {
    this.emit('mailboxes', { held, wanted: WANTED_MAILBOXES })
  }

  /** @param served - names of networks */
  servingChanged(served: readonly string[]): void {
    this.emit('notice', { text: served.length === 0 ? SERVES_NO_MORE : serving(served) })
  }

  addresses(): string[] {
    return this.#runtime?.host.addresses() ?? []
  }

  async resolve(user: string): Promise<string> {
    return this.#find(user).userId
  }

  async createInvite({ page, signal }: Waiting & { readonly page?: string } = {}): Promise<InviteLink> {
    const runtime = this.#online()
    const mailboxes = await runtime.mailboxes.openForRequests(within(signal, PATIENCE))
    if (mailboxes.length === 0) throw nobodyHoldsRequests()
    const invite = await this.#messenger.invites.create(mailboxes)
    const id = bytesToHex(invite.id)
    const told = await runtime.mailboxes.refreshed(within(signal, MAILBOXES_DEADLINE), mailboxes)
    // Whoever would use it now would be told that there is no such invite.
    if (told.length === 0) {
      await this.#messenger.invites.revoke(id)
      throw nobodyHoldsRequests()
    }
    return { link: encodeInviteLink(invite.signed, page), id, expires: invite.expires }
  }

  async invites(): Promise<InviteLine[]> {
    return [...this.#messenger.invites.list()]
  }

  async revokeInvite(id: string): Promise<void> {
    await this.#messenger.invites.revoke(id)
    await this.#runtime?.mailboxes.refreshed(AbortSignal.timeout(MAILBOXES_DEADLINE))
  }

  async addContact(link: string, { signal }: Waiting = {}): Promise<Consent> {
    const { crypto, clock } = this.#options
    const runtime = this.#online()
    const invite = parseInviteLink(crypto, link, clock())
    if (invite.userId === this.userId)
      throw new UsageError('This invite is your own: give it to somebody else')
    const places = placesOf(invite.mailboxes)
    // The request would wait for two weeks, and there is no way to take a contact away.
    if (places.length === 0) throw new TrustError('This invite names nobody who could take a request')
    const addresses = places.flatMap(place => place.addresses)
    await runtime.neighbours.meet(addresses, within(signal, MAILBOXES_DEADLINE), true)
    await runtime.answerable(signal)
    const isNew = this.#messenger.peer(invite.userId) === undefined
    const peer = await this.#messenger.ask(invite)
    if (isNew) this.#contactChanged(peer)
    const line = await this.#settled(invite.userId, within(signal, PATIENCE))
    if (line === 'refused') {
      // Nobody would ever answer, and there is no other way to take a contact away.
      if (isNew) await this.#messenger.withdraw(invite.userId)
      throw new TrustError('This invite is not known any more: used, revoked or expired')
    }
    return line
  }

  async contacts(): Promise<ContactLine[]> {
    return [...this.#messenger.peers()].flatMap(peer => contactLine(peer) ?? [])
  }

  async requests(): Promise<RequestLine[]> {
    return [...this.#messenger.peers()].filter(({ consent }) => consent === 'asked').map(requestLine)
  }

  async accept(user: string, { signal }: Waiting = {}): Promise<Consent> {
    const peer = this.#find(user)
    const { userId, consent, name, contested } = peer
    const isOpen = consent === 'asked' || contested !== undefined
    if (!isOpen && consent !== 'accepted') {
      throw new NotFoundError(`There is no request of ${name}`)
    }
    if (!isOpen) assertTrusted(peer)
    if (isOpen) {
      await this.#runtime?.answerable(signal)
      await this.#messenger.accept(userId)
    }
    const patience = this.#runtime === undefined ? AbortSignal.abort() : within(signal, PATIENCE)
    const line = await this.#settled(userId, patience)
    return line === 'refused' ? this.#consentLine(userId, false) : line
  }

  async verify(user: string, { number }: { readonly number?: string } = {}): Promise<VerifyLine> {
    const { crypto, profile } = this.#options
    const { userId, account, name, consent, verified } = this.#find(user)
    if (consent !== 'accepted') {
      throw new NotFoundError(`${name} is ${consent === 'blocked' ? 'blocked' : 'not a contact yet'}`)
    }
    const digits = safetyNumber(crypto, profile.account.publicKey, account)
    const line = { userId, name, safetyNumber: safetyNumberGroups(digits).join(' ') }
    if (number === undefined) return { ...line, verified: verified !== 0 }
    const compared = number.replace(/[\s-]/gu, '')
    if (!SAFETY_NUMBER.test(compared)) throw new UsageError('A safety number has 12 groups of 5 digits')
    if (compared !== digits) {
      const still = verified === 0 ? 'is not verified' : 'stays verified by an earlier comparison'
      throw new TrustError(
        `That is not the safety number that you have with ${name}: somebody may be in between. ${name} ${still}`
      )
    }
    await this.#messenger.verify(userId)
    return { ...line, verified: true }
  }

  async reject(user: string): Promise<void> {
    const { userId, consent, name } = this.#find(user)
    if (consent !== 'asked') throw new NotFoundError(`There is no request of ${name}`)
    await this.#messenger.reject(userId)
  }

  async block(user: string): Promise<void> {
    const { userId } = this.#find(user)
    // first: a crash in between costs a new key, not an open door
    await this.#options.descriptor.rotate()
    await this.#messenger.block(userId)
    // again: until then it may have been told the first one
    await this.#options.descriptor.rotate()
    await this.#runtime?.blocked(userId)
  }

  async send(
    user: string,
    text: string,
    options: Waiting & { readonly wait?: WaitState; readonly timeout?: number } = {}
  ): Promise<SendLine> {
    const { wait = 'delivered', timeout = PATIENCE, signal } = options
    const began = performance.now()
    // Before anything is on the disk, so that a deadline that makes no sense leaves nothing there.
    const deadline = within(signal, timeout)
    const { userId } = this.#find(user)
    const route = (id: string): string | undefined => this.#routeOf(userId, id)
    const distrusted = (): number => this.#runtime?.distrusted(userId) ?? 0
    const reached = await sendAndWait(this.#messenger, userId, text, { wait, deadline, route, distrusted })
    return { ...reached, ms: Math.round(performance.now() - began) }
  }

  async messages(
    user: string,
    { limit = DEFAULT_LIMIT }: { readonly limit?: number } = {}
  ): Promise<MessageLine[]> {
    const peer = this.#find(user)
    const entries = await this.#messenger.history(peer.userId, limit)
    return entries.map(entry => messageLine(this.userId, peer, entry))
  }

  async missing(user: string): Promise<number> {
    return this.#messenger.missing(this.#find(user).userId)
  }

  async networks(): Promise<NetworkLine[]> {
    const joined = await joinedNetworks(this.#options.store)
    const others = this.#options.startedWith.filter(name => !joined.some(network => nameOf(network) === name))
    return [...others, ...joined].map(networkLine)
  }

  async createNetwork(name: string): Promise<NetworkSecret> {
    const { crypto, rng } = this.#options
    const network = { name, secret: rng(32) }
    const secret = networkSecretText(crypto, network)
    await joinNetwork(this.#options, network, this.#options.startedWith, MAX_NETWORKS)
    return { name, secret }
  }

  async joinNetwork(wanted: { readonly name: string } | { readonly secret: string }): Promise<NetworkLine> {
    const network = 'name' in wanted ? wanted.name : parseNetworkSecret(this.#options.crypto, wanted.secret)
    await joinNetwork(this.#options, network, this.#options.startedWith, MAX_NETWORKS)
    return networkLine(network)
  }

  async leaveNetwork(name: string): Promise<void> {
    await leaveNetwork(this.#options.store, name, this.#options.startedWith)
  }

  async members({ network }: { readonly network?: string } = {}): Promise<MemberLine[]> {
    if (network !== undefined && !this.#options.networks.some(({ name }) => name === network)) {
      const isJoined = (await this.networks()).some(({ name }) => name === network)
      throw new NotFoundError(
        isJoined
          ? `The network ${network} was joined since this node was started, which takes it up at its next start`
          : `This node is not in the network ${network}`
      )
    }
    const names = new Map([...this.#messenger.peers()].map(({ userId, name }) => [userId, name]))
    const lines = this.#runtime?.members(network) ?? (await this.#contactsOffline())
    return lines.map(line => ({ ...line, name: names.get(line.userId) ?? null }))
  }

  async trace(user: string, { signal }: Waiting = {}): Promise<TraceLine> {
    const { userId, name, consent } = this.#find(user)
    if (consent === 'blocked') {
      return { userId, route: 'none', attempts: [], whyNotDirect: `${name} is blocked, and not looked for.` }
    }
    const runtime = this.#runtime
    const trace = await runtime?.reach.trace(userId, within(signal, PATIENCE))
    const route = runtime?.reach.route(userId) ?? 'none'
    return {
      userId,
      route,
      attempts: [...(trace?.attempts ?? [])],
      whyNotDirect:
        route === 'direct' ? null : (trace?.whyNotDirect ?? 'Nobody has looked for this contact yet.')
    }
  }

  async status(): Promise<StatusLine> {
    let queued = 0
    for (const { outbox } of this.#messenger.peers()) {
      for (const { entry } of outbox.values()) {
        if (entry?.state === 'queued' || entry?.state === 'stored') queued += 1
      }
    }
    return {
      userId: this.userId,
      peerId: this.peerId,
      addresses: this.addresses(),
      links: this.#runtime?.links.all().length ?? 0,
      mailboxes: { held: this.#runtime?.mailboxes.held ?? 0, wanted: WANTED_MAILBOXES },
      queued,
      coordinators: this.#runtime?.directory.connectedCoordinators().length ?? 0,
      uptime: this.#options.clock() - this.#started
    }
  }

  async wake(): Promise<void> {
    await this.#runtime?.wake()
  }

  async stop(): Promise<void> {
    this.#stopped ??= this.#stop()
    await this.#stopped
  }

  async #stop(): Promise<void> {
    try {
      await this.#runtime?.stop()
      await this.#messenger.stop()
    } finally {
      await this.#options.vault.close()
    }
  }

  /** Without a network nobody is there, but contacts are known. */
  async #contactsOffline(): Promise<ReadonlyArray<Omit<MemberLine, 'name'>>> {
    const { store, logger } = this.#options
    const routes = await loadRoutes(store, { log: logger })
    const accepted = [...this.#messenger.peers()].filter(({ consent }) => consent === 'accepted')
    return memberLines({ presence: [], routes, contacts: accepted.map(({ userId }) => userId) })
  }

  #online(): Runtime {
    if (this.#runtime === undefined) throw new UnreachableError('This node is offline')
    return this.#runtime
  }

  /** Where a message goes now, or lies by the word of who signed for it. */
  #routeOf(userId: string, id: string): string | undefined {
    const peer = this.#messenger.peer(userId)
    const places = peer === undefined ? [] : placesOf(heldAt(peer, id))
    return this.#runtime?.reach.linkRoute(userId) ?? (places.length === 0 ? undefined : storedAt(places))
  }

  #find(user: string): Peer {
    return findPeer(this.#messenger.peers(), user)
  }

  async #settled(userId: string, signal: AbortSignal): Promise<Consent | 'refused'> {
    const progress = await settled(this.#messenger, userId, signal)
    return progress === 'refused' ? 'refused' : this.#consentLine(userId, progress === 'handed-over')
  }

  #consentLine(userId: string, handedOver: boolean): Consent {
    const peer = this.#messenger.peer(userId)
    const state = peer?.consent === 'accepted' ? 'accepted' : 'requested'
    return { userId, name: peer?.name ?? null, state, handedOver }
  }
}

function networkLine(network: JoinedNetwork): NetworkLine {
  return { name: nameOf(network), kind: typeof network === 'string' ? 'open' : 'private' }
}

function serving(networks: readonly string[]): string {
  return `This node is a coordinator now, of ${networks.join(' and ')}: it relays for others, and holds their sealed mail. With --no-volunteer it does not.`
}

function renewed(name: string): string {
  return `The session with ${name} was made anew: one of the two devices had lost it, or came back from a backup. What was on its way is sent again.`
}

function nobodyHoldsRequests(): UnreachableError {
  return new UnreachableError('Nobody could hold requests: start `earshot run`, or give it a --bootstrap')
}
