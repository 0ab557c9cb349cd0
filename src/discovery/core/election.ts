/**
 * Whether this node is a coordinator of one network (docs/PROTOCOL.md, 14.7). Nobody decides for anybody
 * else: who hears too few coordinators serves when it is its turn, and who hears enough better ones stops.
 * The rank only orders turns, so that one that lies, or is silent, costs the others a pause and nothing else.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js'
import {
  ELECTION_TICK,
  LEAST_SERVICE,
  MAX_RANKS,
  RANK_DAY,
  RANK_SLOT,
  STALL,
  STEP_DOWN_AFTER,
  STEP_DOWN_JITTER,
  STEP_UP_AFTER,
  UNREACHABLE_FOR,
  WANTED_COORDINATORS
} from '../constants.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { Network } from '../../identity/index.ts'
import type { EpochMs, Rng } from '../../ports.ts'
import type { Service } from '../../wire/index.ts'

const DOMAIN = utf8ToBytes('earshot/coordinator-rank/1')

/** Volunteers serve while they can be reached, those who never serve do not, the others when it is their turn. */
export type Wish = 'volunteer' | 'elect' | 'never'

/** A coordinator that said so itself, and that we are connected to. */
export interface ServingPeer {
  readonly peerId: string
  /** It serves whatever others do. */
  readonly volunteer: boolean
  /** Parts of the internet that it is in; two of one part count as one. */
  readonly places: readonly string[]
}

/** What this node sees of its network. Itself left out. */
export interface ElectionView {
  /** Whether others can reach us. */
  readonly reachable: boolean
  /** We are off the topic, and hear only of coordinators that we are linked to: nobody is elected. */
  readonly isCrowd?: boolean
  readonly serving: readonly ServingPeer[]
  /** PeerIds of those who say that they could serve, and do not. */
  readonly able: readonly string[]
}

/** What an election is made of. */
export interface ElectionInit {
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly network: Pick<Network, 'membershipKey'>
  /** PeerId of this node. */
  readonly peerId: string
  readonly wish: Wish
}

/** Mutable, without effects of its own. */
export class Election {
  readonly #init: ElectionInit
  #service: Service = 'none'
  /** Last look. */
  #now: EpochMs = 0
  /** Since when we serve. */
  #since: EpochMs = 0
  /** Since when too few are heard (not serving), or enough better ones (serving), and our random part of the wait. */
  #turn: { readonly since: EpochMs; readonly jitter: number } | undefined
  #unreachableSince: EpochMs | undefined
  /** Ranks of today. */
  #ranks: { readonly day: number; readonly byPeer: Map<string, Uint8Array> } = { day: -1, byPeer: new Map() }

  constructor(init: ElectionInit) {
    this.#init = init
  }

  /** What we say of ourselves since the last look. */
  get service(): Service {
    return this.#service
  }

  get serves(): boolean {
    return serves(this.#service)
  }

  /** Takes what is so now, and decides. @returns when to look again, if nothing changes before */
  look(view: ElectionView, now: EpochMs): EpochMs {
    this.#turnClock(now)
    this.#service = this.#decide(view, now)
    return now + ELECTION_TICK
  }

  /** PeerIds in today's order, the first is the next to serve. */
  order(peerIds: Iterable<string>, now: EpochMs): readonly string[] {
    return [...peerIds].sort((a, b) => this.#compare(a, b, now))
  }

  #decide(view: ElectionView, now: EpochMs): Service {
    const { wish } = this.#init
    if (wish === 'never' || !this.#isReachable(view, now)) {
      this.#turn = undefined
      return 'none'
    }
    if (wish === 'volunteer') return 'volunteer'
    return this.serves ? this.#stay(view, now) : this.#wait(view, now)
  }

  /** An address that changes must not cost those their mailboxes who have them here. */
  #isReachable({ reachable }: ElectionView, now: EpochMs): boolean {
    if (reachable) {
      this.#unreachableSince = undefined
      return true
    }
    this.#unreachableSince ??= now
    return this.serves && now - this.#unreachableSince < UNREACHABLE_FOR
  }

  /** Steps up when too few were heard for long enough: the longer, the more are before us. */
  #wait({ serving, able, isCrowd = false }: ElectionView, now: EpochMs): Service {
    if (isCrowd || isEnough(serving)) {
      this.#turn = undefined
      return 'able'
    }
    const { since, jitter } = (this.#turn ??= { since: now, jitter: this.#random() * RANK_SLOT })
    const before = able.filter(peerId => this.#isBetter(peerId, now)).length
    // the logarithm: many who lie do not hold up everybody, and few of many step up together
    if (now < since + STEP_UP_AFTER + RANK_SLOT * Math.log2(1 + before) + jitter) return 'able'
    this.#turn = undefined
    this.#since = now
    return 'elected'
  }

  /** Steps down when enough better ones were heard for long enough. */
  #stay({ serving }: ElectionView, now: EpochMs): Service {
    const better = serving.filter(({ peerId, volunteer }) => volunteer || this.#isBetter(peerId, now))
    if (!isEnough(better)) {
      this.#turn = undefined
      return 'elected'
    }
    const { since, jitter } = (this.#turn ??= { since: now, jitter: this.#random() * STEP_DOWN_JITTER })
    const due = Math.max(since + STEP_DOWN_AFTER + jitter, this.#since + LEAST_SERVICE)
    if (now < due) return 'elected'
    this.#turn = undefined
    return 'able'
  }

  /** After a stall, or a jump of the clock, what we see is not what is: waits begin anew. */
  #turnClock(now: EpochMs): void {
    const passed = now - this.#now
    if (passed < 0 || passed > STALL) this.#turn = undefined
    if (passed < 0) {
      this.#since = Math.min(this.#since, now)
      this.#unreachableSince = undefined
    }
    this.#now = now
  }

  #isBetter(peerId: string, now: EpochMs): boolean {
    return this.#compare(peerId, this.#init.peerId, now) < 0
  }

  #compare(a: string, b: string, now: EpochMs): number {
    const [rankA, rankB] = [this.#rank(a, now), this.#rank(b, now)]
    for (const [at, byte] of rankA.entries()) {
      const difference = byte - (rankB[at] ?? 0)
      if (difference !== 0) return difference
    }
    return 0
  }

  #rank(peerId: string, now: EpochMs): Uint8Array {
    const day = Math.floor(now / RANK_DAY)
    if (this.#ranks.day !== day || this.#ranks.byPeer.size >= MAX_RANKS) {
      this.#ranks = { day, byPeer: new Map() }
    }
    const known = this.#ranks.byPeer.get(peerId)
    if (known !== undefined) return known
    const { crypto, network } = this.#init
    const rank = coordinatorRank(crypto, network.membershipKey, day, peerId)
    this.#ranks.byPeer.set(peerId, rank)
    return rank
  }

  /** 0 to 1. */
  #random(): number {
    const [a = 0, b = 0] = this.#init.rng(2)
    return (a * 256 + b) / 65_536
  }
}

/**
 * Whose turn it is: the least one first. Moves every UTC day, or the same few would serve for ever.
 *
 * @param membershipKey - 32 bytes, of the network
 * @param day - full UTC days since 1970
 * @returns 32 bytes, MAC(membership key, "earshot/coordinator-rank/1", u64 day ‖ PeerId)
 */
export function coordinatorRank(
  crypto: CryptoBackend,
  membershipKey: Uint8Array,
  day: number,
  peerId: string
): Uint8Array {
  const dayBytes = new Uint8Array(8)
  new DataView(dayBytes.buffer).setBigUint64(0, BigInt(day))
  const domain = Uint8Array.of(DOMAIN.length, ...DOMAIN)
  return crypto.hmacSha256(membershipKey, domain, dayBytes, utf8ToBytes(peerId))
}

/** Whether who says that is a coordinator. */
export function serves(service: Service): boolean {
  return service === 'elected' || service === 'volunteer'
}

/** Three that are not neighbours: those of one part of the internet may be of one hand. */
function isEnough(serving: readonly ServingPeer[]): boolean {
  const taken = new Set<string>()
  let count = 0
  // who is in fewer parts first, so that one that names many does not hide the others
  for (const { peerId, places } of serving.toSorted((a, b) => a.places.length - b.places.length)) {
    const all = [`peer ${peerId}`, ...places]
    if (all.some(place => taken.has(place))) continue
    for (const place of all) taken.add(place)
    count += 1
  }
  return count >= WANTED_COORDINATORS
}
