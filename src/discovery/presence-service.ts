/**
 * The shell around presence: gossip and the exchange at connect bring states in, timers
 * bring the time, effects go out.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { EarshotError, UsageError } from '../errors.ts'
import { MAX_MEMBERS } from '../wire/index.ts'
import {
  LEAVE_DEADLINE,
  MAX_NETWORKS,
  MAX_SEEN_STATES,
  STATE_BURST,
  STATE_RATE,
  VERIFY_BATCH
} from './constants.ts'
import { serves } from './core/election.ts'
import { bucketLimit, putBounded } from './core/limits.ts'
import { MergedStandings } from './core/merged-standings.ts'
import { createPresence } from './core/presence.ts'
import { openState, sealState } from './core/state-codec.ts'
import { CrowdSide } from './crowd-side.ts'
import { Exchanges } from './exchanges.ts'
import { createAlarm, platformTimer } from './timer.ts'
import type { Network } from '../identity/index.ts'
import type { Verdict } from '../link.ts'
import type { EpochMs } from '../ports.ts'
import type { NetworkState, Service } from '../wire/index.ts'
import type { HeardCoordinator, Path } from './core/heard-coordinators.ts'
import type { Presence, PresenceEffect, PresenceEvent, PresenceView, Server } from './core/presence-types.ts'
import type { HeardDevice } from './core/roster.ts'
import type { Exchanged } from './exchanges.ts'
import type { LinkUp, PresenceComponents, PresenceService, PresenceServiceInit } from './presence-port.ts'
import type { Alarm } from './timer.ts'

/** Presence for the given networks; needs `start`. */
export function presenceService(
  init: PresenceServiceInit
): (components: PresenceComponents) => PresenceService {
  return components => new PresenceShell(init, components)
}

interface Joined extends Exchanged {
  readonly presence: Presence
  readonly alarm: Alarm
  /** Nobody was there to hear what we published last. */
  unheard: boolean
  readonly crowd: CrowdSide
}

class PresenceShell implements PresenceService {
  readonly #init: PresenceServiceInit
  readonly #components: PresenceComponents
  readonly #joined = new Map<string, Joined>()
  readonly #stateLimit = bucketLimit(STATE_BURST, STATE_RATE)
  readonly #exchanges: Exchanges
  /** Hashes of gossip that was accepted: the same bytes are not passed on twice. */
  readonly #seen = new Map<string, true>()
  /** What is on its way to others. */
  readonly #publishing = new Set<Promise<unknown>>()
  readonly #linked = new Set<string>()
  /** Those of them that we dialled. */
  readonly #dialled = new Set<string>()
  readonly #unwatch: Array<() => void> = []
  readonly #standings = new MergedStandings(userId =>
    [...this.#joined.values()].map(({ presence }) => presence.standing(userId))
  )
  #running = false

  constructor(init: PresenceServiceInit, components: PresenceComponents) {
    if (init.networks.length > MAX_NETWORKS) throw new UsageError(`At most ${MAX_NETWORKS} networks`)
    this.#init = init
    this.#components = components
    for (const network of init.networks) this.#joined.set(bytesToHex(network.id), this.#join(network))
    this.#exchanges = new Exchanges(components, [...this.#joined.values()])
  }

  #join(network: Network): Joined {
    const { crypto, rng, clock, transport, setTimer } = this.#components
    const { self, coordinator, seed } = this.#init
    const { peerId } = transport
    const presence = createPresence({ crypto, rng, network, peerId, self, coordinator })
    const crowd = new CrowdSide({
      crypto,
      network: network.id,
      peerId,
      userId: self?.userId,
      seed,
      isServed: coordinator ?? false,
      now: clock,
      snapshot: () => presence.snapshot(clock()),
      coordinators: () => [...this.#linked].filter(linked => presence.serves(linked) === true),
      publish: state => {
        this.#publish(joined, state)
      },
      exchange: async (to, state) => await this.#ask(joined, to, state),
      onTurn: isOut => {
        if (!this.#running) return
        if (isOut) this.#components.gossip.unsubscribe(network.topic)
        else this.#subscribe(joined)
        this.#handle(joined, { kind: 'crowd', isCrowd: isOut })
      }
    })
    const alarm = createAlarm(setTimer ?? platformTimer)
    const joined: Joined = {
      network,
      presence,
      alarm,
      crowd,
      unheard: false,
      says: request => crowd.says(request),
      takes: async (sealed, from, onState) => await this.#receive(joined, sealed, from, 'exchange', onState)
    }
    return joined
  }

  async start(): Promise<void> {
    if (this.#running) return
    await this.#exchanges.start()
    this.#running = true
    for (const joined of this.#joined.values()) {
      if (!joined.crowd.isOut) this.#subscribe(joined)
      const unwatch = this.#components.gossip.watch(joined.network.topic, (peerId, event) => {
        if (event === 'joined') this.#listens(joined, peerId)
      })
      this.#unwatch.push(unwatch)
      this.#handle(joined, { kind: 'start', addresses: this.#init.addresses() })
    }
  }

  async stop(): Promise<void> {
    if (!this.#running) return
    this.#running = false
    for (const unwatch of this.#unwatch.splice(0)) unwatch()
    for (const joined of this.#joined.values()) {
      joined.alarm.clear()
      this.#handle(joined, { kind: 'stop' })
    }
    const deadline = Promise.withResolvers<void>()
    const cancel = (this.#components.setTimer ?? platformTimer)(deadline.resolve, LEAVE_DEADLINE)
    await Promise.race([Promise.all(this.#publishing), deadline.promise])
    cancel()
    // also who left the topic in the last moment, when nobody was told any more
    for (const { network } of this.#joined.values()) this.#components.gossip.unsubscribe(network.topic)
    await this.#exchanges.stop()
  }

  linkUp({ peerId, userId, relay, dialled }: LinkUp): void {
    this.#linked.add(peerId)
    this.#handleAll({ kind: 'link-up', peerId, userId, relay })
    if (!dialled) return
    this.#dialled.add(peerId)
    if (this.#running) void this.#tryExchange(peerId)
  }

  linkDown(peerId: string): void {
    this.#dialled.delete(peerId)
    this.#linked.delete(peerId)
    for (const { crowd } of this.#joined.values()) crowd.down(peerId)
    this.#handleAll({ kind: 'link-down', peerId })
  }

  addressesChanged(): void {
    this.#handleAll({ kind: 'addresses', addresses: this.#init.addresses() })
  }

  setContacts(userIds: readonly string[]): void {
    this.#handleAll({ kind: 'contacts', userIds })
  }

  members(network?: string): readonly PresenceView[] {
    const now = this.#components.clock()
    if (network === undefined) {
      return [...this.#joined.values()].flatMap(({ presence, crowd }) => crowd.members(presence.members(now)))
    }
    return this.#named(network).flatMap(({ presence, crowd }) =>
      crowd.members(presence.members(now).filter(({ userId }) => presence.isHeard(userId)))
    )
  }

  isOnline(userId: string): boolean {
    const { status, isHinted = false } = this.#standings.of(userId)
    return status !== 'offline' && !isHinted
  }

  isExact(): boolean {
    return [...this.#joined.values()].every(
      ({ presence, crowd }) => !crowd.isOut && presence.size < MAX_MEMBERS
    )
  }

  isCrowd(network: string): boolean {
    return this.#named(network).some(({ crowd }) => crowd.isOut)
  }

  devices(userId: string): readonly HeardDevice[] {
    const newest = new Map<string, HeardDevice>()
    for (const { presence } of this.#joined.values()) {
      for (const device of presence.devices(userId)) {
        const before = newest.get(device.peerId)
        if (before === undefined || before.heardAt < device.heardAt) newest.set(device.peerId, device)
      }
    }
    return [...newest.values()]
  }

  isMember(peerId: string): boolean {
    if (this.userOf(peerId) !== undefined) return true
    return [...this.#joined.values()].some(({ crowd }) => crowd.counts(peerId))
  }

  userOf(peerId: string): string | undefined {
    for (const { presence } of this.#joined.values()) {
      const userId = presence.userOf(peerId)
      if (userId !== undefined) return userId
    }
    return undefined
  }

  coordinators(): readonly HeardCoordinator[] {
    const now = this.#components.clock()
    const found = new Map<string, HeardCoordinator>()
    for (const { presence } of this.#joined.values()) {
      for (const coordinator of presence.coordinators(now)) {
        const before = found.get(coordinator.peerId)
        const better = before === undefined || (coordinator.confirmed && !before.confirmed)
        if (better) found.set(coordinator.peerId, coordinator)
      }
    }
    return [...found.values()]
  }

  servers(network: string): readonly Server[] {
    const now = this.#components.clock()
    return this.#named(network).flatMap(({ presence }) => presence.servers(now))
  }

  serves(peerId: string): boolean | undefined {
    const words = [...this.#joined.values()].map(({ presence }) => presence.serves(peerId))
    return words.includes(true) ? true : words.find(word => word !== undefined)
  }

  setService(network: string, service: Service): void {
    for (const joined of this.#named(network)) {
      joined.crowd.serve(serves(service))
      this.#handle(joined, { kind: 'service', service })
    }
  }

  #named(name: string): readonly Joined[] {
    return [...this.#joined.values()].filter(({ network }) => network.name === name)
  }

  async exchange(peerId: string, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    if (this.#running) await this.#exchanges.withAll(peerId, options.signal)
  }

  async #tryExchange(peerId: string): Promise<void> {
    try {
      await this.exchange(peerId)
    } catch (error) {
      this.#components.log.trace('no presence exchange - %e', error)
    }
  }

  /**
   * A peer takes part in the gossip of a network. What was published between our exchange with the first
   * one and now reached others, and not us: we ask once more.
   */
  #listens(joined: Joined, peerId: string): void {
    if (joined.unheard) {
      joined.unheard = false
      this.#handle(joined, { kind: 'listener' })
    }
    const isFirst = this.#components.gossip.subscribers(joined.network.topic).length === 1
    if (isFirst && this.#dialled.has(peerId)) void this.#exchangeAgain(peerId)
  }

  async #exchangeAgain(peerId: string): Promise<void> {
    await this.#exchanges.ended(peerId)
    if (this.#running && this.#dialled.has(peerId)) await this.#tryExchange(peerId)
  }

  #subscribe(joined: Joined): void {
    this.#components.gossip.subscribe(joined.network.topic, (data, from) =>
      this.#receiveGossip(joined, data, from)
    )
  }

  async #receiveGossip(joined: Joined, data: Uint8Array, from: string): Promise<Verdict> {
    const { crypto, clock } = this.#components
    if (!this.#running || !this.#stateLimit.take(from, clock())) return 'ignore'
    const hash = bytesToHex(crypto.sha256(data))
    if (this.#seen.has(hash)) return 'ignore'
    const verdict = await this.#receive(joined, data, from, 'gossip')
    if (verdict === 'accept') putBounded(this.#seen, hash, true, MAX_SEEN_STATES)
    return verdict
  }

  /** Opens a state and takes it in small parts, so that a full list does not hold up everything else. */
  async #receive(
    joined: Joined,
    sealed: Uint8Array,
    from: string,
    path: Path,
    onState?: (state: NetworkState) => void
  ): Promise<Verdict> {
    const { crypto, clock } = this.#components
    let state: NetworkState
    try {
      state = openState(crypto, joined.network, sealed)
    } catch (error) {
      if (error instanceof EarshotError) return 'reject'
      throw error
    }
    onState?.(state)
    let verdict: Verdict = 'ignore'
    let isChecked = true
    let first = 0
    do {
      if (first > 0) await this.#breathe()
      const last = first + VERIFY_BATCH
      const heartbeats = state.heartbeats.slice(first, last)
      // names and coordinators count once, and only when all heartbeats have proved true
      const rest = last < state.heartbeats.length ? { onlineMembers: [], coordinators: [] } : {}
      const received = joined.presence.receive({ ...state, heartbeats, ...rest }, from, path, clock())
      this.#apply(joined, received.effects)
      if (received.verdict === 'reject') return 'reject'
      if (received.verdict === 'accept') verdict = 'accept'
      isChecked &&= received.verdict !== 'unchecked'
      first = last
    } while (first < state.heartbeats.length)
    const isServer = this.#linked.has(from) && joined.presence.serves(from) === true
    if (isServer && !joined.crowd.heard(state, from, path)) return 'reject'
    return isChecked ? verdict : 'ignore'
  }

  #breathe(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    ;(this.#components.setTimer ?? platformTimer)(resolve, 0)
    return promise
  }

  #handleAll(event: PresenceEvent): void {
    for (const joined of this.#joined.values()) this.#handle(joined, event)
  }

  #handle(joined: Joined, event: PresenceEvent): void {
    this.#apply(joined, joined.presence.handle(event, this.#components.clock()))
  }

  #apply(joined: Joined, effects: readonly PresenceEffect[]): void {
    const { network, alarm } = joined
    for (const effect of effects) {
      switch (effect.kind) {
        case 'presence': {
          const change = this.#standings.news(effect.userId)
          if (change !== undefined) this.#init.onPresence?.(change)
          break
        }
        case 'coordinators':
          this.#init.onCoordinators?.(effect.heard, network)
          break
        case 'member':
          joined.crowd.counted(effect)
          break
        case 'coordinator-left':
          joined.crowd.left(effect.peerId)
          this.#init.onCoordinatorLeft?.(effect.peerId, network)
          break
        case 'publish':
          joined.crowd.tell(effect.state)
          break
        case 'schedule':
          this.#schedule(joined, alarm, effect.at)
          break
      }
    }
  }

  #schedule(joined: Joined, alarm: Alarm, at: EpochMs): void {
    if (!this.#running) return
    alarm.set(at - this.#components.clock(), () => {
      joined.crowd.lookAround()
      this.#handle(joined, { kind: 'tick' })
    })
  }

  #publish(joined: Joined, state: NetworkState): void {
    const { crypto, rng, gossip, log } = this.#components
    const { network } = joined
    const sealed = sealState(crypto, rng, network, state)
    const published = gossip.publish(network.topic, sealed).then(
      recipients => {
        joined.unheard = recipients === 0
      },
      (error: unknown) => {
        log.trace('presence was not published - %e', error)
      }
    )
    this.#await(published)
  }

  /** An exchange with one coordinator in a crowd. Never rejects. @returns whether it answered */
  async #ask(joined: Joined, peerId: string, state: NetworkState): Promise<boolean> {
    const told = this.#exchanges.withOne(joined, peerId, state).then(
      () => true,
      (error: unknown) => {
        this.#components.log.trace('a coordinator was not told - %e', error)
        return false
      }
    )
    this.#await(told)
    return await told
  }

  /** Something that a stop waits for, a moment. */
  #await(sent: Promise<unknown>): void {
    this.#publishing.add(sent)
    void sent.finally(() => this.#publishing.delete(sent))
  }
}
