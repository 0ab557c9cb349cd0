/** What a node says of itself over real hosts: TCP on loopback, gossip, circuit relay. */
import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { heartbeatAddresses, readHeartbeat } from '../../src/discovery/core/heartbeat.ts'
import { openState } from '../../src/discovery/core/state-codec.ts'
import { certify, createAccount, deviceFromSecrets, networkOf } from '../../src/identity/index.ts'
import { Directory } from '../../src/node/directory.ts'
import { createHost } from '../../src/node/host/index.ts'
import { Neighbours } from '../../src/node/neighbours.ts'
import { randomBytes as rng } from '../../src/node/platform.ts'
import { silent } from '../support/discovery.ts'
import { createMemoryStore } from '../support/memory-store.ts'
import { seedBytes } from '../support/testnet.ts'
import type { NodeContext } from '../../src/node/context.ts'

const network = networkOf(crypto, 'public')

describe('integration: neighbours', () => {
  it('say how they are reached over a relay that they found after the start', async () => {
    const context: NodeContext = { crypto, rng, clock: Date.now, logger: silent, store: createMemoryStore() }
    const account = createAccount(crypto, rng)
    const device = deviceFromSecrets(crypto, seedBytes(5, 'device', 0), seedBytes(5, 'ratchet', 0))
    const topics = [network.topic]
    const relay = await createHost({
      seed: seedBytes(5, 'relay', 0),
      listen: ['/ip4/127.0.0.1/tcp/0'],
      role: { relay: true, dhtMode: 'server' },
      dev: true,
      topics
    })
    const host = await createHost({ seed: device.seed, listen: [], dev: true, topics })
    const directory = new Directory({ ...context, host, relayed: true, onChange: () => undefined })
    let changes = 0
    const neighbours = new Neighbours({
      ...context,
      host,
      networks: [network],
      directory,
      self: {
        userId: account.userId,
        certificate: certify(crypto, account, device, Date.now()),
        deviceSeed: device.seed
      },
      account: account.userId,
      ownRecord: () => undefined,
      coordinator: false,
      contactOf: () => undefined,
      onPresence: () => undefined,
      onAddresses: () => {
        changes += 1
      }
    })
    try {
      /** What each heartbeat named, in order. */
      const told: string[][] = []
      const circuit = Promise.withResolvers<void>()
      relay.gossip.subscribe(network.topic, data => {
        for (const signed of openState(crypto, network, data).heartbeats) {
          const addresses = heartbeatAddresses(readHeartbeat(signed))
          told.push(addresses)
          if (addresses.some(address => address.includes('/p2p-circuit/'))) circuit.resolve()
        }
        return 'accept'
      })
      const heard = Promise.withResolvers<void>()
      host.gossip.subscribe(network.topic, () => 'ignore')
      host.gossip.watch(network.topic, () => heard.resolve())
      await host.connect(relay.peerId, relay.addresses(), { signal: AbortSignal.timeout(5_000) })
      await heard.promise
      host.gossip.unsubscribe(network.topic)

      await neighbours.start(relay.addresses())
      await circuit.promise
      assert.deepEqual(told[0], [], 'at the start it knew of no address')
      assert.ok(changes > 0)
    } finally {
      await neighbours.stop()
      const before = changes
      await Promise.all([host.stop(), relay.stop()])
      assert.equal(changes, before, 'after its stop it hears of no change')
    }
  })
})
