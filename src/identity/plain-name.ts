import { utf8ToBytes } from '@noble/hashes/utils.js'
import { MAX_NAME } from '../wire/index.ts'

/** What breaks a line becomes a space, so that words do not run together. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]/gu

/**
 * What a name must not carry: control characters (Cc), format characters (Cf: bidi marks and
 * overrides, zero-width characters, tags, soft hyphen), lone surrogates (Cs), private use
 * (Co), and whatever else Unicode says to show as nothing (DI: fillers, variation selectors,
 * joiners), the empty braille cell and the placeholder of objects. With them one name could look
 * like another, or write elsewhere on the screen.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800\uFFFC]/gu

/** Marks on one character beyond what any writing needs: they would leave the line. */
const STACKED = /(\p{M}{3})\p{M}+/gu

/** A mark would stand on what is before the name; `…` begins an id that is shown for want of a name. */
const NO_BEGINNING = /^[\p{M}\p{Zs}…]+/u

/**
 * Makes a name that is safe to sign, to keep and to show: one line, visible characters only,
 * NFC, single spaces, at most MAX_NAME bytes of UTF-8 (cut between characters). Any text goes
 * in; what comes out may be empty. Applying it twice changes nothing.
 *
 * A face that shows other text of peers (messages) has its own, less strict, sanitiser.
 */
export function plainName(text: string): string {
  const visible = text
    // more than this cannot end up in the name, and NFC costs time
    .slice(0, 16 * MAX_NAME)
    .replace(BREAKS, ' ')
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(STACKED, '$1')
    .replace(NO_BEGINNING, '')
    .replace(/\p{Zs}+/gu, ' ')
    .trim()
  let name = ''
  let size = 0
  for (const character of visible) {
    size += utf8ToBytes(character).length
    if (size > MAX_NAME) break
    name += character
  }
  return name.trim()
}
