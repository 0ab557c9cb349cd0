import assert from 'node:assert/strict'
import { message, event, trace, who } from '../../src/ui-cli/render.ts'
import { ALICE, BOB, line } from '../support/command.ts'

const nobody = new Map<string, string>()
const here = { chosenBy: '' }
const indent = ' '.repeat(21)

describe('lines for people', () => {
  it('show what there is to say of a message, where no text can say it', () => {
    const conflict = message(line('m', `mine\n! forged\n${indent}! forged`, { note: 'another one' }), nobody)
    assert.deepEqual(conflict.split('\n').slice(1), [
      `${indent}| ! forged`,
      `${indent}| ${indent}! forged`,
      `${indent}! another one`
    ])
    const failed = message(line('m', 'x', { state: 'failed', note: 'no\u001b[2J device' }), nobody)
    assert.ok(failed.endsWith(`  » me: x  [failed]\n${indent}! no[2J device`))
    assert.ok(message(line('m', 'x'), nobody).endsWith(': x'))
  })

  it('show what there is to say of a message and a request as they happen', () => {
    const happened = event({ event: 'message', ...line('m', 'x', { note: 'another one' }) }, nobody, here)
    assert.match(happened ?? '', /! another one$/u)
    const request = {
      event: 'request',
      userId: BOB,
      name: 'Bob',
      at: 1,
      note: 'invite already used'
    } as const
    assert.match(event(request, nobody, here) ?? '', /Bob asks to be a contact \(invite already used\): /u)
  })

  it('say that there was nothing to search, but only of a link that is there', () => {
    const nothing = { userId: BOB, route: 'direct', attempts: [], whyNotDirect: null }
    assert.equal(
      trace(nothing, nobody),
      `…${BOB.slice(-8)}: direct\n  linked directly, nothing had to be searched`
    )
    const opened = { rung: 'open-link', ms: 56, outcome: 'direct', answeredBy: null } as const
    assert.match(
      trace({ ...nothing, attempts: [opened] }, nobody),
      /: direct\n {2}open-link +56 ms {2}direct$/u
    )
    assert.equal(
      trace({ ...nothing, route: `stored at ${ALICE}` }, nobody),
      `…${BOB.slice(-8)}: mail is left at …${ALICE.slice(-8)}`
    )
    assert.equal(
      trace({ ...nothing, route: 'none', whyNotDirect: 'Nobody' }, new Map([[BOB, 'Bob']])),
      `Bob: none\n  not direct: Nobody`
    )
  })

  it('let nobody look like us', () => {
    const ours = message(line('m', 'text', { state: 'delivered' }), nobody)
    for (const name of ['me', '» me', '»me', ' »» me']) {
      const theirs = message(line('m', 'text  [delivered]'), new Map([[BOB, name]]))
      assert.notEqual(theirs, ours)
      assert.ok(theirs.endsWith('  me: text  [delivered]'))
    }
    assert.equal(who(BOB, '»'), `…${BOB.slice(-8)}`)
  })
})
