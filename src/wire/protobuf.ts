/**
 * Sets protobufjs up: bytes are Uint8Array and 64-bit numbers are number, in Node as in
 * browsers. Must run before the generated code loads, because that code takes its
 * defaults from here: import it only through `codec.ts`.
 *
 * @packageDocumentation
 */
import protobuf from 'protobufjs/minimal.js'
import { LimitError } from '../errors.ts'
import { MAX_FIELDS } from './constants.ts'

const settings: { Buffer: unknown; Long: unknown } = protobuf.util
settings.Buffer = null
settings.Long = null
protobuf.configure()

/** Reads a message and drops unknown fields. */
export class BoundedReader extends protobuf.Reader {
  private fieldsLeft = MAX_FIELDS

  constructor(bytes: Uint8Array) {
    super(bytes)
    this.discardUnknown = true
  }

  /**
   * The tag of the next field.
   * A frame of empty fields would otherwise become 100 times its size in objects before
   * anybody counts them.
   */
  override tag(): number {
    this.fieldsLeft -= 1
    if (this.fieldsLeft < 0) throw new LimitError(`More than ${MAX_FIELDS} fields in one message`)
    return super.tag()
  }
}

/** Length of well-formed text in UTF-8. */
export function utf8Length(text: string): number {
  return protobuf.util.utf8.length(text)
}
