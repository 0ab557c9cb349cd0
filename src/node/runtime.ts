/**
 * The running network side of a node: joins the host with discovery, mailboxes and links,
 * and all of them with the messenger. Everything that decides lies below; this connects.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { addressBytes, memberLines, parseAddress, presenceService, queryService } from '../discovery/index.ts'
import type { MemberLine, PresenceChange, PresenceService, QueryService } from '../discovery/index.ts'
import { EarshotError, TrustError } from '../errors.ts'
import { findDevice, keyOfPeerId, openBundle, verifyDeviceList } from '../identity/index.ts'
import type { Network } from '../identity/index.ts'
import type { DepositOrder, DepositOutcome, Messenger, MessengerPorts } from '../messaging/index.ts'
import { createDepositor, createMailboxService } from '../relay/index.ts'
import type { CreateHost, Depositor, MailboxService } from '../relay/index.ts'
import { MAX_DEVICE_ADDRESSES } from '../wire/index.ts'
import type { MailboxAddress, Signed } from '../wire/index.ts'
import type { NodeContext } from './context.ts'
import type { DescriptorKeeper } from './descriptor.ts'
import { Directory } from './directory.ts'
import type { Host } from './host/index.ts'
import { Links } from './links.ts'
import { Mailboxes } from './mailboxes.ts'
import { placeOf, placesOf } from './places.ts'
import { presenceGossip } from './presence-gossip.ts'
import type { Profile } from './profile.ts'
import { Reach, whereWeAre } from './reach.ts'

/** How much the connection manager wants to keep a connection to a contact. */
const CONTACT_WEIGHT = 100
/** Changes of addresses and mailboxes that come together make one descriptor. */
const DESCRIBE_AFTER = 250
/** How often places for mailboxes are reconsidered. */
const PLACE_EVERY = 60_000
/** Longest time that mail which waits may hold up the end. */
const FLUSH_DEADLINE = 3_000

/** What the runtime needs. */
export interface RuntimeOptions extends NodeContext {
  readonly profile: Profile
  readonly host: Host
  readonly createHost: CreateHost
  readonly networks: readonly Network[]
  readonly bootstrap: readonly string[]
  /** A node for one command: does not say that it is there. */
  readonly shortLived: boolean
  readonly descriptor: DescriptorKeeper
  onPresence(change: PresenceChange): void
  onLink(userId: string, state: string, route: string): void
  onMailboxes(held: number): void
}

/** The network side of a node. */
export class Runtime {
  readonly host: Host
  readonly presence: PresenceService
  readonly directory: Directory
  readonly links: Links
  readonly reach: Reach
  readonly mailboxes: Mailboxes
  readonly #options: RuntimeOptions
  readonly #depositor: Depositor
  readonly #queries: QueryService
  /** Keeps our own request mailbox while no coordinator is known. */
  readonly #homeService: MailboxService
  readonly #stopping: AbortController = new AbortController()
  #messenger: Messenger | undefined
  #placeTimer: ReturnType<typeof setInterval> | undefined
  #describeTimer: ReturnType<typeof setTimeout> | undefined
  /** The descriptor that is being signed; never rejects. */
  #describing: Promise<void> = Promise.resolve()
  #unwatch: (() => void) | undefined
  #stopped: Promise<void> | undefined

  constructor(options: RuntimeOptions) {
    const { host, profile, crypto, rng, clock, logger, networks, shortLived } = options
    const [network] = networks
    if (network === undefined) throw new TypeError('a node is in at least one network')
    const log = logger
    this.#options = options
    this.host = host
    this.#depositor = createDepositor({ createHost: options.createHost, crypto, rng, clock, logger })
    this.directory = new Directory({
      ...options,
      relayed: !shortLived,
      onChange: peerId => {
        this.mailboxes.wake(peerId)
        this.#place()
      },
      onDialled: () => {
        this.mailboxes.changed()
      }
    })
    const self = shortLived ? undefined : this.#presenceSelf()
    this.presence = presenceService({
      networks,
      self,
      addresses: () => host.addresses(),
      onPresence: change => {
        this.#presenceChanged(change)
      },
      onCoordinators: heard => {
        for (const { peerId, addresses, confirmed } of heard)
          this.directory.heard(peerId, addresses, confirmed)
      }
    })({ crypto, rng, clock, log, transport: host, gossip: presenceGossip(host.gossip) })
    this.#queries = queryService({
      peers: () =>
        host.connected().map(({ peerId }) => ({ peerId, coordinator: this.directory.isCoordinator(peerId) })),
      known: userId => this.#knownDevices(userId),
      answerer: () => ({ addresses: whereWeAre(this.host), relays: false })
    })({ rng, clock, log, transport: host })
    this.links = new Links({
      transport: host,
      clock,
      logger,
      contactOf: peerId => this.#contactOf(peerId),
      receive: async (userId, envelope) => {
        await this.#receiveLive(userId, envelope)
      },
      opened: link => {
        this.#messengerNow().linkOpened(link.userId, link)
        this.reach.linkOpened(link)
        const { userId, peerId } = link
        this.presence.linkUp({ peerId, userId, relay: this.reach.relayOf(userId), dialled: false })
        host.prefer(link.peerId, CONTACT_WEIGHT).catch((error: unknown) => {
          logger('a contact was not marked: %e', error)
        })
      },
      closed: link => {
        this.#messengerNow().linkClosed(link.userId, link)
        this.reach.linkClosed(link)
      }
    })
    this.reach = new Reach({
      ...options,
      links: this.links,
      directory: this.directory,
      presence: this.presence,
      queries: this.#queries,
      peer: userId => this.#messenger?.peer(userId),
      onState: (userId, state, route) => {
        options.onLink(userId, state.name, route)
      }
    })
    const homeNetwork = { id: rng(16), membershipKey: rng(32) }
    this.#homeService = createMailboxService({
      ...options,
      transport: host,
      seed: profile.device.seed,
      membershipKeyOf: id => (equalBytes(id, homeNetwork.id) ? homeNetwork.membershipKey : undefined)
    })
    this.mailboxes = new Mailboxes({
      ...options,
      home: shortLived ? undefined : { addresses: () => this.#directAddresses(), network: homeNetwork },
      self: host.peerId,
      network,
      placementSecret: profile.placementSecret,
      account: profile.account.publicKey,
      messenger: () => this.#messengerNow(),
      coordinators: () => this.directory.coordinators(),
      dialling: () => this.directory.dialling,
      onCount: held => {
        options.onMailboxes(held)
      },
      onMoved: () => {
        this.#describeSoon()
      }
    })
  }

  /** What the messenger needs from here. */
  get ports(): MessengerPorts {
    return {
      seek: userId => {
        this.reach.seek(userId)
      },
      deposit: async (order, signal) => await this.#deposit(order, signal),
      fetchBundle: async (account, mailboxes, signal) => await this.#fetchBundle(account, mailboxes, signal)
    }
  }

  /** Goes on the network with that messenger. */
  async start(messenger: Messenger): Promise<void> {
    this.#messenger = messenger
    messenger.events.addEventListener('grants', () => {
      this.#setContacts()
      void this.mailboxes.refresh()
    })
    messenger.events.addEventListener('contact', event => {
      this.reach.seek(event.detail.peer.userId)
    })
    this.#unwatch = this.host.watch((peerId, event) => {
      this.#connectionChanged(peerId, event)
    })
    this.#setContacts()
    await this.#homeService.start()
    await this.mailboxes.start()
    await this.links.start()
    await this.#queries.start()
    await this.presence.start()
    await this.directory.start(this.#options.bootstrap)
    for (const { peerId } of this.host.connected()) this.#connectionChanged(peerId, 'connected')
    this.#placeTimer = setInterval(() => {
      this.#place()
    }, PLACE_EVERY)
    this.#place()
    this.#describeSoon()
    for (const { userId, consent } of messenger.peers()) if (consent === 'accepted') this.reach.seek(userId)
  }

  /**
   * Makes the acquaintance of the nodes at these addresses: a coordinator among them says
   * that it is one, and which others there are. Never rejects.
   */
  async meet(addresses: readonly string[], signal: AbortSignal): Promise<void> {
    const byPeer = Map.groupBy(addresses, address => parseAddress(address)?.target)
    await Promise.all(
      [...byPeer].map(async ([peerId, named]) => {
        if (peerId === undefined) return
        try {
          await this.host.connect(peerId, named, { signal })
          await this.presence.exchange(peerId, { signal })
        } catch (error) {
          if (!(error instanceof EarshotError)) throw error
          this.#options.logger('nobody was met: %s', error.name)
        }
      })
    )
  }

  /** Members of the network of that name, or of all. */
  members(network?: string): readonly MemberLine[] {
    const { profile } = this.#options
    const coordinators = this.directory.coordinators().map(({ peerId }) => peerId)
    return memberLines({
      presence: this.presence.members(network),
      routes: this.directory.allRoutes(),
      contacts: [...this.#messengerNow().peers()].flatMap(({ consent, userId }) =>
        consent === 'accepted' ? [userId] : []
      ),
      except: [profile.account.userId, ...coordinators]
    })
  }

  /** Leaves the network in order: mail first, then goodbye, then the connections. Idempotent. */
  async stop(): Promise<void> {
    this.#stopped ??= this.#stop()
    await this.#stopped
  }

  async #stop(): Promise<void> {
    clearInterval(this.#placeTimer)
    clearTimeout(this.#describeTimer)
    try {
      await this.#messenger?.flush(AbortSignal.timeout(FLUSH_DEADLINE))
    } catch (error) {
      // A disk that fails must not keep the rest from ending.
      this.#options.logger.error('waiting mail was not flushed: %e', error)
    }
    this.#stopping.abort()
    this.reach.stop()
    this.directory.stop()
    this.#unwatch?.()
    await Promise.all([this.presence.stop(), this.#queries.stop(), this.mailboxes.stop(), this.links.stop()])
    await Promise.all([this.#depositor.stop(), this.#homeService.stop()])
    await this.host.stop()
  }

  #messengerNow(): Messenger {
    if (this.#messenger === undefined) throw new TypeError('the runtime has not started')
    return this.#messenger
  }

  #presenceSelf(): { userId: string; certificate: Signed; deviceSeed: Uint8Array } {
    const { account, device, deviceList } = this.#options.profile
    const list = verifyDeviceList(this.#options.crypto, deviceList)
    const own = findDevice(list, device.publicKey)
    if (own === undefined) throw new TrustError('This device is not in the device list of its account.')
    return { userId: account.userId, certificate: own.signed, deviceSeed: device.seed }
  }

  /** Contacts, and those whom we asked: their answer may come over a link. */
  #contactOf(peerId: string): string | undefined {
    const key = deviceKey(peerId)
    if (key === undefined) return undefined
    for (const { userId, consent, device } of this.#messengerNow().peers()) {
      if (consent !== 'accepted' && consent !== 'requested') continue
      if (device !== undefined && equalBytes(device, key)) return userId
    }
    return undefined
  }

  async #receiveLive(userId: string, envelope: Uint8Array): Promise<void> {
    try {
      await this.#messengerNow().receiveLive(userId, envelope)
    } catch (error) {
      // Not acknowledged, so it comes again when the disk can take it.
      this.#options.logger.error('an envelope was not kept: %e', error)
    }
  }

  #knownDevices(
    userId: string
  ): Array<{ peerId: string; addresses: readonly string[]; lastSeen: number; linked: boolean }> {
    const { profile, clock } = this.#options
    if (userId === profile.account.userId) {
      return [
        { peerId: this.host.peerId, addresses: this.host.addresses(), lastSeen: clock(), linked: false }
      ]
    }
    const connected = new Set(this.host.connected().map(({ peerId }) => peerId))
    return this.presence.devices(userId).map(({ peerId, addresses, heardAt }) => ({
      peerId,
      addresses,
      lastSeen: heardAt,
      linked: connected.has(peerId)
    }))
  }

  #connectionChanged(peerId: string, event: 'connected' | 'disconnected'): void {
    if (event === 'disconnected') {
      this.presence.linkDown(peerId)
      return
    }
    const connection = this.host.connected().find(peer => peer.peerId === peerId)
    if (connection === undefined) return
    const { relay, dialled } = connection
    const userId = this.#contactOf(peerId)
    if (userId !== undefined || this.directory.isCoordinator(peerId)) {
      this.presence.linkUp({ peerId, userId, relay, dialled })
    } else if (dialled) {
      // A passing acquaintance of the DHT makes nobody `direct`, but may have news.
      this.presence.exchange(peerId).catch((error: unknown) => {
        this.#options.logger.trace('no presence exchange: %e', error)
      })
    }
  }

  #presenceChanged(change: PresenceChange): void {
    this.#options.onPresence(change)
    const { userId, status } = change
    const peer = this.#messenger?.peer(userId)
    if (peer === undefined || status === 'offline') return
    for (const { peerId, addresses } of this.presence.devices(userId)) {
      this.directory.seen(userId, peerId, addresses)
    }
    this.reach.forget(userId)
    if (peer.consent !== 'accepted') return
    this.reach.seek(userId)
    this.#messengerNow()
      .returned(userId)
      .catch((error: unknown) => {
        this.#options.logger.error('waiting mail was not woken: %e', error)
      })
  }

  #setContacts(): void {
    const accepted = [...this.#messengerNow().peers()].filter(({ consent }) => consent === 'accepted')
    this.presence.setContacts(accepted.map(({ userId }) => userId))
  }

  #place(): void {
    this.mailboxes.place().catch((error: unknown) => {
      this.#options.logger.error('mailboxes were not placed: %e', error)
    })
  }

  #describeSoon(): void {
    clearTimeout(this.#describeTimer)
    if (this.#stopping.signal.aborted) return
    this.#describeTimer = setTimeout(() => {
      this.describe().catch((error: unknown) => {
        this.#options.logger.error('the descriptor was not renewed: %e', error)
      })
    }, DESCRIBE_AFTER)
  }

  /** What we tell others is up to date when it resolves. */
  async described(): Promise<void> {
    if (this.#describeTimer === undefined) await this.#describing
    else await this.describe()
  }

  /** Signs a descriptor of how things stand and tells contacts, if their mailboxes of us changed. */
  async describe(): Promise<void> {
    clearTimeout(this.#describeTimer)
    this.#describeTimer = undefined
    const describing = this.#describeNow()
    this.#describing = describing.catch(() => undefined)
    await describing
  }

  async #describeNow(): Promise<void> {
    const mailboxes = this.mailboxes.forContacts()
    const requestMailboxes = this.mailboxes.forRequests()
    const addresses = this.#directAddresses()
      .flatMap(address => addressBytes(address) ?? [])
      .slice(0, MAX_DEVICE_ADDRESSES)
    await this.#options.descriptor.update({ addresses, mailboxes, requestMailboxes })
    await this.#messengerNow().describeAnew()
  }

  /** Where we listen ourselves. */
  #directAddresses(): readonly string[] {
    return this.host.addresses().filter(address => parseAddress(address)?.circuit === false)
  }

  async #deposit(order: DepositOrder, signal: AbortSignal): Promise<DepositOutcome> {
    const { mailbox, secret, nonce, envelope, expires } = order
    const place = placeOf(mailbox)
    if (place === undefined) return { kind: 'refused' }
    try {
      const outcome = await this.#depositor.deposit(
        { ...place, secret, nonce, envelope, expires },
        { signal }
      )
      if (outcome.kind === 'held') return { kind: 'held', until: outcome.until }
      return { kind: outcome.kind === 'refused' ? 'refused' : 'later' }
    } catch (error) {
      if (error instanceof EarshotError) return { kind: 'later' }
      throw error
    }
  }

  async #fetchBundle(
    account: Uint8Array,
    mailboxes: readonly MailboxAddress[],
    signal: AbortSignal
  ): Promise<Signed | undefined> {
    const outcomes = await Promise.all(
      placesOf(mailboxes).map(async place => {
        try {
          const outcome = await this.#depositor.fetchBundle(place, { signal })
          if (outcome.kind !== 'bundle') return undefined
          return openBundle(this.#options.crypto, account, place.mailbox, outcome.sealed)
        } catch (error) {
          if (error instanceof EarshotError) return undefined
          throw error
        }
      })
    )
    return outcomes.find(bundle => bundle !== undefined)
  }
}

/** The key that a PeerId names; undefined for a peer of another kind of key: no device of anybody. */
function deviceKey(peerId: string): Uint8Array | undefined {
  try {
    return keyOfPeerId(peerId)
  } catch (error) {
    if (error instanceof EarshotError) return undefined
    throw error
  }
}
