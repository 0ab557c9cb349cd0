/**
 * How often somebody who does not answer may be called: one budget for all who want the same
 * coordinator (the directory, mailboxes, watches, reservations, the DHT), which otherwise would
 * each keep knocking at a dead one's door for as long as we run.
 *
 * While another coordinator is connected, it will say when that one is back, so that nobody has to
 * try: one call after more than a minute, then ever fewer. Alone, we have to find out ourselves, a
 * second later, then after twice as long. Whatever shows that it is back ends the waiting.
 *
 * Who takes a connection and ends it again, because it is full, has not answered: a failure is forgotten
 * only when nothing failed for a while after an answer.
 *
 * @packageDocumentation
 */
import { DeadlineError, UnreachableError } from '../../errors.ts'
import {
  CALL_ALONE_FIRST,
  CALL_ECHO,
  CALL_GRACE,
  CALL_PROVEN,
  CALL_RETURN_SPREAD,
  CONNECTION_PROVEN,
  MAX_SILENT_PEERS
} from './constants.ts'
import { newSilence, pauseOf, witnessedPause } from './silence.ts'
import type { Call, Silence } from './silence.ts'
import type { Rng } from '../../ports.ts'

/** What the budget works with. */
export interface CallsOptions {
  readonly rng: Rng
  /** Milliseconds that only go on; no clock, which somebody may set. */
  readonly time: () => number
  /** Runs something after so many milliseconds; what it returns takes it back. */
  readonly schedule: (delay: number, run: () => void) => () => void
}

/** An open connection of one of our hosts. */
export interface Answer {
  /** It has ended. Idempotent. @param byThem - and not by us, nor is another one of that host left */
  ended(byThem: boolean): void
}

interface Open {
  readonly since: number
  /** A call led to it. */
  isCalled: boolean
}

/** The budget of a host and of its pseudonymous hosts. */
export class Calls {
  readonly #options: CallsOptions
  readonly #silent: Map<string, Silence> = new Map()
  /** Open connections of all our hosts, by PeerId, the oldest first. */
  readonly #open: Map<string, Set<Open>> = new Map()
  /** Coordinators that are connected, and would tell. */
  readonly #witnesses: Set<string> = new Set()
  readonly #calling: Set<Call> = new Set()
  readonly #listeners: Set<(peerId: string) => void> = new Set()
  #isStopped = false

  constructor(options: CallsOptions) {
    this.#options = options
  }

  /** Tells of everybody who was silent and may be called now. Must not throw. @returns how to stop it */
  watch(listener: (peerId: string) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Whether it does not answer, and the library is not to call it now. */
  isSilent(peerId: string): boolean {
    const silent = this.#silentOne(peerId)
    if (silent === undefined || silent.answered !== undefined) return false
    return silent.call?.byLibrary !== true && !this.#open.has(peerId)
  }

  /** Whether it may be called now. */
  mayCall(peerId: string): boolean {
    const silent = this.#silentOne(peerId)
    return silent === undefined || (silent.call === undefined && this.#opensIn(peerId, silent) <= 0)
  }

  /**
   * Calls a peer, if it may be called. Of those that do not answer only one call is made at a time.
   *
   * @param byLibrary - the library's own dial, which it is not kept from meanwhile
   * @throws {UnreachableError} it did not answer lately, and is left alone
   * @throws what `dial` throws
   */
  async call<T>(peerId: string, dial: () => Promise<T>, byLibrary: boolean = false): Promise<T> {
    if (!this.mayCall(peerId)) throw new UnreachableError('That peer did not answer, and is left alone')
    const call: Call = { peerId, byLibrary, isAnswered: false }
    const silent = this.#silentOne(peerId)
    // who has answered may be called by all
    const probed = silent?.answered === undefined ? silent : undefined
    if (probed !== undefined) probed.call = call
    const began = this.#options.time()
    this.#calling.add(call)
    let failed = false
    try {
      return await dial()
    } catch (error) {
      // who leaves early learns nothing
      const waited = this.#options.time() - began >= CALL_PROVEN
      const isSilence = error instanceof UnreachableError || (error instanceof DeadlineError && waited)
      failed = isSilence && !call.isAnswered
      throw error
    } finally {
      this.#calling.delete(call)
      if (probed?.call === call) {
        probed.call = undefined
        probed.isTold = false // who was turned away meanwhile has to be
      }
      if (failed) this.#failed(peerId, began)
      else if (probed !== undefined) this.#plan(peerId, probed)
    }
  }

  /** A connection to it, of whichever of our hosts and whoever began it. */
  opened(peerId: string): Answer {
    const silent = this.#silentOne(peerId)
    const now = this.#options.time()
    const connection: Open = { since: now, isCalled: false }
    for (const call of this.#calling) {
      if (call.peerId === peerId) call.isAnswered = connection.isCalled = true
    }
    const all = this.#open.get(peerId) ?? new Set()
    this.#open.set(peerId, all.add(connection))
    if (silent !== undefined && silent.answered === undefined) {
      silent.answered = now
      silent.call = undefined
      this.#plan(peerId, silent)
    }
    return {
      ended: byThem => {
        if (all.delete(connection)) this.#ended(peerId, connection, byThem)
      }
    }
  }

  /** A coordinator is connected: it would tell us of others. */
  present(peerId: string): void {
    if (this.#witnesses.has(peerId)) return
    this.#witnesses.add(peerId)
    this.#planAll()
  }

  /** It is a coordinator no more, and would not tell us. */
  absent(peerId: string): void {
    if (this.#witnesses.delete(peerId)) this.#planAll()
  }

  /** The connection to a coordinator ended, and not by us. */
  lost(peerId: string): void {
    this.#witnesses.delete(peerId)
    const silent = this.#silentOne(peerId)
    if (silent === undefined) this.#put(peerId)
    else {
      silent.answered = silent.hinted = undefined
      silent.last = this.#options.time()
      silent.believedFrom = Math.max(silent.believedFrom, silent.last + CALL_ECHO)
    }
    this.#planAll()
  }

  /**
   * Somebody names it as a coordinator of now. That may be an echo from before, or untrue: it is worth
   * a call, but not many.
   */
  mentioned(peerId: string): void {
    const silent = this.#silentOne(peerId)
    const now = this.#options.time()
    if (silent === undefined || silent.hinted !== undefined || now < silent.believedFrom) return
    silent.hinted = now + this.#jitter() * CALL_RETURN_SPREAD
    silent.believedFrom = now + witnessedPause(silent.failures)
    this.#plan(peerId, silent)
  }

  /**
   * It says itself that it is somewhere else. That is worth a call at once, but not many: it may say so
   * each time, and answer none.
   */
  moved(peerId: string): void {
    const silent = this.#silentOne(peerId)
    const now = this.#options.time()
    // there is a connection, or nothing to believe
    if (silent === undefined || silent.answered !== undefined || now < silent.movesFrom) return
    silent.hinted = now
    silent.movesFrom = now + witnessedPause(silent.failures)
    if (silent.call !== undefined) return
    silent.timer?.cancel()
    silent.timer = undefined
    this.#tell(peerId, silent)
  }

  /** Our user wants it: it may be called at once. */
  forget(peerId: string): void {
    const silent = this.#silent.get(peerId)
    if (silent === undefined) return
    this.#remove(peerId, silent)
    for (const listener of this.#listeners) listener(peerId)
  }

  /** Our own network has changed: that nobody answered, or will not any more, says nothing. Tells nobody. */
  forgetAll(): void {
    for (const [peerId, silent] of this.#silent) this.#remove(peerId, silent)
    for (const all of this.#open.values()) for (const connection of all) connection.isCalled = false
  }

  /** Leaves no timer. Idempotent. */
  stop(): void {
    this.#isStopped = true
    this.#listeners.clear()
    this.forgetAll()
  }

  #failed(peerId: string, began: number): void {
    const silent = this.#silentOne(peerId) ?? this.#put(peerId)
    // of several that began before the last one failed, one counts
    if (silent.failures === 0 || began > silent.last) {
      silent.failures += 1
      silent.last = this.#options.time()
      silent.answered = undefined
      silent.jitter = this.#jitter()
      // what was said during that call is of a place that was not called
      if (silent.hinted !== undefined && silent.hinted <= began) silent.hinted = undefined
    }
    this.#plan(peerId, silent)
  }

  #ended(peerId: string, { since, isCalled }: Open, byThem: boolean): void {
    // what it has proven until now counts
    this.#silentOne(peerId)
    if (this.#open.get(peerId)?.size === 0) this.#open.delete(peerId)
    const now = this.#options.time()
    const isEarly = now - since < CONNECTION_PROVEN
    // where it lets somebody stay, it is there, whatever it has against the others
    if (byThem && isCalled && isEarly && (this.#provenAt(peerId) ?? Infinity) > now)
      this.#failed(peerId, since)
    const silent = this.#silentOne(peerId)
    if (silent !== undefined) this.#plan(peerId, silent)
  }

  /** Unless nothing failed for a while after it answered, or while it was connected: then it is silent no more. */
  #silentOne(peerId: string): Silence | undefined {
    const silent = this.#silent.get(peerId)
    // who waits is told first
    if (silent === undefined || silent.call !== undefined || silent.timer !== undefined) return silent
    const since = silent.answered ?? (this.#open.has(peerId) ? silent.last : Infinity)
    if (this.#options.time() - since < CONNECTION_PROVEN) return silent
    this.#remove(peerId, silent)
    return undefined
  }

  #put(peerId: string): Silence {
    const [oldest] = this.#silent
    if (oldest !== undefined && this.#silent.size >= MAX_SILENT_PEERS) this.#remove(...oldest)
    const silent = newSilence(this.#options.time(), this.#jitter())
    if (!this.#isStopped) this.#silent.set(peerId, silent)
    return silent
  }

  #remove(peerId: string, silent: Silence): void {
    silent.timer?.cancel()
    this.#silent.delete(peerId)
  }

  #planAll(): void {
    for (const [peerId, silent] of this.#silent) this.#plan(peerId, silent)
  }

  /** Tells when it may be called, once: who is sent away by a peer that is there would come again and again. */
  #plan(peerId: string, silent: Silence): void {
    if (this.#isStopped || this.#silent.get(peerId) !== silent) return
    const wait = this.#opensIn(peerId, silent)
    // whoever asks in between is let in
    const delay = wait > 0 ? wait : CALL_ALONE_FIRST
    const at = this.#options.time() + delay
    // that others come and go puts nothing off
    if (wait <= 0 && (silent.isTold || (silent.timer?.at ?? Infinity) <= at)) return
    silent.timer?.cancel()
    silent.timer = undefined
    if (silent.call !== undefined) return
    silent.isTold = false
    const cancel = this.#options.schedule(delay, () => {
      silent.timer = undefined
      if (this.mayCall(peerId)) this.#tell(peerId, silent)
      else this.#plan(peerId, silent)
    })
    silent.timer = { at, cancel }
  }

  #tell(peerId: string, silent: Silence): void {
    silent.isTold = true
    for (const listener of this.#listeners) listener(peerId)
  }

  /** Milliseconds; it may be called when they are none. */
  #opensIn(peerId: string, silent: Silence): number {
    const now = this.#options.time()
    // whether it lets the first one stay is soon known
    if (silent.answered !== undefined) return silent.answered + CALL_GRACE - now
    const opens = [silent.last + pauseOf(silent, this.#isWitnessed(peerId))]
    if (silent.hinted !== undefined) opens.push(silent.hinted)
    const proven = this.#provenAt(peerId)
    // another connection to it is open: it is there, unless that one is about to end as well
    if (proven !== undefined) opens.push(Math.max(proven, silent.last + CALL_GRACE))
    return Math.min(...opens) - now
  }

  /** When the oldest of its open connections has proven, or will prove, that it stays. */
  #provenAt(peerId: string): number | undefined {
    for (const { since } of this.#open.get(peerId) ?? []) return since + CONNECTION_PROVEN
    return undefined
  }

  /** Whether somebody else is connected who would tell us that it is back. */
  #isWitnessed(peerId: string): boolean {
    return this.#witnesses.size > (this.#witnesses.has(peerId) ? 1 : 0)
  }

  #jitter(): number {
    return (this.#options.rng(1)[0] ?? 0) / 256
  }
}
