/**
 * Presence in one network (docs/PROTOCOL.md, 14) as a state machine without I/O: events and the
 * time go in, effects come out. Members say "here" themselves; coordinators also pass on
 * all that they hear. With more than 200 members `crowd-side.ts` says less in their place.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { EarshotError } from '../../errors.ts'
import { keyOfPeerId } from '../../identity/index.ts'
import {
  FIRST_LINK_DELAY,
  HEARTBEAT_GAP,
  MAX_AGE,
  OFFLINE_AFTER,
  STALL,
  SWEEP_INTERVAL,
  TICK,
  VERIFY_BURST,
  VERIFY_BURST_ALL,
  VERIFY_RATE,
  VERIFY_RATE_ALL
} from '../constants.ts'
import { serves } from './election.ts'
import { HeardCoordinators } from './heard-coordinators.ts'
import { heartbeatAddresses, readHeartbeat, verifyHeartbeat } from './heartbeat.ts'
import { bucketLimit } from './limits.ts'
import { Publisher } from './publisher.ts'
import { Roster } from './roster.ts'
import type { EpochMs } from '../../ports.ts'
import type { NetworkState, Signed } from '../../wire/index.ts'
import type { HeardCoordinator, Path } from './heard-coordinators.ts'
import type { HeartbeatClaim } from './heartbeat.ts'
import type {
  Presence,
  PresenceEffect,
  PresenceEvent,
  PresenceInit,
  PresenceView,
  Received,
  Server
} from './presence-types.ts'
import type { HeardDevice, Standing } from './roster.ts'

/**
 * What became of one heartbeat: fine (news or known), stale (true perhaps, but no news),
 * forged, untimely (too old or new to be checked), unread (the budget for checking is used up).
 */
type Outcome = 'fine' | 'stale' | 'forged' | 'untimely' | 'unread'

/** Presence of `init.network`, not yet started. */
export function createPresence(init: PresenceInit): Presence {
  return new PresenceMachine(init)
}

class PresenceMachine implements Presence {
  readonly #init: PresenceInit
  readonly #roster = new Roster()
  readonly #heard: HeardCoordinators
  readonly #publisher: Publisher
  /** What was emitted last of everybody who is not offline. */
  readonly #shown = new Map<string, string>()
  readonly #peerBudget = bucketLimit(VERIFY_BURST, VERIFY_RATE)
  readonly #budget = bucketLimit(VERIFY_BURST_ALL, VERIFY_RATE_ALL, 1)
  readonly #isLinked = (peerId: string): boolean => this.#roster.isLinked(peerId)
  #running = false
  #now: EpochMs = 0
  #nextSweep: EpochMs = Infinity

  constructor(init: PresenceInit) {
    this.#init = init
    this.#heard = new HeardCoordinators(init.peerId)
    this.#publisher = new Publisher(init, this.#roster, this.#heard)
  }

  handle(event: PresenceEvent, now: EpochMs): readonly PresenceEffect[] {
    const effects: PresenceEffect[] = []
    this.#turnClock(now)
    this.#apply(event, now)
    if (event.kind === 'stop') this.#leave(effects, now)
    else this.#work(effects, now)
    return effects
  }

  receive(state: NetworkState, from: string, path: Path, now: EpochMs): Received {
    const effects: PresenceEffect[] = []
    this.#turnClock(now)
    const verdict = this.#take(state, from, path, now, effects)
    this.#work(effects, now)
    return { verdict, effects }
  }

  snapshot(now: EpochMs): NetworkState {
    return this.#publisher.snapshot(now)
  }

  members(now: EpochMs): readonly PresenceView[] {
    const views: PresenceView[] = []
    for (const userId of this.#roster.userIds()) {
      if (userId === this.#init.self?.userId) continue
      const { status, via } = this.#roster.standing(userId)
      views.push({ userId, status, via, lastSeen: this.#roster.lastSeen(userId, now) })
    }
    return views
  }

  /** Members that are listed. */
  get size(): number {
    return this.#roster.size
  }

  standing(userId: string): Standing {
    return this.#roster.standing(userId)
  }

  isHeard(userId: string): boolean {
    return this.#roster.isHeard(userId)
  }

  devices(userId: string): readonly HeardDevice[] {
    return this.#roster.devices(userId)
  }

  userOf(peerId: string): string | undefined {
    return this.#roster.userOf(peerId)
  }

  coordinators(now: EpochMs): readonly HeardCoordinator[] {
    return this.#heard.list(now, this.#isLinked)
  }

  servers(now: EpochMs): readonly Server[] {
    const found: Server[] = this.#roster
      .online()
      .flatMap(({ peerId, addresses, claim: { service } }) =>
        service === 'none' ? [] : [{ peerId, service, addresses }]
      )
    const known = new Set(found.map(({ peerId }) => peerId))
    const others = this.coordinators(now).filter(
      ({ peerId, confirmed }) =>
        confirmed &&
        !known.has(peerId) &&
        // in a crowd heartbeats come rarely: a coordinator that we are linked to is there
        (this.#roster.isLinked(peerId) || this.#roster.device(peerId) === undefined)
    )
    return [
      ...found,
      ...others.map(({ peerId, addresses }) => {
        const service = this.#roster.device(peerId)?.claim.service
        return { peerId, service: service === 'elected' ? service : 'volunteer', addresses } as const
      })
    ]
  }

  serves(peerId: string): boolean | undefined {
    const device = this.#roster.device(peerId)
    if (device !== undefined) return serves(device.claim.service)
    return this.#heard.hasAnnounced(peerId) ? true : undefined
  }

  #apply(event: PresenceEvent, now: EpochMs): void {
    switch (event.kind) {
      case 'start':
        this.#running = true
        this.#nextSweep = now + SWEEP_INTERVAL
        this.#publisher.start(event.addresses, now)
        return
      case 'addresses':
        this.#publisher.setAddresses(event.addresses, now)
        return
      case 'contacts':
        this.#roster.setContacts(event.userIds)
        return
      case 'service':
        this.#publisher.setService(event.service, now)
        return
      case 'link-up': {
        const { peerId, relay } = event
        const userId = event.userId === this.#init.self?.userId ? undefined : event.userId
        if (this.#roster.linkCount === 0) this.#publisher.beatBefore(now + FIRST_LINK_DELAY)
        this.#roster.link(peerId, userId, relay, now)
        return
      }
      case 'link-down':
        this.#roster.unlink(event.peerId, now)
        this.#heard.unlinked(event.peerId)
        return
      case 'listener':
        this.#publisher.beatBefore(now)
        return
      case 'crowd':
        this.#publisher.setCrowd(event.isCrowd, now)
        return
      case 'tick':
      case 'stop':
        return
    }
  }

  /** A pause that no timer explains is a stall; a step back is a corrected clock. */
  #turnClock(now: EpochMs): void {
    const passed = now - this.#now
    if (this.#running && passed > STALL) this.#roster.grantGrace(now)
    if (this.#running && passed < 0) {
      this.#roster.turnBack(now)
      this.#heard.turnBack(now)
      this.#publisher.turnBack(now)
      this.#nextSweep = Math.min(this.#nextSweep, now + SWEEP_INTERVAL)
    }
    this.#now = now
  }

  /** All that is due now, and when to look again. */
  #work(effects: PresenceEffect[], now: EpochMs): void {
    this.#roster.look(now)
    if (now >= this.#nextSweep) {
      this.#roster.sweep()
      this.#heard.sweep(now, this.#isLinked)
      this.#nextSweep = now + SWEEP_INTERVAL
    }
    this.#emit(effects)
    if (!this.#running) return
    for (const state of this.#publisher.due(now)) effects.push({ kind: 'publish', state })
    const next = Math.min(this.#roster.nextLook(), this.#publisher.next, this.#nextSweep, now + TICK)
    effects.push({ kind: 'schedule', at: Math.max(next, now + 1) })
  }

  #leave(effects: PresenceEffect[], now: EpochMs): void {
    const goodbye = this.#publisher.leave(now)
    if (goodbye !== undefined) effects.push({ kind: 'publish', state: goodbye })
    this.#running = false
  }

  #emit(effects: PresenceEffect[]): void {
    for (const userId of this.#roster.takeTouched()) {
      if (userId === this.#init.self?.userId) continue
      const { status, via, isHinted = false } = this.#roster.standing(userId)
      const shown = `${status} ${via ?? ''}${isHinted ? ' (hinted)' : ''}`
      if ((this.#shown.get(userId) ?? 'offline ') === shown) continue
      if (status === 'offline') this.#shown.delete(userId)
      else this.#shown.set(userId, shown)
      effects.push({ kind: 'presence', userId, status, via })
    }
  }

  #take(
    state: NetworkState,
    from: string,
    path: Path,
    now: EpochMs,
    effects: PresenceEffect[]
  ): Received['verdict'] {
    const age = Math.abs(now - state.timestamp)
    if (age > MAX_AGE) return 'ignore'
    let useful = state.heartbeats.length === 0
    let isChecked = true
    for (const signed of state.heartbeats) {
      const outcome = this.#takeHeartbeat(signed, from, now, effects)
      if (outcome === 'forged') return 'reject'
      if (outcome === 'unread') return 'unchecked'
      if (outcome === 'untimely') isChecked = false
      useful ||= outcome === 'fine'
    }
    if (age < OFFLINE_AFTER) this.#takeHints(state.onlineMembers, from, now)
    const { heard, announced } = this.#heard.hear(
      state.coordinators,
      from,
      path,
      now,
      peerId => this.#roster.device(peerId) !== undefined && this.serves(peerId) === false
    )
    if (heard.length > 0) effects.push({ kind: 'coordinators', heard })
    if (announced) this.#publisher.listSoon(undefined, now)
    if (!isChecked) return 'unchecked'
    return useful ? 'accept' : 'ignore'
  }

  /** Names that no heartbeat speaks for, neither of ourselves nor of a coordinator. */
  #takeHints(userIds: readonly string[], from: string, now: EpochMs): void {
    for (const userId of userIds) {
      if (userId === this.#init.self?.userId || userId === this.#init.peerId || this.#heard.has(userId))
        continue
      if (this.#roster.devices(userId).some(({ state }) => state !== 'offline')) continue
      if (isPeerId(userId)) this.#roster.hint(userId, from, now)
    }
  }

  #takeHeartbeat(signed: Signed, from: string, now: EpochMs, effects: PresenceEffect[]): Outcome {
    let claim: HeartbeatClaim
    try {
      claim = readHeartbeat(signed)
    } catch (error) {
      if (error instanceof EarshotError) return 'forged'
      throw error
    }
    if (Math.abs(now - claim.at) > MAX_AGE || claim.expires <= now) return 'untimely'
    const own = claim.peerId === this.#init.peerId
    const before = own ? undefined : this.#roster.device(claim.peerId)
    if (sameSigned(own ? this.#publisher.own : before?.claim.signed, signed)) {
      this.#hearMember(claim, from, effects)
      return 'fine'
    }
    if (!this.#budget.take('', now) || !this.#peerBudget.take(from, now)) return 'unread'
    if (!this.#verifies(claim, before?.claim.heartbeat.certificate)) return 'forged'
    if (own) this.#publisher.passSequence(claim.sequence, now)
    if (own || claim.userId === this.#init.self?.userId) return 'fine'
    if (claim.sequence <= this.#roster.sequenceOf(claim.peerId)) return 'stale'
    this.#hearMember(claim, from, effects)
    // half the gap: two heartbeats may come closer together than they were sent
    const early = before !== undefined && now - before.takenAt < HEARTBEAT_GAP / 2
    if (early && !claim.leaving) return 'stale'
    if (this.#remember(claim, before, from, now)) this.#hearService(claim, now, effects)
    return 'fine'
  }

  /** @returns false: there is no place for it */
  #remember(claim: HeartbeatClaim, before: HeardDevice | undefined, from: string, now: EpochMs): boolean {
    const addresses = heartbeatAddresses(claim)
    if (!this.#roster.put(claim, addresses, from, now)) return false
    const wasOnline = before !== undefined && before.state !== 'offline'
    const moved = before?.addresses.join(' ') !== addresses.join(' ')
    const isOther = moved || before?.claim.service !== claim.service
    if (wasOnline === claim.leaving || (!claim.leaving && isOther))
      this.#publisher.listSoon(claim.peerId, now)
    return true
  }

  /** Counted by coordinators, also who has no place in the list. */
  #hearMember(
    { peerId, certificate, leaving }: HeartbeatClaim,
    from: string,
    effects: PresenceEffect[]
  ): void {
    if (peerId !== from) return
    effects.push({ kind: 'member', peerId, account: certificate.account, isLeaving: leaving })
  }

  /** A signed word of a device about itself: that it is a coordinator, or none any more. */
  #hearService(claim: HeartbeatClaim, now: EpochMs, effects: PresenceEffect[]): void {
    const { peerId, service } = claim
    if (!serves(service)) {
      if (this.#heard.forget(peerId)) effects.push({ kind: 'coordinator-left', peerId })
      return
    }
    const said = this.#heard.says(peerId, heartbeatAddresses(claim), now)
    if (said === undefined) return
    effects.push({ kind: 'coordinators', heard: [said.heard] })
    if (said.isNew) this.#publisher.listSoon(undefined, now)
  }

  #verifies(claim: HeartbeatClaim, trusted: Signed | undefined): boolean {
    try {
      verifyHeartbeat(this.#init.crypto, this.#init.network.id, claim, trusted)
      return true
    } catch (error) {
      if (error instanceof EarshotError) return false
      throw error
    }
  }
}

function isPeerId(text: string): boolean {
  try {
    keyOfPeerId(text)
    return true
  } catch {
    return false
  }
}

function sameSigned(held: Signed | undefined, received: Signed): boolean {
  return (
    held !== undefined &&
    equalBytes(held.payload, received.payload) &&
    equalBytes(held.signature, received.signature)
  )
}
