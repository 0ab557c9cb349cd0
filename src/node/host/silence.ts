/**
 * What a budget of calls remembers of somebody who does not answer, and how long it leaves that one alone.
 *
 * @packageDocumentation
 */
import {
  CALL_ALONE_FIRST,
  CALL_ALONE_LAST,
  CALL_ECHO,
  CALL_WITNESSED_FIRST,
  CALL_WITNESSED_LAST
} from './constants.ts'

/** A call under way. */
export interface Call {
  readonly peerId: string
  /** It is one of the library, which asks the gater. */
  readonly byLibrary: boolean
  /** It led to a connection, whatever comes then. */
  isAnswered: boolean
}

/** Of somebody who was there, or should have been, and does not answer. */
export interface Silence {
  /** Calls in a row that came to nothing. */
  failures: number
  /** When the last one did, or the connection ended. */
  last: number
  /** When it first answered after that. */
  answered: number | undefined
  /** All who were turned away were told that it may be called. */
  isTold: boolean
  /** 0 to 1, new for each pause. */
  jitter: number
  /** Somebody said that it is back: it may be called from then on. */
  hinted: number | undefined
  /** Before it nobody who says so is believed. */
  believedFrom: number
  /** The same of itself, when it says that it is somewhere else. */
  movesFrom: number
  /** The one call that is made to find out, until it is answered or over. */
  call: Call | undefined
  /** When whoever waits is told, and how to take that back. */
  timer: { readonly at: number; readonly cancel: () => void } | undefined
}

/** One that begins. */
export function newSilence(now: number, jitter: number): Silence {
  return {
    failures: 0,
    last: now,
    answered: undefined,
    isTold: false,
    jitter,
    hinted: undefined,
    believedFrom: now + CALL_ECHO,
    movesFrom: now,
    call: undefined,
    timer: undefined
  }
}

/**
 * How long it is left alone after the last failure (ms).
 *
 * @param isWitnessed - somebody is connected who would tell that it is back
 */
export function pauseOf({ failures, jitter }: Silence, isWitnessed: boolean): number {
  if (isWitnessed) return witnessedPause(failures) * (1 + jitter / 4)
  return failures === 0 ? 0 : pauseAfter(failures, CALL_ALONE_FIRST, CALL_ALONE_LAST) * (1 - jitter / 2)
}

/** The pause while somebody would tell, which is also that between two words of its return (ms). */
export function witnessedPause(failures: number): number {
  return pauseAfter(failures, CALL_WITNESSED_FIRST, CALL_WITNESSED_LAST)
}

/** Doubles from the second failure on. */
function pauseAfter(failures: number, first: number, last: number): number {
  return Math.min(first * 2 ** Math.min(Math.max(0, failures - 1), 20), last)
}
