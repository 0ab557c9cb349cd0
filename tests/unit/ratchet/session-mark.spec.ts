import assert from 'node:assert/strict'
import fc from 'fast-check'
import { agrees, sessionMark } from '../../../src/ratchet/index.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import { sides } from '../../support/ratchet-side.ts'
import type { Side } from '../../support/ratchet-side.ts'

/** Each as the other one judges it. */
function bothAgree(one: Side, other: Side): boolean[] {
  return [
    agrees(crypto, one.session, sessionMark(crypto, other.session)),
    agrees(crypto, other.session, sessionMark(crypto, one.session))
  ]
}

describe('what two sides say of a session', () => {
  it('agrees, whatever is on its way', () => {
    const step = fc.record({ from: fc.constantFrom(0, 1), kind: fc.constantFrom('send', 'come', 'lose') })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const { alice, bob } = sides()
        const [people, onTheWay] = [[alice, bob] as const, [[], []] as [Uint8Array[], Uint8Array[]]]
        for (const { from, kind } of steps) {
          const way = onTheWay[from === 0 ? 0 : 1]
          const [sender, receiver] = from === 0 ? people : people.toReversed()
          if (kind === 'send') way.push((sender ?? alice).send('text'))
          const first = kind === 'send' ? undefined : way.shift()
          if (kind === 'come' && first !== undefined) receiver?.receive(first)
          assert.deepEqual(bothAgree(alice, bob), [true, true])
        }
      }),
      { numRuns: 200 }
    )
  })

  it('differs when the first message opened it a second time, and both lives have written', () => {
    const { alice, bob } = sides()
    const again = sides().bob
    alice.receive(bob.send('the life that is gone'))
    assert.deepEqual(bothAgree(alice, again), [false, true], 'who heard of the other life knows it first')
    bob.receive(alice.send('to it'))
    again.send('the one that came back')
    assert.deepEqual(bothAgree(alice, again), [false, false])
    assert.deepEqual(bothAgree(alice, bob), [true, true])
  })

  it('says no more of a key than the beginning of a hash of it', () => {
    const { alice } = sides()
    const { id, own, theirs } = sessionMark(crypto, alice.session)
    assert.deepEqual([id.length, own.length, theirs.length], [8, 8, 8])
    assert.notDeepEqual(own, alice.session.ratchetKey.slice(0, 8))
  })
})
