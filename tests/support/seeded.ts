/**
 * Chance that can be repeated: the seed comes from SEED, or is new and printed by who uses it.
 *
 * @packageDocumentation
 */
import { randomInt } from 'node:crypto'

/** The seed of this run. */
export function runSeed(): number {
  const given = Number(process.env['SEED'])
  return Number.isSafeInteger(given) && given > 0 ? given : randomInt(1, 2 ** 31)
}

/** Whole numbers from 0 to `below` - 1, the same for the same seed (mulberry32). */
export function createDice(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
