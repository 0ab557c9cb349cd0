/**
 * Two or more messengers in one process, joined by mailboxes and links in memory: the
 * driver, the core and the ratchet are real, the network is a post office.
 */
import { TrustError } from '../../src/errors.ts'
import {
  certify,
  createAccount,
  createDevice,
  sealInner,
  signDescriptor,
  signDeviceList
} from '../../src/identity/index.ts'
import { openMessenger } from '../../src/messaging/index.ts'
import type { Account } from '../../src/identity/index.ts'
import type {
  DepositOrder,
  DepositOutcome,
  LivePath,
  Messenger,
  OwnDescriptor,
  Self
} from '../../src/messaging/index.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { Logger, Store } from '../../src/ports.ts'
import type { Schedule } from '../../src/schedule.ts'
import type { DeviceList, MailboxAddress, Signed } from '../../src/wire/index.ts'
import { AtWork } from './at-work.ts'
import { createMemoryStore } from './memory-store.ts'
import { quickBackend } from './quick-crypto.ts'
import { seededRng, START } from './ratchet.ts'

/** A mailbox of the post office. */
interface Box {
  readonly coordinator: number
  readonly owner: Person
  readonly requests: boolean
  readonly items: Uint8Array[]
  readonly known: Set<string>
  /** One-time prekeys that are left. */
  readonly prekeys: Signed[]
}

/** One user. */
export interface Person {
  readonly name: string
  /** Takes effect with the next start. */
  self: Self
  /** Of the descriptor that the next start signs. */
  revision: number
  /** Takes effect with the next start. */
  store: Store
  messenger: Messenger
  readonly mailboxes: readonly MailboxAddress[]
  readonly requestMailboxes: readonly MailboxAddress[]
  /** Whom this one looked for. */
  readonly sought: string[]
}

/** What a test watches of all messengers. */
interface Watched {
  readonly crypto?: CryptoBackend
  readonly logger?: Logger
  /** Default: real timers. */
  readonly schedule?: Schedule
}

/** Everybody and the three coordinators between them. */
export class PostOffice {
  /** Coordinators that answer. */
  open = true
  /** Coordinators that know nothing of the mailboxes that they hold, by their number. */
  readonly forgetful: Set<number> = new Set()
  /** Called with every deposit that is tried; what it returns is awaited before the answer. */
  onDeposit: (order: DepositOrder) => Promise<void> | undefined = () => undefined
  /** Gives a one-time prekey away; a test may give one away twice. */
  handOut: (prekeys: Signed[], lastResort: boolean) => Signed | undefined = (prekeys, lastResort) =>
    lastResort ? undefined : prekeys.shift()
  /** Bundles that another coordinator holds, which answers first. */
  readonly oldBundles: Signed[] = []
  /** How often bundles were asked for. */
  asked = 0
  now: number = START
  /** What went over links, frame by frame. */
  readonly sent: Array<{ readonly from: Person; readonly envelopes: number }> = []
  readonly #boxes = new Map<string, Box>()
  readonly #people: Person[] = []
  readonly #seed: string
  readonly #crypto: CryptoBackend
  readonly #logger: Logger | undefined
  readonly #schedule: Schedule | undefined
  readonly #atWork = new AtWork()
  #starts = 0

  constructor(seed: string, { crypto = quickBackend, logger, schedule }: Watched = {}) {
    this.#seed = seed
    this.#crypto = crypto
    this.#logger = logger
    this.#schedule = schedule
  }

  /**
   * @param account - default: a new one. Else this is another device of it.
   * @param list - what its device list says besides its own certificate
   */
  async join(
    name: string,
    store: Store = createMemoryStore(),
    account: Account = createAccount(this.#crypto, seededRng(`${this.#seed}/${name}/account`)),
    list: Partial<Omit<DeviceList, 'account'>> = {}
  ): Promise<Person> {
    const rng = seededRng(`${this.#seed}/${name}`)
    const device = createDevice(this.#crypto, rng)
    const { version = 1, revoked = [] } = list
    const certificates = [certify(this.#crypto, account, device, this.now), ...(list.certificates ?? [])]
    const deviceList = signDeviceList(this.#crypto, account, { version, certificates, revoked })
    const self: Self = { account, device, name, deviceList, writerId: rng(8) }
    const boxes = (): MailboxAddress[] =>
      [0, 1, 2].map(() => ({ mailbox: this.#crypto.ed25519PublicKey(rng(32)), addresses: [] }))
    const person: Person = {
      name,
      self,
      revision: START,
      store,
      mailboxes: boxes(),
      requestMailboxes: boxes(),
      sought: [],
      messenger: undefined as unknown as Messenger
    }
    person.mailboxes.forEach(({ mailbox }, at) => {
      this.#put(mailbox, person, at, false)
    })
    person.requestMailboxes.forEach(({ mailbox }, at) => {
      this.#put(mailbox, person, at, true)
    })
    this.#people.push(person)
    await this.start(person)
    return person
  }

  /** What somebody tells of itself. */
  describe({ name, self, revision, mailboxes, requestMailboxes }: Person): OwnDescriptor {
    const rng = seededRng(`${this.#seed}/${name}/descriptor ${revision}`)
    const descriptorKey = this.#crypto.sha256(self.device.seed)
    const descriptor = signDescriptor(this.#crypto, self.device, {
      revision,
      expires: START + 30 * 86_400_000,
      deviceList: self.deviceList,
      suites: [1],
      requestMailboxes,
      inner: sealInner(this.#crypto, rng, descriptorKey, { addresses: [], mailboxes })
    })
    return { descriptor, descriptorKey, revision }
  }

  /** Opens the messenger on the person's store: after `join`, or again after a stop. */
  async start(person: Person): Promise<void> {
    const rng = seededRng(`${this.#seed}/${person.name}/${(this.#starts += 1)}`)
    const { self } = person
    const described = this.describe(person)
    person.messenger = await openMessenger({
      store: this.#atWork.store(person.store),
      crypto: this.#crypto,
      rng,
      clock: () => this.now,
      ...(this.#schedule && { schedule: this.#schedule }),
      logger:
        this.#logger ?? Object.assign(() => undefined, { error: () => undefined, trace: () => undefined }),
      self,
      describe: () => described,
      ports: {
        seek: userId => {
          person.sought.push(userId)
        },
        deposit: async order => {
          // what a test holds back is not under way
          await this.onDeposit(order)
          return await this.#atWork.during(async () => this.#deposit(order))
        },
        fetchContactBundle: async (_peer, [first]) =>
          await this.#atWork.during(async () => {
            const owner = first && this.#boxes.get(first.mailbox.toString())?.owner
            return this.open ? await owner?.messenger.bundle() : undefined
          }),
        assured: async () => await this.#atWork.during(async () => undefined),
        fetchBundles: async (_account, [first], lastResort) =>
          await this.#atWork.during(async () => {
            const box = first && this.#boxes.get(first.mailbox.toString())
            this.asked += 1
            if (!this.open) return []
            if (box === undefined) throw new TrustError('The invite is not known any more.')
            const oneTime = this.handOut(box.prekeys, lastResort)
            const old = this.oldBundles.map(bundle => ({ bundle, oneTime: undefined }))
            return [...old, { bundle: await box.owner.messenger.bundle(), oneTime }]
          })
      }
    })
  }

  /** The owner comes to the request mailbox that bundles are fetched from, and leaves one-time prekeys. */
  async stock({ messenger, requestMailboxes: [first] }: Person): Promise<void> {
    const box = first && this.#boxes.get(first.mailbox.toString())
    if (first === undefined || box === undefined) throw new TypeError('nobody to hand them out')
    const fresh = await messenger.oneTimePrekeys(first.mailbox, box.prekeys.length)
    if (fresh.length > 0) box.prekeys.splice(0, box.prekeys.length, ...fresh)
  }

  /** A list of somebody's one device, certified `later` ms from now: other bytes each time. */
  listed({ self: { account, device } }: Person, version: number, later: number): Signed {
    const certificates = [certify(this.#crypto, account, device, this.now + later)]
    return signDeviceList(this.#crypto, account, { version, certificates, revoked: [] })
  }

  /** Somebody with another device list, which a contact gets to know by mail. */
  async relist(person: Person, deviceList: Signed, contact: Person): Promise<void> {
    await person.messenger.stop()
    person.self = { ...person.self, deviceList }
    person.revision += 1
    await this.start(person)
    await person.messenger.describeAnew()
    await person.messenger.flush(AbortSignal.timeout(10_000))
    await this.collect(contact)
  }

  /**
   * The owner comes and takes everything; items stay, as in the 48 hours after acknowledgement.
   *
   * @param options.together - all at once, as a page of a mailbox is handed over
   */
  async collect(person: Person, { together = false }: { together?: boolean } = {}): Promise<number> {
    const taken: Array<Promise<void>> = []
    for (const box of this.#boxes.values()) {
      if (box.owner !== person) continue
      for (const item of box.items) {
        taken.push(this.#take(person, box, item))
        if (!together) await taken.at(-1)
      }
    }
    await Promise.all(taken)
    return taken.length
  }

  async #take(person: Person, box: Box, item: Uint8Array): Promise<void> {
    if (box.requests) await person.messenger.receiveRequest(item)
    else
      for (const peer of [...person.messenger.peers()]) await person.messenger.receiveMail(peer.userId, item)
  }

  /** Joins two people with a live link, which says nothing about arrival; returns what cuts it. */
  link(a: Person, b: Person): () => void {
    const path = (from: Person, to: Person): LivePath => ({
      send: async envelopes => {
        this.sent.push({ from, envelopes: envelopes.length })
        for (const envelope of envelopes) {
          void this.#atWork.during(async () => to.messenger.receiveLive(from.self.account.userId, envelope))
        }
      }
    })
    const toB = path(a, b)
    const toA = path(b, a)
    a.messenger.linkOpened(b.self.account.userId, toB)
    b.messenger.linkOpened(a.self.account.userId, toA)
    return () => {
      a.messenger.linkClosed(b.self.account.userId, toB)
      b.messenger.linkClosed(a.self.account.userId, toA)
    }
  }

  /** The same as two nodes do it: both say hello first, and act on it. */
  async meet(a: Person, b: Person): Promise<() => void> {
    const [ofA, ofB] = [a.messenger.hello(b.self.account.userId), b.messenger.hello(a.self.account.userId)]
    await Promise.all([
      a.messenger.greeted(b.self.account.userId, ofB, this.now),
      b.messenger.greeted(a.self.account.userId, ofA, this.now)
    ])
    return this.link(a, b)
  }

  /** Resolves when links, mailboxes and timers that are due have brought about all that they do at once. */
  async idle(): Promise<void> {
    await this.#atWork.idle()
  }

  async stop(): Promise<void> {
    await Promise.all(this.#people.map(async ({ messenger }) => messenger.stop()))
  }

  #put(mailbox: Uint8Array, owner: Person, coordinator: number, requests: boolean): void {
    this.#boxes.set(mailbox.toString(), {
      coordinator,
      owner,
      requests,
      items: [],
      known: new Set(),
      prekeys: []
    })
  }

  #deposit(order: DepositOrder): DepositOutcome {
    if (!this.open) return { kind: 'later' }
    const box = this.#boxes.get(order.mailbox.mailbox.toString())
    if (box === undefined || this.forgetful.has(box.coordinator)) return { kind: 'refused' }
    const key = Buffer.from(order.envelope).toString('base64')
    if (!box.known.has(key)) box.items.push(order.envelope)
    box.known.add(key)
    return { kind: 'held', until: order.expires }
  }
}

/** Invite, request, accept: all through mailboxes, the two never meet. */
export async function befriend(office: PostOffice, inviter: Person, guest: Person): Promise<void> {
  const invite = await inviter.messenger.invites.create(inviter.requestMailboxes)
  await guest.messenger.ask(invite)
  await guest.messenger.flush(AbortSignal.timeout(5_000))
  await office.collect(inviter)
  await inviter.messenger.accept(guest.self.account.userId)
  await inviter.messenger.flush(AbortSignal.timeout(5_000))
  await office.collect(guest)
}
