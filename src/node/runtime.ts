/**
 * The running network side of a node: joins the host with discovery, mailboxes and links,
 * and all of them with the messenger. Everything that decides lies below; this connects.
 */
import { addressBytes, parseAddress } from '../discovery/index.ts'
import type {
  LinkStateName,
  MemberLine,
  PresenceChange,
  PresenceSelf,
  RecordKeeper,
  Wish
} from '../discovery/index.ts'
import { TrustError } from '../errors.ts'
import { findDevice, networkOf, peerIdOf, verifyDeviceList } from '../identity/index.ts'
import type { Network } from '../identity/index.ts'
import type { Messenger, MessengerPorts } from '../messaging/index.ts'
import type { CreateHost } from '../relay/index.ts'
import { MAX_DEVICE_ADDRESSES } from '../wire/index.ts'
import { Announcer } from './announcer.ts'
import { OPEN_NETWORK } from './constants.ts'
import { ContactPresence } from './contact-presence.ts'
import type { NodeContext } from './context.ts'
import type { DescriptorKeeper, Whereabouts } from './descriptor.ts'
import { Directory } from './directory.ts'
import { interfaceAddresses } from './host/machine.ts'
import type { Host } from './host/index.ts'
import { LinkPool } from './link-pool.ts'
import { Links } from './links.ts'
import type { Link } from './links.ts'
import { Mailboxes } from './mailboxes.ts'
import { OwnRecords } from './own-records.ts'
import { messengerPorts } from './messenger-ports.ts'
import { Neighbours } from './neighbours.ts'
import { watchNetwork } from './network-change.ts'
import { within } from './patience.ts'
import { Post } from './post.ts'
import type { Profile } from './profile.ts'
import { PublicService } from './public-service.ts'
import { Reach } from './reach.ts'
import { watchSleep } from './sleep.ts'
import { whoseDevice } from './whose-device.ts'

/** How much the connection manager wants to keep a connection to a contact. */
const CONTACT_WEIGHT = 100
/** The same of who uses a mailbox here. */
const USER_WEIGHT = 50
/** How often places for mailboxes are reconsidered. */
const PLACE_EVERY = 20_000
/** How often coordinators are told what they hold for us: bundles are rotated weekly, grants expire. */
const REFRESH_EVERY = 24 * 3_600_000
/** How long something that wants an answer waits for mailboxes that the answer can go to. */
const MAILBOXES_DEADLINE = 5_000
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
  /** Whether it serves others. */
  readonly wish: Wish
  readonly descriptor: DescriptorKeeper
  onPresence(change: PresenceChange): void
  onLink(userId: string, state: LinkStateName, route: string): void
  onMailboxes(held: number): void
  onServing(networks: readonly string[]): void
}

/** The network side of a node. */
export class Runtime {
  readonly host: Host
  readonly neighbours: Neighbours
  readonly directory: Directory
  readonly links: Links
  readonly reach: Reach
  readonly mailboxes: Mailboxes
  /** What the messenger needs from here. */
  readonly ports: MessengerPorts
  readonly #options: RuntimeOptions
  readonly #pool: LinkPool
  readonly #announcer: Announcer
  readonly #post: Post
  readonly #ownRecords: OwnRecords
  readonly #contactPresence: ContactPresence
  readonly #publicService: PublicService
  readonly #started: PromiseWithResolvers<void> = Promise.withResolvers()
  #messenger: Messenger | undefined
  #placeTimer: ReturnType<typeof setInterval> | undefined
  #refreshTimer: ReturnType<typeof setInterval> | undefined
  readonly #unwatch: Array<() => void> = []
  #waking: Promise<void> | undefined
  #stopped: Promise<void> | undefined

  constructor(options: RuntimeOptions) {
    const { host, profile, crypto, clock, logger, shortLived } = options
    this.#options = options
    this.host = host
    this.#post = new Post({ ...options, peerId: host.peerId })
    this.#announcer = new Announcer({
      descriptor: options.descriptor,
      logger,
      whereabouts: () => this.#whereabouts(),
      tell: async () => {
        await this.#messengerNow().describeAnew()
        this.#leaveRecords()
      }
    })
    this.#ownRecords = new OwnRecords({
      ...options,
      account: profile.account,
      describe: () => options.descriptor.current,
      pseudonym: async seed => await host.pseudonym(seed),
      keepers: () => this.#keepers()
    })
    this.directory = new Directory({
      ...options,
      relayed: !shortLived,
      serves: peerId => this.neighbours.presence.serves(peerId),
      onChange: peerId => {
        this.#look(peerId)
        this.#place()
        this.#leaveRecords()
      },
      onDue: peerId => {
        this.#look(peerId)
      },
      onDialled: () => {
        this.mailboxes.changed()
      }
    })
    this.neighbours = new Neighbours({
      ...options,
      directory: this.directory,
      self: shortLived ? undefined : this.#presenceSelf(),
      seed: profile.device.seed,
      account: profile.account.userId,
      ownRecord: key => this.#ownRecords.get(key),
      coordinator: false,
      contactOf: peerId => whoseDevice(this.#messengerNow().peers(), peerId),
      onPresence: change => {
        this.#contactPresence.changed(change)
      },
      onCoordinatorLeft: () => {
        this.#place()
      },
      onAddresses: () => {
        if (!shortLived) this.#announcer.movedTo(this.#directAddresses())
      }
    })
    this.links = new Links({
      transport: host,
      clock,
      logger,
      contactOf: peerId => whoseDevice(this.#messengerNow().peers(), peerId),
      hello: userId => this.#messengerNow().hello(userId),
      greeted: async (userId, hello, connectedAt) => {
        await this.#messengerNow().greeted(userId, hello, connectedAt)
      },
      bundle: async () => await this.#messengerNow().bundle(),
      receive: async (userId, envelope) => {
        await this.#receiveLive(userId, envelope)
      },
      opened: link => {
        this.#linkOpened(link)
      },
      closed: link => {
        this.#messengerNow().linkClosed(link.userId, link)
        this.reach.linkClosed(link)
        const { userId, peerId, isParked } = link
        if (isParked && this.links.get(userId) === undefined) this.neighbours.parked(userId, peerId)
      }
    })
    this.#pool = new LinkPool({
      links: this.links,
      clock,
      waitsFor: userId => (this.#messenger?.peer(userId)?.outbox.size ?? 0) > 0
    })
    const { presence, queries } = this.neighbours
    this.reach = new Reach({
      ...options,
      links: this.links,
      pool: this.#pool,
      directory: this.directory,
      presence,
      queries,
      peer: userId => this.#messenger?.peer(userId),
      onFound: async (userId, descriptor) => {
        await this.#messengerNow().found(userId, descriptor)
      },
      onState: (userId, state, route) => {
        options.onLink(userId, state.name, route)
      }
    })
    this.#publicService = new PublicService({
      ...options,
      seed: profile.device.seed,
      presence,
      meet: async (addresses, signal) => {
        await this.neighbours.meet(addresses, signal)
      },
      onUse: peerId => {
        this.#prefer(peerId, USER_WEIGHT)
      }
    })
    this.mailboxes = new Mailboxes({
      ...options,
      home: shortLived
        ? undefined
        : { addresses: () => this.#directAddresses(), network: this.#publicService.home },
      says: !shortLived,
      self: host.peerId,
      network: networkOf(crypto, OPEN_NETWORK),
      placementSecret: profile.placementSecret,
      account: profile.account.publicKey,
      messenger: () => this.#messengerNow(),
      coordinators: () => this.directory.coordinators(),
      serves: peerId => presence.serves(peerId),
      dialling: () => this.directory.dialling,
      onCount: held => {
        options.onMailboxes(held)
      },
      onMoved: () => {
        this.#announcer.moved()
      }
    })
    this.#contactPresence = new ContactPresence({
      ...options,
      presence,
      directory: this.directory,
      reach: this.reach,
      messenger: () => this.#messenger
    })
    this.ports = messengerPorts({
      post: this.#post,
      links: this.links,
      reach: this.reach,
      mailboxes: this.mailboxes,
      started: this.#started.promise,
      answerable: async signal => {
        await this.answerable(signal)
      }
    })
  }

  /** Whether that peer keeps its place here when strangers do not: while we serve, a member. */
  isKnown(peerId: string): boolean {
    return this.#publicService.isOpen && this.neighbours.presence.isMember(peerId)
  }

  /** How many of a contact's mailboxes are at a coordinator whose receipts do not hold. */
  distrusted(userId: string): number {
    return this.#post.distrusted(this.#messenger?.peer(userId)?.reach?.mailboxes ?? [])
  }

  /** Goes on the network with that messenger. */
  async start(messenger: Messenger): Promise<void> {
    this.#messenger = messenger
    messenger.events.addEventListener('grants', () => {
      this.#setContacts()
      this.mailboxes.refresh()
      this.#contactPresence.update()
    })
    messenger.events.addEventListener('rollback', () => {
      // Contacts may hold a newer word of ours than this disk knows, with mailboxes that it does not have.
      this.#announcer.moved()
      // They hand out one-time prekeys of which this disk knows nothing.
      this.mailboxes.refresh()
    })
    messenger.events.addEventListener('contact', event => {
      this.reach.seek(event.detail.peer.userId)
      // whom we had asked has a grant already, but not yet a tag of our leases
      this.mailboxes.leaseChanged()
      this.#contactPresence.update()
    })
    this.#setContacts()
    await this.#publicService.start()
    await this.mailboxes.start()
    await this.links.start()
    // before we say that we are here: the first word also says what we can do
    if (!this.#options.shortLived) this.#publicService.offer()
    await this.neighbours.start(this.#options.bootstrap)
    // an end that came meanwhile has found no timers yet
    if (this.#stopped !== undefined) return
    this.#placeTimer = setInterval(() => {
      this.#place()
      // contacts may have moved to other coordinators
      this.#contactPresence.update()
    }, PLACE_EVERY)
    this.#refreshTimer = setInterval(() => {
      this.mailboxes.refresh()
    }, REFRESH_EVERY)
    const wake = (): void => {
      void this.wake()
    }
    this.#unwatch.push(watchSleep(this.#options.clock, wake), watchNetwork(interfaceAddresses, wake))
    this.#pool.start()
    this.#place()
    if (!this.#options.shortLived) this.#announcer.movedTo(this.#directAddresses())
    this.#started.resolve()
    this.#contactPresence.update()
    for (const userId of this.#contacts()) this.reach.look(userId)
  }

  /**
   * Resolves when what we say of ourselves lets others answer, as far as that can be had
   * now: mailboxes are held, their coordinators know who may write, a descriptor names them.
   *
   * @throws {StorageError} the descriptor could not be kept
   */
  async answerable(signal: AbortSignal | undefined): Promise<void> {
    const patience = within(signal, MAILBOXES_DEADLINE)
    await this.mailboxes.whenHeld(patience)
    await this.mailboxes.refreshed(patience)
    await this.#announcer.upToDate()
  }

  /** Somebody is no contact any more: its links end, and the others are told where we are under a new key. */
  async blocked(userId: string): Promise<void> {
    const device = this.#messengerNow().peer(userId)?.device
    await this.links.end(userId)
    if (device !== undefined) this.neighbours.parted(peerIdOf(device))
    this.#announcer.moved()
  }

  /** Who was heard in the network of that name; or everybody known of all networks. */
  members(network?: string): readonly MemberLine[] {
    const contacts = this.#contacts()
    const leased = contacts.filter(userId => this.#contactPresence.isLeased(userId))
    return this.neighbours.members(network, contacts, leased)
  }

  /**
   * The device slept, or its network changed: nothing that was known of connections counts.
   * Resolves when those that are dead are ended, and the others looked for. Never rejects.
   */
  async wake(): Promise<void> {
    this.#waking ??= this.#wake().finally(() => {
      this.#waking = undefined
    })
    await this.#waking
  }

  async #wake(): Promise<void> {
    this.#options.logger('awake: looking for everybody again')
    // first of all, or nobody else would be let through
    this.directory.redial()
    this.mailboxes.doubt()
    this.#contactPresence.doubt()
    await this.host.endSilent()
    if (this.#stopped !== undefined) return
    for (const userId of this.#contacts()) this.reach.look(userId)
  }

  /** Leaves the network in order: mail first, then goodbye, then the connections. Idempotent. */
  async stop(): Promise<void> {
    this.#stopped ??= this.#stop()
    await this.#stopped
  }

  async #stop(): Promise<void> {
    clearInterval(this.#placeTimer)
    clearInterval(this.#refreshTimer)
    for (const unwatch of this.#unwatch.splice(0)) unwatch()
    try {
      await this.#announcer.stop()
      await this.#messenger?.flush(AbortSignal.timeout(FLUSH_DEADLINE))
    } catch (error) {
      // A disk that fails must not keep the rest from ending.
      this.#options.logger.error('waiting mail was not flushed: %e', error)
    }
    this.#pool.stop()
    this.reach.stop()
    await Promise.all([this.#publicService.withdraw(), this.#ownRecords.stop()])
    await Promise.all([
      this.#contactPresence.stop(),
      this.neighbours.stop(),
      this.mailboxes.stop(),
      this.links.stop()
    ])
    await Promise.all([this.#post.stop(), this.#publicService.stop()])
    await this.host.stop()
  }

  /** A coordinator may be there again. */
  #look(peerId: string): void {
    this.mailboxes.look(peerId)
    this.#contactPresence.look(peerId)
  }

  /** Once we have said where we are: who lives for one command has nothing to be found for. */
  #leaveRecords(): void {
    if (!this.#options.shortLived && this.#options.descriptor.isSigned) this.#ownRecords.changed()
  }

  /** Coordinators, then others that can be dialled: our records lie with somebody who is there. */
  #keepers(): readonly RecordKeeper[] {
    const coordinators = this.directory.connectedCoordinators()
    const others = this.host
      .connected()
      .filter(({ peerId, dialled, direct }) => dialled && direct && !this.directory.isCoordinator(peerId))
      .map(({ peerId, address }) => ({ peerId, addresses: [`${address}/p2p/${peerId}`] }))
    return [...coordinators, ...others]
  }

  #messengerNow(): Messenger {
    if (this.#messenger === undefined) throw new TypeError('the runtime has not started')
    return this.#messenger
  }

  #presenceSelf(): PresenceSelf {
    const { account, device, deviceList } = this.#options.profile
    const list = verifyDeviceList(this.#options.crypto, deviceList)
    const own = findDevice(list, device.publicKey)
    if (own === undefined) throw new TrustError('This device is not in the device list of its account')
    return { userId: account.userId, certificate: own.signed, deviceSeed: device.seed }
  }

  async #receiveLive(userId: string, envelope: Uint8Array): Promise<void> {
    try {
      await this.#messengerNow().receiveLive(userId, envelope)
    } catch (error) {
      // Not acknowledged, so it comes again when the disk can take it.
      this.#options.logger.error('an envelope was not kept: %e', error)
    }
  }

  #linkOpened(link: Link): void {
    const { userId, peerId, relay } = link
    this.#messengerNow().linkOpened(userId, link)
    this.reach.linkOpened(link)
    this.neighbours.presence.linkUp({ peerId, userId, relay, dialled: false })
    this.#prefer(peerId, CONTACT_WEIGHT)
  }

  #prefer(peerId: string, weight: number): void {
    this.host.prefer(peerId, weight).catch((error: unknown) => {
      this.#options.logger('a peer was not marked: %e', error)
    })
  }

  #contacts(): readonly string[] {
    const accepted = [...this.#messengerNow().peers()].filter(({ consent }) => consent === 'accepted')
    return accepted.map(({ userId }) => userId)
  }

  #setContacts(): void {
    this.neighbours.presence.setContacts(this.#contacts())
  }

  #place(): void {
    this.mailboxes.place().catch((error: unknown) => {
      this.#options.logger.error('mailboxes were not placed: %e', error)
    })
  }

  #whereabouts(): Whereabouts {
    const addresses = this.#directAddresses().flatMap(address => addressBytes(address) ?? [])
    return {
      addresses: addresses.slice(0, MAX_DEVICE_ADDRESSES),
      mailboxes: this.mailboxes.forContacts(),
      requestMailboxes: this.mailboxes.forRequests()
    }
  }

  /** Where we listen ourselves. */
  #directAddresses(): readonly string[] {
    return this.host.addresses().filter(address => parseAddress(address)?.circuit === false)
  }
}
