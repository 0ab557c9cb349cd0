import assert from 'node:assert/strict'
import { join } from 'node:path'
import { Network } from '../../demo/network.ts'
import { createNode } from '../../src/node/index.ts'
import type { EarshotNode } from '../../src/node/index.ts'

/** Without a wake-up an answer of a coordinator is waited for 15 s, and asked for within a minute. */
const EARLY = 12_000

describe('a node that wakes up', function () {
  this.timeout(60_000)
  let network: Network
  let node: EarshotNode

  before(async () => {
    network = await Network.start()
    node = await createNode({
      folder: join(network.folder, 'sleeper'),
      unlock: { kind: 'key-file' },
      create: true,
      name: 'Sleeper',
      listen: ['/ip4/127.0.0.1/tcp/0'],
      bootstrap: network.bootstrapAddresses,
      volunteer: false
    })
  })
  after(async () => {
    await node.stop()
    await network.stop()
  })

  async function held(count: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const look = (): void => {
      node.status().then(({ mailboxes }) => {
        if (mailboxes.held === count) resolve()
      }, reject)
    }
    const late = (): void => reject(new Error(`never ${count} mailboxes`))
    node.events.addEventListener('mailboxes', look)
    signal.addEventListener('abort', late)
    look()
    try {
      await promise
    } finally {
      node.events.removeEventListener('mailboxes', look)
      signal.removeEventListener('abort', late)
    }
  }

  it('lets go at once what answers no more, keeps the rest, and has it again when it is back', async () => {
    await held(3, AbortSignal.timeout(30_000))
    const [, , last] = network.coordinators
    assert.ok(last !== undefined)
    process.kill(last.pid, 'SIGSTOP')
    try {
      const early = AbortSignal.timeout(EARLY)
      await Promise.all([node.wake(), node.wake()])
      await held(2, early)
      assert.ok((await node.status()).coordinators < 3)
      assert.ok(!early.aborted)
    } finally {
      process.kill(last.pid, 'SIGCONT')
    }
    await node.wake()
    await held(3, AbortSignal.timeout(EARLY))
  })
})
