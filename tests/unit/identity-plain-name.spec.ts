import assert from 'node:assert/strict'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { plainName } from '../../src/identity/index.ts'

describe('identity: plain names', () => {
  const cases: Array<[string, string, string]> = [
    ['plain text', 'Alice B. Müller', 'Alice B. Müller'],
    ['other scripts', '張偉 Ελένη עדי 🦊', '張偉 Ελένη עדי 🦊'],
    ['control characters and escape sequences', '\u001b[2JAl\u0007ice\u009b1m\u007f\u0000', '[2JAlice1m'],
    ['bidi overrides, isolates and marks', '\u202eecilA\u202c\u2066x\u2069\u200e\u200f\u061c', 'ecilAx'],
    ['zero-width characters', 'A\u200bl\u200ci\u200dc\u2060e\ufeff\u00ad\u180e\u034f', 'Alice'],
    ['fillers and tags', 'Al\u3164i\u115f\uffa0ce\u{e0041}\u{e007f}', 'Alice'],
    ['private use and lone surrogates', 'Al\ue000i\ud800ce\udc00\u{f0000}', 'Alice'],
    ['a surrogate on each side of something unseen', '\ud83e\u200b\udd8a', ''],
    ['line breaks and tabs', 'Al\nice\r\n\tB\u2028C\u0085D', 'Al ice B C D'],
    ['runs of unlike spaces', '  Al\u00a0\u2003\u3000ice  ', 'Al ice'],
    ['decomposed letters', 'A\u030angstro\u0308m', 'Ångström'],
    ['blank glyphs', 'Bob\u2800\ufffc', 'Bob'],
    ['stacked marks', `B${'\u0335'.repeat(9)}ob`, `B${'\u0335'.repeat(3)}ob`],
    ['a mark without a character', '\u0301 \u0301Bob', 'Bob'],
    ['what begins like an id', '… …Carol001', 'Carol001'],
    ['nothing to see', '\u200b \u202e\n', '']
  ]
  for (const [what, given, expected] of cases) {
    it(`handle ${what}`, () => {
      assert.equal(plainName(given), expected)
    })
  }

  it('have at most 64 bytes and never half a character', () => {
    assert.equal(plainName('x'.repeat(1_000)), 'x'.repeat(64))
    assert.equal(plainName(`x${'🦊'.repeat(20)}`), `x${'🦊'.repeat(15)}`)
    assert.equal(utf8ToBytes(plainName('é'.repeat(40))).length, 64)
    assert.equal(plainName(`${'x'.repeat(63)} y`), 'x'.repeat(63))
  })

  it('do not take long over long text', () => {
    assert.equal(plainName('x\u0301'.repeat(1_000_000)).length, plainName('x\u0301'.repeat(1_000)).length)
  })
})
