import assert from 'node:assert/strict'
import { UnreachableError } from '../../../src/errors.ts'
import { VaultCorruptError, VaultLockedError, WrongPassphraseError } from '../../../src/store/errors.ts'
import { explain } from '../../../src/ui-web/words/errors.ts'
import { stateWords } from '../../../src/ui-web/words/message-state.ts'
import { backLabel, who } from '../../../src/ui-web/words/people.ts'
import { qrPath } from '../../../src/ui-web/words/qr-path.ts'
import { noAttempts, presenceWords, reachWords } from '../../../src/ui-web/words/reach.ts'
import { clock, duration, machineTime } from '../../../src/ui-web/words/times.ts'

const names = new Map([['carol-id', 'Carol']])

describe('the words of the page', () => {
  it('says the states of a message as the command does', () => {
    assert.equal(stateWords({ state: 'queued', stored: '0/3' }), 'queued')
    assert.equal(stateWords({ state: 'stored', stored: '2/3' }), 'stored 2/3')
    assert.equal(stateWords({ state: 'delivered', stored: '3/3' }), 'delivered')
    assert.equal(stateWords({ state: 'received', stored: null }), '')
  })

  it('says how somebody is reached', () => {
    assert.equal(reachWords({ state: 'CONNECTED', route: 'direct' }, names), 'direct')
    assert.equal(
      reachWords({ state: 'RELAY_MODE', route: 'relayed via carol-id' }, names),
      'relayed via Carol'
    )
    const stored = { state: 'STORE_FORWARD', route: 'stored at a,b,c' } as const
    assert.equal(reachWords(stored, names), 'mail is left at 3 coordinators')
    assert.equal(
      reachWords({ ...stored, route: 'none' }, names),
      'no link, and no mailbox: messages wait here'
    )
    assert.equal(reachWords({ state: 'SIGNALING', route: 'none' }, names), 'being looked for')
    assert.equal(reachWords(undefined, names), 'not looked for yet')
  })

  it('says why there is nothing to show of a search', () => {
    assert.equal(noAttempts('direct'), 'Linked directly. Nothing had to be searched.')
    assert.equal(noAttempts('relayed via carol-id'), 'Linked over a relay. Nothing had to be searched.')
    assert.equal(noAttempts('none'), 'Nobody has been looked for yet.')
  })

  it('says on the way back how many wait for an answer', () => {
    assert.equal(backLabel(0), 'Back to people')
    assert.equal(backLabel(1), 'Back, 1 request')
    assert.equal(backLabel(2), 'Back, 2 requests')
  })

  it('says who is around', () => {
    assert.equal(presenceWords({ status: 'reachable', via: 'carol-id', lastSeen: 1 }, names), 'via Carol')
    assert.equal(presenceWords({ status: 'direct', via: null, lastSeen: 1 }, names), 'direct')
    assert.equal(presenceWords({ status: 'offline', via: null, lastSeen: null }, names), 'offline')
  })

  it('shortens an id only where there is no name', () => {
    assert.equal(who('12D3KooWabcdefgh', ' '), '…abcdefgh')
    assert.equal(who('12D3KooWabcdefgh', 'Bob'), 'Bob')
  })

  it('explains an error by its name, wherever it was thrown', () => {
    assert.equal(explain(new WrongPassphraseError('x')).wayOn, 'passphrase')
    assert.equal(explain(new VaultLockedError('x')).wayOn, 'retry')
    assert.equal(explain(new VaultCorruptError('x')).wayOn, 'other-profile')
    const remote = Object.assign(new Error('This is not an invite link'), { name: 'UsageError' })
    assert.equal(explain(remote).sentence, 'This is not an invite link.')
    const special = { UnreachableError: 'Wait a moment.' }
    assert.equal(explain(new UnreachableError('x'), special).sentence, 'Wait a moment.')
  })

  it('has a sentence and a way on for anything at all', () => {
    for (const thrown of [undefined, null, 'text', {}, new Error(''), new TypeError('x is not a function')]) {
      const { sentence, wayOn } = explain(thrown)
      assert.match(sentence, /\.$/u)
      assert.equal(wayOn, 'reload')
    }
  })

  it('survives a time that is none', () => {
    assert.equal(clock(Number.NaN), '(no valid time)')
    assert.equal(clock(1e18), '(no valid time)')
    assert.equal(machineTime(Number.NaN), undefined)
    assert.equal(duration(850), '850 ms')
  })

  it('draws the dark squares of a code as runs', () => {
    assert.deepEqual(
      qrPath([
        [true, true, false],
        [false, false, false],
        [false, true, true]
      ]),
      { size: 3, path: 'M0 0h2v1h-2zM1 2h2v1h-2z' }
    )
  })
})
