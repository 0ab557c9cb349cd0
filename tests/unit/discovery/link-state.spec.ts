import assert from 'node:assert/strict'
import { DISCONNECTED, nextLinkState } from '../../../src/discovery/core/link-state.ts'
import type { LinkEvent, LinkStateName } from '../../../src/discovery/core/link-state.ts'

const NAMES: readonly LinkStateName[] = [
  'DISCONNECTED',
  'DISCOVERING',
  'SIGNALING',
  'CONNECTING',
  'CONNECTED',
  'RELAY_MODE',
  'STORE_FORWARD'
]

/** Every transition that changes the name, without and with a relay; all others stay. */
const TABLE: Readonly<
  Record<LinkEvent, Readonly<Partial<Record<LinkStateName, readonly [LinkStateName, LinkStateName]>>>>
> = {
  seek: { DISCONNECTED: ['DISCOVERING', 'DISCOVERING'], STORE_FORWARD: ['DISCOVERING', 'DISCOVERING'] },
  found: { DISCOVERING: ['SIGNALING', 'SIGNALING'] },
  dial: { DISCOVERING: ['CONNECTING', 'CONNECTING'], SIGNALING: ['CONNECTING', 'CONNECTING'] },
  'direct-up': Object.fromEntries(NAMES.map(name => [name, ['CONNECTED', 'CONNECTED'] as const])),
  'direct-down': { CONNECTED: ['STORE_FORWARD', 'RELAY_MODE'] },
  'relay-up': Object.fromEntries(
    NAMES.filter(name => name !== 'CONNECTED').map(name => [name, ['RELAY_MODE', 'RELAY_MODE'] as const])
  ),
  'relay-down': { RELAY_MODE: ['STORE_FORWARD', 'STORE_FORWARD'] },
  failed: {
    DISCOVERING: ['STORE_FORWARD', 'RELAY_MODE'],
    SIGNALING: ['STORE_FORWARD', 'RELAY_MODE'],
    CONNECTING: ['STORE_FORWARD', 'RELAY_MODE']
  },
  close: Object.fromEntries(NAMES.map(name => [name, ['DISCONNECTED', 'DISCONNECTED'] as const]))
}

describe('discovery: link state', () => {
  for (const [event, row] of Object.entries(TABLE) as Array<[LinkEvent, (typeof TABLE)[LinkEvent]]>) {
    for (const name of NAMES) {
      for (const relayed of [false, true]) {
        const expected = row[name]?.[relayed ? 1 : 0] ?? name
        it(`${name}${relayed ? ' with a relay' : ''} + ${event} → ${expected}`, () => {
          const before = { name, relayed }
          const after = nextLinkState(before, event)
          assert.equal(after.name, expected)
          const relayedAfter =
            event === 'relay-up' || (relayed && event !== 'relay-down' && event !== 'close')
          assert.equal(after.relayed, relayedAfter)
          if (expected === name && relayedAfter === relayed) assert.equal(after, before)
        })
      }
    }
  }

  it('walks the usual way, and falls back on the relay and back again', () => {
    const path: LinkStateName[] = []
    let state = DISCONNECTED
    const events: readonly LinkEvent[] = [
      'seek',
      'found',
      'dial',
      'relay-up',
      'direct-up',
      'direct-down',
      'relay-down',
      'seek',
      'failed',
      'close'
    ]
    for (const event of events) {
      state = nextLinkState(state, event)
      path.push(state.name)
    }
    assert.deepEqual(path, [
      'DISCOVERING',
      'SIGNALING',
      'CONNECTING',
      'RELAY_MODE',
      'CONNECTED',
      'RELAY_MODE',
      'STORE_FORWARD',
      'DISCOVERING',
      'STORE_FORWARD',
      'DISCONNECTED'
    ])
  })
})
