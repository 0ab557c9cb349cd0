/**
 * The members of one network as far as they were heard: devices with their last
 * heartbeats, own links, hints. Bounded: at most 200 members, contacts stay, and nobody
 * who is online makes place for a newcomer, so that a crowd of invented accounts cannot
 * push out the members already known.
 */
import { MAX_MEMBERS } from '../../wire/index.ts'
import {
  MAX_DEVICES_PER_MEMBER,
  MAX_FIRST_AGE,
  MAX_HINTED,
  MAX_LINKS,
  MAX_SEQUENCES,
  OFFLINE_AFTER,
  STALL_GRACE,
  SUSPECT_BEFORE
} from '../constants.ts'
import { putBounded } from './limits.ts'
import { parseAddress } from './address.ts'
import type { EpochMs } from '../../ports.ts'
import type { HeartbeatClaim } from './heartbeat.ts'

/** direct: a link of our own; reachable: over a relay or by report; offline: not heard. */
export type Status = 'direct' | 'reachable' | 'offline'

/** How a member stands. */
export interface Standing {
  readonly status: Status
  /** User id, else PeerId, of whose relay or report makes them reachable. */
  readonly via: string | null
  /** Others say so, and nothing proves it: neither a link of ours nor a heartbeat. */
  readonly isHinted?: boolean
}

/** Of who is not heard. */
export const OFFLINE: Standing = { status: 'offline', via: null }

const RANK: Readonly<Record<Status, number>> = { direct: 3, reachable: 2, offline: 0 }

/** Whether one way to be reached is better than another one; what is proved is better than what others say. */
export function isBetter(a: Omit<Standing, 'via'>, b: Omit<Standing, 'via'>): boolean {
  return rankOf(a) > rankOf(b)
}

function rankOf({ status, isHinted = false }: Omit<Standing, 'via'>): number {
  return RANK[status] - Number(isHinted)
}

/** A device and its last verified heartbeat. */
export interface HeardDevice {
  readonly peerId: string
  readonly claim: HeartbeatClaim
  readonly addresses: readonly string[]
  readonly heardAt: EpochMs
  /** When our clock showed its heartbeat, whatever age that had. */
  readonly takenAt: EpochMs
  /** PeerId of who passed it on. */
  readonly reporter: string
  readonly state: 'online' | 'suspect' | 'offline'
  readonly suspectSince: EpochMs
}

interface Member {
  readonly devices: Map<string, HeardDevice>
  /** PeerIds of this member with a link of ours. */
  readonly linked: Set<string>
  hint: { readonly reporter: string; readonly at: EpochMs } | undefined
  lastSeen: EpochMs
}

/** Mutable, without effects of its own: `presence.ts` drives it. */
export class Roster {
  readonly #members = new Map<string, Member>()
  /** PeerId → PeerId of the relay that the link runs over; undefined: it is direct. */
  readonly #links = new Map<string, string | undefined>()
  readonly #userOfPeer = new Map<string, string>()
  readonly #sequences = new Map<string, number>()
  #contacts: ReadonlySet<string> = new Set()
  #touched = new Set<string>()

  setContacts(userIds: Iterable<string>): void {
    this.#contacts = new Set(userIds)
  }

  /** Users whose standing may have changed since the last call. */
  takeTouched(): Iterable<string> {
    const touched = this.#touched
    this.#touched = new Set()
    return touched
  }

  get size(): number {
    return this.#members.size
  }

  userIds(): Iterable<string> {
    return this.#members.keys()
  }

  get linkCount(): number {
    return this.#links.size
  }

  isLinked(peerId: string): boolean {
    return this.#links.has(peerId)
  }

  userOf(peerId: string): string | undefined {
    return this.#userOfPeer.get(peerId)
  }

  device(peerId: string): HeardDevice | undefined {
    const userId = this.#userOfPeer.get(peerId)
    return userId === undefined ? undefined : this.#members.get(userId)?.devices.get(peerId)
  }

  devices(userId: string): readonly HeardDevice[] {
    return [...(this.#members.get(userId)?.devices.values() ?? [])]
  }

  /** Whether it said, or somebody says, that it is in this network; a link of ours alone does not. */
  isHeard(userId: string): boolean {
    const member = this.#members.get(userId)
    return member !== undefined && (member.devices.size > 0 || member.hint !== undefined)
  }

  /** Highest sequence that was ever verified of a device, as long as it is remembered. */
  sequenceOf(peerId: string): number {
    return this.#sequences.get(peerId) ?? -1
  }

  /**
   * Takes a verified heartbeat with a sequence that rises. False if there is no place.
   */
  put(claim: HeartbeatClaim, addresses: readonly string[], from: string, now: EpochMs): boolean {
    const { userId, peerId } = claim
    const member = this.#place(userId, true)
    if (member === undefined) return false
    putBounded(this.#sequences, peerId, claim.sequence, MAX_SEQUENCES)
    const before = member.devices.get(peerId)
    const wasHeard = before !== undefined && before.state !== 'offline'
    const age = wasHeard ? 0 : Math.min(Math.max(now - claim.at, 0), MAX_FIRST_AGE)
    const keepReporter = wasHeard && this.#links.has(before.reporter)
    this.#remember(member, {
      peerId,
      claim,
      addresses,
      heardAt: now - age,
      takenAt: now,
      reporter: keepReporter ? before.reporter : from,
      state: claim.leaving ? 'offline' : 'online',
      suspectSince: 0
    })
    this.#userOfPeer.set(peerId, userId)
    if (this.#links.has(peerId)) member.linked.add(peerId)
    member.lastSeen = Math.max(member.lastSeen, now - age)
    if (claim.leaving) member.hint = undefined
    this.#touched.add(userId)
    return true
  }

  /** Someone says that this user is online, without proof. Never pushes anybody out. */
  hint(userId: string, reporter: string, now: EpochMs): void {
    const known = this.#members.get(userId)
    if (known === undefined) {
      if (this.#members.size >= MAX_MEMBERS || this.#hintedOnly() >= MAX_HINTED) return
    } else if (now - known.lastSeen < OFFLINE_AFTER) {
      return // what we heard from themselves, also goodbye, is worth more
    }
    const member = known ?? this.#place(userId, false)
    if (member === undefined) return
    if (member.hint === undefined || !this.#links.has(member.hint.reporter))
      member.hint = { reporter, at: now }
    else member.hint = { ...member.hint, at: now }
    this.#touched.add(userId)
  }

  link(peerId: string, userId: string | undefined, relay: string | undefined, now: EpochMs): void {
    if (!this.#links.has(peerId) && this.#links.size >= MAX_LINKS) return
    this.#links.set(peerId, relay)
    const owner = userId ?? this.#userOfPeer.get(peerId)
    if (owner === undefined) return
    const member = this.#place(owner, true)
    if (member === undefined) return
    this.#userOfPeer.set(peerId, owner)
    member.linked.add(peerId)
    member.lastSeen = now
    this.#touched.add(owner)
  }

  unlink(peerId: string, now: EpochMs): void {
    if (!this.#links.delete(peerId)) return
    const owner = this.#userOfPeer.get(peerId)
    const member = owner === undefined ? undefined : this.#members.get(owner)
    if (owner === undefined || member === undefined) return
    member.linked.delete(peerId)
    member.lastSeen = now
    if (!member.devices.has(peerId)) this.#userOfPeer.delete(peerId)
    this.#touched.add(owner)
  }

  standing(userId: string): Standing {
    const member = this.#members.get(userId)
    if (member === undefined) return OFFLINE
    let relayed: string | undefined
    for (const peerId of member.linked) {
      const relay = this.#links.get(peerId)
      if (relay === undefined) return { status: 'direct', via: null }
      relayed ??= relay
    }
    if (relayed !== undefined) return { status: 'reachable', via: this.#nameOf(relayed) }
    for (const device of member.devices.values()) {
      if (device.state !== 'offline') return { status: 'reachable', via: this.#wayTo(device) }
    }
    if (member.hint !== undefined)
      return { status: 'reachable', via: this.#nameOf(member.hint.reporter), isHinted: true }
    return OFFLINE
  }

  /** 0 if never heard or linked. */
  lastSeen(userId: string, now: EpochMs): EpochMs {
    const member = this.#members.get(userId)
    if (member === undefined) return 0
    return member.linked.size > 0 ? now : member.lastSeen
  }

  /** Who is online with a heartbeat of their own, the ones heard last first. */
  online(): readonly HeardDevice[] {
    const found: HeardDevice[] = []
    for (const { devices } of this.#members.values()) {
      for (const device of devices.values()) if (device.state !== 'offline') found.push(device)
    }
    return found.sort((a, b) => b.heardAt - a.heardAt)
  }

  /** Looks at the clock: who was silent too long is first suspect, then offline. */
  look(now: EpochMs): void {
    for (const [userId, member] of this.#members) {
      for (const device of member.devices.values()) {
        if (now < dueOf(device)) continue
        if (device.state === 'online') {
          member.devices.set(device.peerId, { ...device, state: 'suspect', suspectSince: now })
        } else {
          member.devices.set(device.peerId, { ...device, state: 'offline' })
          this.#touched.add(userId)
        }
      }
      if (member.hint !== undefined && now - member.hint.at >= OFFLINE_AFTER) {
        member.hint = undefined
        this.#touched.add(userId)
      }
    }
  }

  /** When `look` may find something; Infinity if nobody is online. */
  nextLook(): EpochMs {
    let next = Infinity
    for (const { devices, hint } of this.#members.values()) {
      for (const device of devices.values()) next = Math.min(next, dueOf(device))
      if (hint !== undefined) next = Math.min(next, hint.at + OFFLINE_AFTER)
    }
    return next
  }

  /** We stood still: whoever was online gets time to be heard again. */
  grantGrace(now: EpochMs): void {
    this.#setHeard(heardAt => Math.max(heardAt, now - OFFLINE_AFTER + STALL_GRACE))
  }

  /** Our clock went back: nothing was heard in the future. */
  turnBack(now: EpochMs): void {
    this.#setHeard(heardAt => Math.min(heardAt, now))
    for (const member of this.#members.values()) member.lastSeen = Math.min(member.lastSeen, now)
  }

  /** Forgets who was only hinted at, and no longer is. */
  sweep(): void {
    for (const [userId, member] of this.#members) {
      if (
        member.hint === undefined &&
        member.devices.size === 0 &&
        member.linked.size === 0 &&
        member.lastSeen === 0
      ) {
        this.#members.delete(userId)
      }
    }
  }

  #setHeard(change: (heardAt: EpochMs) => EpochMs): void {
    for (const member of this.#members.values()) {
      for (const device of member.devices.values()) {
        if (device.state === 'offline') continue
        const heardAt = change(device.heardAt)
        const takenAt = Math.min(device.takenAt, heardAt)
        member.devices.set(device.peerId, { ...device, state: 'online', heardAt, takenAt })
      }
      if (member.hint !== undefined) member.hint = { ...member.hint, at: change(member.hint.at) }
    }
  }

  #nameOf(peerId: string): string {
    return this.#userOfPeer.get(peerId) ?? peerId
  }

  /** A device with circuit addresses only is reached by its relay, others are known by report. */
  #wayTo(device: HeardDevice): string | null {
    const parsed = device.addresses.map(parseAddress)
    if (parsed.length > 0 && parsed.every(address => address?.circuit === true)) {
      const relay = parsed[0]?.relay
      if (relay !== undefined) return this.#nameOf(relay)
    }
    return device.reporter === device.peerId ? null : this.#nameOf(device.reporter)
  }

  #remember(member: Member, device: HeardDevice): void {
    if (!member.devices.has(device.peerId) && member.devices.size >= MAX_DEVICES_PER_MEMBER) {
      const oldest = [...member.devices.values()].reduce((a, b) => (a.heardAt <= b.heardAt ? a : b))
      member.devices.delete(oldest.peerId)
      if (!member.linked.has(oldest.peerId)) this.#userOfPeer.delete(oldest.peerId)
    }
    member.devices.set(device.peerId, device)
  }

  #hintedOnly(): number {
    let count = 0
    for (const { devices, linked, lastSeen } of this.#members.values()) {
      if (devices.size === 0 && linked.size === 0 && lastSeen === 0) count += 1
    }
    return count
  }

  /** The entry of a member, made if there is place or, with `proven`, if somebody can go. */
  #place(userId: string, proven: boolean): Member | undefined {
    const known = this.#members.get(userId)
    if (known !== undefined) return known
    if (this.#members.size >= MAX_MEMBERS) {
      const leaver = proven ? this.#whoCanGo(this.#contacts.has(userId)) : undefined
      if (leaver === undefined) return undefined
      this.#remove(leaver)
    }
    const member: Member = { devices: new Map(), linked: new Set(), hint: undefined, lastSeen: 0 }
    this.#members.set(userId, member)
    return member
  }

  /** Strangers who are hinted at, then offline ones; for a contact also those who are online. */
  #whoCanGo(forContact: boolean): string | undefined {
    let best: { readonly userId: string; readonly rank: number; readonly lastSeen: EpochMs } | undefined
    for (const [userId, member] of this.#members) {
      if (this.#contacts.has(userId) || member.linked.size > 0) continue
      const { status } = this.standing(userId)
      const rank = member.devices.size === 0 ? 0 : status === 'offline' ? 1 : 2
      if (rank === 2 && !forContact) continue
      if (best === undefined || rank < best.rank || (rank === best.rank && member.lastSeen < best.lastSeen)) {
        best = { userId, rank, lastSeen: member.lastSeen }
      }
    }
    return best?.userId
  }

  #remove(userId: string): void {
    const member = this.#members.get(userId)
    if (member === undefined) return
    for (const peerId of [...member.devices.keys(), ...member.linked]) this.#userOfPeer.delete(peerId)
    this.#members.delete(userId)
    this.#touched.add(userId)
  }
}

/** When silence makes it suspect, or, if it is, offline; Infinity if it is offline. */
function dueOf({ state, heardAt, suspectSince }: HeardDevice): EpochMs {
  switch (state) {
    case 'online':
      return heardAt + OFFLINE_AFTER - SUSPECT_BEFORE
    case 'suspect':
      return Math.max(heardAt + OFFLINE_AFTER, suspectSince + SUSPECT_BEFORE / 2)
    case 'offline':
      return Infinity
  }
}
