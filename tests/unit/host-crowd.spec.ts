import assert from 'node:assert/strict'
import { multiaddr } from '@multiformats/multiaddr'
import { NEWCOMER_STAY } from '../../src/node/host/constants.ts'
import { keepRoom, leastWanted } from '../../src/node/host/crowd.ts'
import type { Connection } from '@libp2p/interface'

const LATER = Date.now()

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
    const listeners: Array<() => void> = []
    const ended: string[] = []
    const now = Date.now()
    const all: Connection[] = []
    const come = (peer: string, open: number): void => {
      all.push(
        connection(peer, '192.0.2.1', open, {
          abort: () => {
            ended.push(peer)
            all.splice(
              all.findIndex(({ remotePeer }) => remotePeer.toString() === peer),
              1
            )
          }
        })
      )
      for (const listener of listeners) listener()
    }
    const libp2p = {
      addEventListener: (_: string, listener: () => void) => listeners.push(listener),
      getConnections: () => all
    } as unknown as Parameters<typeof keepRoom>[0]
    keepRoom(libp2p, 20, peer => !peer.startsWith('kept'))
    for (let at = 0; at < 15; at += 1) come(`kept ${at}`, now - 60_000)
    come('early', now - NEWCOMER_STAY - 1)
    assert.deepEqual(ended, ['early'])
    for (let at = 0; at < 3; at += 1) come(`new ${at}`, now - at)
    assert.deepEqual(ended, ['early'])
    come('one more', now)
    assert.deepEqual(ended, ['early', 'new 2'])
  })
})
