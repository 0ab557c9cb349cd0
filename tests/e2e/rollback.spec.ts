/**
 * A data folder that is put back: the node runs on, is killed, and its folder of before takes the
 * place of the one of now. Real processes and a real disk; the rest is in
 * tests/unit/messaging/healing.spec.ts.
 */
import assert from 'node:assert/strict'
import { cp, rm } from 'node:fs/promises'
import { Network } from '../../demo/network.ts'
import type { Person } from '../../demo/network.ts'
import { ask, befriend, history, linked, PATIENCE, running } from './friends.ts'

describe('a profile that comes back from a copy', function () {
  this.timeout(120_000)
  let network: Network
  let alice: Person
  let bob: Person

  before(async () => {
    network = await Network.start()
    ;({ alice, bob } = await befriend(network))
  })

  after(async () => {
    await network.stop()
  })

  async function send(from: Person, text: string): Promise<void> {
    const to = from === alice ? bob : alice
    const { state } = await ask(
      from,
      async api => await api.send(to.userId, text, { wait: 'delivered', timeout: PATIENCE })
    )
    assert.equal(state, 'delivered', text)
  }

  /** What was said on stderr, once it is there. */
  async function told(person: Person, pattern: RegExp): Promise<void> {
    const end = performance.now() + PATIENCE
    while (!pattern.test(running(person).stderr)) {
      assert.ok(performance.now() < end, `${person.name} was not told: ${running(person).stderr}`)
      await ask(person, async api => await api.status())
    }
  }

  it('is told so by its mailboxes alone, and then nothing is lost, doubled or stuck', async () => {
    await send(alice, 'before')
    const copy = `${alice.folder}-copy`
    await running(alice).kill()
    // A socket cannot be copied.
    await cp(alice.folder, copy, { recursive: true, filter: path => !path.includes('/run') })
    await alice.start()
    await linked(alice, bob)
    await send(alice, 'lost here, and read there')
    await send(bob, 'read in a life that is gone')
    await running(alice).kill()
    await running(bob).stop()

    await rm(alice.folder, { recursive: true })
    await cp(copy, alice.folder, { recursive: true })
    await alice.start()
    await told(alice, /older copy/u)
    await bob.start()
    await linked(alice, bob)
    await send(alice, 'here again')
    await send(bob, 'so I see')

    const texts = async (person: Person): Promise<string[]> =>
      (await history(person, person === alice ? bob : alice)).map(({ text }) => text)
    const theirs = await texts(bob)
    assert.deepEqual(theirs.toSorted(), [
      'before',
      'here again',
      'lost here, and read there',
      'read in a life that is gone',
      'so I see'
    ])
    const ours = await texts(alice)
    assert.equal(new Set(ours).size, ours.length)
    for (const text of ['before', 'here again', 'so I see']) assert.ok(ours.includes(text), ours.join(', '))
  })
})
