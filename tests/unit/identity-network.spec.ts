import assert from 'node:assert/strict'
import { hkdfSync } from 'node:crypto'
import { bytesToHex } from '@noble/hashes/utils.js'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { networkOf } from '../../src/identity/index.ts'
import { named, seeded } from '../support/identity.ts'

describe('identity: networks', () => {
  it('derive from their name by HKDF', () => {
    const { name, id, topic, presenceKey, membershipKey } = networkOf(crypto, 'public')
    const material = new Uint8Array(hkdfSync('sha256', 'public', '', 'earshot/open-network/1', 80))
    assert.equal(name, 'public')
    assert.deepEqual(id, material.slice(0, 16))
    assert.deepEqual(presenceKey, material.slice(16, 48))
    assert.deepEqual(membershipKey, material.slice(48))
    assert.equal(topic, `/earshot/${bytesToHex(id)}/state/1`)
  })

  it('differ in everything per name and per secret', () => {
    const rng = seeded('networks')
    const networks = [
      networkOf(crypto, 'public'),
      networkOf(crypto, 'Public'),
      networkOf(crypto, 'public2'),
      networkOf(crypto, { name: 'public', secret: rng(32) }),
      networkOf(crypto, { name: 'public', secret: rng(32) })
    ]
    const values = networks.flatMap(({ id, topic, presenceKey, membershipKey }) => [
      bytesToHex(id),
      topic,
      bytesToHex(presenceKey),
      bytesToHex(membershipKey)
    ])
    assert.equal(new Set(values).size, values.length)
  })

  it('with a secret do not depend on what they are called', () => {
    const secret = seeded('secret')(32)
    const one = networkOf(crypto, { name: 'family', secret })
    const two = networkOf(crypto, { name: 'home', secret })
    assert.deepEqual({ ...one, name: '' }, { ...two, name: '' })
  })

  it('an open name never gives the keys of a secret with the same bytes', () => {
    const name = 'x'.repeat(32)
    const secret = new TextEncoder().encode(name)
    assert.notEqual(networkOf(crypto, name).topic, networkOf(crypto, { name, secret }).topic)
  })

  it('refuse names that are not plain and secrets of another length', () => {
    for (const name of ['', ' ', ' public', 'pub\u200blic', 'a\nb', '\ud800', 'x'.repeat(65)]) {
      assert.throws(() => networkOf(crypto, name), named('UsageError'), JSON.stringify(name))
    }
    const secret = new Uint8Array(31)
    assert.throws(() => networkOf(crypto, { name: 'family', secret }), named('UsageError'))
  })
})
