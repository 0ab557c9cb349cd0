/**
 * "Nobody was found" is believed for a while, so that a burst of messages to somebody who
 * is away climbs the ladder once; for a moment only if somebody who was asked has not answered. A presence
 * change makes it forgotten at once.
 */
import { MAX_NOT_FOUND, NO_ANSWER_FOR, NOT_FOUND_FOR } from '../constants.ts'
import { putBounded } from './limits.ts'
import type { EpochMs } from '../../ports.ts'

/** Bounded; the oldest entry goes first. */
export class NotFoundMemory {
  readonly #until = new Map<string, EpochMs>()

  /** @param isConclusive - all who were asked have answered */
  remember(userId: string, now: EpochMs, isConclusive: boolean): void {
    const length = isConclusive ? NOT_FOUND_FOR : NO_ANSWER_FOR
    putBounded(this.#until, userId, now + length, MAX_NOT_FOUND)
  }

  has(userId: string, now: EpochMs): boolean {
    const until = this.#until.get(userId)
    if (until === undefined) return false
    // the second half: a clock that went back must not make it last longer
    if (now < until && until - now <= NOT_FOUND_FOR) return true
    this.#until.delete(userId)
    return false
  }

  forget(userId: string): void {
    this.#until.delete(userId)
  }

  get size(): number {
    return this.#until.size
  }
}
