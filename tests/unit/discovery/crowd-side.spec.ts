import assert from 'node:assert/strict'
import { LIST_INTERVAL } from '../../../src/discovery/constants.ts'
import { CrowdSide } from '../../../src/discovery/crowd-side.ts'
import { Crowd } from '../../../src/discovery/core/crowd.ts'
import { peerIdOf } from '../../../src/identity/index.ts'
import { MAX_MEMBERS } from '../../../src/wire/index.ts'
import { fastCrypto as crypto, PUBLIC } from '../../support/discovery.ts'
import { NOW } from '../../support/identity.ts'
import type { NetworkState } from '../../../src/wire/index.ts'

const network = PUBLIC.id
const seed = new Uint8Array(32).fill(1)
const coordinator = peerIdOf(crypto.ed25519PublicKey(seed))

const EMPTY: NetworkState = { onlineMembers: [], coordinators: [], timestamp: NOW, heartbeats: [] }

describe('discovery: a crowd, as its service joins it', () => {
  const turns: boolean[] = []
  let crowd: Crowd
  let side: CrowdSide

  beforeEach(() => {
    turns.length = 0
    crowd = new Crowd({ crypto, seed, network }, NOW - LIST_INTERVAL)
    for (let at = 0; at <= MAX_MEMBERS; at += 1) crowd.heard(crypto.sha256(Uint8Array.of(at >> 8, at)), NOW)
    side = new CrowdSide({
      crypto,
      network,
      peerId: 'self',
      userId: undefined,
      seed: undefined,
      isServed: false,
      now: () => NOW,
      snapshot: () => EMPTY,
      coordinators: () => [coordinator],
      publish: () => undefined,
      exchange: async () => true,
      onTurn: isOut => {
        turns.push(isOut)
      }
    })
    assert.ok(side.heard({ ...EMPTY, delta: crowd.tick(NOW) }, coordinator, 'gossip'))
    assert.ok(side.isOut)
  })

  it('is over when the only one who spoke of it serves no more, though it is still linked', () => {
    side.left(coordinator)
    assert.deepEqual([side.isOut, turns], [false, [true, false]])
  })

  it('is forgotten by who serves: what was heard before would be old afterwards', () => {
    side.serve(true)
    side.serve(false)
    assert.deepEqual([side.isOut, turns], [false, [true, false]])
  })

  it('has the members of an exchange, and not of gossip', () => {
    const page = crowd.page({ after: new Uint8Array(0) })
    const delta = crowd.latest
    side.heard({ ...EMPTY, delta, page }, coordinator, 'gossip')
    side.members([])
    const rest = crowd.page({ after: page.members.at(-1) ?? assert.fail() })
    side.heard({ ...EMPTY, delta, page: rest }, coordinator, 'exchange')
    assert.deepEqual(side.members([]).length, rest.members.length)
  })
})
