import assert from 'node:assert/strict'
import { env } from 'node:process'
import fc from 'fast-check'
import {
  DIAL_DEADLINE,
  DIALS_AT_ONCE,
  HEAD_STARTS,
  LADDER_DEADLINE,
  MAX_ATTEMPTS,
  MAX_DIALS_PER_RUNG,
  SEARCH_DEADLINE
} from '../../../src/discovery/constants.ts'
import { createLadder, RUNGS } from '../../../src/discovery/core/ladder.ts'
import { whyNotDirect } from '../../../src/discovery/core/why-not-direct.ts'
import { member } from '../../support/discovery.ts'
import { NOW } from '../../support/identity.ts'
import type { DialOutcome, Ladder, LadderEffect, SearchRung } from '../../../src/discovery/core/ladder.ts'
import type { Candidate } from '../../../src/discovery/core/query.ts'

const options: { numRuns: number; seed?: number } = { numRuns: 500 }
if (env['SEED'] !== undefined) options.seed = Number(env['SEED'])

const bob = member('bob')
const relay = member('relay')

function candidate(n: number, via: string | null = null): Candidate {
  return { peerId: bob.peerId, addresses: [`/ip4/203.0.113.1/tcp/${n}/p2p/${bob.peerId}`], via }
}
const circuit: Candidate = {
  peerId: bob.peerId,
  addresses: [`${relay.address}/p2p-circuit/p2p/${bob.peerId}`],
  via: relay.peerId
}

/** A ladder with the effects of each step as short lines. */
class Climb {
  readonly ladder: Ladder
  now = NOW
  wake = Infinity
  finished: number | undefined | 'not yet' = 'not yet'

  constructor(rungs: readonly SearchRung[] = RUNGS, cachedRate?: number) {
    this.ladder = createLadder(rungs, cachedRate)
  }

  do(event: Parameters<Ladder['handle']>[0]): readonly string[] {
    const lines: string[] = []
    for (const effect of this.ladder.handle(event, this.now)) {
      if (effect.kind === 'schedule') this.wake = effect.at
      else lines.push(line(effect))
      if (effect.kind === 'finish') this.finished = effect.dial
    }
    return lines
  }

  pass(ms: number): readonly string[] {
    const end = this.now + ms
    const lines: string[] = []
    while (this.wake <= end && this.finished === 'not yet') {
      this.now = Math.max(this.now, this.wake)
      lines.push(...this.do({ kind: 'tick' }))
    }
    this.now = end
    return lines
  }

  empty(rung: SearchRung): readonly string[] {
    return this.do({ kind: 'searched', rung, failed: false })
  }

  get trace(): readonly string[] {
    return this.ladder.attempts.map(({ rung, outcome }) => `${rung} ${outcome}`)
  }
}

function line(effect: LadderEffect): string {
  switch (effect.kind) {
    case 'search':
    case 'stop-search':
      return `${effect.kind} ${effect.rung}`
    case 'dial':
      return `dial ${effect.dial} ${effect.rung}`
    case 'finish':
      return `finish ${effect.dial ?? 'nobody'}`
    case 'stop-dial':
    case 'discard':
      return `${effect.kind} ${effect.dial}`
    case 'schedule':
      return 'schedule'
  }
}

describe('discovery: ladder, plan', () => {
  it('uses an open link and asks nobody else once it has won', () => {
    const climb = new Climb(['open-link'])
    assert.deepEqual(climb.do({ kind: 'start' }), ['search open-link'])
    const open: Candidate = { peerId: bob.peerId, addresses: [], via: null }
    assert.deepEqual(climb.do({ kind: 'candidate', rung: 'open-link', candidate: open }), [
      'dial 1 open-link'
    ])
    assert.deepEqual(climb.do({ kind: 'dialled', dial: 1, outcome: 'direct' }), [
      'stop-search open-link',
      'finish 1'
    ])
    assert.deepEqual(climb.trace, ['open-link direct'])
  })

  it('starts the rungs in order, each after its head start', () => {
    const climb = new Climb()
    assert.deepEqual(climb.do({ kind: 'start' }), ['search open-link', 'search peers'])
    assert.deepEqual(climb.pass(HEAD_STARTS['cached-route'] - 1), [])
    assert.deepEqual(climb.pass(1), ['search cached-route'])
    assert.deepEqual(climb.pass(HEAD_STARTS.coordinators - 1), [])
    assert.deepEqual(climb.pass(1), ['search coordinators'])
    assert.deepEqual(climb.pass(HEAD_STARTS.dht - 1), [])
    assert.deepEqual(climb.pass(1), ['search dht'])
  })

  it('gives a route that leads there nearly always more time, and none to one that never does', () => {
    const waits = [0, 0.25, 0.5, 1].map(rate => {
      const climb = new Climb(RUNGS, rate)
      climb.do({ kind: 'start' })
      let waited = -HEAD_STARTS['cached-route']
      while (!climb.pass(1).includes('search coordinators') && waited < 1_000) waited += 1
      return waited + 1
    })
    const { coordinators } = HEAD_STARTS
    assert.deepEqual(waits, [0, coordinators / 2, coordinators, 2 * coordinators])
  })

  it('starts a rung early when all before it are through', () => {
    const climb = new Climb()
    climb.do({ kind: 'start' })
    assert.deepEqual(climb.empty('open-link'), [])
    assert.deepEqual(climb.empty('peers'), ['search cached-route'])
    assert.deepEqual(climb.empty('cached-route'), ['search coordinators'])
    assert.deepEqual(climb.empty('coordinators'), ['search dht'])
    assert.deepEqual(climb.empty('dht'), ['finish nobody'])
    assert.deepEqual(climb.trace, [
      'open-link not-found',
      'peers not-found',
      'cached-route not-found',
      'coordinators not-found',
      'dht not-found',
      'store-and-forward deferred'
    ])
    assert.equal(climb.now, NOW)
  })

  it('waits for a dial that runs before it goes on early', () => {
    const climb = new Climb(['peers', 'dht'])
    climb.do({ kind: 'start' })
    climb.do({ kind: 'candidate', rung: 'peers', candidate: candidate(1) })
    assert.deepEqual(climb.empty('peers'), [])
    assert.deepEqual(climb.do({ kind: 'dialled', dial: 1, outcome: 'failed' }), ['search dht'])
  })

  it('lets the first link win, cancels the rest, and discards what comes later', () => {
    const climb = new Climb()
    climb.do({ kind: 'start' })
    climb.do({ kind: 'candidate', rung: 'peers', candidate: candidate(1, relay.peerId) })
    climb.pass(HEAD_STARTS['cached-route'])
    climb.do({ kind: 'candidate', rung: 'cached-route', candidate: candidate(2) })
    climb.now += 20
    assert.deepEqual(climb.do({ kind: 'dialled', dial: 2, outcome: 'direct' }), [
      'stop-dial 1',
      'stop-search open-link',
      'stop-search peers',
      'stop-search cached-route',
      'finish 2'
    ])
    assert.deepEqual(climb.trace, ['cached-route direct', 'peers cancelled', 'open-link cancelled'])
    assert.deepEqual(
      climb.ladder.attempts.map(({ answeredBy, ms }) => [answeredBy, ms]),
      [
        [null, 20],
        [relay.peerId, HEAD_STARTS['cached-route'] + 20],
        [null, HEAD_STARTS['cached-route'] + 20]
      ]
    )
    assert.deepEqual(climb.do({ kind: 'dialled', dial: 1, outcome: 'direct' }), ['discard 1'])
    assert.deepEqual(climb.do({ kind: 'dialled', dial: 1, outcome: 'failed' }), [])
    assert.deepEqual(climb.do({ kind: 'candidate', rung: 'peers', candidate: candidate(3) }), [])
    assert.deepEqual(climb.do({ kind: 'tick' }), [])
  })

  it('does not take the wrong person', () => {
    const climb = new Climb(['peers', 'dht'])
    climb.do({ kind: 'start' })
    climb.do({ kind: 'candidate', rung: 'peers', candidate: candidate(1) })
    assert.deepEqual(climb.do({ kind: 'dialled', dial: 1, outcome: 'wrong-identity' }), [])
    assert.deepEqual(climb.trace, ['peers wrong-identity'])
  })

  it('tries an address once, whoever names it again', () => {
    const climb = new Climb(['peers', 'cached-route'])
    climb.do({ kind: 'start' })
    climb.do({ kind: 'candidate', rung: 'peers', candidate: candidate(1) })
    climb.pass(HEAD_STARTS['cached-route'])
    const two = { ...candidate(1), addresses: [...candidate(1).addresses, ...candidate(2).addresses] }
    assert.deepEqual(climb.do({ kind: 'candidate', rung: 'cached-route', candidate: candidate(1) }), [])
    const [effect] = climb.ladder.handle(
      { kind: 'candidate', rung: 'cached-route', candidate: two },
      climb.now
    )
    assert.ok(effect?.kind === 'dial')
    assert.deepEqual(effect.candidate.addresses, candidate(2).addresses)
    assert.deepEqual(climb.trace, ['cached-route known'])
  })

  it('dials three at a time and nine in all for a rung, however many are named', () => {
    const climb = new Climb(['peers'])
    climb.do({ kind: 'start' })
    let running = 0
    let dialled = 0
    const count = (lines: readonly string[]): void => {
      for (const text of lines) {
        if (!text.startsWith('dial ')) continue
        running += 1
        dialled += 1
      }
      assert.ok(running <= DIALS_AT_ONCE)
    }
    for (let i = 1; i <= 10_000; i += 1) {
      count(climb.do({ kind: 'candidate', rung: 'peers', candidate: candidate(i % 65_536) }))
    }
    assert.equal(running, DIALS_AT_ONCE)
    for (let dial = 1; dial <= MAX_DIALS_PER_RUNG; dial += 1) {
      running -= 1
      count(climb.do({ kind: 'dialled', dial, outcome: 'failed' }))
    }
    assert.equal(dialled, MAX_DIALS_PER_RUNG)
    climb.empty('peers')
    assert.equal(climb.finished, undefined)
  })

  it('gives a dial and a search up at their deadlines', () => {
    const climb = new Climb(['peers'])
    climb.do({ kind: 'start' })
    climb.do({ kind: 'candidate', rung: 'peers', candidate: candidate(1) })
    assert.deepEqual(climb.pass(SEARCH_DEADLINE), ['stop-search peers'])
    assert.deepEqual(climb.pass(DIAL_DEADLINE - SEARCH_DEADLINE), ['stop-dial 1', 'finish nobody'])
    assert.deepEqual(climb.trace, ['peers timeout', 'store-and-forward deferred'])
    assert.deepEqual(climb.do({ kind: 'dialled', dial: 1, outcome: 'relayed' }), ['discard 1'])
  })

  it('discards a link that comes after its own deadline while others still try', () => {
    const climb = new Climb(['peers', 'dht'])
    climb.do({ kind: 'start' })
    climb.do({ kind: 'candidate', rung: 'peers', candidate: candidate(1) })
    climb.pass(2_000)
    climb.do({ kind: 'candidate', rung: 'dht', candidate: candidate(2) })
    assert.ok(climb.pass(DIAL_DEADLINE - 2_000).includes('stop-dial 1'))
    assert.deepEqual(climb.do({ kind: 'dialled', dial: 1, outcome: 'direct' }), ['discard 1'])
    assert.equal(climb.finished, 'not yet')
  })

  it('ends after ten seconds in any case, and at once when nobody waits for it any more', () => {
    const climb = new Climb(['peers'])
    climb.do({ kind: 'start' })
    for (let i = 0; i < 20 && climb.finished === 'not yet'; i += 1) {
      climb.do({ kind: 'candidate', rung: 'peers', candidate: candidate(i) })
      climb.pass(1_000)
    }
    assert.equal(climb.finished, undefined)
    assert.ok(climb.now - NOW <= LADDER_DEADLINE + 1_000)

    const left = new Climb()
    left.do({ kind: 'start' })
    left.do({ kind: 'candidate', rung: 'peers', candidate: candidate(1) })
    assert.deepEqual(left.do({ kind: 'abort' }), [
      'stop-dial 1',
      'stop-search open-link',
      'stop-search peers',
      'finish nobody'
    ])
    assert.deepEqual(left.do({ kind: 'abort' }), [])
  })

  it('records a rung that failed or timed out with nothing', () => {
    const climb = new Climb(['cached-route', 'dht'])
    climb.do({ kind: 'start' })
    climb.do({ kind: 'searched', rung: 'cached-route', failed: true })
    climb.pass(SEARCH_DEADLINE)
    assert.deepEqual(climb.trace, ['cached-route failed', 'dht timeout', 'store-and-forward deferred'])
  })

  it('ends at once without any rung', () => {
    const climb = new Climb([])
    assert.deepEqual(climb.do({ kind: 'start' }), ['finish nobody'])
  })
})

describe('discovery: ladder, every order', () => {
  type Step =
    | { readonly kind: 'name'; readonly rung: SearchRung; readonly n: number; readonly circuit: boolean }
    | { readonly kind: 'end'; readonly rung: SearchRung; readonly failed: boolean }
    | { readonly kind: 'dialled'; readonly which: number; readonly outcome: DialOutcome }
    | { readonly kind: 'pass'; readonly ms: number }
  const rung = fc.constantFrom(...RUNGS)
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ kind: fc.constant('name' as const), rung, n: fc.nat(12), circuit: fc.boolean() }),
    fc.record({ kind: fc.constant('end' as const), rung, failed: fc.boolean() }),
    fc.record({
      kind: fc.constant('dialled' as const),
      which: fc.nat(),
      outcome: fc.constantFrom<DialOutcome>(
        'failed',
        'failed',
        'timeout',
        'wrong-identity',
        'relayed',
        'direct'
      )
    }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.oneof(fc.nat(400), fc.nat(6_000)) })
  )

  it('ends once, with the first link or nobody, in bounded time, with nothing left running', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.subarray([...RUNGS]), (steps, rungs) => {
        const ladder = createLadder(rungs)
        let now = NOW
        let wake = Infinity
        const started: SearchRung[] = []
        const searching = new Set<SearchRung>()
        const dialling = new Set<number>()
        const perRung = new Map<SearchRung, number>()
        let finish: { readonly dial: number | undefined } | undefined
        let winner: number | undefined

        const handle = (event: Parameters<Ladder['handle']>[0]): void => {
          for (const effect of ladder.handle(event, now)) {
            if (finish !== undefined) assert.equal(effect.kind, 'discard', 'nothing happens after the end')
            switch (effect.kind) {
              case 'search':
                started.push(effect.rung)
                searching.add(effect.rung)
                break
              case 'stop-search':
                assert.ok(searching.delete(effect.rung))
                break
              case 'dial':
                dialling.add(effect.dial)
                perRung.set(effect.rung, (perRung.get(effect.rung) ?? 0) + 1)
                break
              case 'stop-dial':
                assert.ok(dialling.delete(effect.dial))
                break
              case 'discard':
                assert.notEqual(effect.dial, winner)
                break
              case 'schedule':
                assert.ok(effect.at > now, 'a wake-up lies in the future')
                wake = effect.at
                break
              case 'finish':
                finish = { dial: effect.dial }
                break
            }
          }
        }
        const pass = (ms: number): void => {
          const end = now + ms
          while (wake <= end && finish === undefined) {
            now = Math.max(now, wake)
            handle({ kind: 'tick' })
          }
          now = end
        }

        handle({ kind: 'start' })
        for (const one of steps) {
          if (one.kind === 'pass') pass(one.ms)
          if (one.kind === 'name' && searching.has(one.rung)) {
            handle({ kind: 'candidate', rung: one.rung, candidate: one.circuit ? circuit : candidate(one.n) })
          }
          if (one.kind === 'end' && searching.delete(one.rung)) {
            handle({ kind: 'searched', rung: one.rung, failed: one.failed })
          }
          if (one.kind === 'dialled' && dialling.size > 0) {
            const dial = [...dialling][one.which % dialling.size]!
            dialling.delete(dial)
            if (finish === undefined && (one.outcome === 'direct' || one.outcome === 'relayed')) winner = dial
            handle({ kind: 'dialled', dial, outcome: one.outcome })
          }
        }
        pass(LADDER_DEADLINE)

        assert.ok(finish !== undefined, 'it ends')
        assert.equal(finish.dial, winner)
        assert.deepEqual([...searching], [], 'no search goes on')
        assert.deepEqual([...dialling], [], 'no dial goes on')
        assert.deepEqual(
          started,
          RUNGS.filter(name => started.includes(name)),
          'in order'
        )
        for (const name of started) assert.ok(rungs.includes(name))
        for (const count of perRung.values()) assert.ok(count <= MAX_DIALS_PER_RUNG)
        assert.ok(ladder.attempts.length <= MAX_ATTEMPTS + 2)
        for (const name of started)
          assert.ok(
            ladder.attempts.some(attempt => attempt.rung === name),
            name
          )
        const outcomes = ladder.attempts.map(({ outcome }) => outcome)
        const won = outcomes.filter(outcome => outcome === 'direct' || outcome === 'relayed')
        assert.equal(won.length, winner === undefined ? 0 : 1)
        assert.equal(outcomes.includes('deferred'), winner === undefined)
        for (const { ms } of ladder.attempts) assert.ok(ms >= 0 && ms <= LADDER_DEADLINE)
        assert.equal(whyNotDirect(ladder.attempts) === null, outcomes.includes('direct'))
      }),
      options
    )
  })
})

describe('discovery: why not direct', () => {
  const sentence = (...lines: ReadonlyArray<readonly [string, boolean]>): string | null =>
    whyNotDirect(
      lines.map(([outcome, direct]) => ({
        rung: 'peers',
        answeredBy: null,
        ms: 1,
        outcome: outcome as 'failed',
        direct
      }))
    )

  it('says in one sentence what the attempts tell', () => {
    assert.equal(sentence(['failed', true], ['direct', true]), null)
    assert.match(
      sentence(['failed', true], ['timeout', true], ['relayed', false])!,
      /tried 2 times.*a relay did/
    )
    assert.match(sentence(['relayed', false], ['cancelled', true])!, /had not answered when a relay did/)
    assert.match(sentence(['relayed', true])!, /had not answered when a relay did/)
    assert.match(sentence(['not-found', false], ['relayed', false])!, /behind a relay/)
    assert.match(sentence(['timeout', true], ['deferred', false])!, /did not answer \(tried once\)/)
    assert.match(sentence(['wrong-identity', true], ['deferred', false])!, /Another device/)
    assert.match(sentence(['not-found', false], ['deferred', false])!, /Nobody who was asked/)
    assert.match(sentence(['failed', false], ['deferred', false])!, /relay that was known/)
    assert.match(sentence(['remembered', false])!, /a moment ago/)
  })
})
