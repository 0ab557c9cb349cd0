/**
 * What a node does in a network of more than 200 members (docs/PROTOCOL.md, 14.6): as a coordinator it counts and
 * says what has changed, as a member it leaves the topic, reports to a few coordinators, and asks one of them for
 * the list while somebody looks. Joins `core/crowd-desk.ts` and `core/crowd-member.ts` with exchange and gossip.
 */
import { userIdOf } from '../identity/index.ts'
import { QUESTIONS_PER_LOOK, REPORTED_TO } from './constants.ts'
import { CrowdDesk, ownWords } from './core/crowd-desk.ts'
import { CrowdMember } from './core/crowd-member.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs } from '../ports.ts'
import type { NetworkState, PageRequest } from '../wire/index.ts'
import type { Path } from './core/heard-coordinators.ts'
import type { CrowdQuestion } from './core/crowd-member.ts'
import type { PresenceEffect, PresenceView } from './core/presence-types.ts'

/** What it is made with, and does. */
export interface CrowdSideOptions {
  readonly crypto: CryptoBackend
  /** Id of the network, 16 bytes. */
  readonly network: Uint8Array
  /** PeerId of this node. */
  readonly peerId: string
  /** The account that it speaks for. */
  readonly userId: string | undefined
  /** Of the host key, 32 bytes; undefined: it never counts. */
  readonly seed: Uint8Array | undefined
  readonly isServed: boolean
  now(): EpochMs
  /** All that we know. */
  snapshot(): NetworkState
  /** Coordinators of the network that we are linked to. */
  coordinators(): readonly string[]
  publish(state: NetworkState): void
  /** Tells a coordinator something, and hears its answer. Never rejects. @returns false: it does not answer */
  exchange(peerId: string, state: NetworkState): Promise<boolean>
  /** We are off the topic from now on, or on it again. */
  onTurn(isOut: boolean): void
}

/** Crowds of one network. */
export class CrowdSide {
  readonly #options: CrowdSideOptions
  readonly #desk: CrowdDesk | undefined
  readonly #member: CrowdMember
  #isServed: boolean
  #isOut = false

  constructor(options: CrowdSideOptions) {
    const { crypto, network, seed, peerId } = options
    this.#options = options
    this.#isServed = options.isServed
    this.#desk = seed && new CrowdDesk({ crypto, seed, network }, peerId, options.now())
    const isLinked = (peerId: string): boolean => options.coordinators().includes(peerId)
    this.#member = new CrowdMember({ crypto, network, isLinked })
  }

  /** Whether we are off the topic, and report to a few coordinators. */
  get isOut(): boolean {
    return this.#isOut
  }

  /** Whether we are a coordinator from now on: those stay on the topic. */
  serve(isServed: boolean): void {
    this.#isServed = isServed
    // while we serve we hear none, and what was heard before gets old
    if (isServed) this.#member.forget()
    this.#turn()
  }

  /** Whether a connected device is counted here. */
  counts(peerId: string): boolean {
    return this.#desk?.counts(peerId) === true
  }

  /** A peer is no coordinator any more, be it still linked: nothing that it says now would correct what it said. */
  left(peerId: string): void {
    this.#member.down(peerId)
    this.#turn()
  }

  /** A connected device said itself that it is here, or that it leaves. */
  counted({ peerId, account, isLeaving }: Extract<PresenceEffect, { readonly kind: 'member' }>): void {
    this.#desk?.heard(peerId, account, isLeaving, this.#options.now())
  }

  /** A connection has ended. */
  down(peerId: string): void {
    this.#desk?.down(peerId)
    this.#member.down(peerId)
    this.#turn()
  }

  /** A state of a coordinator that we are linked to. @returns false: forged */
  heard(state: NetworkState, from: string, path: Path): boolean {
    if (this.#isServed) return true
    if (!this.#member.heard(from, state.delta, path === 'exchange', this.#options.now())) return false
    // by gossip others' states pass through it, and a page is not signed
    if (path === 'exchange' && state.page !== undefined) this.#member.page(from, state.page)
    this.#turn()
    return true
  }

  /** To everybody, or in a crowd to a few coordinators. */
  tell(state: NetworkState): void {
    const { publish, coordinators, exchange, now } = this.#options
    if (this.#isOut) {
      for (const peerId of coordinators().slice(0, REPORTED_TO)) void exchange(peerId, state)
      return
    }
    const said = this.#isServed && this.#desk !== undefined ? this.#desk.publishes(state, now()) : state
    if (said !== undefined) publish(said)
  }

  /** What an exchange tells: all that we know, or in a crowd what we are asked for. */
  says(request: PageRequest | undefined): NetworkState {
    const { snapshot, peerId } = this.#options
    if (this.#isOut) return ownWords(snapshot(), peerId)
    return this.#isServed && this.#desk !== undefined ? this.#desk.answers(snapshot(), request) : snapshot()
  }

  /** Somebody looks: those in the list, and in a crowd those of one coordinator as far as they are known. */
  members(listed: readonly PresenceView[]): readonly PresenceView[] {
    if (!this.#isOut) return listed
    const now = this.#options.now()
    this.#member.look(now)
    this.lookAround()
    const seen = new Set(listed.filter(({ status }) => status !== 'offline').map(({ userId }) => userId))
    const others = [...this.#member.members]
      .map(userIdOf)
      .filter(userId => userId !== this.#options.userId && !seen.has(userId))
    const named = new Set(others)
    const via = this.#member.coordinator ?? null
    return [
      ...listed.filter(({ userId }) => !named.has(userId)),
      ...others.map(userId => ({ userId, status: 'reachable', via, lastSeen: now }) as const)
    ]
  }

  /** Asks for what has changed, while somebody looks. To be called now and then. */
  lookAround(): void {
    const question = this.#isOut ? this.#member.asks(this.#options.now()) : undefined
    if (question !== undefined) void this.#ask(question)
  }

  /** Page by page; who answers without end, or not at all, is asked no more until the next look. */
  async #ask(first: CrowdQuestion): Promise<void> {
    let question: CrowdQuestion | undefined = first
    for (let left = QUESTIONS_PER_LOOK; question !== undefined && left > 0; left -= 1) {
      const { peerId, pageRequest }: CrowdQuestion = question
      const state = this.says(undefined)
      const asked = pageRequest === undefined ? state : { ...state, pageRequest }
      if (!(await this.#options.exchange(peerId, asked)) || !this.#isOut) return
      question = this.#member.asksNext(peerId, this.#options.now())
    }
  }

  #turn(): void {
    const isOut = this.#member.isCrowd && !this.#isServed
    if (isOut === this.#isOut) return
    this.#isOut = isOut
    this.#options.onTurn(isOut)
  }
}
