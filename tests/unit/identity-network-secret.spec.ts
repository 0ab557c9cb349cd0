import assert from 'node:assert/strict'
import fc from 'fast-check'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { networkSecretText, parseNetworkSecret } from '../../src/identity/index.ts'
import { named, seeded } from '../support/identity.ts'

describe('identity: the secret of a network as text', () => {
  const secret = seeded('network secret')(32)
  const text = networkSecretText(crypto, { name: 'family', secret })
  const digits = text.slice('family:'.length)

  it('goes through people unchanged, however they space it', () => {
    assert.match(text, /^family:([a-z2-7]{4}-){14}[a-z2-7]{2}$/u)
    for (const variant of [
      text,
      `  ${text}\n`,
      `\ufeff${text}\r\n`,
      `${' '.repeat(300)}${text}${'\n'.repeat(300)}`,
      text.replaceAll('-', ''),
      `family: ${digits.toUpperCase().replaceAll('-', ' ')}`
    ]) {
      assert.deepEqual(parseNetworkSecret(crypto, variant), { name: 'family', secret })
    }
    const spaced = networkSecretText(crypto, { name: 'the old: gang', secret })
    assert.equal(parseNetworkSecret(crypto, spaced).name, 'the old: gang')
  })

  it('is read in capitals, its name too', () => {
    for (const variant of [text.toUpperCase(), `Family:${digits}`, `FAMILY:${digits}`]) {
      assert.deepEqual(parseNetworkSecret(crypto, variant), { name: 'family', secret })
    }
    const big = networkSecretText(crypto, { name: 'Family', secret })
    assert.equal(parseNetworkSecret(crypto, big).name, 'Family', 'capitals that it has are kept')
    assert.throws(() => parseNetworkSecret(crypto, big.toUpperCase()), /mistyped/u)
  })

  it('is refused when one character is wrong, missing, doubled or swapped with its neighbour', () => {
    const bare = digits.replaceAll('-', '')
    fc.assert(
      fc.property(
        fc.nat(bare.length - 1),
        fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'),
        (at, other) => {
          const [before, here = '', after] = [bare.slice(0, at), bare[at], bare.slice(at + 1)]
          const wrong = [
            before + after,
            before + here + here + after,
            before + (after[0] ?? '') + here + after.slice(1),
            before + other + after
          ]
          for (const changed of wrong) {
            // the digits that it swaps are the same, or nothing comes behind the last one
            if (changed === bare) continue
            assert.throws(() => parseNetworkSecret(crypto, `family:${changed}`), named('UsageError'), changed)
          }
        }
      )
    )
  })

  it('is refused under another name, or when it is nothing of the kind', () => {
    for (const wrong of [
      `famly:${digits}`,
      digits,
      `:${digits}`,
      'family:',
      'family',
      '',
      'x'.repeat(10_000),
      `family:${digits}0`,
      `${text}\n${text}`,
      `${text}${' '.repeat(300)}${text}`
    ]) {
      assert.throws(() => parseNetworkSecret(crypto, wrong), named('UsageError'), wrong.slice(0, 40))
    }
    assert.throws(() => parseNetworkSecret(crypto, `famly:${digits}`), /mistyped/u)
    assert.throws(() => networkSecretText(crypto, { name: 'two\nlines', secret }), named('UsageError'))
  })
})
