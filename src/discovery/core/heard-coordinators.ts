/**
 * The coordinators of one network, as heard lately. Anybody in the network can name a
 * coordinator, so what one said of itself is kept apart from what others say of it: only
 * the former is passed on in lists (or a dead one would be kept alive by echo), and others'
 * words never replace its own.
 */
import { MAX_COORDINATORS } from '../../wire/index.ts'
import { ADDRESSES_OF_COORDINATOR, REPEATED_AFTER, SECOND_HAND_FOR, STALE_AFTER } from '../constants.ts'
import { addressesOf, parseAddress } from './address.ts'
import type { EpochMs } from '../../ports.ts'

/** A coordinator that was heard. */
export interface HeardCoordinator {
  readonly peerId: string
  /** Multiaddrs ending in its PeerId. */
  readonly addresses: readonly string[]
  readonly lastHeard: EpochMs
  /** It named these addresses itself. */
  readonly confirmed: boolean
}

/** Where a mention comes from: gossip, or the exchange when two nodes connect. */
export type Path = 'gossip' | 'exchange'

interface Entry {
  readonly addresses: readonly string[]
  readonly lastHeard: EpochMs
  /** When it last named itself; 0: never. */
  readonly announced: EpochMs
  /** When others last named it by gossip; 0: never. */
  readonly gossiped: EpochMs
  /** When it was last reported. */
  readonly told: EpochMs
  /** Our link to it ended, and it has not spoken since. */
  readonly gone: boolean
}

/** Mutable, without effects of its own: `presence.ts` drives it. */
export class HeardCoordinators {
  readonly #own: string
  readonly #entries = new Map<string, Entry>()

  /** @param own - PeerId of this node, never heard */
  constructor(own: string) {
    this.#own = own
  }

  /**
   * Takes the coordinators of a state.
   *
   * @param denies - whether that device said itself that it is none: its own word counts
   * @returns what was heard, what others only repeat once in {@link REPEATED_AFTER}; and whether a new one
   *   announced itself
   */
  hear(
    texts: readonly string[],
    from: string,
    path: Path,
    now: EpochMs,
    denies: (peerId: string) => boolean
  ): { readonly heard: readonly HeardCoordinator[]; readonly announced: boolean } {
    const byPeer = new Map<string, string[]>()
    for (const text of texts) {
      const address = parseAddress(text)
      if (address?.target === undefined || address.circuit || address.target === this.#own) continue
      if (denies(address.target)) continue
      byPeer.set(address.target, [...(byPeer.get(address.target) ?? []), address.text])
    }
    const heard: HeardCoordinator[] = []
    let announced = false
    for (const [peerId, named] of byPeer) {
      const addresses = addressesOf(peerId, named, ADDRESSES_OF_COORDINATOR)
      const before = this.#entries.get(peerId)
      const itself = peerId === from
      if (before === undefined && !this.#makePlace(itself)) continue
      const entry: Entry = {
        addresses: itself || before === undefined || before.announced === 0 ? addresses : before.addresses,
        lastHeard: now,
        announced: itself ? now : (before?.announced ?? 0),
        gossiped: path === 'gossip' ? now : (before?.gossiped ?? 0),
        told: before?.told ?? 0,
        gone: !itself && (before?.gone ?? false)
      }
      announced ||= itself && (before === undefined || before.announced === 0 || before.gone)
      const isRepeated = before !== undefined && !itself && sameTexts(entry.addresses, before.addresses)
      // who waits for one that is gone wants every word of it
      const isTold = isRepeated && !entry.gone && now - entry.told < REPEATED_AFTER
      this.#entries.set(peerId, isTold ? entry : { ...entry, told: now })
      if (isTold) continue
      heard.push({ peerId, addresses: entry.addresses, lastHeard: now, confirmed: entry.announced > 0 })
    }
    return { heard, announced }
  }

  /**
   * Our link to it ended. It is not passed on until it speaks again: then who hears it from us knows
   * that it is back.
   */
  unlinked(peerId: string): void {
    const entry = this.#entries.get(peerId)
    if (entry !== undefined) this.#entries.set(peerId, { ...entry, gone: true })
  }

  /** A device signed that it is one. @returns undefined: it names no address, or there is no place */
  says(
    peerId: string,
    named: readonly string[],
    now: EpochMs
  ): { readonly heard: HeardCoordinator; readonly isNew: boolean } | undefined {
    const direct = named.filter(text => parseAddress(text)?.circuit === false)
    const addresses = addressesOf(peerId, direct, ADDRESSES_OF_COORDINATOR)
    const before = this.#entries.get(peerId)
    if (addresses.length === 0 || (before === undefined && !this.#makePlace(true))) return undefined
    const gossiped = before?.gossiped ?? 0
    this.#entries.set(peerId, { addresses, lastHeard: now, announced: now, gossiped, gone: false, told: now })
    const heard = { peerId, addresses, lastHeard: now, confirmed: true }
    return { heard, isNew: before === undefined || before.announced === 0 || before.gone }
  }

  /** It is none any more. @returns whether it was one */
  forget(peerId: string): boolean {
    return this.#entries.delete(peerId)
  }

  /** Whether it said itself that it is one. */
  hasAnnounced(peerId: string): boolean {
    return (this.#entries.get(peerId)?.announced ?? 0) > 0
  }

  has(peerId: string): boolean {
    return this.#entries.has(peerId)
  }

  /** Those not stale, own words first, then the ones heard last. */
  list(now: EpochMs, isLinked: (peerId: string) => boolean): readonly HeardCoordinator[] {
    return [...this.#entries]
      .filter(([peerId, { lastHeard }]) => isLinked(peerId) || now - lastHeard < STALE_AFTER)
      .map(([peerId, { addresses, lastHeard, announced }]) => ({
        peerId,
        addresses,
        lastHeard,
        confirmed: announced > 0
      }))
      .sort((a, b) => Number(b.confirmed) - Number(a.confirmed) || b.lastHeard - a.lastHeard)
  }

  /**
   * Addresses to pass on: of those that named themselves lately or are linked, and, to a
   * connecting node, also of those heard by gossip a moment ago.
   */
  toPassOn(now: EpochMs, isLinked: (peerId: string) => boolean, toNewcomer: boolean): readonly string[][] {
    const lists: string[][] = []
    for (const [peerId, { addresses, announced, gossiped, gone }] of this.#entries) {
      if (gone) continue
      const firstHand = announced > 0 && (isLinked(peerId) || now - announced < STALE_AFTER)
      const lately = toNewcomer && gossiped > 0 && now - gossiped < SECOND_HAND_FOR
      if (firstHand || lately) lists.push([...addresses])
    }
    return lists
  }

  /** Our clock went back: nothing was heard in the future. */
  turnBack(now: EpochMs): void {
    for (const [peerId, entry] of this.#entries) {
      this.#entries.set(peerId, {
        ...entry,
        lastHeard: Math.min(entry.lastHeard, now),
        announced: Math.min(entry.announced, now),
        gossiped: Math.min(entry.gossiped, now),
        told: Math.min(entry.told, now)
      })
    }
  }

  sweep(now: EpochMs, isLinked: (peerId: string) => boolean): void {
    for (const [peerId, { lastHeard }] of this.#entries) {
      if (!isLinked(peerId) && now - lastHeard >= STALE_AFTER) this.#entries.delete(peerId)
    }
  }

  /** A coordinator that spoke for itself takes the place of one that did not, never the other way. */
  #makePlace(forItself: boolean): boolean {
    if (this.#entries.size < MAX_COORDINATORS) return true
    let oldest: readonly [string, Entry] | undefined
    for (const item of this.#entries) {
      if (item[1].announced > 0 || !forItself) continue
      if (oldest === undefined || item[1].lastHeard < oldest[1].lastHeard) oldest = item
    }
    if (oldest === undefined) return false
    this.#entries.delete(oldest[0])
    return true
  }
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, at) => text === b[at])
}
