/**
 * A second, independent statement of the wire format: for every field what is drawn at
 * random, which values lie just inside its bounds and which just outside. Numbers are
 * those of the comments in proto/, not the constants of src/wire.
 */
import fc from 'fast-check'

/** One field of a message. */
export interface FieldSpec {
  readonly arbitrary: fc.Arbitrary<unknown>
  /** Domain values at the bounds. */
  readonly accepted?: readonly unknown[]
  /** Values beyond the bounds, the same in the domain and on the wire. */
  readonly refused?: readonly unknown[]
  /** Values that only a hostile peer can produce. */
  readonly refusedOnWire?: readonly unknown[]
  /** Values that only a caller can produce. */
  readonly refusedInDomain?: readonly unknown[]
  /** Domain value to what the generated encoder takes. */
  readonly toWire?: (value: never) => unknown
  /** Text fields are also tried with bytes that are not UTF-8. */
  readonly isText?: true
  /** Repeated numbers come packed or one by one. */
  readonly isPacked?: true
}

/** One message of proto/. */
export interface MessageSpec {
  readonly name: string
  /** Largest encoded size. */
  readonly max: number
  readonly fields: Readonly<Record<string, FieldSpec>>
  /** Members of its oneof, and where they are in the domain (default: flat, beside `kind`). */
  readonly oneOf?: { readonly under?: string; readonly variants: Readonly<Record<string, MessageSpec>> }
  readonly arbitrary: fc.Arbitrary<Record<string, unknown>>
  /** One fixed, ordinary value. */
  readonly example: Record<string, unknown>
  readonly toWire: (value: never) => Record<string, unknown>
}

const filled = (length: number): Uint8Array => new Uint8Array(length).fill(0x61)

/** `min` to `max` bytes. Without `max` the size of the message is the bound. */
export function bytes(min: number, max?: number): FieldSpec {
  return {
    arbitrary: fc.uint8Array({ minLength: min, maxLength: Math.min(max ?? Infinity, min + 40) }),
    accepted: [filled(min), ...(max === undefined ? [] : [filled(max)])],
    refused: [
      ...(min > 0 ? [filled(min - 1), new Uint8Array(0)] : []),
      ...(max === undefined ? [] : [filled(max + 1)])
    ],
    refusedInDomain: ['a'.repeat(min), undefined, null, Array.from(filled(min))]
  }
}

/** Exactly `length` bytes. */
export function exactly(length: number): FieldSpec {
  return bytes(length, length)
}

/** `min` to `max` bytes, or none. */
export function orNone(min: number, max: number = min): FieldSpec {
  const some = bytes(min, max)
  return {
    ...some,
    arbitrary: fc.oneof(some.arbitrary, fc.constant(new Uint8Array(0))),
    accepted: [...(some.accepted ?? []), new Uint8Array(0)],
    refused: [filled(min - 1), filled(max + 1)]
  }
}

/** `min` to `max` bytes of UTF-8. */
export function text(min: number, max: number): FieldSpec {
  const encoder = new TextEncoder()
  return {
    isText: true,
    arbitrary: fc
      .string({ unit: 'binary', minLength: min, maxLength: Math.min(max, 24) })
      .filter(value => encoder.encode(value).length <= max && value.length >= min),
    accepted: ['x'.repeat(min), 'x'.repeat(max), 'é'.repeat(max >> 1), '𝄞'.repeat(max >> 2), '\ufeffa\0b'],
    refused: [
      'x'.repeat(max + 1),
      'é'.repeat((max >> 1) + 1),
      '𝄞'.repeat((max >> 2) + 1),
      ...(min > 0 ? [''] : [])
    ],
    refusedInDomain: ['\ud800', 'a\udc00b', undefined, 7, filled(3)]
  }
}

/** Text of exactly so many bytes. */
export function textOf(length: number): FieldSpec {
  const unit = fc.constantFrom(...'0123456789abcdef')
  return {
    ...text(1, length),
    arbitrary: fc.string({ unit, minLength: length, maxLength: length }),
    accepted: ['x'.repeat(length), 'é'.repeat(length / 2)],
    refused: ['', 'x'.repeat(length - 1), 'x'.repeat(length + 1)]
  }
}

/** An int64 from `min` that a JavaScript number can hold. */
export function int64(min: number = 0): FieldSpec {
  return {
    arbitrary: fc.maxSafeNat().map(value => Math.max(value, min)),
    accepted: [min, 127, 128, 2 ** 31, 2 ** 32, 2 ** 53 - 1],
    refused: [-1, -(2 ** 53), 2 ** 53, 2 ** 62, ...(min > 0 ? [min - 1] : [])],
    refusedOnWire: [-(2 ** 63)],
    refusedInDomain: [1.5, Number.NaN, Infinity, '5', 5n, undefined]
  }
}

/** A uint32 from `min` to `max`. */
export function uint32(min: number = 0, max: number = 0xffff_ffff): FieldSpec {
  return {
    arbitrary: fc.integer({ min, max }),
    accepted: [min, max],
    refused: [...(min > 0 ? [min - 1] : []), ...(max < 0xffff_ffff ? [max + 1, 0xffff_ffff] : [])],
    refusedInDomain: [max + 1, -1, 1.5, Number.NaN, '5', undefined]
  }
}

/** A bool. */
export const bool: FieldSpec = {
  arbitrary: fc.boolean(),
  accepted: [true, false],
  refusedInDomain: [1, 0, 'true', undefined]
}

/** An enum, whose names in the domain stand in the order of their numbers. */
export function enumeration(...names: readonly string[]): FieldSpec {
  return {
    arbitrary: fc.constantFrom(...names),
    accepted: names,
    refusedOnWire: [names.length, -1, 0x7fff_ffff],
    refusedInDomain: ['', 'INVALID', 0, undefined],
    toWire: (value: string) => names.indexOf(value)
  }
}

/** A message that must be there, each of its fields in bounds. */
export function sub(message: MessageSpec): FieldSpec {
  const { example, toWire } = message
  const wire = toWire(example as never)
  const fields = Object.entries(message.fields)
  const vary = (base: Record<string, unknown>, pick: (field: FieldSpec) => readonly unknown[]): unknown[] =>
    fields.flatMap(([key, field]) => pick(field).map(value => ({ ...base, [key]: value })))
  return {
    arbitrary: message.arbitrary,
    accepted: vary(example, field => field.accepted ?? []),
    refusedOnWire: [null, ...vary(wire, field => [...(field.refused ?? []), ...(field.refusedOnWire ?? [])])],
    refusedInDomain: [
      null,
      undefined,
      'text',
      7,
      ...vary(example, field => [...(field.refused ?? []), ...(field.refusedInDomain ?? [])])
    ],
    toWire
  }
}

/** The same for a message that may be absent. */
export function maybe(spec: MessageSpec): FieldSpec {
  const there = sub(spec)
  const { toWire } = spec
  return {
    ...there,
    arbitrary: fc.option(there.arbitrary, { nil: undefined }),
    accepted: [...(there.accepted ?? []), undefined],
    refusedOnWire: (there.refusedOnWire ?? []).filter(value => value !== null),
    refusedInDomain: (there.refusedInDomain ?? []).filter(value => value !== undefined),
    toWire: (value: never) => (value === undefined ? undefined : toWire(value))
  }
}

/** At most `max` values, each in its bounds. */
export function list(item: FieldSpec, max: number): FieldSpec {
  const [one] = fc.sample(item.arbitrary, { seed: 1, numRuns: 1 })
  const wire = (value: unknown): unknown => (item.toWire === undefined ? value : item.toWire(value as never))
  const refused = item.refused ?? []
  // an element that is not there is no element: only the domain knows null in a list
  const refusedOnWire = [...refused, ...(item.refusedOnWire ?? [])].filter(value => value !== null)
  const refusedInDomain = [...refused, ...(item.refusedInDomain ?? [])]
  return {
    arbitrary: fc.array(item.arbitrary, { maxLength: Math.min(max, 4) }),
    accepted: [[], Array.from({ length: max }, () => one), ...(item.accepted ?? []).map(value => [value])],
    refusedOnWire: [
      Array.from({ length: max + 1 }, () => wire(one)),
      ...refusedOnWire.map(value => [wire(one), value])
    ],
    refusedInDomain: [
      Array.from({ length: max + 1 }, () => one),
      ...refusedInDomain.map(value => [one, value]),
      undefined,
      'ab'
    ],
    toWire: (values: readonly unknown[]) => values.map(wire),
    ...(typeof one === 'number' ? { isPacked: true as const } : {})
  }
}

/** A message. `fix` repairs what is drawn where fields depend on each other. */
export function message(
  name: string,
  max: number,
  fields: MessageSpec['fields'],
  oneOf?: MessageSpec['oneOf'],
  fix: (value: Record<string, unknown>) => Record<string, unknown> = value => value
): MessageSpec {
  const plain = fc.record(
    Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.arbitrary])),
    { noNullPrototype: true }
  )
  const members = Object.entries(oneOf?.variants ?? {}).map(([kind, variant]) =>
    variant.arbitrary.map(value => ({ kind, [kind]: value }))
  )
  const under = oneOf?.under
  const arbitrary: MessageSpec['arbitrary'] =
    oneOf === undefined
      ? plain.map(fix)
      : fc
          .tuple(plain, fc.oneof(...members))
          .map(([value, member]) =>
            fix(under === undefined ? { ...value, ...member } : { ...value, [under]: member })
          )
  const toWire = (value: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const wire: Record<string, unknown> = {}
    for (const [key, field] of Object.entries(fields)) {
      wire[key] = field.toWire === undefined ? value[key] : field.toWire(value[key] as never)
    }
    if (oneOf !== undefined) {
      const member = (under === undefined ? value : value[under]) as Readonly<Record<string, unknown>>
      const kind = member['kind'] as string
      wire[kind] = oneOf.variants[kind]?.toWire(member[kind] as never)
    }
    return wire
  }
  // an acknowledgement is the one content without an id: no example of the others
  const samples = fc.sample(arbitrary, { seed: 5, numRuns: 20 })
  const example = samples.find(({ kind }) => kind !== 'acknowledgement') ?? {}
  return { name, max, fields, ...(oneOf === undefined ? {} : { oneOf }), arbitrary, example, toWire }
}
