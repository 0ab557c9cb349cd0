import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { connected, createTestnet, seedBytes, subscribed } from '../support/testnet.ts'
import type { Testnet } from '../support/testnet.ts'

const NODES = 20
const SEED = Number(process.env['SEED'] ?? randomInt(1_000_000))

for (const transport of ['tcp', 'memory'] as const) {
  describe(`testnet of ${NODES} over ${transport} (SEED=${SEED})`, () => {
    let net: Testnet

    before(async () => {
      net = await createTestnet({ nodes: NODES, seed: SEED, transport })
    })

    after(async () => {
      await net.stop()
    })

    it('has the PeerIds that its seed gives, and all are connected', async () => {
      const ids = net.hosts.map(host => host.peerId)
      assert.equal(new Set(ids).size, NODES)
      assert.deepEqual(net.seedOf(3), seedBytes(SEED, 'host', 3))
      const [first, ...others] = net.hosts
      assert.ok(first !== undefined)
      const signal = AbortSignal.timeout(10_000)
      await Promise.all(others.map(async host => connected(host, first.peerId, signal)))
    })

    it('carries gossip of one host to all others', async () => {
      const signal = AbortSignal.timeout(30_000)
      const heard = Promise.withResolvers<void>()
      const hearers = new Set<string>()
      for (const host of net.hosts) {
        host.gossip.subscribe(net.topic, data => {
          assert.deepEqual(data, utf8ToBytes('hello'))
          hearers.add(host.peerId)
          if (hearers.size === NODES - 1) heard.resolve()
          return 'accept'
        })
      }
      signal.addEventListener('abort', () => heard.reject(new Error(`only ${hearers.size} heard it`)))
      const [first, author] = net.hosts
      assert.ok(first !== undefined && author !== undefined)
      await subscribed(
        first,
        net.topic,
        net.hosts.slice(1).map(host => host.peerId),
        signal
      )
      await subscribed(author, net.topic, [first.peerId], signal)

      const recipients = await author.gossip.publish(net.topic, utf8ToBytes('hello'))
      assert.ok(recipients >= 1)
      await heard.promise
      assert.ok(!hearers.has(author.peerId), 'an author does not hear himself')
    })
  })
}
