import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { choosePlacement, coordinatorOf, neighbourhoodOf } from '../../../src/relay/index.ts'
import { reconnectPause } from '../../../src/relay/core/backoff.ts'
import { isFull, Rates, takeFrom } from '../../../src/rates.ts'
import { Gate } from '../../../src/relay/gate.ts'
import { DAY, NOW, bytesOf } from '../../support/mailboxes.ts'
import type { PlacementCandidate } from '../../../src/relay/index.ts'

const options = { secret: bytesOf('placement'), now: NOW }

function candidate(
  peerId: string,
  address: string,
  more: Partial<PlacementCandidate> = {}
): PlacementCandidate {
  const addresses = [`${address}/tcp/4001/p2p/${peerId}`]
  return { peerId, addresses, isHolder: false, reachableSince: NOW - DAY, ...more }
}

const names = (chosen: readonly PlacementCandidate[]): string[] => chosen.map(({ peerId }) => peerId)
const ten = Array.from({ length: 10 }, (_, i) => candidate(`node${i}`, `/ip4/203.${i}.113.1`))

describe('relay: placement', () => {
  it('chooses three, the same ones whatever their order, other ones for another secret', () => {
    const chosen = names(choosePlacement(crypto, ten, options))
    assert.equal(chosen.length, 3)
    assert.deepEqual(names(choosePlacement(crypto, ten.toReversed(), options)), chosen)
    const others = Array.from({ length: 20 }, (_, i) =>
      names(choosePlacement(crypto, ten, { ...options, secret: bytesOf(`${i}`) })).join()
    )
    assert.ok(new Set(others).size > 10)
    assert.equal(choosePlacement(crypto, ten, { ...options, wanted: 5 }).length, 5)
  })

  it('keeps its choice when one that was not chosen goes', () => {
    const chosen = names(choosePlacement(crypto, ten, options))
    const left = ten.filter(({ peerId }) => peerId === 'node0' || chosen.includes(peerId))
    assert.deepEqual(names(choosePlacement(crypto, left, options)).sort(), chosen.toSorted())
  })

  it('puts those that hold something first, then those that were there for a day', () => {
    const young = ten.map(one => ({ ...one, reachableSince: NOW - DAY + 1 }))
    const chosen = choosePlacement(
      crypto,
      [
        ...young,
        candidate('old', '/ip4/198.51.1.1'),
        candidate('holder', '/ip4/198.53.1.1', { isHolder: true, reachableSince: NOW })
      ],
      options
    )
    assert.deepEqual(names(chosen).slice(0, 2), ['holder', 'old'])
    assert.equal(chosen.length, 3)
  })

  it('never puts two into one neighbourhood', () => {
    const near = Array.from({ length: 10 }, (_, i) => candidate(`near${i}`, `/ip4/203.0.${i}.1`))
    assert.equal(choosePlacement(crypto, near, options).length, 1)
    const six = Array.from({ length: 10 }, (_, i) => candidate(`six${i}`, `/ip6/2001:db8:${i}::1`))
    assert.equal(choosePlacement(crypto, six, options).length, 1)
    const both = choosePlacement(crypto, [...near, ...six, candidate('far', '/dns4/example.org')], options)
    assert.equal(both.length, 3)
    const named = [candidate('a', '/dns4/Example.org'), candidate('b', '/dns/example.org')]
    assert.equal(choosePlacement(crypto, named, options).length, 1)
    const twice = [candidate('same', '/ip4/203.1.1.1'), candidate('same', '/ip4/203.2.1.1')]
    assert.equal(choosePlacement(crypto, twice, options).length, 1)
  })

  it('lets private addresses be close', () => {
    for (const net of ['127.0.0', '10.1.2', '192.168.0', '172.16.0', '172.31.9', '169.254.1', '100.64.0']) {
      const near = Array.from({ length: 5 }, (_, i) => candidate(`near${i}`, `/ip4/${net}.${i}`))
      assert.equal(choosePlacement(crypto, near, options).length, 3, net)
    }
  })
})

describe('relay: addresses', () => {
  it('reads the neighbourhood', () => {
    const expected: ReadonlyArray<readonly [string, string | undefined]> = [
      ['/ip4/203.0.113.9/tcp/1', 'ip4:203.0'],
      ['/ip4/172.32.0.1/udp/1/webrtc-direct', 'ip4:172.32'],
      ['/ip4/100.128.0.1/tcp/1', 'ip4:100.128'],
      ['/ip4/300.1.1.1/tcp/1', undefined],
      ['/ip4/1.2.3/tcp/1', undefined],
      ['/ip6/2001:db8:1:2:3:4:5:6/tcp/1', 'ip6:2001:db8'],
      ['/ip6/2001:0DB8::1/tcp/1', 'ip6:2001:db8'],
      ['/ip6/2a00::1/tcp/1', 'ip6:2a00:0'],
      ['/ip6/::1/tcp/1', undefined],
      ['/ip6/::/tcp/1', undefined],
      ['/ip6/fe80::1/tcp/1', undefined],
      ['/ip6/fd12:3456::1/tcp/1', undefined],
      ['/ip6/::ffff:203.0.113.9/tcp/1', 'ip4:203.0'],
      ['/ip6/2001:db8/tcp/1', undefined],
      ['/ip6/xyz::1/tcp/1', undefined],
      ['/dnsaddr/Boot.example.org', 'dns:boot.example.org'],
      ['/memory/1', undefined],
      ['', undefined]
    ]
    for (const [address, neighbourhood] of expected)
      assert.equal(neighbourhoodOf(address), neighbourhood, address)
  })

  it('reads whose they are, if they agree', () => {
    assert.equal(coordinatorOf(['/ip4/1.2.3.4/tcp/1/p2p/A', '/dns/x/tcp/1/ws/p2p/A']), 'A')
    for (const addresses of [
      [],
      ['/ip4/1.2.3.4/tcp/1'],
      ['/p2p/A', '/p2p/B'],
      ['/p2p/A/p2p-circuit'],
      ['/p2p/A', '/x']
    ]) {
      assert.throws(() => coordinatorOf(addresses), { name: 'UsageError' })
    }
  })
})

describe('relay: rates, gates and pauses', () => {
  const rate = { burst: 3, perSecond: 2 }

  it('gives a burst, then as much as comes in', () => {
    let bucket = takeFrom(undefined, rate, NOW).bucket
    for (let i = 0; i < 2; i++) {
      const taken = takeFrom(bucket, rate, NOW)
      assert.equal(taken.wait, 0)
      bucket = taken.bucket
    }
    assert.equal(takeFrom(bucket, rate, NOW).wait, 500)
    assert.equal(takeFrom(bucket, rate, NOW + 400).wait, 100)
    assert.equal(takeFrom(bucket, rate, NOW + 500).wait, 0)
    assert.equal(takeFrom(bucket, rate, NOW - 9_999).wait, 500, 'a clock that goes back gives nothing')
    assert.ok(!isFull(bucket, rate, NOW + 1_499))
    assert.ok(isFull(bucket, rate, NOW + 1_500))
  })

  it('counts each name by itself, and remembers a bounded number of them', () => {
    const rates = new Rates(rate, 100)
    for (let i = 0; i < 3; i++) assert.equal(rates.take('0', NOW), 0)
    assert.equal(rates.take('0', NOW), 500)
    assert.equal(rates.take('1', NOW), 0)
    assert.equal(rates.take('0', NOW + 500), 0)
    assert.equal(rates.take('0', NOW + 500), 500)
    for (let i = 1; i < 100; i++) rates.take(`${i}`, NOW + 500)
    assert.equal(rates.take('0', NOW + 500), 500, 'as many as fit are remembered')
    for (let i = 1; i <= 100; i++) rates.take(`${i}`, NOW + 500)
    assert.equal(rates.take('0', NOW + 500), 0, 'forgotten, as the one that was quiet the longest')
  })

  it('lets in what fits, in line, and what is too heavy alone', async () => {
    const gate = new Gate(10)
    const order: string[] = []
    const enter = async (name: string, weight: number, signal?: AbortSignal): Promise<void> => {
      await gate.enter(weight, signal).then(
        () => order.push(name),
        (error: Error) => order.push(`${name} ${error.name}`)
      )
    }
    await enter('a', 6)
    const leaving = new AbortController()
    const waiting = [enter('b', 5), enter('c', 5, leaving.signal), enter('d', 5), enter('e', 99)]
    assert.equal(gate.waiting, 4)
    leaving.abort()
    await waiting[1]
    gate.leave(6)
    await waiting[2]
    assert.deepEqual(order, ['a', 'c DeadlineError', 'b', 'd'])
    gate.leave(5)
    gate.leave(5)
    await waiting[3]
    assert.deepEqual(order.slice(4), ['e'])
    await assert.rejects(gate.enter(1, AbortSignal.abort()), { name: 'DeadlineError' })
  })

  it('comes back after 1 s, doubling to 5 min, less a random half', () => {
    const pauses = (byte: number): number[] =>
      [1, 2, 3, 9, 10, 1_000].map(failures => reconnectPause(failures, () => Uint8Array.of(byte)))
    assert.deepEqual(pauses(0), [1_000, 2_000, 4_000, 256_000, 300_000, 300_000])
    assert.deepEqual(pauses(128), [750, 1_500, 3_000, 192_000, 225_000, 225_000])
  })
})
