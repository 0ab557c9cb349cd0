/**
 * Presence and queries over real hosts: TCP on loopback, gossipsub, the exchange at connect.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { presenceService, queryService } from '../../src/discovery/index.ts'
import { certify, createAccount, deviceFromSecrets, networkOf } from '../../src/identity/index.ts'
import { silent } from '../support/discovery.ts'
import { runSeed } from '../support/seeded.ts'
import { createTestnet, seedBytes } from '../support/testnet.ts'
import type { PresenceChange, PresenceService, QueryService } from '../../src/discovery/index.ts'
import type { Host } from '../../src/node/host/index.ts'
import type { Rng } from '../../src/ports.ts'
import type { Testnet } from '../support/testnet.ts'

const rng: Rng = length => new Uint8Array(randomBytes(length))
const network = networkOf(crypto, 'public')

interface Member {
  readonly host: Host
  readonly userId: string
  readonly presence: PresenceService
  readonly queries: QueryService
  /** Resolves when presence says so. */
  sees(userId: string, status: PresenceChange['status']): Promise<void>
  stop(): Promise<void>
}

async function memberOn(net: Testnet, index: number, coordinator: boolean): Promise<Member> {
  const host = net.hosts[index]!
  const account = createAccount(crypto, rng)
  const device = deviceFromSecrets(crypto, net.seedOf(index), seedBytes(1, 'ratchet', index))
  assert.equal(device.peerId, host.peerId)
  const certificate = certify(crypto, account, device, Date.now())
  const waiting = new Set<() => void>()
  const presence = presenceService({
    networks: [network],
    self: coordinator ? undefined : { userId: account.userId, certificate, deviceSeed: device.seed },
    coordinator,
    addresses: () => host.addresses(),
    onPresence: () => {
      for (const look of waiting) look()
    }
  })({ crypto, rng, clock: Date.now, log: silent, transport: host, gossip: host.gossip })
  const queries = queryService({
    peers: () =>
      host.connected().map(({ peerId }) => ({ peerId, coordinator: peerId === net.hosts[0]?.peerId })),
    held: async () => undefined // src/node/own-records.ts and lookup-service.ts have tests of their own
  })({ crypto, rng, clock: Date.now, log: silent, transport: host })
  await presence.start()
  await queries.start()
  return {
    host,
    userId: account.userId,
    presence,
    queries,
    async sees(userId, status) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const look = (): void => {
        if (presence.members().some(line => line.userId === userId && line.status === status)) resolve()
      }
      const deadline = setTimeout(() => reject(new Error(`never saw ${status}`)), 8_000)
      waiting.add(look)
      look()
      await promise.finally(() => {
        clearTimeout(deadline)
        waiting.delete(look)
      })
    },
    async stop() {
      await presence.stop()
      await queries.stop()
    }
  }
}

describe('integration: presence and queries over hosts', function () {
  this.timeout(40_000)
  const seed = runSeed()

  it(`members who only share a coordinator see and find each other (seed ${seed})`, async () => {
    const net = await createTestnet({ nodes: 4, seed, topics: [network.topic] })
    const members: Member[] = []
    try {
      for (let i = 0; i < 4; i += 1) members.push(await memberOn(net, i, i === 0))
      const [coordinator, alice, bob, carol] = members as [Member, Member, Member, Member]
      for (const { presence, host } of [alice, bob, carol]) {
        presence.linkUp({ peerId: coordinator.host.peerId, dialled: true })
        coordinator.presence.linkUp({ peerId: host.peerId, dialled: false })
      }
      await Promise.all([
        alice.sees(bob.userId, 'reachable'),
        alice.sees(carol.userId, 'reachable'),
        bob.sees(carol.userId, 'reachable'),
        carol.sees(alice.userId, 'reachable'),
        coordinator.sees(alice.userId, 'direct')
      ])
      assert.deepEqual(
        alice.presence.coordinators().map(({ peerId, confirmed }) => [peerId, confirmed]),
        [[coordinator.host.peerId, true]]
      )

      const gone = alice.sees(bob.userId, 'offline')
      await bob.stop()
      await gone
    } finally {
      await Promise.all(members.map(async member => member.stop()))
      await net.stop()
    }
  })
})
