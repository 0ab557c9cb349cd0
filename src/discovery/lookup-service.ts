/**
 * Keeping lookup records for those who are away (docs/PROTOCOL.md, 16): takes what owners leave,
 * hands it to the DHT when its day comes, and to who asks. The shell around `LeftRecords`.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { EarshotError, LimitError, StorageError } from '../errors.ts'
import { Rates } from '../rates.ts'
import { writeAll } from '../store/write-all.ts'
import {
  decodeLookupRecord,
  decodeSigned,
  encodeLeaveAnswer,
  encodeSigned,
  MAX_LOOKUP_FRAME
} from '../wire/index.ts'
import {
  LEAVE_BURST,
  LEAVE_BURST_ALL,
  LEAVE_RATE,
  LEAVE_RATE_ALL,
  LEAVING_DEADLINE,
  LOOKUP_PROTOCOL,
  MAX_LEAVING_PLACES,
  MAX_LEAVING_STREAMS,
  MAX_LEFT_AT_ONCE,
  PUBLISH_TICK,
  REPUBLISH_EVERY
} from './constants.ts'
import { LeftRecords } from './core/left-records.ts'
import { loadLeftRecords } from './stored.ts'
import { createAlarm, platformTimer } from './timer.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Dht, FrameStream, Transport } from '../link.ts'
import type { Clock, EpochMs, Logger, Store } from '../ports.ts'
import type { Signed } from '../wire/index.ts'
import type { LeftRecord } from './core/left-records.ts'
import type { Alarm, SetTimer } from './timer.ts'

/** What the service needs. */
export interface LookupComponents {
  readonly crypto: CryptoBackend
  readonly clock: Clock
  readonly log: Logger
  readonly store: Store
  readonly transport: Pick<Transport, 'handle' | 'unhandle'>
  readonly dht: Pick<Dht, 'kept' | 'publish'>
  /** Records that are kept. Default: as many as a coordinator does. */
  readonly maxRecords?: number | undefined
  /** Default: timers of the platform. */
  readonly setTimer?: SetTimer
}

/** Keeps records for others. */
export interface LookupService {
  /** @throws {StorageError} what was left before cannot be read */
  start(): Promise<void>
  /** Idempotent. */
  stop(): Promise<void>
  /** The newest record that lies here under a lookup key (32 bytes): left with us, or ours to keep in the DHT. */
  held(key: Uint8Array): Promise<Signed | undefined>
}

/** Answers others, too, once it is started. */
export function lookupService(components: LookupComponents): LookupService {
  return new LookupShell(components)
}

class LookupShell implements LookupService {
  readonly #components: LookupComponents
  readonly #left: LeftRecords
  readonly #rates: Rates = new Rates({ burst: LEAVE_BURST, perSecond: LEAVE_RATE }, MAX_LEAVING_PLACES)
  readonly #allRates: Rates = new Rates({ burst: LEAVE_BURST_ALL, perSecond: LEAVE_RATE_ALL }, 1)
  /** When a revision was last taken by nodes of the DHT, by key in hex. */
  readonly #published: Map<string, { readonly revision: number; readonly at: EpochMs }> = new Map()
  /** Keys in hex of what is to be handed to the DHT next. */
  readonly #due: Set<string> = new Set()
  readonly #alarm: Alarm
  #stopping: AbortController = new AbortController()
  #publishing: Promise<void> | undefined
  #running = false

  constructor(components: LookupComponents) {
    this.#components = components
    this.#left = new LeftRecords(components.crypto, components.maxRecords)
    this.#alarm = createAlarm(components.setTimer ?? platformTimer)
  }

  async start(): Promise<void> {
    if (this.#running) return
    const { store, log, clock, transport } = this.#components
    this.#stopping = new AbortController()
    this.#keep(this.#left.load(await loadLeftRecords(store, { log }), clock()))
    const bounds = {
      maxFrame: MAX_LOOKUP_FRAME,
      maxStreams: MAX_LEAVING_STREAMS,
      lifetime: LEAVING_DEADLINE
    }
    await transport.handle(LOOKUP_PROTOCOL, bounds, async (stream, signal) => {
      await this.#serve(stream, signal)
    })
    this.#running = true
    this.#later()
  }

  async stop(): Promise<void> {
    if (!this.#running) return
    this.#running = false
    this.#alarm.clear()
    this.#stopping.abort()
    await this.#components.transport.unhandle(LOOKUP_PROTOCOL)
    await this.#publishing
  }

  async held(key: Uint8Array): Promise<Signed | undefined> {
    const left = this.#left.find(bytesToHex(key), this.#components.clock())?.signed
    const bytes = await this.#components.dht.kept(key)
    if (bytes === undefined) return left
    const kept = decodeSigned(bytes)
    return left !== undefined && revisionOf(left) >= revisionOf(kept) ? left : kept
  }

  async #serve(stream: FrameStream, signal: AbortSignal): Promise<void> {
    // many nodes on this machine have no origin
    const place = stream.origin ?? ''
    for (let count = 0; ; count += 1) {
      const frame = await stream.receive({ signal })
      if (frame === undefined) return
      if (count >= MAX_LEFT_AT_ONCE || !this.#mayLeave(place)) {
        throw new LimitError('Too many records are left')
      }
      await stream.send(encodeLeaveAnswer({ kept: await this.#take(decodeSigned(frame)) }), { signal })
    }
  }

  /** What one place may not leave takes nothing from the others. */
  #mayLeave(place: string): boolean {
    const now = this.#components.clock()
    return this.#rates.take(place, now) === 0 && this.#allRates.take('', now) === 0
  }

  /** Whether it is on the disk. */
  async #take(signed: Signed): Promise<boolean> {
    const { store, clock, log } = this.#components
    try {
      const ops = this.#left.take(signed, clock())
      if (ops.length > 0) await store.batch(ops)
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      if (error instanceof StorageError) this.#left.forget(signed)
      log('a lookup record was not kept: %s', error.name)
      return false
    }
    // not all that is there, for each that comes
    this.#publish([bytesToHex(decodeLookupRecord(signed.payload).key)])
    return true
  }

  #later(): void {
    this.#alarm.set(PUBLISH_TICK, () => {
      const now = this.#components.clock()
      this.#keep(this.#left.sweep(now))
      const names = new Set(this.#left.current(now).map(({ name }) => name))
      for (const name of this.#published.keys()) if (!names.has(name)) this.#published.delete(name)
      this.#publish(names)
      this.#later()
    })
  }

  /** Hands to the DHT what is due of those, one after the other. */
  #publish(names: Iterable<string>): void {
    if (!this.#running) return
    for (const name of names) this.#due.add(name)
    this.#publishing ??= this.#publishDue().finally(() => {
      this.#publishing = undefined
    })
  }

  async #publishDue(): Promise<void> {
    const { clock, dht, log } = this.#components
    const { signal } = this.#stopping
    // those that come meanwhile have their turn, too
    for (const name of this.#due) {
      this.#due.delete(name)
      const record = this.#left.find(name, clock())
      if (signal.aborted || record === undefined || !this.#isDue(record)) continue
      const taken = await dht.publish(record.key, encodeSigned(record.signed), { signal })
      log.trace('a lookup record was taken by %d nodes of the DHT', taken)
      // what nobody took is due again with the next tick
      if (taken > 0) this.#published.set(name, { revision: record.revision, at: clock() })
    }
  }

  #isDue({ name, revision }: LeftRecord): boolean {
    const last = this.#published.get(name)
    return last?.revision !== revision || Math.abs(this.#components.clock() - last.at) >= REPUBLISH_EVERY
  }

  #keep(ops: Parameters<Store['batch']>[0]): void {
    const { store, log } = this.#components
    writeAll(store, ops).catch((error: unknown) => {
      log.error('lookup records that are over were not deleted: %e', error)
    })
  }
}

function revisionOf({ payload }: Signed): number {
  return decodeLookupRecord(payload).revision
}
