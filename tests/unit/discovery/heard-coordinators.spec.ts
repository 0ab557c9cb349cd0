import assert from 'node:assert/strict'
import { REPEATED_AFTER } from '../../../src/discovery/constants.ts'
import { HeardCoordinators } from '../../../src/discovery/core/heard-coordinators.ts'
import { peerIdOf } from '../../../src/identity/index.ts'

const NOW = 1_800_000_000_000
const [OWN, CAROL, DAVE] = [1, 2, 3].map(byte => peerIdOf(new Uint8Array(32).fill(byte))) as [
  string,
  string,
  string
]
const nobody = (): boolean => false
const at = (port: number): string => `/ip4/127.0.0.1/tcp/${port}/p2p/${CAROL}`

describe('discovery: coordinators that are heard', () => {
  let heard: HeardCoordinators

  beforeEach(() => {
    heard = new HeardCoordinators(OWN)
  })

  const fromOthers = (port: number, now: number): number =>
    heard.hear([at(port)], DAVE, 'gossip', now, nobody).heard.length
  const fromItself = (port: number, now: number): number =>
    heard.hear([at(port)], CAROL, 'gossip', now, nobody).heard.length

  it('are news at once, and again after a while, when others only repeat it', () => {
    assert.equal(fromOthers(1, NOW), 1)
    assert.equal(fromOthers(1, NOW + REPEATED_AFTER - 1), 0)
    assert.equal(fromOthers(1, NOW + REPEATED_AFTER), 1)
    assert.equal(fromOthers(1, NOW + REPEATED_AFTER + 1), 0)
  })

  it('are heard each time while nothing is told of them', () => {
    fromOthers(1, NOW)
    fromOthers(1, NOW + 1_000)
    assert.equal(heard.list(NOW + 1_000, () => false)[0]?.lastHeard, NOW + 1_000)
  })

  it('are news each time they speak themselves, and when they have moved', () => {
    assert.equal(fromOthers(1, NOW), 1)
    assert.equal(fromItself(1, NOW + 1), 1)
    assert.equal(fromItself(1, NOW + 2), 1)
    heard = new HeardCoordinators(OWN)
    assert.equal(fromOthers(1, NOW), 1)
    assert.equal(fromOthers(2, NOW + 1), 1)
  })

  it('are news again when our clock went back', () => {
    fromOthers(1, NOW)
    heard.turnBack(NOW - 60_000)
    assert.equal(fromOthers(1, NOW - 60_000 + REPEATED_AFTER), 1)
  })
})
