import assert from 'node:assert/strict'
import { multiaddr } from '@multiformats/multiaddr'
import { leastWanted } from '../../src/node/host/crowd.ts'
import type { Connection } from '@libp2p/interface'

function connection(peer: string, ip: string, open: number, more: Partial<Connection> = {}): Connection {
  const remoteAddr = multiaddr(`/ip4/${ip}/tcp/1`)
  const remotePeer = { toString: () => peer }
  return {
    direction: 'inbound',
    status: 'open',
    remotePeer,
    remoteAddr,
    timeline: { open },
    ...more
  } as unknown as Connection
}

describe('who goes when it is crowded', () => {
  const everybody = (): boolean => true

  it('the oldest of the host that has most, not the one that came first of all', () => {
    const alone = connection('alone', '192.0.2.1', 1)
    const crowd = [3, 2, 4].map(at => connection(`crowd ${at}`, '198.51.100.1', at))
    assert.equal(leastWanted([alone, ...crowd], everybody)?.remotePeer.toString(), 'crowd 2')
    assert.equal(leastWanted([alone], everybody), alone)
  })

  it('nobody whom we dialled, whom we want, or who is gone already', () => {
    const all = [
      connection('dialled', '192.0.2.1', 1, { direction: 'outbound' }),
      connection('wanted', '192.0.2.1', 2),
      connection('gone', '192.0.2.1', 3, { status: 'closed' })
    ]
    assert.equal(
      leastWanted(all, peer => peer !== 'wanted'),
      undefined
    )
  })
})
