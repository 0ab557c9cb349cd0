/**
 * What the sides of the ratchet's measurements have in common: rounds of messages between two devices.
 *
 * @packageDocumentation
 */

/** Milliseconds of one round. */
const ROUND = 400
/** Messages that go one way before any is opened. */
const IN_A_ROW = 50

/** What is measured. */
export interface Run {
  /** pingPong: a message there and its answer back; oneWay: 50 there, first all sealed, then all opened. */
  readonly kind: 'pingPong' | 'oneWay'
  /** Bytes of a text. */
  readonly length: number
}

/** Two devices that have a session; each call is one step in each of their conversations. */
export interface Pair<Sealed = unknown> {
  /** How many conversations it stands for. Default: 1. */
  readonly conversations?: number
  seal(from: 0 | 1, plaintext: Uint8Array): Promise<Sealed>
  /** @param from - who sealed it; the other one opens it */
  open(from: 0 | 1, sealed: Sealed): Promise<void>
  /** The other one opens what `from` sealed and seals its answer, in one step. Default: in two. */
  answer?(from: 0 | 1, sealed: Sealed, plaintext: Uint8Array): Promise<Sealed>
}

/** Messages a second in one round. */
export async function rate<Sealed>({ kind, length }: Run, pair: Pair<Sealed>): Promise<number> {
  const plaintext = new Uint8Array(length)
  const began = performance.now()
  let count = 0
  while (performance.now() - began < ROUND) {
    count += await (kind === 'pingPong' ? pingPong(pair, plaintext) : oneWay(pair, plaintext))
  }
  return (count * (pair.conversations ?? 1) * 1_000) / (performance.now() - began)
}

async function pingPong<Sealed>(pair: Pair<Sealed>, plaintext: Uint8Array): Promise<number> {
  await pair.open(1, await answer(pair, 0, await pair.seal(0, plaintext), plaintext))
  return 2
}

/** In one step if the pair does that. */
export async function answer<Sealed>(
  pair: Pair<Sealed>,
  from: 0 | 1,
  sealed: Sealed,
  plaintext: Uint8Array
): Promise<Sealed> {
  if (pair.answer !== undefined) return await pair.answer(from, sealed, plaintext)
  await pair.open(from, sealed)
  return await pair.seal(other(from), plaintext)
}

/** The one that `who` writes to. */
export function other(who: 0 | 1): 0 | 1 {
  return who === 0 ? 1 : 0
}

async function oneWay<Sealed>(pair: Pair<Sealed>, plaintext: Uint8Array): Promise<number> {
  const sealed: Sealed[] = []
  for (let at = 0; at < IN_A_ROW; at += 1) sealed.push(await pair.seal(0, plaintext))
  for (const each of sealed) await pair.open(0, each)
  return IN_A_ROW
}
