/**
 * People who come and go and write to their contacts, coordinators that die and are wicked, and a network that loses
 * packets and splits: everything that the messaging scenario does to the production cores.
 *
 * @packageDocumentation
 */
import { networkOf } from '../../src/identity/index.ts'
import { simulatedCrypto } from './crypto.ts'
import { Engine } from './engine.ts'
import { Hosts } from './hosts.ts'
import { MailCoordinator } from './mail-coordinator.ts'
import { MailLedger } from './mail-ledger.ts'
import { MailPerson } from './mail-person.ts'
import { SimNetwork } from './network.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { Network } from '../../src/identity/index.ts'
import type { DepositOrder, Messenger } from '../../src/messaging/index.ts'
import type { Logger } from '../../src/ports.ts'
import type { CryptoCount } from './crypto.ts'
import type { Life } from './life.ts'
import type { MailMalice } from './mail-coordinator.ts'
import type { Linked } from './mail-links.ts'
import type { MailPersonWorld } from './mail-person.ts'
import type { NetworkOptions } from './network.ts'

const second = 1_000
const minute = 60 * second

/** What is simulated. */
export interface MailOptions {
  readonly seed: number
  readonly people: number
  /** Default: one for each 20 people, and no fewer than 10. */
  readonly coordinators?: number
  /** Of each person. Default 6. */
  readonly contacts?: number
  /** Default: 5 % loss, 20 ms to the middle of the network, jitter 20 ms. */
  readonly network?: Partial<NetworkOptions>
  /** Share of the coordinators that are wicked, each way as many. Default 0.15. */
  readonly wicked?: number
  /** Share of pairs that no connection can be made between: they have mailboxes alone. Default 0.3. */
  readonly apart?: number
  /** Milliseconds between two messages of somebody who is online, on average. Default one minute. */
  readonly writesEvery?: number
  /** Whether people hold leases, which nobody watches here. Default false. */
  readonly says?: boolean
}

const PEOPLE_PER_COORDINATOR = 20
const MIN_COORDINATORS = 10
/** How long people are there and away, on average: shorter than people, so that it happens often. */
const ONLINE_FOR: number = 10 * minute
const AWAY_FOR: number = 10 * minute
/** Nobody comes back sooner. */
const LEAST_AWAY: number = 5 * second
/** Share of people who go without a word. */
const CRASHES = 0.5
/** When leases show to contacts that somebody is there: the 95th percentile of the presence scenario, about. */
const PRESENCE_SEEN: number = 2 * second
/** Between an invite and its use. */
const INVITE_TRAVELS: number = 5 * second
/** Within which all start, and all have used their invites. */
const START_SPREAD: number = 20 * second
const MEET_SPREAD: number = 2 * minute
const MALICES: readonly MailMalice[] = ['drops', 'denies', 'babbles']

/** People, coordinators, and the books. */
export class MailWorld implements MailPersonWorld {
  readonly engine: Engine
  readonly hosts: Hosts
  readonly crypto: CryptoBackend
  readonly count: CryptoCount
  readonly network: Network
  readonly coordinators: readonly MailCoordinator[]
  readonly people: readonly MailPerson[]
  readonly ledger: MailLedger
  readonly says: boolean
  /** What production code takes for a bug of its own. */
  readonly problems: string[] = []
  /** Deposits that were tried, and those of them that had been tried before. */
  deposits = 0
  retries = 0
  readonly #nonces = new Set<string>()
  readonly #byUserId = new Map<string, MailPerson>()
  readonly #apart = new Set<string>()
  readonly #writesEvery: number
  #isWriting = false
  #isChurning = false

  constructor(options: MailOptions) {
    const { seed, people, contacts = 6, wicked = 0.15, apart = 0.3, writesEvery = minute } = options
    this.engine = new Engine(seed)
    const network = new SimNetwork(this.engine, { loss: 0.05, latency: 20, jitter: 20, ...options.network })
    this.hosts = new Hosts(network)
    const { crypto, count } = simulatedCrypto()
    this.crypto = crypto
    this.count = count
    this.network = networkOf(crypto, 'simulated')
    this.ledger = new MailLedger(this.engine)
    this.#writesEvery = writesEvery
    this.says = options.says ?? false
    const wanted = Math.max(MIN_COORDINATORS, Math.round(people / PEOPLE_PER_COORDINATOR))
    const { coordinators = wanted } = options
    const bad = Math.round(wicked * coordinators)
    this.coordinators = Array.from(
      { length: coordinators },
      (_, at) => new MailCoordinator(this, at, at < bad ? MALICES[at % MALICES.length] : undefined)
    )
    this.people = Array.from({ length: people }, (_, at) => new MailPerson(this, `person ${at}`))
    for (const person of this.people) this.#byUserId.set(person.userId, person)
    this.#befriend(contacts, apart)
  }

  readonly logger: Logger = Object.assign(() => {}, {
    error: (formatter: string, ...args: unknown[]): void => {
      this.problems.push(`${formatter} ${args.map(String).join(' ')}`)
    },
    trace: () => {}
  })

  reachable(from: MailPerson, userId: string): Linked | undefined {
    return this.#apart.has(nameOf(from.userId, userId)) ? undefined : this.#byUserId.get(userId)
  }

  onDeposit({ nonce }: DepositOrder): void {
    const name = nonce.toString()
    this.deposits += 1
    if (this.#nonces.has(name)) this.retries += 1
    this.#nonces.add(name)
  }

  onStart(person: MailPerson, life: Life, messenger: Messenger): void {
    this.engine.trace(person.node.index, 4)
    messenger.events.addEventListener('request', ({ detail }) => {
      if (!life.isOver) void messenger.accept(detail.peer.userId)
    })
    messenger.events.addEventListener('message', ({ detail: { entry, peer } }) => {
      if (!life.isOver) void this.ledger.shows(person, entry, messenger.missing(peer.userId))
    })
    messenger.events.addEventListener('receipt', ({ detail }) => {
      if (!life.isOver) void this.ledger.hears(detail.entry)
    })
    life.schedule(PRESENCE_SEEN, () => {
      this.#seen(person)
    })
    this.#writeLater(person, life)
    if (this.#isChurning) this.#goLater(person, life)
  }

  /** Everybody and everything starts, and becomes contacts by invites. @returns when that is done, virtual time */
  async begin(): Promise<number> {
    const { engine } = this
    for (const coordinator of this.coordinators) await coordinator.start()
    for (const person of this.people) {
      await person.create()
      engine.schedule(engine.chance() * START_SPREAD, () => void person.start())
    }
    for (const person of this.people) {
      for (const other of person.contacts) {
        if (person.node.index > other.node.index) continue
        engine.schedule(
          2 * START_SPREAD + engine.chance() * MEET_SPREAD,
          () => void this.#meet(person, other)
        )
      }
    }
    return 2 * START_SPREAD + MEET_SPREAD + 2 * minute
  }

  /** From now on people write. */
  write(): void {
    this.#isWriting = true
    for (const person of this.people) {
      const { life } = person
      if (life !== undefined) this.#writeLater(person, life)
    }
  }

  /** From now on they come and go. */
  churn(): void {
    this.#isChurning = true
    for (const person of this.people) if (person.life !== undefined) this.#goLater(person, person.life)
  }

  /** A share of all nodes does not hear the others. */
  split(share: number): void {
    for (const node of this.hosts.network.nodes) node.side = this.engine.chance() < share ? 1 : 0
  }

  /** They hear each other again, and those who are online see each other. */
  heal(): void {
    for (const node of this.hosts.network.nodes) node.side = 0
    this.engine.schedule(PRESENCE_SEEN, () => {
      for (const person of this.people) if (person.isOnline) this.#seen(person)
    })
  }

  /** Nobody writes or goes any more, and whoever is away comes. */
  settle(): void {
    this.#isWriting = false
    this.#isChurning = false
    for (const person of this.people) {
      if (!person.isOnline) this.engine.schedule(LEAST_AWAY, () => void person.start())
    }
  }

  #goLater(person: MailPerson, life: Life): void {
    const { engine } = this
    life.schedule(engine.exponential(ONLINE_FOR), () => {
      if (!this.#isChurning) return
      person.stop(engine.chance() < CRASHES ? 'die' : 'leave')
      engine.trace(person.node.index, 5)
      engine.schedule(LEAST_AWAY + engine.exponential(AWAY_FOR), () => {
        if (this.#isChurning) void person.start()
      })
    })
  }

  #writeLater(person: MailPerson, life: Life): void {
    if (!this.#isWriting || person.contacts.length === 0) return
    life.schedule(this.engine.exponential(this.#writesEvery), () => {
      if (!this.#isWriting || !person.isOnline) return
      void this.#write(person, this.engine.pick(person.contacts))
      this.#writeLater(person, life)
    })
  }

  async #write(from: MailPerson, to: MailPerson): Promise<void> {
    const { messenger } = from
    if (messenger?.peer(to.userId)?.consent !== 'accepted') return
    const letter = this.ledger.writes(from, to, to.isOnline && from.node.side === to.node.side)
    await messenger.submit(to.userId, letter.text)
    letter.isKept = true
  }

  /** Leases show that somebody is there, to contacts that hear the same coordinators. */
  #seen(person: MailPerson): void {
    for (const other of person.contacts) {
      if (other.node.side === person.node.side) void other.messenger?.returned(person.userId)
    }
  }

  async #meet(inviter: MailPerson, guest: MailPerson): Promise<void> {
    const invite = await inviter.invite()
    this.engine.schedule(INVITE_TRAVELS, () => void guest.messenger?.ask(invite))
  }

  /** Everybody gets about as many contacts. */
  #befriend(wanted: number, apart: number): void {
    const pairs = new Set<string>()
    for (const person of this.people) {
      for (let tries = 0; person.contacts.length < wanted && tries < 8 * wanted; tries++) {
        const other = this.engine.pick(this.people)
        const name = nameOf(person.userId, other.userId)
        if (other === person || other.contacts.length >= wanted || pairs.has(name)) continue
        pairs.add(name)
        if (this.engine.chance() < apart) this.#apart.add(name)
        person.contacts.push(other)
        other.contacts.push(person)
      }
    }
  }
}

function nameOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`
}
