/** Private networks: real nodes, and a coordinator that was given the secret. */
import assert from 'node:assert/strict'
import { createCoordinatorOn } from '../../src/node/coordinator.ts'
import { networkSecretText } from '../../src/identity/index.ts'
import { seeded } from '../support/identity.ts'
import { createNodeTestnet } from '../support/node-testnet.ts'
import { quickBackend as crypto } from '../support/quick-crypto.ts'
import { runSeed } from '../support/seeded.ts'
import type { NodeTestnet, TestPerson } from '../support/node-testnet.ts'

const SEED = runSeed()

describe(`private networks (SEED=${SEED})`, function () {
  this.timeout(60_000)
  let net: NodeTestnet
  const secret = networkSecretText(crypto, { name: 'family', secret: seeded(SEED)(32) })

  before(async () => {
    net = await createNodeTestnet({
      nodes: 0,
      coordinators: 1,
      seed: SEED,
      startCoordinator: async (platform, options) =>
        await createCoordinatorOn(platform, { ...options, networkSecrets: [secret] })
    })
  })
  after(async () => await net.stop())

  async function joined(
    name: string,
    how: (person: TestPerson) => Promise<unknown>,
    networks: readonly string[] = ['public']
  ): Promise<TestPerson> {
    const person = net.person(name)
    await person.start({ offline: true })
    await how(person)
    await person.stop()
    await person.start({ networks })
    return person
  }

  it('show their members to members only, over a coordinator that serves them', async () => {
    const join = async ({ node }: TestPerson): Promise<void> => {
      assert.deepEqual(await node.joinNetwork({ secret }), { name: 'family', kind: 'private' })
      await assert.rejects(node.joinNetwork({ secret }), { name: 'UsageError' })
      await assert.rejects(node.joinNetwork({ name: 'family' }), { name: 'UsageError' })
    }
    // whom Alice sees, she sees in the family
    const [alice, bob] = [await joined('Alice', join, ['another']), await joined('Bob', join)]
    const eve = await joined('Eve', async ({ node }) => await node.joinNetwork({ name: 'family' }))
    assert.deepEqual(await alice.node.networks(), [
      { name: 'another', kind: 'open' },
      { name: 'family', kind: 'private' }
    ])
    await alice.event('presence', ({ userId }) => userId === bob.node.userId)
    await eve.event('presence', ({ userId }) => userId === bob.node.userId)
    const inFamily = async (person: TestPerson): Promise<readonly string[]> =>
      (await person.node.members({ network: 'family' })).map(({ userId }) => userId)
    assert.deepEqual(await inFamily(alice), [bob.node.userId])
    assert.deepEqual(await inFamily(eve), [], 'an open one of the same name is another one')
  })

  it('are left from the next start on', async () => {
    const carol = await joined('Carol', async ({ node }) => await node.createNetwork('club'))
    assert.deepEqual(await carol.node.members({ network: 'club' }), [])
    await carol.node.leaveNetwork('club')
    const notJoined = { name: 'NotFoundError', message: 'You have not joined a network called club' }
    await assert.rejects(carol.node.leaveNetwork('club'), notJoined)
    await assert.rejects(carol.node.leaveNetwork('public'), {
      message: /public was not joined: a node is in it/u
    })
    await carol.node.joinNetwork({ name: 'team' })
    await assert.rejects(carol.node.members({ network: 'team' }), { message: /at its next start/u })
    await carol.stop()
    await carol.start()
    await assert.rejects(carol.node.members({ network: 'club' }), { name: 'NotFoundError' })
  })
})
