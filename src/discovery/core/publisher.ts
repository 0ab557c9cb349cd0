/**
 * What a node says about presence, and when: its own heartbeats, and as a coordinator the
 * list of all that it hears.
 */
import { MAX_COORDINATORS, MAX_DEVICE_ADDRESSES, MAX_MEMBERS } from '../../wire/index.ts'
import {
  ADDRESSES_OF_COORDINATOR,
  HEARTBEAT_GAP,
  HEARTBEAT_INTERVAL,
  HEARTBEAT_JITTER,
  LIST_DEBOUNCE,
  LIST_GAP,
  LIST_INTERVAL,
  REPORT_INTERVAL
} from '../constants.ts'
import { addressBytes, addressesOf, parseAddress } from './address.ts'
import { serves } from './election.ts'
import { interleave } from './interleave.ts'
import { signHeartbeat } from './heartbeat.ts'
import { fitHeartbeats } from './state-codec.ts'
import type { EpochMs } from '../../ports.ts'
import type { NetworkState, Service, Signed } from '../../wire/index.ts'
import type { HeardCoordinators } from './heard-coordinators.ts'
import type { PresenceInit } from './presence-types.ts'
import type { Roster } from './roster.ts'

/** Mutable, without effects of its own: `presence.ts` drives it. */
export class Publisher {
  readonly #init: PresenceInit
  readonly #roster: Roster
  readonly #heard: HeardCoordinators
  #service: Service
  #running = false
  #addresses: readonly string[] = []
  #sequence = 0
  #own: Signed | undefined
  #interval: number = HEARTBEAT_INTERVAL
  #lastBeat: EpochMs = 0
  #nextBeat: EpochMs = Infinity
  #lastList: EpochMs = 0
  #nextList: EpochMs = Infinity
  #nextFullList: EpochMs = Infinity
  /** PeerIds of which something is to be said in the next list. */
  #changed = new Set<string>()

  constructor(init: PresenceInit, roster: Roster, heard: HeardCoordinators) {
    this.#init = init
    this.#roster = roster
    this.#heard = heard
    this.#service = (init.coordinator ?? false) ? 'volunteer' : 'none'
  }

  get #coordinator(): boolean {
    return serves(this.#service)
  }

  /** Our last heartbeat, while we are not leaving. */
  get own(): Signed | undefined {
    return this.#own
  }

  /** When something is due next; Infinity before the start. */
  get next(): EpochMs {
    return Math.min(this.#nextBeat, this.#nextList, this.#nextFullList)
  }

  start(addresses: readonly string[], now: EpochMs): void {
    this.#running = true
    this.setAddresses(addresses, now)
    if (this.#init.self !== undefined) this.#nextBeat = now
    if (this.#coordinator) this.#nextFullList = now
  }

  setAddresses(addresses: readonly string[], now: EpochMs): void {
    const next = addressesOf(this.#init.peerId, addresses, MAX_DEVICE_ADDRESSES)
    if (next.join(' ') === this.#addresses.join(' ')) return
    this.#addresses = next
    this.beatBefore(now)
    this.listSoon(undefined, now)
  }

  /** What we do for others from now on: members are told at once, by a heartbeat. */
  setService(service: Service, now: EpochMs): void {
    if (service === this.#service) return
    const before = this.#coordinator
    this.#service = service
    this.beatBefore(now)
    if (!this.#running || before === this.#coordinator) return
    this.#changed = new Set()
    this.#nextList = Infinity
    // what is listed is what was heard: those who come now have heard less
    this.#nextFullList = this.#coordinator ? now + LIST_DEBOUNCE : Infinity
  }

  /** In a crowd heartbeats go to a few coordinators only, and more rarely. */
  setCrowd(isCrowd: boolean, now: EpochMs): void {
    this.#interval = isCrowd ? REPORT_INTERVAL : HEARTBEAT_INTERVAL
    this.beatBefore(now)
  }

  /** Brings the next heartbeat forward. */
  beatBefore(at: EpochMs): void {
    if (this.#nextBeat === Infinity) return
    this.#nextBeat = Math.min(this.#nextBeat, Math.max(at, this.#lastBeat + HEARTBEAT_GAP))
  }

  /** Something changed that the list should say soon: a device, or a coordinator. */
  listSoon(peerId: string | undefined, now: EpochMs): void {
    if (!this.#coordinator || !this.#running) return
    if (peerId !== undefined) this.#changed.add(peerId)
    this.#nextList = Math.min(this.#nextList, Math.max(now + LIST_DEBOUNCE, this.#lastList + LIST_GAP))
  }

  /** An earlier life of this device used a higher number (its clock was ahead): go beyond it. */
  passSequence(sequence: number, now: EpochMs): void {
    if (sequence <= this.#sequence) return
    this.#sequence = sequence
    this.beatBefore(now)
  }

  /** Our clock went back: nothing is due later than it would be had it just been done. */
  turnBack(now: EpochMs): void {
    const sooner = (at: EpochMs, interval: number): EpochMs =>
      at === Infinity ? at : Math.min(at, now + interval)
    this.#nextBeat = sooner(this.#nextBeat, this.#interval)
    this.#nextFullList = sooner(this.#nextFullList, LIST_INTERVAL)
    this.#nextList = sooner(this.#nextList, LIST_GAP)
    this.#lastBeat = Math.min(this.#lastBeat, now)
    this.#lastList = Math.min(this.#lastList, now)
  }

  /** What is due now. */
  due(now: EpochMs): readonly NetworkState[] {
    const states: NetworkState[] = []
    if (now >= this.#nextBeat) states.push(this.#beat(now, false))
    if (now >= this.#nextFullList) {
      states.push(this.#list(this.#everybody(), now, false))
      this.#nextFullList = now + LIST_INTERVAL
      this.#listed(now)
    } else if (now >= this.#nextList) {
      states.push(this.#list(this.#changed, now, false))
      this.#listed(now)
    }
    return states
  }

  /** The last word, if we ever said one. */
  leave(now: EpochMs): NetworkState | undefined {
    const goodbye = this.#running && this.#own !== undefined ? this.#beat(now, true) : undefined
    this.#running = false
    this.#nextBeat = this.#nextList = this.#nextFullList = Infinity
    return goodbye
  }

  /** All that we know, for a node that connects. */
  snapshot(now: EpochMs): NetworkState {
    return this.#list(this.#everybody(), now, true)
  }

  #everybody(): readonly string[] {
    return this.#roster.online().map(({ peerId }) => peerId)
  }

  #listed(now: EpochMs): void {
    this.#lastList = now
    this.#nextList = Infinity
    this.#changed = new Set()
  }

  #beat(now: EpochMs, leaving: boolean): NetworkState {
    const { self, network, crypto, rng } = this.#init
    if (self === undefined) throw new Error('A node without an account has no heartbeat')
    this.#sequence = Math.max(now, this.#sequence + 1)
    const signed = signHeartbeat(crypto, self.deviceSeed, {
      certificate: self.certificate,
      network: network.id,
      sequence: this.#sequence,
      at: now,
      addresses: this.#addresses.map(addressBytes).filter(bytes => bytes !== undefined),
      leaving,
      service: leaving ? 'none' : this.#service
    })
    this.#own = leaving ? undefined : signed
    const early = ((rng(1)[0] ?? 0) / 256) * HEARTBEAT_JITTER * this.#interval
    this.#lastBeat = now
    this.#nextBeat = now + this.#interval - Math.round(early)
    return {
      onlineMembers: leaving ? [] : [self.userId],
      coordinators: this.#coordinator && !leaving ? this.#ownAddresses() : [],
      timestamp: now,
      heartbeats: [signed]
    }
  }

  #ownAddresses(): readonly string[] {
    return this.#addresses
      .filter(address => parseAddress(address)?.circuit === false)
      .slice(0, ADDRESSES_OF_COORDINATOR)
  }

  /** Ourselves, some devices, and coordinators. Names without a heartbeat are those that did not fit. */
  #list(peerIds: Iterable<string>, now: EpochMs, toNewcomer: boolean): NetworkState {
    const { self } = this.#init
    const heartbeats: Signed[] = this.#own === undefined ? [] : [this.#own]
    const names = new Set<string>(self === undefined || this.#own === undefined ? [] : [self.userId])
    for (const peerId of peerIds) {
      const device = this.#roster.device(peerId)
      if (device === undefined || heartbeats.length >= MAX_MEMBERS) continue
      heartbeats.push(device.claim.signed)
      if (device.state !== 'offline') names.add(device.claim.userId)
    }
    const own = this.#coordinator ? [this.#ownAddresses()] : []
    const others = this.#heard.toPassOn(now, peerId => this.#roster.isLinked(peerId), toNewcomer)
    const coordinators = interleave([...own, ...others], MAX_COORDINATORS)
    const onlineMembers = [...names]
    return {
      onlineMembers,
      coordinators,
      timestamp: now,
      heartbeats: fitHeartbeats(onlineMembers, coordinators, heartbeats)
    }
  }
}
