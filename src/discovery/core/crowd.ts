/**
 * The coordinator's side of a network with more than 200 members (docs/PROTOCOL.md, 14.6): it keeps
 * those that are connected to it, publishes what changes among them every 30 s, signed and with a digest of all,
 * and gives them out by pages. What it costs does not depend on how large the network is.
 *
 * No I/O: what happens and the time go in.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { sign } from '../../identity/index.ts'
import {
  encodeMemberDelta,
  MAX_CROWD,
  MAX_DELTA_CHANGES,
  MAX_MEMBERS,
  MAX_PAGE_MEMBERS
} from '../../wire/index.ts'
import { CROWD_UNTIL, DELTA_REPEAT, LIST_INTERVAL, REPORT_STALE } from '../constants.ts'
import { MemberDigest } from './member-digest.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { EpochMs } from '../../ports.ts'
import type { MemberPage, PageRequest, Signed } from '../../wire/index.ts'

/** What deltas are signed for. */
export const DELTA_DOMAIN = 'earshot/member-delta/1'

/** What a crowd is made with. */
export interface CrowdInit {
  readonly crypto: CryptoBackend
  /** Seed of the coordinator's host key, 32 bytes. */
  readonly seed: Uint8Array
  /** 16 bytes. */
  readonly network: Uint8Array
}

/** The members of one network at one coordinator. Accounts are 32-byte keys. */
export class Crowd {
  readonly #init: CrowdInit
  readonly #coordinator: Uint8Array
  /** By account in hex: when it said last that it is here, the longest silent first. */
  readonly #heardAt = new Map<string, EpochMs>()
  /** As the last delta left it. */
  readonly #published = new Set<string>()
  readonly #digest: MemberDigest
  /** Published accounts in order, while nothing changes. */
  #sorted: readonly string[] | undefined
  #latest: Signed | undefined
  #signedAt: EpochMs = -Infinity
  #sequence: number
  #publishedAt: EpochMs
  #isCrowd = false

  constructor(init: CrowdInit, now: EpochMs) {
    this.#init = init
    this.#coordinator = init.crypto.ed25519PublicKey(init.seed)
    this.#digest = new MemberDigest(init.crypto)
    // another life never repeats a number
    this.#sequence = now
    this.#publishedAt = now
  }

  /** Whether there are too many for exact lists. */
  get isCrowd(): boolean {
    return this.#isCrowd
  }

  get size(): number {
    return this.#heardAt.size
  }

  /** The last delta, for those who connect; undefined: none yet. */
  get latest(): Signed | undefined {
    return this.#latest
  }

  /** When to call `tick`. */
  get next(): EpochMs {
    return this.#publishedAt + LIST_INTERVAL
  }

  /** A verified heartbeat. @returns false: there is no place for it */
  heard(account: Uint8Array, now: EpochMs): boolean {
    const name = bytesToHex(account)
    if (!this.#heardAt.delete(name) && this.#heardAt.size >= MAX_CROWD) return false
    this.#heardAt.set(name, now)
    if (this.#heardAt.size > MAX_MEMBERS) this.#isCrowd = true
    return true
  }

  /** It said goodbye, or its connection ended. */
  gone(account: Uint8Array): void {
    this.#heardAt.delete(bytesToHex(account))
  }

  /** @returns a delta to publish, if one is due and something has changed, or the last one gets too old to be believed */
  tick(now: EpochMs): Signed | undefined {
    for (const [name, at] of this.#heardAt) {
      if (now - at < REPORT_STALE) break
      this.#heardAt.delete(name)
    }
    if (this.#heardAt.size < CROWD_UNTIL) this.#isCrowd = false
    // a clock that went backwards must not silence us
    if (now >= this.#publishedAt && now < this.next) return undefined
    this.#publishedAt = now
    return this.#isCrowd ? this.#publish(now) : undefined
  }

  /** As many as fit, after the one that is named. */
  page({ after }: PageRequest): MemberPage {
    this.#sorted ??= [...this.#published].sort()
    const from = bytesToHex(after)
    const first = this.#sorted.findIndex(name => name > from)
    const members = first < 0 ? [] : this.#sorted.slice(first, first + MAX_PAGE_MEMBERS)
    const more = first >= 0 && first + members.length < this.#sorted.length
    return { sequence: this.#sequence, members: members.map(hexToBytes), more }
  }

  #publish(now: EpochMs): Signed | undefined {
    const joined = [...this.#heardAt.keys()].filter(name => !this.#published.has(name))
    const left = [...this.#published].filter(name => !this.#heardAt.has(name))
    if (joined.length + left.length === 0 && Math.abs(now - this.#signedAt) < DELTA_REPEAT) return undefined
    for (const name of joined) this.#published.add(name)
    for (const name of left) this.#published.delete(name)
    for (const name of [...joined, ...left]) this.#digest.toggle(hexToBytes(name))
    this.#sorted = undefined
    this.#sequence += 1
    const areTooMany = joined.length > MAX_DELTA_CHANGES || left.length > MAX_DELTA_CHANGES
    const { crypto, seed, network } = this.#init
    const delta = encodeMemberDelta({
      coordinator: this.#coordinator,
      network,
      sequence: this.#sequence,
      at: now,
      members: this.#published.size,
      digest: this.#digest.bytes,
      joined: areTooMany ? [] : joined.map(hexToBytes),
      left: areTooMany ? [] : left.map(hexToBytes)
    })
    this.#signedAt = now
    this.#latest = sign(crypto, seed, DELTA_DOMAIN, delta)
    return this.#latest
  }
}
