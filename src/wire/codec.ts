/**
 * From bytes to checked domain types and back. A `Field` describes one value in both
 * directions: what `encode` lets through is what `decode` accepts. Fields combine to
 * messages, and `message` adds the bytes, size first. This is the only importer of the
 * generated code.
 *
 * @packageDocumentation
 */
import { LimitError, WireFormatError } from '../errors.ts'
import { BoundedReader, utf8Length } from './protobuf.ts' // before the generated code
import { earshot as generated } from './generated/earshot.js'

/** A value on its way between the generated types and the domain. `label` names it in errors. */
export interface Field<T> {
  /** A checked copy that shares no memory with what was received. */
  decode(value: unknown, label: string): T
  /** The checked value as the generated encoder wants it. */
  encode(value: T, label: string): unknown
}

/** @throws {WireFormatError} on a value that is out of bounds, {LimitError} on a result that is too large */
export type Encode<T> = (value: T) => Uint8Array

/** @throws {LimitError} on too many bytes, before reading them, {WireFormatError} on anything malformed */
export type Decode<T> = (bytes: Uint8Array) => T

/** A message by itself, and as a field of others. */
export interface Message<T> {
  readonly field: Field<T>
  readonly encode: Encode<T>
  readonly decode: Decode<T>
}

/** The part of a generated class that is used here. */
interface Generated {
  encode(message: object): { finishInto(target: Uint8Array): Uint8Array; readonly pos: number }
  decode(reader: BoundedReader): unknown
}

/** Every length, range and count that is wrong ends here. Values never appear in the message. */
function check(holds: boolean, label: string, expected: string): asserts holds {
  if (!holds) throw new WireFormatError(`${label}: expected ${expected}`)
}

/** A field whose values look the same on both sides. */
function same<T>(read: (value: unknown, label: string) => T): Field<T> {
  return { decode: read, encode: read }
}

/** `min` to `max` bytes. */
export function bytes(min: number, max: number = min): Field<Uint8Array> {
  const expected = min === max ? `${min} bytes` : `${min} to ${max} bytes`
  const verify = (value: unknown, label: string): Uint8Array => {
    check(value instanceof Uint8Array && value.length >= min && value.length <= max, label, expected)
    return value
  }
  // `new Uint8Array` copies also what is a Buffer, whose own `slice` would not
  return { decode: (value, label) => new Uint8Array(verify(value, label)), encode: verify }
}

/** `min` to `max` bytes, or none: absent and empty are the same in proto3. */
export function bytesOrNone(min: number, max: number = min): Field<Uint8Array> {
  const some = bytes(min, max)
  const isEmpty = (value: unknown): boolean => value instanceof Uint8Array && value.length === 0
  return {
    decode: (value, label) => (isEmpty(value) ? new Uint8Array(0) : some.decode(value, label)),
    encode: (value, label) => (isEmpty(value) ? value : some.encode(value, label))
  }
}

/** Well-formed text of `min` to `max` bytes of UTF-8. */
export function text(min: number, max: number): Field<string> {
  const expected = `well-formed text of ${min} to ${max} bytes`
  return same((value, label) => {
    // UTF-16 is never longer than UTF-8: the first comparison bounds the work of the others
    check(typeof value === 'string' && value.length <= max && value.isWellFormed(), label, expected)
    const length = utf8Length(value)
    check(length >= min && length <= max, label, expected)
    return value
  })
}

/** A whole number. The default range is what an int64 shares with a JavaScript number. */
export function integer(min: number = 0, max: number = Number.MAX_SAFE_INTEGER): Field<number> {
  const expected = `a whole number from ${min} to ${max}`
  return same((value, label) => {
    check(
      typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max,
      label,
      expected
    )
    return value
  })
}

/** A uint32. */
export function uint32(min: number = 0): Field<number> {
  return integer(min, 0xffff_ffff)
}

/** A bool. */
export const flag: Field<boolean> = same((value, label) => {
  check(typeof value === 'boolean', label, 'true or false')
  return value
})

/** An enum whose numbers are the positions in `names`. Numbers that are not known are refused. */
export function choice<T extends string>(...names: readonly T[]): Field<T> {
  const expected = `one of ${names.join(', ')}`
  return {
    decode(value, label) {
      const name = typeof value === 'number' ? names[value] : undefined
      check(name !== undefined, label, expected)
      return name
    },
    encode(value, label) {
      const number = names.indexOf(value)
      check(number >= 0, label, expected)
      return number
    }
  }
}

/** At most `max` values. They are counted before one of them is copied. */
export function list<T>(item: Field<T>, max: number): Field<readonly T[]> {
  const expected = `at most ${max} values`
  return {
    decode(values, label) {
      check(Array.isArray(values) && values.length <= max, label, expected)
      return values.map(value => item.decode(value, label))
    },
    encode(values, label) {
      check(Array.isArray(values) && values.length <= max, label, expected)
      return values.map(value => item.encode(value, label))
    }
  }
}

/** The fields of `T` by name. A value that is a message of its own must be there. */
export function record<T>(fields: { readonly [K in keyof T]-?: Field<T[K]> }): Field<T> {
  const entries: ReadonlyArray<readonly [string, Field<unknown>]> = Object.entries(fields)
  const convert =
    (direction: 'decode' | 'encode') =>
    (value: unknown, label: string): Record<string, unknown> => {
      check(typeof value === 'object' && value !== null, label, 'a message')
      const source = value as Readonly<Record<string, unknown>>
      const result: Record<string, unknown> = {}
      for (const [name, field] of entries) result[name] = field[direction](source[name], `${label}.${name}`)
      return result
    }
  return { decode: convert('decode') as (value: unknown, label: string) => T, encode: convert('encode') }
}

/** The members of a oneof by `kind`. */
export type Variants<T extends { readonly kind: string }> = {
  readonly [K in T['kind']]: Field<Extract<T, Readonly<Record<'kind' | K, unknown>>>[K]>
}

/** A oneof as `{ kind, [kind]: value }`. One that is absent or not known here is refused. */
export function oneOf<T extends { readonly kind: string }>(variants: Variants<T>): Field<T> {
  const fields: ReadonlyMap<unknown, Field<unknown>> = new Map(Object.entries<Field<unknown>>(variants))
  const kinds = [...fields.keys()] as string[]
  const expected = `one of ${kinds.join(', ')}`
  return {
    decode(value, label) {
      const source = value as Readonly<Record<string, unknown>>
      // the generated decoder keeps only the member that came last
      const kind = kinds.find(name => source[name] != null)
      const field = fields.get(kind)
      check(kind !== undefined && field !== undefined, label, expected)
      return { kind, [kind]: field.decode(source[kind], `${label}.${kind}`) } as unknown as T
    },
    encode(value, label) {
      const source = (value ?? {}) as Readonly<Record<string, unknown>>
      const field = fields.get(source['kind'])
      check(field !== undefined, label, expected)
      return { [value.kind]: field.encode(source[value.kind], `${label}.${value.kind}`) }
    }
  }
}

/** Both parts in one object on both sides. */
export function both<A extends object, B extends object>(first: Field<A>, second: Field<B>): Field<A & B> {
  return {
    decode: (value, label) => ({ ...first.decode(value, label), ...second.decode(value, label) }),
    encode: (value, label) => Object.assign({}, first.encode(value, label), second.encode(value, label))
  }
}

/** A part that lies flat on the wire and under `name` in the domain. */
export function under<N extends string, T>(name: N, part: Field<T>): Field<{ readonly [K in N]: T }> {
  return {
    decode: (value, label) =>
      ({ [name]: part.decode(value, `${label}.${name}`) }) as { readonly [K in N]: T },
    encode: (value, label) => part.encode(value[name], `${label}.${name}`)
  }
}

/** A message that may be absent. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
  return {
    decode: (value, label) => (value == null ? undefined : field.decode(value, label)),
    encode: (value, label) => (value === undefined ? undefined : field.encode(value, label))
  }
}

/** A rule about several fields. */
export function where<T>(field: Field<T>, holds: (value: T) => boolean, expected: string): Field<T> {
  return {
    decode(value, label) {
      const decoded = field.decode(value, label)
      check(holds(decoded), label, expected)
      return decoded
    },
    encode(value, label) {
      const encoded = field.encode(value, label)
      check(holds(value), label, expected)
      return encoded
    }
  }
}

/** The message `name` of proto/ in at most `max` bytes. */
export function message<T>(name: keyof typeof generated, max: number, field: Field<T>): Message<T> {
  const wire = generated[name] as unknown as Generated
  const checkSize = (length: number): void => {
    if (length > max) throw new LimitError(`${name}: more than ${max} bytes`)
  }
  return {
    field,
    encode(value) {
      const writer = wire.encode(field.encode(value, name) as object)
      checkSize(writer.pos)
      // not `finish`, which returns a part of a pool that other messages lie in
      return writer.finishInto(new Uint8Array(writer.pos))
    },
    decode(received) {
      checkSize(received.length)
      return field.decode(parse(wire, name, received), name)
    }
  }
}

/** Whatever a generated decoder throws, the bytes are to blame. */
function parse(wire: Generated, name: string, received: Uint8Array): unknown {
  try {
    return wire.decode(new BoundedReader(received))
  } catch (error) {
    if (error instanceof LimitError) throw error
    throw new WireFormatError(`${name}: malformed`, { cause: error })
  }
}
