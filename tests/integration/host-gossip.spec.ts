import assert from 'node:assert/strict'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { GOSSIP_COLOCATION_FREE, GOSSIP_MAX_MESSAGE } from '../../src/node/host/constants.ts'
import { scoreParams } from '../../src/node/host/gossip.ts'
import { createTestnet, subscribed } from '../support/testnet.ts'
import type { Host } from '../../src/node/host/index.ts'
import type { Testnet } from '../support/testnet.ts'

const soon = (ms = 5_000): AbortSignal => AbortSignal.timeout(ms)

describe('gossip', () => {
  let net: Testnet
  let judge: Host
  let liar: Host
  let honest: Host
  /** What the judge heard, and who waits for it. */
  const heard = new Map<string, PromiseWithResolvers<void>>()

  function hears(text: string): PromiseWithResolvers<void> {
    const known = heard.get(text) ?? Promise.withResolvers<void>()
    heard.set(text, known)
    return known
  }

  /** Whether the judge hears this text, that long from now. */
  async function arrives(text: string, ms: number): Promise<boolean> {
    const late = Promise.withResolvers<boolean>()
    AbortSignal.timeout(ms).addEventListener('abort', () => late.resolve(false))
    return Promise.race([hears(text).promise.then(() => true), late.promise])
  }

  /** Who passes a lie on is a liar, so the honest one judges too. */
  function verdict(data: Uint8Array): 'accept' | 'reject' {
    return Buffer.from(data.subarray(0, 3)).toString() === 'lie' ? 'reject' : 'accept'
  }

  before(async () => {
    net = await createTestnet({ nodes: 3, seed: 11 })
    const [first, second, third] = net.hosts
    assert.ok(first !== undefined && second !== undefined && third !== undefined)
    judge = first
    liar = second
    honest = third
    liar.gossip.subscribe(net.topic, () => 'accept')
    honest.gossip.subscribe(net.topic, verdict)
    judge.gossip.subscribe(net.topic, data => {
      const text = Buffer.from(data).toString()
      hears(text).resolve()
      if (text.startsWith('boom')) throw new Error('a bug of the receiver')
      return verdict(data)
    })
    for (const host of [liar, honest]) await subscribed(host, net.topic, [judge.peerId], soon())
  })

  after(async () => {
    await net.stop()
  })

  it('gives plain bytes, and says how many got them', async () => {
    assert.ok((await honest.gossip.publish(net.topic, utf8ToBytes('hello'))) >= 1)
    assert.ok(await arrives('hello', 5_000))
    assert.equal(await honest.gossip.publish(net.topic, utf8ToBytes('hello')), 0, 'the same bytes again')
    assert.ok(honest.gossip.subscribers(net.topic).includes(judge.peerId))
  })

  it('survives a receiver that throws', async () => {
    await honest.gossip.publish(net.topic, utf8ToBytes('boom'))
    assert.ok(await arrives('boom', 5_000))
    await honest.gossip.publish(net.topic, utf8ToBytes('after'))
    assert.ok(await arrives('after', 5_000))
  })

  it('refuses topics that it was not made for, and what is too long', async () => {
    await assert.rejects(honest.gossip.publish('other', utf8ToBytes('x')), { name: 'UsageError' })
    assert.throws(() => honest.gossip.subscribe('other', () => 'accept'), { name: 'UsageError' })
    await assert.rejects(honest.gossip.publish(net.topic, new Uint8Array(GOSSIP_MAX_MESSAGE + 1)), {
      name: 'LimitError'
    })
  })

  it('carries the longest message', async () => {
    const longest = new Uint8Array(GOSSIP_MAX_MESSAGE).fill(97)
    await honest.gossip.publish(net.topic, longest)
    assert.ok(await arrives(Buffer.from(longest).toString(), 5_000))
  })

  it('no longer listens to who lied five times, and still to the others', async function () {
    this.timeout(30_000)
    // what the liar says must reach the judge from the liar alone, or not at all
    honest.gossip.unsubscribe(net.topic)
    for (let i = 0; i < 5; i++) {
      await liar.gossip.publish(net.topic, utf8ToBytes(`lie ${i}`))
      assert.ok(await arrives(`lie ${i}`, 5_000))
    }
    // scores are looked at once a second
    const deadline = soon(15_000)
    for (let i = 0, silent = 0; silent < 3; i++) {
      assert.ok(!deadline.aborted, 'it still listens')
      await liar.gossip.publish(net.topic, utf8ToBytes(`truth ${i}`))
      silent = (await arrives(`truth ${i}`, 300)) ? 0 : silent + 1
    }
    honest.gossip.subscribe(net.topic, verdict)
    await subscribed(judge, net.topic, [honest.peerId], soon())
    await honest.gossip.publish(net.topic, utf8ToBytes('still here'))
    assert.ok(await arrives('still here', 5_000))
  })

  it('tells who leaves', async () => {
    const left = Promise.withResolvers<string>()
    const unwatch = judge.gossip.watch(net.topic, (peerId, event) => {
      if (event === 'left') left.resolve(peerId)
    })
    honest.gossip.unsubscribe(net.topic)
    assert.equal(await left.promise, honest.peerId)
    unwatch()
  })

  it('with nobody there reaches nobody, without an error', async () => {
    const alone = await createTestnet({ nodes: 1, seed: 12 })
    try {
      const [host] = alone.hosts
      host?.gossip.subscribe(alone.topic, () => 'accept')
      assert.equal(await host?.gossip.publish(alone.topic, utf8ToBytes('anybody?')), 0)
    } finally {
      await alone.stop()
    }
  })

  it('scores every topic, and never holds one shared address against a crowd', () => {
    const { topics, IPColocationFactorWhitelist, IPColocationFactorThreshold, IPColocationFactorWeight } =
      scoreParams(['a', 'b'], false)
    assert.deepEqual(Object.keys(topics ?? {}), ['a', 'b'])
    for (const topic of Object.values(topics ?? {})) {
      assert.ok(topic.invalidMessageDeliveriesWeight < 0)
      assert.equal(topic.meshMessageDeliveriesWeight, 0, 'a quiet network is no fault')
    }
    assert.ok(
      IPColocationFactorWhitelist?.has('127.0.0.1') === true && IPColocationFactorWhitelist.has('::1')
    )
    assert.equal(IPColocationFactorThreshold, GOSSIP_COLOCATION_FREE)
    assert.ok((IPColocationFactorWeight ?? 0) < 0)
    assert.equal(scoreParams([], true).IPColocationFactorWeight, 0)
  })
})
