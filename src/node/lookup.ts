/**
 * Looking contacts up (docs/PROTOCOL.md, 15.1 and 16): by the id of the day, from peers and from the DHT.
 * Reads what their records say, and has a newer descriptor among them kept.
 */
import {
  createChannel,
  MAX_COLLECTED,
  patienceBehind,
  placesToDial,
  QUERY_PATIENCE,
  readFound
} from '../discovery/index.ts'
import type { Candidate, QueryService } from '../discovery/index.ts'
import { EarshotError } from '../errors.ts'
import { dayOf, lookupDays, lookupKey, verifyLookupRecord } from '../identity/index.ts'
import type { Peer } from '../messaging/index.ts'
import { pause, realSchedule } from '../schedule.ts'
import { decodeSigned } from '../wire/index.ts'
import type { LookupRecord, Signed } from '../wire/index.ts'
import type { NodeContext } from './context.ts'
import type { Host } from './host/index.ts'
import { whereWeAre } from './neighbours.ts'

/** What looking up needs. */
export interface LookupOptions extends Pick<NodeContext, 'crypto' | 'clock' | 'logger' | 'schedule'> {
  readonly host: Pick<Host, 'dht' | 'addresses' | 'connected'>
  readonly queries: QueryService
  peer(userId: string): Pick<Peer, 'account' | 'consent' | 'device' | 'reach'> | undefined
  /** How often the best cached route to that contact led to a link lately, 0 to 1; undefined: there is none. */
  cachedRate?(userId: string): number | undefined
  /** PeerIds of a contact's devices, as far as links with it may be. */
  devices(userId: string): readonly string[]
  /** A newer descriptor of a contact was found. */
  onFound(userId: string, descriptor: Signed): Promise<void>
}

/** Finds places to dial. */
export class Lookup {
  readonly #options: LookupOptions

  constructor(options: LookupOptions) {
    this.#options = options
  }

  /** What connected peers have of a contact, and those that they ask: after a cached route had its moment. */
  async *asked(userId: string, signal: AbortSignal): AsyncIterable<Candidate> {
    const { peer, crypto, clock, queries, cachedRate, schedule = realSchedule } = this.#options
    const account = peer(userId)?.account
    if (account === undefined) return
    const rate = cachedRate?.(userId)
    if (rate !== undefined) await pause(patienceBehind(QUERY_PATIENCE, rate), signal, schedule)
    if (signal.aborted) return
    const key = lookupKey(crypto, account, dayOf(clock()))
    for await (const { record, via } of queries.find(key, { signal })) yield* this.#read(userId, record, via)
  }

  /** What the DHT has of a contact, under its names of today, yesterday and tomorrow at the same time. */
  async *inDht(userId: string, signal: AbortSignal): AsyncIterable<Candidate> {
    const { peer, clock } = this.#options
    const account = peer(userId)?.account
    if (account === undefined) return
    const found = createChannel<LookupRecord>(MAX_COLLECTED)
    const enough = new AbortController()
    const ended = AbortSignal.any([signal, enough.signal])
    const collecting = lookupDays(clock()).map(async day => {
      for await (const record of this.#collect(account, day, ended)) found.push(record)
    })
    void Promise.allSettled(collecting).finally(() => found.end())
    try {
      for await (const record of found) yield* this.#read(userId, record, null)
    } finally {
      enough.abort() // the reader had enough
    }
  }

  /** Records of one day that hold. */
  async *#collect(account: Uint8Array, day: number, signal: AbortSignal): AsyncIterable<LookupRecord> {
    const { crypto, clock, host, logger } = this.#options
    const key = lookupKey(crypto, account, day)
    let count = 0
    for await (const bytes of host.dht.collect(key, { signal })) {
      count += 1
      if (count > MAX_COLLECTED / lookupDays(clock()).length) return
      try {
        yield verifyLookupRecord(crypto, decodeSigned(bytes), { key, days: lookupDays(clock()) })
      } catch (error) {
        if (!(error instanceof EarshotError)) throw error
        logger.trace('a record of the DHT does not hold - %e', error)
      }
    }
  }

  /** Where a record says that the contact is. */
  *#read(userId: string, record: LookupRecord, via: string | null): Iterable<Candidate> {
    const { peer, crypto, clock, host, logger, devices, onFound } = this.#options
    const known = peer(userId)
    if (known === undefined) return
    const { reach, account } = known
    const revision = reach?.revision ?? 0
    const sought = { account, devices: devices(userId), descriptorKey: reach?.descriptorKey, revision }
    try {
      const found = readFound(crypto, record, sought, clock())
      if (found.descriptor.revision > revision) {
        onFound(userId, found.descriptor.signed).catch((error: unknown) => {
          logger.error('a descriptor that was found was not kept: %e', error)
        })
      }
      const addresses = placesToDial(found, whereWeAre(host))
      if (addresses.length > 0) yield { peerId: found.descriptor.device.peerId, addresses, via }
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      logger.trace('a lookup record says nothing - %e', error)
    }
  }
}
