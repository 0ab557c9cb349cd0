import assert from 'node:assert/strict'
import { multiaddr } from '@multiformats/multiaddr'
import { peerIdOf } from '../../../src/identity/index.ts'
import { placeOf, placesOf } from '../../../src/node/places.ts'
import { mailboxAt, seeded } from '../../support/identity.ts'
import type { MailboxAddress } from '../../../src/wire/index.ts'

const rng = seeded('places')
const [here, there] = [peerIdOf(rng(32)), peerIdOf(rng(32))]
/** Of a secp256k1 key: somebody, but no coordinator of ours. */
const OTHER_KEY = '16Uiu2HAkuqGKz8D6khfrnJnDrN5VxWWCoLU8Aq4eCFJuyXmfakB5'

function mailbox(...addresses: readonly string[]): MailboxAddress {
  return { mailbox: rng(32), addresses: addresses.map(address => multiaddr(address).bytes) }
}

describe('node: where others say that their mailboxes are', () => {
  it('is read with the coordinator that keeps them', () => {
    const named = mailboxAt('203.0.113.7', rng)
    const place = placeOf(named)
    assert.equal(place?.mailbox, named.mailbox)
    assert.equal(place?.addresses.length, 2)
    assert.ok(place?.addresses.every(address => address.endsWith(`/p2p/${place.coordinator}`)))
  })

  for (const [what, named] of [
    ['no address', mailbox()],
    ['an address of nobody', mailbox('/ip4/203.0.113.7/tcp/1')],
    [
      'addresses of two',
      mailbox(`/ip4/203.0.113.7/tcp/1/p2p/${here}`, `/ip4/203.0.113.7/tcp/1/p2p/${there}`)
    ],
    ['a key that signs no receipts', mailbox(`/ip4/203.0.113.7/tcp/1/p2p/${OTHER_KEY}`)],
    ['bytes that are no address', { mailbox: rng(32), addresses: [rng(8)] }]
  ] as const) {
    it(`is nowhere with ${what}, and throws nothing: a contact must not stop us by it`, () => {
      assert.equal(placeOf(named), undefined)
      const good = mailboxAt('203.0.113.8', rng)
      assert.deepEqual(
        placesOf([named, good]).map(place => place.mailbox),
        [good.mailbox]
      )
    })
  }
})
