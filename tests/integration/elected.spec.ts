/** People's nodes that serve as coordinators when the only bootstrap node is dead: real hosts, real vaults. */
import assert from 'node:assert/strict'
import { createNodeTestnet } from '../support/node-testnet.ts'
import { runSeed } from '../support/seeded.ts'
import type { NodeTestnet, TestPerson } from '../support/node-testnet.ts'

const SEED = runSeed()

describe(`integration: elected coordinators (SEED=${SEED})`, function () {
  this.timeout(120_000)
  let net: NodeTestnet

  before(async () => {
    net = await createNodeTestnet({ nodes: 0, coordinators: 1, seed: SEED })
  })
  after(async () => await net.stop())

  const held = async (person: TestPerson, count: number): Promise<unknown> =>
    await person.event('mailboxes', line => line.held === count)

  it('hold mail for two who are never online together, and hand over when they go', async () => {
    const servers = ['Ann', 'Ben', 'Cid'].map(name => net.person(name))
    const [alice, bob] = [net.person('Alice'), net.person('Bob')]
    await Promise.all(servers.map(async person => await person.start({ elects: true })))
    await Promise.all([alice, bob].map(async person => await person.start()))
    await Promise.all([...servers, alice, bob].map(async person => await held(person, 1)))
    await net.befriend(alice, bob)

    await net.coordinators[0]?.stop()
    await Promise.all(
      servers.map(async person => {
        await person.event('notice', ({ text }) =>
          text.startsWith('This node is a coordinator now, of public:')
        )
      })
    )
    // the dead one still has its place: it may come back
    await Promise.all([alice, bob].map(async person => await held(person, 2)))

    await alice.stop()
    const sent = await bob.node.send('Alice', 'by way of the others', { wait: 'stored', timeout: 3_000 })
    assert.equal(sent.state, 'stored')
    await bob.stop()
    const arrived = alice.next('message')
    const again = alice.next('mailboxes', line => line.held === 2)
    await alice.start({ bootstrap: [] })
    assert.equal((await arrived).text, 'by way of the others')
    await again

    // one that holds her mail leaves, and says so: she does not wait for it to come back
    const leaver = servers.find(({ node }) => sent.route.includes(node.peerId))
    assert.ok(leaver !== undefined, sent.route)
    const moved = alice.next('mailboxes', line => line.held === 2)
    await leaver.stop()
    await moved

    await alice.stop()
    const delivered = bob.next('receipt', ({ id, state }) => id === sent.id && state === 'delivered')
    await bob.start({ bootstrap: [] })
    await delivered
  })

  it('takes up an invite though it holds the only mailbox that the invite names itself', async () => {
    const alone = await createNodeTestnet({ nodes: 0, coordinators: 0, seed: SEED })
    try {
      const [alice, bob] = [alone.person('Alice'), alone.person('Bob')]
      await alice.start({ elects: true })
      await bob.start({ bootstrap: alice.node.addresses() })
      await held(bob, 1)
      await alone.befriend(bob, alice)
    } finally {
      await alone.stop()
    }
  })
})
