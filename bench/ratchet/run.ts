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
  /** pingPong: one message there and one back; oneWay: 50 there, first all sealed, then all opened. */
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
  for (const from of [0, 1] as const) await pair.open(from, await pair.seal(from, plaintext))
  return 2
}

async function oneWay<Sealed>(pair: Pair<Sealed>, plaintext: Uint8Array): Promise<number> {
  const sealed: Sealed[] = []
  for (let at = 0; at < IN_A_ROW; at += 1) sealed.push(await pair.seal(0, plaintext))
  for (const each of sealed) await pair.open(0, each)
  return IN_A_ROW
}
