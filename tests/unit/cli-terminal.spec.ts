import assert from 'node:assert/strict'
import fc from 'fast-check'
import { escapeJson, printable, printableBlock } from '../../src/ui-cli/terminal.ts'

/** Text with much of what does harm in it. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'\u001b \u009b \r \n \u0085 \u2028 \u202e \u2066 \u200b \u200d \ufeff \u00ad \u061c \u3164 \u{e0041} \ud800 \t \u0007 \u007f [2J a é 漢 👍'.split(
          ' '
        )
      ),
      fc.string({ unit: 'binary', maxLength: 4 })
    )
  )
  .map(parts => parts.join(''))

/** Whatever moves, hides or turns something, written down here a second time: code points from, to. */
const harmful: ReadonlyArray<readonly [number, number]> = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff]
]

function assertHarmless(text: string): void {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    assert.ok(
      !harmful.some(([from, to]) => code >= from && code <= to),
      `U+${code.toString(16)} came through`
    )
  }
}

describe('terminal sanitiser', () => {
  it('lets nothing through that moves the cursor, hides or turns text', () => {
    fc.assert(
      fc.property(hostile, text => {
        assertHarmless(printable(text))
      })
    )
  })

  it('is idempotent and leaves ordinary text alone', () => {
    fc.assert(
      fc.property(hostile, text => {
        const once = printable(text)
        assert.equal(printable(once), once)
      })
    )
    for (const text of ['Grüße', '漢字 かな', 'שלום', '👍 ok', 'e\u0301', '`$(rm -rf ~)`']) {
      assert.equal(printable(text), text)
    }
  })

  it('begins every further line of a block with the indent', () => {
    fc.assert(
      fc.property(hostile, text => {
        const [first = '', ...rest] = printableBlock(text, '   | ').split('\n')
        assertHarmless(first)
        for (const line of rest) {
          assert.ok(line.startsWith('   | '))
          assertHarmless(line)
        }
      })
    )
    assert.equal(printableBlock('a\r\nb\rc\u2028d', '> '), 'a\n> b\n> c\n> d')
  })

  it('writes JSON on one line that is safe to look at and parses to the same value', () => {
    fc.assert(
      fc.property(fc.record({ text: hostile, list: fc.array(hostile) }, { noNullPrototype: true }), value => {
        const json = escapeJson(value)
        assertHarmless(json)
        assert.deepEqual(JSON.parse(json), value)
      })
    )
    assert.equal(escapeJson({ a: '\u202e\u009b\u{e0041}' }), '{"a":"\\u202e\\u009b\\udb40\\udc41"}')
  })
})
