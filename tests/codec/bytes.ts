/** Protobuf bytes by hand, what no honest encoder writes, and comparing what came of them. */
import assert from 'node:assert/strict'
import { inspect, isDeepStrictEqual } from 'node:util'
import { concatBytes } from '@noble/hashes/utils.js'

/** As assert.deepEqual, whose diff of two arrays of 256 KiB would take minutes. */
export function assertSame(actual: unknown, expected: unknown, what: string = 'value'): void {
  if (isDeepStrictEqual(actual, expected)) return
  const show = (value: unknown): string =>
    inspect(value, { depth: 6, maxArrayLength: 12, maxStringLength: 60 })
  assert.fail(`${what}: got ${show(actual)}, expected ${show(expected)}`)
}

/** A varint of at least `width` bytes; wider than needed is legal. */
export function varint(value: number, width: number = 1): Uint8Array {
  const digits: number[] = []
  let rest = value
  do {
    digits.push(rest % 128)
    rest = Math.floor(rest / 128)
  } while (rest > 0)
  while (digits.length < width) digits.push(0)
  return Uint8Array.from(digits, (digit, index) => (index < digits.length - 1 ? digit | 0x80 : digit))
}

export function tag(field: number, wireType: number): Uint8Array {
  return varint(field * 8 + wireType)
}

/** A length-delimited field. */
export function delimited(field: number, payload: Uint8Array): Uint8Array {
  return concatBytes(tag(field, 2), varint(payload.length), payload)
}

/** One field of every wire type that carries a value: varint, fixed64, bytes, group, fixed32. */
export function everyWireType(field: number): ReadonlyMap<number, Uint8Array> {
  return new Map([
    [0, concatBytes(tag(field, 0), varint(1))],
    [1, concatBytes(tag(field, 1), new Uint8Array(8).fill(1))],
    [2, delimited(field, Uint8Array.of(0x61))],
    [3, concatBytes(tag(field, 3), tag(1, 0), varint(1), tag(field, 4))],
    [5, concatBytes(tag(field, 5), new Uint8Array(4).fill(1))]
  ])
}

/** An unknown field of exactly `size` bytes. */
export function padding(size: number): Uint8Array {
  const head = tag(1_000, 2)
  const width = 4
  return concatBytes(
    head,
    varint(size - head.length - width, width),
    new Uint8Array(size - head.length - width)
  )
}

/** Field numbers at the top level of `message` with their wire type. */
export function fieldsOf(message: Uint8Array): ReadonlyMap<number, number> {
  const fields = new Map<number, number>()
  let at = 0
  const next = (): number => {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++] ?? 0
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
    }
  }
  while (at < message.length) {
    const head = next()
    const wireType = head & 7
    fields.set(head >>> 3, wireType)
    if (wireType === 0) next()
    else if (wireType === 2) {
      const length = next()
      at += length
    } else throw new Error(`our messages have no wire type ${wireType}`)
  }
  return fields
}
