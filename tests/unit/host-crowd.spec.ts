import assert from 'node:assert/strict'
import { multiaddr } from '@multiformats/multiaddr'
import { MAX_CONNECTIONS_PER_PEER, NEWCOMER_STAY } from '../../src/node/host/constants.ts'
import { keepRoom, leastWanted } from '../../src/node/host/crowd.ts'
import type { Connection } from '@libp2p/interface'

const LATER = Date.now()

function connection(peer: string, ip: string, open: number, more: Partial<Connection> = {}): Connection {
  const remoteAddr = multiaddr(`/ip4/${ip}/tcp/1`)
  const remotePeer = { toString: () => peer, equals: (other: unknown) => String(other) === peer }
  return {
    direction: 'inbound',
    status: 'open',
    remotePeer,
    remoteAddr,
    timeline: { open },
    ...more
  } as unknown as Connection
}

/** A host with room for so many, and who had to go. */
function crowded(max: number): { ended: string[]; come(peer: string, open: number): void } {
  const listeners: Array<(event: { readonly detail: Connection }) => void> = []
  const ended: string[] = []
  const all: Connection[] = []
  const come = (peer: string, open: number): void => {
    const detail = connection(peer, '192.0.2.1', open, {
      abort: error => {
        // a bound of ours is no offence of whom it hits
        assert.equal(error.name, 'UnreachableError')
        ended.push(peer)
        all.splice(all.indexOf(detail), 1)
      }
    })
    all.push(detail)
    for (const listener of listeners) listener({ detail })
  }
  const libp2p = {
    addEventListener: (_: string, listener: (typeof listeners)[number]) => listeners.push(listener),
    getConnections: () => all
  } as unknown as Parameters<typeof keepRoom>[0]
  keepRoom(
    libp2p,
    max,
    peer => peer.startsWith('kept'),
    peer => peer.startsWith('known')
  )
  return { ended, come }
}

describe('who goes when it is crowded', () => {
  const everybody = (): boolean => true

  it('the oldest of the host that has most, not the one that came first of all', () => {
    const alone = connection('alone', '192.0.2.1', 1)
    const crowd = [3, 2, 4].map(at => connection(`crowd ${at}`, '198.51.100.1', at))
    assert.equal(leastWanted([alone, ...crowd], everybody, LATER)?.remotePeer.toString(), 'crowd 2')
    assert.equal(leastWanted([alone], everybody, LATER), alone)
  })

  it('nobody whom we dialled, whom we want, or who is gone already', () => {
    const all = [
      connection('dialled', '192.0.2.1', 1, { direction: 'outbound' }),
      connection('wanted', '192.0.2.1', 2),
      connection('gone', '192.0.2.1', 3, { status: 'closed' })
    ]
    assert.equal(
      leastWanted(all, peer => peer !== 'wanted', LATER),
      undefined
    )
  })

  it('who has just come only when there is no other room', () => {
    const now = Date.now()
    const { ended, come } = crowded(20)
    for (let at = 0; at < 15; at += 1) come(`kept ${at}`, now - 60_000)
    come('early', now - NEWCOMER_STAY - 1)
    assert.deepEqual(ended, ['early'])
    for (let at = 0; at < 3; at += 1) come(`new ${at}`, now - at)
    assert.deepEqual(ended, ['early'])
    come('one more', now)
    assert.deepEqual(ended, ['early', 'new 2'])
  })

  it('the oldest of one peer that has come too often, whoever it is', () => {
    const { ended, come } = crowded(100)
    for (let at = 0; at < MAX_CONNECTIONS_PER_PEER; at += 1) come('kept', at)
    come('known', 99)
    assert.deepEqual(ended, [])
    come('kept', 100)
    assert.deepEqual(ended, ['kept'])
  })

  it('members only when nobody else can go and it is nearly full, and never whom we prefer', () => {
    const { ended, come } = crowded(20)
    for (let at = 0; at < 10; at += 1) come(`kept ${at}`, 1)
    for (let at = 0; at < 8; at += 1) come(`known ${at}`, 2 + at)
    assert.deepEqual(ended, [])
    come('stranger', Date.now() + 60_000)
    assert.deepEqual(ended, ['stranger'], 'also when the clock went back')
    come('known 8', 20)
    assert.deepEqual(ended, ['stranger', 'known 0'])
  })
})
