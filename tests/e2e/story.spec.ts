/**
 * The story of the demo, step by step: separate processes over real TCP, the bootstrap node
 * and the sender killed on the way. A step that fails ends it.
 */
import { Network } from '../../demo/network.ts'
import { story } from '../../demo/story.ts'
import type { Cast, StoryStep } from '../../demo/story.ts'

describe('three people, three coordinators, and the bootstrap node dies', function () {
  this.timeout(120_000)
  this.bail(true)
  let network: Network | undefined
  let steps: readonly StoryStep[] = []

  before(async () => {
    network = await Network.start()
    const alice = await network.join('Alice')
    const bob = await network.join('Bob')
    const carol = await network.join('Carol')
    steps = story({ network, alice, bob, carol })
  })

  after(async () => {
    await network?.stop()
  })

  // Only what they are called is asked before the cast is there.
  for (const [index, { title, expects }] of story({} as Cast).entries()) {
    it(`${title}: ${expects}`, async () => {
      await steps[index]?.observe()
    })
  }
})
