import assert from 'node:assert/strict'
import { watchNetwork } from '../../../src/node/network-change.ts'

describe('node: noticing another network', () => {
  /** Looks at those addresses one after the other; tells at which looks they had changed. */
  async function changes(looks: ReadonlyArray<readonly string[]>): Promise<number[]> {
    const changed: number[] = []
    const over = Promise.withResolvers<void>()
    let look = -1
    const addresses = (): readonly string[] => {
      look += 1
      if (look === looks.length) over.resolve()
      return looks[look] ?? looks.at(-1) ?? []
    }
    const stop = watchNetwork(addresses, () => changed.push(look), 1)
    await over.promise
    stop()
    return changed
  }

  it('is told when an address comes, goes, or is another one', async () => {
    assert.deepEqual(await changes([['a'], ['a', 'b'], ['b'], ['b'], ['c'], []]), [1, 2, 4, 5])
  })

  it('takes another order for nothing new', async () => {
    assert.deepEqual(
      await changes([
        ['a', 'b'],
        ['b', 'a'],
        ['a', 'b']
      ]),
      []
    )
  })
})
