/**
 * A member's side of a crowd (docs/PROTOCOL.md, 14.6): which of the coordinators that it is linked to have one,
 * and, while somebody looks, the members of one of them.
 *
 * No I/O: what is received and the time go in.
 */
import { EarshotError } from '../../errors.ts'
import { keyOfPeerId, peerIdOf } from '../../identity/index.ts'
import { decodeMemberDelta } from '../../wire/index.ts'
import { LIST_INTERVAL, LOOKED_AT_FOR, MAX_CROWDS } from '../constants.ts'
import { CrowdView } from './crowd-view.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { EpochMs } from '../../ports.ts'
import type { MemberPage, PageRequest, Signed } from '../../wire/index.ts'

/** What a member's side is made with. */
export interface CrowdMemberInit {
  readonly crypto: CryptoBackend
  /** 16 bytes. */
  readonly network: Uint8Array
  /** Whether we are linked to that coordinator. */
  isLinked(peerId: string): boolean
}

/** What to ask a coordinator for; without a request only for its last delta. */
export interface CrowdQuestion {
  readonly peerId: string
  readonly pageRequest: PageRequest | undefined
}

interface Word {
  readonly view: CrowdView
  isCrowd: boolean
}

/** What this member knows of crowds. */
export class CrowdMember {
  readonly #init: CrowdMemberInit
  /** By PeerId of the coordinator. */
  readonly #words = new Map<string, Word>()
  #lookUntil: EpochMs = -Infinity
  #askedAt: EpochMs = -Infinity
  /** Whose members are shown. */
  #shown: string | undefined

  constructor(init: CrowdMemberInit) {
    this.#init = init
  }

  /** Whether more than half of the coordinators that have said something have a crowd: one that lies moves nobody. */
  get isCrowd(): boolean {
    const words = [...this.#words.values()]
    return words.filter(({ isCrowd }) => isCrowd).length * 2 > words.length
  }

  /** Of whom `members` are. */
  get coordinator(): string | undefined {
    return this.#shown
  }

  /**
   * A state that a coordinator handed over. One without a delta says that it has no crowd, if it made it. A
   * delta speaks for the coordinator that signed it, whomever it passed through.
   *
   * @param isOwn - it made the state itself, as in an exchange; by gossip others' pass through it
   * @returns false: forged
   */
  heard(peerId: string, delta: Signed | undefined, isOwn: boolean, now: EpochMs): boolean {
    if (delta === undefined) {
      if (isOwn && this.#put(peerId, false) !== undefined && this.#shown === peerId) this.#shown = undefined
      return true
    }
    const author = authorOf(delta) ?? peerId
    const isForeign = author !== peerId
    if (isForeign && !this.#init.isLinked(author)) return true
    const known = this.#words.get(author)
    const view = known?.view ?? this.#newView(author)
    const outcome = view.heard(delta, now)
    // who passes on what others say does not have to check it, and by gossip that may be a state of somebody else
    if (outcome === 'forged') return isForeign || !isOwn
    // anybody can say again what was so once; only its author says that it is so still
    if (outcome === 'known' && (!isOwn || isForeign)) return true
    if (known !== undefined) known.isCrowd = true
    else if (this.#words.size < MAX_CROWDS) this.#words.set(author, { view, isCrowd: true })
    return true
  }

  /** The answer to what was asked for. */
  page(peerId: string, page: MemberPage): void {
    this.#words.get(peerId)?.view.page(page)
  }

  /** The link to it has ended. Without any, members find each other on the topic again. */
  down(peerId: string): void {
    this.#words.delete(peerId)
    if (this.#shown === peerId) this.#shown = undefined
  }

  /** Nobody's words count any more. */
  forget(): void {
    this.#words.clear()
    this.#shown = undefined
  }

  /** Somebody looks at the members now. */
  look(now: EpochMs): void {
    this.#lookUntil = now + LOOKED_AT_FOR
  }

  /** What to ask now, so that who looks sees what is so. */
  asks(now: EpochMs): CrowdQuestion | undefined {
    if (now > this.#lookUntil || Math.abs(now - this.#askedAt) < LIST_INTERVAL) return undefined
    const [peerId, view] = this.#choose() ?? []
    if (peerId === undefined || view === undefined) return undefined
    this.#askedAt = now
    return { peerId, pageRequest: view.asks(now) }
  }

  /** What to ask that coordinator next, after its answer. */
  asksNext(peerId: string, now: EpochMs): CrowdQuestion | undefined {
    if (now > this.#lookUntil) return undefined
    const pageRequest = this.#words.get(peerId)?.view.asks(now)
    return pageRequest === undefined ? undefined : { peerId, pageRequest }
  }

  /** Account keys of 32 bytes. */
  get members(): Iterable<Uint8Array> {
    return (this.#shown === undefined ? undefined : this.#words.get(this.#shown)?.view.members) ?? []
  }

  /** The same one as long as it has a crowd, else the one with most. */
  #choose(): readonly [string, CrowdView] | undefined {
    const crowds = [...this.#words].filter(([, { isCrowd }]) => isCrowd)
    const same = crowds.find(([peerId]) => peerId === this.#shown)
    const [most] = crowds.sort(([, a], [, b]) => b.view.count - a.view.count)
    const [peerId, word] = same ?? most ?? []
    this.#shown = peerId
    return peerId === undefined || word === undefined ? undefined : [peerId, word.view]
  }

  #put(peerId: string, isCrowd: boolean): Word | undefined {
    const known = this.#words.get(peerId)
    if (known !== undefined) {
      known.isCrowd = isCrowd
      return known
    }
    if (this.#words.size >= MAX_CROWDS) return undefined
    const word = { view: this.#newView(peerId), isCrowd }
    this.#words.set(peerId, word)
    return word
  }

  #newView(peerId: string): CrowdView {
    return new CrowdView({ ...this.#init, coordinator: keyOfPeerId(peerId) })
  }
}

/** PeerId of the coordinator that a delta claims to be of; undefined: it is none. */
function authorOf(delta: Signed): string | undefined {
  try {
    return peerIdOf(decodeMemberDelta(delta.payload).coordinator)
  } catch (error) {
    if (error instanceof EarshotError) return undefined
    throw error
  }
}
