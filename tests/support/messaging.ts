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
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { openMessenger } from '../../src/messaging/index.ts'
import type { DepositOrder, DepositOutcome, LivePath, Messenger, Self } from '../../src/messaging/index.ts'
import type { Store } from '../../src/ports.ts'
import type { MailboxAddress } from '../../src/wire/index.ts'
import { createMemoryStore } from './memory-store.ts'
import { seededRng, START } from './ratchet.ts'

/** A mailbox of the post office. */
interface Box {
  readonly owner: Person
  readonly requests: boolean
  readonly items: Uint8Array[]
  readonly known: Set<string>
}

/** One user. */
export interface Person {
  readonly name: string
  readonly self: Self
  readonly store: Store
  messenger: Messenger
  readonly mailboxes: readonly MailboxAddress[]
  readonly requestMailboxes: readonly MailboxAddress[]
  /** Whom this one looked for. */
  readonly sought: string[]
}

/** Everybody and the three coordinators between them. */
export class PostOffice {
  /** Coordinators that answer. */
  open = true
  /** Called with every deposit that is tried; what it returns is awaited before the answer. */
  onDeposit: (order: DepositOrder) => Promise<void> | undefined = () => undefined
  now: number = START
  readonly #boxes = new Map<string, Box>()
  readonly #people: Person[] = []
  readonly #seed: string
  #starts = 0

  constructor(seed: string) {
    this.#seed = seed
  }

  async join(name: string, store: Store = createMemoryStore()): Promise<Person> {
    const rng = seededRng(`${this.#seed}/${name}`)
    const account = createAccount(crypto, rng)
    const device = createDevice(crypto, rng)
    const certificates = [certify(crypto, account, device, this.now)]
    const deviceList = signDeviceList(crypto, account, { version: 1, certificates, revoked: [] })
    const self: Self = { account, device, name, deviceList, writerId: rng(8) }
    const boxes = (): MailboxAddress[] =>
      [0, 1, 2].map(() => ({ mailbox: crypto.ed25519PublicKey(rng(32)), addresses: [] }))
    const person: Person = {
      name,
      self,
      store,
      mailboxes: boxes(),
      requestMailboxes: boxes(),
      sought: [],
      messenger: undefined as unknown as Messenger
    }
    for (const { mailbox } of person.mailboxes) this.#put(mailbox, person, false)
    for (const { mailbox } of person.requestMailboxes) this.#put(mailbox, person, true)
    this.#people.push(person)
    await this.start(person)
    return person
  }

  /** Opens the messenger on the person's store: after `join`, or again after a stop. */
  async start(person: Person): Promise<void> {
    const rng = seededRng(`${this.#seed}/${person.name}/${(this.#starts += 1)}`)
    const descriptorKey = crypto.sha256(person.self.device.seed)
    const { self } = person
    const descriptor = signDescriptor(crypto, self.device, {
      revision: START,
      expires: START + 30 * 86_400_000,
      deviceList: self.deviceList,
      suites: [1],
      requestMailboxes: person.requestMailboxes,
      inner: sealInner(crypto, rng, descriptorKey, { addresses: [], mailboxes: person.mailboxes })
    })
    person.messenger = await openMessenger({
      store: person.store,
      crypto,
      rng,
      clock: () => this.now,
      logger: Object.assign(() => undefined, { error: () => undefined, trace: () => undefined }),
      self,
      describe: () => ({ descriptor, descriptorKey, revision: START }),
      ports: {
        seek: userId => {
          person.sought.push(userId)
        },
        deposit: async order => {
          await this.onDeposit(order)
          return this.#deposit(order)
        },
        fetchBundle: async account => {
          const owner = this.#people.find(other =>
            other.self.account.publicKey.every((b, i) => b === account[i])
          )
          if (!this.open) return undefined
          if (owner === undefined) throw new TrustError('The invite is not known any more.')
          return await owner.messenger.bundle()
        }
      }
    })
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
        for (const envelope of envelopes) {
          void to.messenger.receiveLive(from.self.account.userId, envelope)
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

  async stop(): Promise<void> {
    await Promise.all(this.#people.map(async ({ messenger }) => messenger.stop()))
  }

  #put(mailbox: Uint8Array, owner: Person, requests: boolean): void {
    this.#boxes.set(mailbox.toString(), { owner, requests, items: [], known: new Set() })
  }

  #deposit(order: DepositOrder): DepositOutcome {
    if (!this.open) return { kind: 'later' }
    const box = this.#boxes.get(order.mailbox.mailbox.toString())
    if (box === undefined) return { kind: 'refused' }
    const key = order.envelope.toString()
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
