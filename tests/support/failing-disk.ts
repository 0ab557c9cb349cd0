/**
 * A disk in memory under a logged database: it fails when told, tears what it was writing, and
 * loses power in the middle of any operation. What is on it then is what the next life finds.
 *
 * @packageDocumentation
 */
import assert from 'node:assert/strict'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { Change, Database, EntryOptions } from '../../src/store/database.ts'
import { DiskError } from '../../src/store/errors.ts'
import type { LogFile } from '../../src/store/log-file.ts'
import { openLoggedDatabase } from '../../src/store/logged-database.ts'

/** What fails next, and how much of it is kept. */
export interface Fault {
  readonly where: 'write' | 'sync' | 'below' | 'reopen'
  readonly kept: 'none' | 'some' | 'all'
}

/** What each is torn into: smaller than any record. */
const SECTOR = 8

/** Power was lost. */
export class PowerLoss extends Error {}

/** The disk, and the lives of the processes that use it one after the other. */
export class FailingDisk {
  faults: Fault[] = []
  /** Operations until the power is lost. */
  power: number = Number.POSITIVE_INFINITY
  operations = 0
  /** Of the log. */
  syncs = 0
  readonly log: Uint8Array
  readonly below: Map<string, Uint8Array> = new Map()
  readonly #dice: (below: number) => number
  /** Written and not synced. */
  #cached: Array<readonly [Uint8Array, number]> = []
  #underWay: readonly Change[] | undefined
  #life = 0
  /** In this life the power was lost, or what was written and not synced. */
  #isCut = false

  /** @param dice - chance: what is torn, and how long a write takes */
  constructor(segmentBytes: number, dice: (below: number) => number) {
    this.log = new Uint8Array(2 * segmentBytes)
    this.#dice = dice
  }

  /** Whatever lived is dead. @returns whether what was not synced may be lost, too */
  end(): boolean {
    this.#life++
    this.#isCut ||= this.#dice(2) === 0
    if (this.#isCut) this.#tearCached()
    this.#sync()
    return this.#isCut
  }

  /** A process that opens what lies there. */
  async open(): Promise<Database> {
    const life = ++this.#life
    this.power = Number.POSITIVE_INFINITY
    this.#isCut = false
    this.faults = []
    const alive = (): boolean => life === this.#life && this.power >= 0
    return await openLoggedDatabase(this.#openBelow(alive), this.#openLog(alive))
  }

  #loseOr(alive: () => boolean, torn: () => void): void {
    if (!alive()) throw new PowerLoss()
    this.operations++
    if (--this.power >= 0) return
    this.#isCut = true
    this.#tearCached()
    torn()
    if (this.#underWay !== undefined && this.#dice(2) === 0) this.#apply(this.#underWay)
    this.#underWay = undefined
    throw new PowerLoss()
  }

  #fault(where: Fault['where']): Fault | undefined {
    const index = this.faults.findIndex(fault => fault.where === where)
    return index < 0 ? undefined : this.faults.splice(index, 1)[0]
  }

  #apply(changes: readonly Change[]): void {
    for (const { key, record } of changes) {
      if (record === undefined) this.below.delete(bytesToHex(key))
      else this.below.set(bytesToHex(key), record)
    }
  }

  #tear(bytes: Uint8Array, at: number): void {
    for (let from = 0; from < bytes.length; from += SECTOR) {
      if (this.#dice(2) === 0) this.log.set(bytes.subarray(from, from + SECTOR), at + from)
    }
  }

  #sync(): void {
    for (const [bytes, at] of this.#cached) this.log.set(bytes, at)
    this.#cached = []
  }

  /** Of each all, nothing or some is kept, in any order. */
  #tearCached(): void {
    for (const [bytes, at] of this.#cached) {
      const kept = this.#dice(3)
      if (kept === 0) this.log.set(bytes, at)
      else if (kept === 1) this.#tear(bytes, at)
    }
    this.#cached = []
  }

  #openLog(alive: () => boolean): LogFile {
    return {
      size: this.log.length,
      read: async () => Uint8Array.from(this.log),
      write: async (bytes, at) => {
        assert.ok(at >= 0 && at + bytes.length <= this.log.length, 'writes within the log')
        this.#loseOr(alive, () => this.#tear(bytes, at))
        const fault = this.#fault('write')
        if (fault === undefined || fault.kept === 'all') this.#cached.push([bytes, at])
        else if (fault.kept === 'some') this.#tear(bytes, at)
        if (fault !== undefined) throw new DiskError('The disk failed', 'failed')
      },
      // a disk that fails says so once
      sync: async () => {
        this.syncs++
        this.#loseOr(alive, () => undefined)
        const fault = this.#fault('sync')
        // what it drops is gone as in a power cut, if the process ends before it wrote it again
        if (fault !== undefined) this.#isCut = true
        if (fault?.kept === 'some') this.#tearCached()
        if (fault?.kept === 'none') this.#cached = []
        this.#sync()
        if (fault !== undefined) throw new DiskError('The disk failed', 'failed')
      },
      close: async () => undefined
    }
  }

  #openBelow(alive: () => boolean): Database {
    let open = true
    let failed = false
    const { below } = this
    return {
      get isOpen() {
        return open
      },
      getMany: async keys => keys.map(key => below.get(bytesToHex(key))),
      async *entries({ gte, lte, reverse, limit }: EntryOptions) {
        const found = [...below].filter(([hex]) => hex >= bytesToHex(gte) && hex <= bytesToHex(lte))
        const order = reverse ? -1 : 1
        found.sort(([a], [b]) => (a < b ? -order : order))
        for (const [hex, record] of found.slice(0, limit)) yield [hexToBytes(hex), record]
      },
      write: async changes => {
        assert.ok(open && !failed, 'a database that failed is opened again first')
        assert.equal(this.#underWay, undefined, 'one write at a time')
        this.#loseOr(alive, () => this.#dice(2) === 0 && this.#apply(changes))
        this.#underWay = changes
        for (let ticks = this.#dice(40); ticks > 0; ticks--) await Promise.resolve()
        if (!alive()) throw new PowerLoss()
        this.#underWay = undefined
        const fault = this.#fault('below')
        if (fault === undefined || fault.kept === 'all') this.#apply(changes)
        if (fault === undefined) return
        failed = true
        throw new DiskError('The disk is full', 'full')
      },
      reopen: async () => {
        assert.equal(this.#underWay, undefined, 'no write is under way')
        open = false
        this.#loseOr(alive, () => undefined)
        if (this.#fault('reopen') !== undefined) throw new DiskError('The disk is still full', 'full')
        open = true
        failed = false
      },
      close: async () => {
        open = false
      }
    }
  }
}
