/**
 * What stands between a peer's text and a terminal: nothing that comes from outside may
 * move the cursor, change colours, hide, or pass for something else.
 *
 * @packageDocumentation
 * @example
 *
 * ```ts
 * printable('\x1b[2Jhi\nthere')            // '[2Jhi there'
 * printableBlock('two\nlines', '    | ')   // 'two\n    | lines'
 * escapeJson({ text: '\u202e' })           // '{"text":"\\u202e"}'
 * ```
 */

/** Everything a terminal takes for the end of a line. */
const lineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u

/**
 * C0, DEL, C1 (Cc); bidi marks and overrides, zero-width characters, tags (Cf); halves of
 * surrogate pairs (Cs); fillers and selectors that show as nothing (default ignorable).
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** The same in JSON text, where C0 and lone surrogates are escaped already. */
const unsafeInJson = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** One line: breaks and tabs become a space, everything that does not show is dropped. */
export function printable(text: string): string {
  return text.split(lineBreak).map(printableLine).join(' ')
}

/**
 * Several lines: every line after the first begins with `indent`, so that no text can
 * start where the program's own lines start.
 */
export function printableBlock(text: string, indent: string): string {
  return text.split(lineBreak).map(printableLine).join(`\n${indent}`)
}

/** JSON on one line in which whatever does not show is written as `\uXXXX`. Parses to the same value. */
export function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(unsafeInJson, escapeCharacter)
}

function printableLine(line: string): string {
  return line.replaceAll('\t', ' ').replace(unprintable, '')
}

/** UTF-16 units one by one: characters beyond the first plane become two escapes. */
function escapeCharacter(character: string): string {
  let escaped = ''
  for (let i = 0; i < character.length; i++) {
    escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`
  }
  return escaped
}
