import assert from 'node:assert/strict'
import { createNodeTestnet } from '../support/node-testnet.ts'
import { runSeed } from '../support/seeded.ts'
import type { NodeTestnet } from '../support/node-testnet.ts'

const NODES = 20
const SEED = runSeed()

describe(`testnet of ${NODES} whole nodes (SEED=${SEED})`, function () {
  this.timeout(60_000)
  let net: NodeTestnet

  before(async () => {
    net = await createNodeTestnet({ nodes: NODES, seed: SEED })
  })

  after(async () => {
    await net.stop()
  })

  it('is up', () => {
    assert.equal(net.people.length, NODES)
    assert.equal(new Set(net.people.map(({ node }) => node.userId)).size, NODES)
  })

  it('carries a message between any two of them', async () => {
    const [alice, bob] = [net.people[3], net.people[17]]
    assert.ok(alice !== undefined && bob !== undefined)
    await net.befriend(alice, bob)
    const arrived = bob.next('message')
    await alice.node.send(bob.node.userId, 'hello', { wait: 'delivered' })
    assert.equal((await arrived).text, 'hello')
  })

  it('is the same nodes for the same seed', async () => {
    const again = await createNodeTestnet({ nodes: 2, seed: SEED })
    try {
      for (const [at, { node }] of again.people.entries()) {
        assert.equal(node.userId, net.people[at]?.node.userId)
        assert.equal(node.peerId, net.people[at]?.node.peerId)
      }
      assert.equal(again.coordinators[0]?.peerId, net.coordinators[0]?.peerId)
    } finally {
      await again.stop()
    }
  })
})
