/**
 * The shell around presence: gossip and the exchange at connect bring states in, timers
 * bring the time, effects go out.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { EarshotError, LimitError, UsageError, WireFormatError } from '../errors.ts'
import { decodePresenceFrame, encodePresenceFrame, MAX_MEMBERS, MAX_PRESENCE_FRAME } from '../wire/index.ts'
import {
  EXCHANGE_BURST,
  EXCHANGE_DEADLINE,
  EXCHANGE_RATE,
  LEAVE_DEADLINE,
  MAX_EXCHANGES,
  MAX_NETWORKS,
  MAX_SEEN_STATES,
  PRESENCE_PROTOCOL,
  STATE_BURST,
  STATE_RATE,
  VERIFY_BATCH
} from './constants.ts'
import { bucketLimit, putBounded } from './core/limits.ts'
import { createPresence } from './core/presence.ts'
import { openState, sealState } from './core/state-codec.ts'
import { createAlarm, platformTimer } from './timer.ts'
import type { Network } from '../identity/index.ts'
import type { FrameStream, Verdict } from '../link.ts'
import type { EpochMs } from '../ports.ts'
import type { NetworkState } from '../wire/index.ts'
import type { HeardCoordinator, Path } from './core/heard-coordinators.ts'
import type { Presence, PresenceEffect, PresenceEvent, PresenceView } from './core/presence-types.ts'
import type { HeardDevice } from './core/roster.ts'
import type { LinkUp, PresenceComponents, PresenceService, PresenceServiceInit } from './presence-port.ts'
import type { Alarm } from './timer.ts'

/** Presence for the given networks; needs `start`. */
export function presenceService(
  init: PresenceServiceInit
): (components: PresenceComponents) => PresenceService {
  return components => new PresenceShell(init, components)
}

interface Joined {
  readonly network: Network
  readonly presence: Presence
  readonly alarm: Alarm
}

class PresenceShell implements PresenceService {
  readonly #init: PresenceServiceInit
  readonly #components: PresenceComponents
  readonly #joined = new Map<string, Joined>()
  readonly #stateLimit = bucketLimit(STATE_BURST, STATE_RATE)
  readonly #exchangeLimit = bucketLimit(EXCHANGE_BURST, EXCHANGE_RATE)
  /** Hashes of gossip that was accepted: the same bytes are not passed on twice. */
  readonly #seen = new Map<string, true>()
  readonly #exchanges = new Set<string>()
  readonly #publishing = new Set<Promise<void>>()
  #stopping = new AbortController()
  #running = false

  constructor(init: PresenceServiceInit, components: PresenceComponents) {
    if (init.networks.length > MAX_NETWORKS) throw new UsageError(`At most ${MAX_NETWORKS} networks`)
    this.#init = init
    this.#components = components
    const { crypto, rng, transport, setTimer } = components
    const { self, coordinator } = init
    for (const network of init.networks) {
      this.#joined.set(bytesToHex(network.id), {
        network,
        presence: createPresence({ crypto, rng, network, peerId: transport.peerId, self, coordinator }),
        alarm: createAlarm(setTimer ?? platformTimer)
      })
    }
  }

  async start(): Promise<void> {
    if (this.#running) return
    this.#stopping = new AbortController()
    const bounds = { maxFrame: MAX_PRESENCE_FRAME, maxStreams: MAX_EXCHANGES, lifetime: EXCHANGE_DEADLINE }
    await this.#components.transport.handle(PRESENCE_PROTOCOL, bounds, (stream, signal) =>
      this.#answer(stream, signal)
    )
    this.#running = true
    for (const joined of this.#joined.values()) {
      this.#components.gossip.subscribe(joined.network.topic, (data, from) =>
        this.#receiveGossip(joined, data, from)
      )
      this.#handle(joined, { kind: 'start', addresses: this.#init.addresses() })
    }
  }

  async stop(): Promise<void> {
    if (!this.#running) return
    this.#running = false
    for (const joined of this.#joined.values()) {
      joined.alarm.clear()
      this.#handle(joined, { kind: 'stop' })
    }
    const deadline = Promise.withResolvers<void>()
    const cancel = (this.#components.setTimer ?? platformTimer)(deadline.resolve, LEAVE_DEADLINE)
    await Promise.race([Promise.all(this.#publishing), deadline.promise])
    cancel()
    this.#stopping.abort()
    for (const { network } of this.#joined.values()) this.#components.gossip.unsubscribe(network.topic)
    await this.#components.transport.unhandle(PRESENCE_PROTOCOL)
  }

  linkUp({ peerId, userId, relay, dialled }: LinkUp): void {
    this.#handleAll({ kind: 'link-up', peerId, userId, relay })
    if (!dialled || !this.#running) return
    this.exchange(peerId).catch((error: unknown) => {
      this.#components.log.trace('no presence exchange - %e', error)
    })
  }

  linkDown(peerId: string): void {
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
    return [...this.#joined.values()]
      .filter(joined => network === undefined || joined.network.name === network)
      .flatMap(joined => joined.presence.members(now))
  }

  isOnline(userId: string): boolean {
    for (const { presence } of this.#joined.values()) if (presence.isOnline(userId)) return true
    return false
  }

  isExact(): boolean {
    for (const { presence } of this.#joined.values()) if (presence.size >= MAX_MEMBERS) return false
    return true
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

  async exchange(peerId: string, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    if (!this.#running || this.#joined.size === 0) return
    if (this.#exchanges.has(peerId)) return
    if (this.#exchanges.size >= MAX_EXCHANGES) throw new LimitError('Too many presence exchanges at a time')
    this.#exchanges.add(peerId)
    try {
      const signals = [this.#stopping.signal, AbortSignal.timeout(EXCHANGE_DEADLINE)]
      const signal = AbortSignal.any(options.signal === undefined ? signals : [...signals, options.signal])
      for (const joined of this.#joined.values()) await this.#tellAndHear(joined, peerId, signal)
    } finally {
      this.#exchanges.delete(peerId)
    }
  }

  /** The dialler's half, a stream for each network: the other side ends those that it does not share. */
  async #tellAndHear(joined: Joined, peerId: string, signal: AbortSignal): Promise<void> {
    const options = { maxFrame: MAX_PRESENCE_FRAME, signal }
    const stream = await this.#components.transport.open(peerId, [], PRESENCE_PROTOCOL, options)
    try {
      await stream.send(this.#frame(joined), { signal })
      const frame = await stream.receive({ signal })
      if (frame !== undefined) {
        const { network, sealedState } = decodePresenceFrame(frame)
        if (!equalBytes(network, joined.network.id)) throw new WireFormatError('An answer of another network')
        await this.#receive(joined, sealedState, peerId, 'exchange')
      }
      await stream.close()
    } catch (error) {
      stream.abort(asError(error))
      throw error
    }
  }

  /** The listener's half: a state of a network that we share is answered with ours. */
  async #answer(stream: FrameStream, signal: AbortSignal): Promise<void> {
    const frame = await stream.receive({ signal })
    if (frame === undefined) return
    if (!this.#exchangeLimit.take(stream.remotePeerId, this.#components.clock())) {
      throw new LimitError('A peer starts too many exchanges')
    }
    const { network, sealedState } = decodePresenceFrame(frame)
    const joined = this.#joined.get(bytesToHex(network))
    if (joined === undefined) return
    const verdict = await this.#receive(joined, sealedState, stream.remotePeerId, 'exchange')
    // who cannot seal for the network is no member and learns nothing
    if (verdict !== 'reject') await stream.send(this.#frame(joined), { signal })
  }

  #frame({ network, presence }: Joined): Uint8Array {
    const { crypto, rng, clock } = this.#components
    const sealedState = sealState(crypto, rng, network, presence.snapshot(clock()))
    return encodePresenceFrame({ network: network.id, sealedState })
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
  async #receive(joined: Joined, sealed: Uint8Array, from: string, path: Path): Promise<Verdict> {
    const { crypto, clock } = this.#components
    let state: NetworkState
    try {
      state = openState(crypto, joined.network, sealed)
    } catch (error) {
      if (error instanceof EarshotError) return 'reject'
      throw error
    }
    let verdict: Verdict = 'ignore'
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
      first = last
    } while (first < state.heartbeats.length)
    return verdict
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
          const { userId, status, via } = effect
          this.#init.onPresence?.({ userId, status, via }, network)
          break
        }
        case 'coordinators':
          this.#init.onCoordinators?.(effect.heard, network)
          break
        case 'publish':
          this.#publish(network, effect.state)
          break
        case 'schedule':
          this.#schedule(joined, alarm, effect.at)
          break
      }
    }
  }

  #schedule(joined: Joined, alarm: Alarm, at: EpochMs): void {
    if (!this.#running) return
    alarm.set(at - this.#components.clock(), () => this.#handle(joined, { kind: 'tick' }))
  }

  #publish(network: Network, state: NetworkState): void {
    const { crypto, rng, gossip, log } = this.#components
    const sealed = sealState(crypto, rng, network, state)
    const published = gossip.publish(network.topic, sealed).then(
      () => undefined,
      (error: unknown) => {
        log.trace('presence was not published - %e', error)
      }
    )
    this.#publishing.add(published)
    void published.finally(() => this.#publishing.delete(published))
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('not an error', { cause: error })
}
