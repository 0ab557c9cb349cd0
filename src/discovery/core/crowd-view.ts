/**
 * The client's side of a network with more than 200 members (docs/PROTOCOL.md, 14.6): the members of
 * one coordinator, while somebody looks at them. Follows its deltas; when the digest does not come out, something
 * was missed, and the members are asked for by pages.
 *
 * No I/O: what is received and the time go in.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { EarshotError } from '../../errors.ts'
import { verify } from '../../identity/index.ts'
import { decodeMemberDelta, MAX_CROWD } from '../../wire/index.ts'
import { MAX_AGE, PAGES_GAP } from '../constants.ts'
import { DELTA_DOMAIN } from './crowd.ts'
import { MemberDigest } from './member-digest.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { EpochMs } from '../../ports.ts'
import type { MemberDelta, MemberPage, PageRequest, Signed } from '../../wire/index.ts'

/** What became of a delta. news: members have changed; missed: pages are due; forged: no honest one sends it. */
export type DeltaOutcome = 'news' | 'known' | 'missed' | 'forged'

/** What a view is made with. */
export interface CrowdViewInit {
  readonly crypto: CryptoBackend
  /** 16 bytes. */
  readonly network: Uint8Array
  /** Key of the coordinator, 32 bytes. */
  readonly coordinator: Uint8Array
}

/** The members of one coordinator, as this client knows them. */
export class CrowdView {
  readonly #init: CrowdViewInit
  #members = new Map<string, Uint8Array>()
  #digest: MemberDigest
  /** The last delta that proved true, whether we could follow it or not. */
  #delta: MemberDelta | undefined
  #isTrue = false
  /** Pages so far, and of which delta they are. */
  #pages: { readonly sequence: number; readonly members: Map<string, Uint8Array> } | undefined
  #askedAt: EpochMs = -Infinity

  constructor(init: CrowdViewInit) {
    this.#init = init
    this.#digest = new MemberDigest(init.crypto)
  }

  /** Account keys of 32 bytes; what was known last, while pages are due. */
  get members(): Iterable<Uint8Array> {
    return this.#members.values()
  }

  /** How many the coordinator says there are; 0: it has said nothing. */
  get count(): number {
    return this.#delta?.members ?? 0
  }

  /** Whether the members are those of the last delta. */
  get isTrue(): boolean {
    return this.#isTrue
  }

  /** A delta of this coordinator, from whomever. */
  heard(signed: Signed, now: EpochMs): DeltaOutcome {
    const delta = this.#read(signed)
    if (delta === undefined) return 'forged'
    if (Math.abs(now - delta.at) > MAX_AGE || delta.sequence <= (this.#delta?.sequence ?? -1)) return 'known'
    this.#delta = delta
    for (const account of delta.left) this.#take(account, false)
    for (const account of delta.joined) this.#take(account, true)
    this.#isTrue = this.#comesOut()
    return this.#isTrue ? 'news' : 'missed'
  }

  /** What to ask the coordinator for now: the first page, or the next one. */
  asks(now: EpochMs): PageRequest | undefined {
    if (this.#isTrue || this.#delta === undefined) return undefined
    const last = [...(this.#pages?.members.values() ?? [])].at(-1)
    if (last !== undefined) return { after: last }
    if (Math.abs(now - this.#askedAt) < PAGES_GAP) return undefined
    this.#askedAt = now
    return { after: new Uint8Array(0) }
  }

  /** The answer to what was asked for. */
  page({ sequence, members, more }: MemberPage): void {
    if (this.#isTrue || this.#delta === undefined) return
    // it has moved on between two pages: from the start, after a while
    const isNext = this.#pages === undefined || this.#pages.sequence === sequence
    const pages = isNext ? (this.#pages ?? { sequence, members: new Map<string, Uint8Array>() }) : undefined
    this.#pages = pages
    if (pages === undefined) return
    let last = [...pages.members.keys()].at(-1) ?? ''
    for (const account of members) {
      const name = bytesToHex(account)
      if (name <= last || pages.members.size >= MAX_CROWD) {
        this.#pages = undefined
        return
      }
      pages.members.set(name, account)
      last = name
    }
    if (more && members.length > 0) return
    this.#pages = undefined
    this.#members = pages.members
    this.#digest = new MemberDigest(this.#init.crypto, pages.members.values())
    this.#isTrue = this.#comesOut()
  }

  #take(account: Uint8Array, isHere: boolean): void {
    const name = bytesToHex(account)
    if (this.#members.has(name) === isHere || (isHere && this.#members.size >= MAX_CROWD)) return
    if (isHere) this.#members.set(name, account)
    else this.#members.delete(name)
    this.#digest.toggle(account)
  }

  #comesOut(): boolean {
    const delta = this.#delta
    return (
      delta !== undefined &&
      delta.members === this.#members.size &&
      equalBytes(delta.digest, this.#digest.bytes)
    )
  }

  #read(signed: Signed): MemberDelta | undefined {
    const { crypto, network, coordinator } = this.#init
    try {
      verify(crypto, coordinator, DELTA_DOMAIN, signed)
      const delta = decodeMemberDelta(signed.payload)
      const isOurs = equalBytes(delta.coordinator, coordinator) && equalBytes(delta.network, network)
      return isOurs ? delta : undefined
    } catch (error) {
      if (error instanceof EarshotError) return undefined
      throw error
    }
  }
}
