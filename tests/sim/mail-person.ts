/**
 * Somebody with one device in the messaging scenario: the production messenger, mailboxes, descriptor and post on
 * a disk in memory, over simulated hosts. Comes and goes, in order or without a word.
 *
 * @packageDocumentation
 */
import { peerIdOf, userIdOf } from '../../src/identity/index.ts'
import { openMessenger } from '../../src/messaging/index.ts'
import { DescriptorKeeper } from '../../src/node/descriptor.ts'
import { Mailboxes } from '../../src/node/mailboxes.ts'
import { Post } from '../../src/node/post.ts'
import { loadProfile, newProfile, saveProfile } from '../../src/node/profile.ts'
import { startDeadline } from '../../src/schedule.ts'
import { createMemoryStore, losePower } from '../support/memory-store.ts'
import { DEATH_NOTICED } from './client.ts'
import { Life } from './life.ts'
import { MailLinks } from './mail-links.ts'
import type { CoordinatorCandidate } from '../../src/discovery/index.ts'
import type { DepositOrder, Messenger, MessengerPorts } from '../../src/messaging/index.ts'
import type { NodeContext } from '../../src/node/context.ts'
import type { Profile } from '../../src/node/profile.ts'
import type { Store } from '../../src/ports.ts'
import type { PseudonymousHost } from '../../src/relay/index.ts'
import type { MailCoordinator, MailCoordinatorWorld } from './mail-coordinator.ts'
import type { Linked } from './mail-links.ts'
import type { SimNode } from './network.ts'

const second = 1_000
/** How often places that are missing are looked for, as a node does. */
const PLACE_EVERY: number = 20 * second
/** Changes of the descriptor that come together are told together. */
const TELL_AFTER: number = 1 * second
/** How long deposits wait for a mailbox of ours to say whether this disk is an old one, as a node does. */
const ASSURANCE_DEADLINE: number = 3 * second
/** Until a process that ends in order has said goodbye. */
const LEAVING: number = 2 * second

/** What people share. */
export interface MailPersonWorld extends MailCoordinatorWorld {
  readonly coordinators: readonly MailCoordinator[]
  /** Whether people hold leases. */
  readonly says: boolean
  /** A contact whom that person can be joined with. */
  reachable(from: MailPerson, userId: string): Linked | undefined
  /** A life has begun: its messenger runs. */
  onStart(person: MailPerson, life: Life, messenger: Messenger): void
  onDeposit(order: DepositOrder): void
}

/** Everything of one life. */
interface Running {
  readonly life: Life
  readonly messenger: Messenger
  readonly mailboxes: Mailboxes
  readonly post: Post
  readonly links: MailLinks
}

/** A user. */
export class MailPerson implements Linked {
  readonly node: SimNode
  readonly userId: string
  /** Outlives every life. */
  readonly disk: Store = createMemoryStore()
  readonly contacts: MailPerson[] = []
  isOnline = false
  /** When it came or went last, virtual time since the start. */
  since = 0
  readonly #world: MailPersonWorld
  readonly #made: Profile
  #life: Life | undefined
  #running: Running | undefined

  constructor(world: MailPersonWorld, name: string) {
    this.#world = world
    this.node = world.hosts.network.node()
    this.node.isUp = false
    const { crypto, hosts } = world
    this.#made = newProfile(
      { crypto, rng: hosts.network.engine.rng, clock: hosts.network.engine.clock },
      name
    )
    this.userId = userIdOf(this.#made.account.publicKey)
  }

  /** While it is online, and its messenger runs. */
  get life(): Life | undefined {
    return this.#running?.life
  }

  get messenger(): Messenger | undefined {
    return this.#running?.messenger
  }

  get links(): MailLinks | undefined {
    return this.#running?.links
  }

  /** Contacts' mailboxes that it holds. */
  get held(): number {
    return this.#running?.mailboxes.held ?? 0
  }

  /** Lays the account on the disk: before the first start. */
  async create(): Promise<void> {
    await saveProfile({ store: this.disk }, this.#made)
  }

  /** Comes online. */
  async start(): Promise<void> {
    const { hosts, crypto, logger } = this.#world
    const { engine } = hosts.network
    const life = new Life(engine)
    this.#life = life
    this.node.isUp = true
    this.isOnline = true
    this.since = engine.time
    const { rng, clock } = engine
    const { schedule } = life
    const context = { store: life.store(this.disk), crypto, rng, clock, schedule, logger }
    const profile = await loadProfile(context)
    const descriptor = new DescriptorKeeper(context, profile)
    const createHost = async (seed: Uint8Array): Promise<PseudonymousHost> =>
      hosts.dialler(this.node, peerIdOf(crypto.ed25519PublicKey(seed)), life)
    const post = new Post({ ...context, createHost, peerId: peerIdOf(profile.device.publicKey) })
    let isTelling = false
    const tell = (): void => {
      if (isTelling) return
      isTelling = true
      schedule(TELL_AFTER, () => {
        isTelling = false
        void descriptor
          .update({
            addresses: [],
            mailboxes: mailboxes.forContacts(),
            requestMailboxes: mailboxes.forRequests()
          })
          .then(async () => messenger.describeAnew())
      })
    }
    const mailboxes = new Mailboxes({
      ...context,
      createHost,
      self: profile.device.peerId,
      placementSecret: profile.placementSecret,
      account: profile.account.publicKey,
      network: this.#world.network,
      messenger: () => messenger,
      says: this.#world.says,
      home: undefined,
      coordinators: () => this.#coordinators(),
      serves: () => true,
      dialling: () => false,
      onCount: () => {},
      onMoved: tell
    })
    const messenger: Messenger = await openMessenger({
      ...context,
      self: profile,
      describe: () => descriptor.current,
      ports: this.#ports(context, post, mailboxes)
    })
    // it may have gone while it was coming
    if (life.isOver) return
    messenger.events.addEventListener('grants', () => {
      mailboxes.refresh()
    })
    const links = new MailLinks({
      network: hosts.network,
      life,
      self: this,
      messenger,
      reachable: userId => this.#world.reachable(this, userId)
    })
    this.#running = { life, messenger, mailboxes, post, links }
    await mailboxes.start()
    const place = (): void => {
      schedule(PLACE_EVERY, place)
      void mailboxes.place()
    }
    place()
    tell()
    this.#world.onStart(this, life, messenger)
  }

  /** Goes: in order, or as when the power is cut. */
  stop(how: 'leave' | 'die'): void {
    const { engine } = this.#world.hosts.network
    const running = this.#running
    this.#running = undefined
    this.isOnline = false
    this.since = engine.time
    if (how === 'die' || running === undefined) {
      this.#life?.end()
      losePower(this.disk)
      this.node.isUp = false
      return
    }
    const { life, messenger, mailboxes, post, links } = running
    links.close()
    void Promise.all([messenger.stop(), mailboxes.stop(), post.stop()])
    engine.schedule(LEAVING, () => {
      life.end()
      this.node.isUp = this.isOnline
    })
  }

  /** Makes an invite that others can use. */
  async invite(): ReturnType<Messenger['invites']['create']> {
    const running = this.#running
    if (running === undefined) throw new TypeError('somebody who is away makes no invites')
    return await running.messenger.invites.create(running.mailboxes.forRequests())
  }

  #ports({ schedule }: Required<NodeContext>, post: Post, mailboxes: Mailboxes): MessengerPorts {
    let isAssured = false
    return {
      seek: userId => {
        this.links?.seek(userId)
      },
      deposit: async (order, signal) => {
        this.#world.onDeposit(order)
        return await post.deposit(order, signal)
      },
      fetchBundles: async (...asked) => await post.fetchBundles(...asked),
      fetchContactBundle: async ({ account }, places, signal) => {
        const [fetched] = await post.fetchBundles(account, places, true, signal)
        return fetched?.bundle
      },
      assured: async () => {
        if (isAssured) return
        const deadline = startDeadline(schedule, ASSURANCE_DEADLINE)
        await mailboxes.assured(deadline.signal)
        deadline.clear()
        isAssured = true
      }
    }
  }

  /** All that there are, and which of them answer, as it has been noticed. */
  #coordinators(): readonly CoordinatorCandidate[] {
    const { engine } = this.#world.hosts.network
    const now = engine.clock()
    return this.#world.coordinators.map(({ peerId, addresses, diedAt }) => {
      const isSeen = diedAt === undefined || engine.time - diedAt < DEATH_NOTICED
      return {
        peerId,
        addresses,
        lastHeard: now,
        reachableSince: isSeen ? 1 : 0,
        lastConnected: now,
        confirmed: true,
        reachableFor: isSeen ? now : 0,
        fresh: true
      }
    })
  }
}
