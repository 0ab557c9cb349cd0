import assert from 'node:assert/strict'
import {
  DIAL_DEADLINE,
  HEAD_STARTS,
  LADDER_DEADLINE,
  MAX_CLIMBS,
  MAX_NOT_FOUND,
  NO_ANSWER_FOR,
  NOT_FOUND_FOR,
  SEARCH_DEADLINE
} from '../../../src/discovery/constants.ts'
import { RUNGS } from '../../../src/discovery/core/ladder.ts'
import { NotFoundMemory } from '../../../src/discovery/core/not-found.ts'
import { climber } from '../../../src/discovery/ladder.ts'
import { AuthenticationError, DeadlineError, UnreachableError } from '../../../src/errors.ts'
import { member, silent, VirtualTime } from '../../support/discovery.ts'
import { NOW } from '../../support/identity.ts'
import type { SearchRung } from '../../../src/discovery/core/ladder.ts'
import type { Candidate } from '../../../src/discovery/core/query.ts'
import type { Climber, Rung } from '../../../src/discovery/ladder.ts'

const bob = member('bob')
const relay = member('relay')

interface TestLink {
  readonly relayed: boolean
  readonly peerId: string
  readonly name: string
}

const link = (name: string, changes: Partial<TestLink> = {}): TestLink => ({
  relayed: false,
  peerId: bob.peerId,
  name,
  ...changes
})

/** What a rung of a test does, in milliseconds. */
interface Script {
  /** Candidates come after so long; Infinity: never, and the search never ends by itself. */
  readonly after: number
  readonly addresses?: number
  /** A dial ends after so long. */
  readonly dial?: number
  readonly result?: TestLink | Error
  /** Does not react to its signal. */
  readonly deaf?: boolean
  /** The search ends by an error. */
  readonly breaks?: boolean
}

class Scene {
  readonly time = new VirtualTime()
  readonly log: string[] = []
  readonly steps: string[] = []
  readonly climber: Climber<TestLink>
  scripts: Partial<Record<SearchRung, Script>>

  constructor(scripts: Partial<Record<SearchRung, Script>>) {
    this.scripts = scripts
    const names = Object.keys(scripts) as SearchRung[]
    this.climber = climber<TestLink>({
      rungs: Object.fromEntries(names.map(name => [name, this.#rung(name)])),
      proves: ({ peerId }, userId) => userId === bob.userId && peerId === bob.peerId,
      onStep: (_userId, event) => this.steps.push(event)
    })({ clock: this.time.clock, log: silent, setTimer: this.time.setTimer })
  }

  #rung(name: SearchRung): Rung<TestLink> {
    return {
      find: (_userId, signal) => this.#find(name, signal),
      dial: (userId, _candidate, signal) => {
        assert.equal(userId, bob.userId)
        return this.#dial(name, signal)
      }
    }
  }

  async *#find(name: SearchRung, signal: AbortSignal): AsyncIterable<Candidate> {
    this.log.push(`find ${name} ${this.time.now - NOW}`)
    const script = this.scripts[name]!
    await this.#wait(script.after, signal)
    if (script.breaks === true) throw new UnreachableError('nobody answered')
    for (let i = 0; i < (script.addresses ?? 0); i += 1) {
      const address = `/ip4/203.0.113.1/tcp/${RUNGS.indexOf(name) * 100 + i}/p2p/${bob.peerId}`
      yield { peerId: bob.peerId, addresses: [address], via: name === 'peers' ? relay.peerId : null }
    }
  }

  async #dial(name: SearchRung, signal: AbortSignal): Promise<TestLink> {
    this.log.push(`dial ${name} ${this.time.now - NOW}`)
    const { dial = 0, deaf = false, result = new UnreachableError('nobody') } = this.scripts[name]!
    await this.#wait(dial, signal, deaf)
    if (result instanceof Error) throw result
    return result
  }

  async #wait(ms: number, signal: AbortSignal, deaf = false): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const cancel = ms === Infinity ? (): void => {} : this.time.setTimer(resolve, ms)
    const leave = (): void => {
      cancel()
      reject(new DeadlineError('aborted'))
    }
    if (!deaf) signal.addEventListener('abort', leave)
    await promise
  }

  async reach(ms = 60_000): Promise<Awaited<ReturnType<Climber<TestLink>['reach']>>> {
    const reached = this.climber.reach(bob.userId, { signal: new AbortController().signal })
    await this.time.advance(ms)
    return reached
  }
}

describe('discovery: ladder, run', () => {
  it('takes an open link before anything else is dialled', async () => {
    const scene = new Scene({
      'open-link': { after: 0, addresses: 1, dial: 0, result: link('open') },
      peers: { after: 30, addresses: 1, result: link('peers') }
    })
    const { link: won, rung, attempts, whyNotDirect } = await scene.reach()
    assert.equal(won?.name, 'open')
    assert.equal(rung, 'open-link')
    assert.equal(whyNotDirect, null)
    assert.deepEqual(
      attempts.map(({ rung: name, outcome }) => `${name} ${outcome}`),
      ['open-link direct', 'peers cancelled']
    )
    assert.ok(!scene.log.some(line => line.startsWith('dial peers')))
    assert.equal(scene.time.timers, 0)
  })

  it('gives each rung its head start, and the quickest wins', async () => {
    const scene = new Scene({
      'open-link': { after: 0 },
      peers: { after: 100, addresses: 1, dial: 200, result: link('peers') },
      'cached-route': { after: 5, addresses: 1, dial: 400, result: link('cached') },
      coordinators: { after: 10, addresses: 1, dial: 20, result: link('relayed', { relayed: true }) },
      dht: { after: 10, addresses: 1, dial: 10, result: link('dht') }
    })
    const { link: won, attempts, whyNotDirect } = await scene.reach()
    const at = HEAD_STARTS['cached-route'] + HEAD_STARTS.coordinators
    assert.deepEqual(
      scene.log.filter(line => line.startsWith('find')),
      [
        'find open-link 0',
        'find peers 0',
        `find cached-route ${HEAD_STARTS['cached-route']}`,
        `find coordinators ${at}`
      ]
    )
    assert.equal(won?.name, 'relayed')
    assert.deepEqual(
      attempts.map(({ rung, answeredBy, ms, outcome }) => [rung, answeredBy, ms, outcome]),
      [
        ['open-link', null, 0, 'not-found'],
        ['coordinators', null, 30, 'relayed'],
        ['cached-route', null, 180, 'cancelled'],
        ['peers', relay.peerId, 180 + HEAD_STARTS['cached-route'], 'cancelled']
      ]
    )
    assert.equal(whyNotDirect, 'Their direct addresses had not answered when a relay did.')
    assert.deepEqual(scene.climber.trace(bob.userId)?.attempts, attempts)
    assert.deepEqual(scene.steps, ['seek', 'found', 'dial', 'relay-up'])
    assert.equal(scene.time.timers, 0)
  })

  it('goes on when a dial fails, meets a stranger, or a rung breaks', async () => {
    const scene = new Scene({
      peers: { after: 1, addresses: 1, result: link('stranger', { peerId: relay.peerId }) },
      'cached-route': { after: 1, addresses: 1, result: new AuthenticationError('somebody else') },
      coordinators: { after: 1, addresses: 1, result: new UnreachableError('closed') },
      dht: { after: 1, addresses: 1, dial: 10, result: link('dht') }
    })
    const { link: won, attempts } = await scene.reach()
    assert.equal(won?.name, 'dht')
    assert.deepEqual(
      attempts.map(({ rung, outcome }) => `${rung} ${outcome}`),
      ['peers wrong-identity', 'cached-route wrong-identity', 'coordinators failed', 'dht direct']
    )
  })

  it('does without a link that comes too late from a dial that does not listen', async () => {
    const scene = new Scene({
      peers: { after: 1, addresses: 1, dial: 500, deaf: true, result: link('late') },
      'cached-route': { after: 1, addresses: 1, dial: 10, result: link('cached') }
    })
    const { link: won } = await scene.reach()
    assert.equal(won?.name, 'cached')
    const steps = [...scene.steps]
    await scene.time.advance(1_000)
    assert.deepEqual(scene.steps, steps)
  })

  it('ends within its deadline when nothing ever answers, and remembers that', async () => {
    const scene = new Scene({
      'open-link': { after: 0 },
      peers: { after: Infinity },
      dht: { after: 1, addresses: 9, dial: Infinity }
    })
    const started = scene.time.now
    const waiting = scene.climber.reach(bob.userId, { signal: new AbortController().signal })
    await scene.time.advance(LADDER_DEADLINE)
    const { link: won, attempts, whyNotDirect } = await waiting
    assert.equal(won, undefined)
    assert.ok(scene.time.now - started <= LADDER_DEADLINE)
    assert.equal(attempts.at(-1)?.outcome, 'deferred')
    assert.equal(whyNotDirect, 'Their known addresses did not answer (tried 3 times).')
    assert.equal(scene.steps.at(-1), 'failed')

    // remembered: only an open link is looked for, and the better trace is kept
    scene.log.length = 0
    const again = await scene.reach(0)
    assert.deepEqual(
      scene.log.map(line => line.split(' ').slice(0, 2).join(' ')),
      ['find open-link']
    )
    assert.deepEqual(
      again.attempts.map(({ outcome }) => outcome),
      ['not-found', 'remembered']
    )
    assert.match(again.whyNotDirect!, /a moment ago/)
    assert.equal(scene.climber.trace(bob.userId)?.attempts, attempts)

    // a sign of them
    scene.climber.forget(bob.userId)
    scene.scripts.dht = { after: 1, addresses: 1, result: link('dht') }
    assert.equal((await scene.reach()).link?.name, 'dht')
  })

  it('searches again after 30 s', async () => {
    const scene = new Scene({ dht: { after: 0 } })
    assert.equal((await scene.reach(0)).link, undefined)
    await scene.time.advance(NOT_FOUND_FOR - 1)
    assert.equal((await scene.reach(0)).attempts.at(-1)?.outcome, 'remembered')
    await scene.time.advance(1)
    assert.equal((await scene.reach(0)).attempts.at(-1)?.outcome, 'deferred')
  })

  /** Whether the next search tries nothing, because nothing was found a moment ago. */
  const isRemembered = async (scene: Scene): Promise<boolean> =>
    (await scene.reach()).attempts.at(-1)?.outcome === 'remembered'

  it('searches again after 30 s, too, if dials were in vain: whoever was asked has answered', async () => {
    const scene = new Scene({ 'cached-route': { after: 0, addresses: 1, dial: Infinity }, dht: { after: 0 } })
    assert.equal((await scene.reach(DIAL_DEADLINE)).link, undefined)
    await scene.time.advance(NO_ANSWER_FOR)
    assert.equal(await isRemembered(scene), true)
  })

  const inconclusive: ReadonlyArray<readonly [string, Partial<Record<SearchRung, Script>>, number]> = [
    ['a search has not ended', { peers: { after: Infinity } }, SEARCH_DEADLINE],
    ['a search broke off', { peers: { after: 0, breaks: true }, dht: { after: 0 } }, 0],
    ['time ran out', { peers: { after: 0, addresses: 9, dial: Infinity } }, LADDER_DEADLINE]
  ]
  for (const [why, scripts, took] of inconclusive) {
    it(`searches again after 5 s, not at once, if ${why}`, async () => {
      const scene = new Scene(scripts)
      assert.equal((await scene.reach(took)).link, undefined)
      await scene.time.advance(NO_ANSWER_FOR - 1)
      assert.equal(await isRemembered(scene), true)
      const again = new Scene(scripts)
      assert.equal((await again.reach(took)).link, undefined)
      await again.time.advance(NO_ANSWER_FOR)
      assert.equal(await isRemembered(again), false)
    })
  }

  it('is one climb for all who wait, and goes on for those who stay', async () => {
    const scene = new Scene({ peers: { after: 100, addresses: 1, dial: 10, result: link('peers') } })
    const impatient = new AbortController()
    const first = scene.climber.reach(bob.userId, { signal: impatient.signal })
    const second = scene.climber.reach(bob.userId, { signal: new AbortController().signal })
    await scene.time.advance(50)
    impatient.abort()
    await assert.rejects(first, { name: 'DeadlineError' })
    await scene.time.advance(1_000)
    assert.equal((await second).link?.name, 'peers')
    assert.equal(scene.log.filter(line => line.startsWith('find')).length, 1)
  })

  it('stops searching when the last one has left, and does not call that "not found"', async () => {
    const scene = new Scene({ peers: { after: 100, addresses: 1, result: link('peers') } })
    const controller = new AbortController()
    const waiting = scene.climber.reach(bob.userId, { signal: controller.signal })
    await scene.time.advance(50)
    controller.abort()
    await assert.rejects(waiting, { name: 'DeadlineError' })
    await scene.time.settle()
    assert.equal(scene.time.timers, 0)
    assert.equal(scene.climber.trace(bob.userId)?.attempts[0]?.outcome, 'cancelled')
    assert.equal((await scene.reach()).link?.name, 'peers')
    await assert.rejects(scene.climber.reach(bob.userId, { signal: AbortSignal.abort() }), {
      name: 'DeadlineError'
    })
  })

  it('ends all climbs when stopped', async () => {
    const scene = new Scene({ peers: { after: Infinity } })
    const waiting = scene.climber.reach(bob.userId, { signal: new AbortController().signal })
    await scene.time.settle()
    scene.climber.stop()
    assert.equal((await waiting).link, undefined)
    assert.equal(scene.time.timers, 0)
  })

  it('climbs for a bounded number of users at a time', async () => {
    const scene = new Scene({ peers: { after: Infinity } })
    const { signal } = new AbortController()
    const waiting = Array.from({ length: MAX_CLIMBS }, (_, i) => scene.climber.reach(`user ${i}`, { signal }))
    await assert.rejects(scene.climber.reach(bob.userId, { signal }), { name: 'LimitError' })
    scene.climber.stop()
    await Promise.all(waiting)
  })
})

describe('discovery: "not found"', () => {
  it('is remembered 30 s, forgotten on demand, and bounded', () => {
    const memory = new NotFoundMemory()
    memory.remember('bob', NOW, false)
    assert.equal(memory.has('bob', NOW + NO_ANSWER_FOR - 1), true)
    assert.equal(memory.has('bob', NOW + NO_ANSWER_FOR), false)
    memory.remember('bob', NOW, true)
    assert.equal(memory.has('bob', NOW + NOT_FOUND_FOR - 1), true)
    assert.equal(memory.has('bob', NOW + NOT_FOUND_FOR), false)
    memory.remember('bob', NOW, true)
    memory.forget('bob')
    assert.equal(memory.has('bob', NOW), false)
    memory.remember('bob', NOW, true)
    assert.equal(memory.has('bob', NOW - 86_400_000), false, 'a clock that went back')
    for (let i = 0; i < MAX_NOT_FOUND + 10; i += 1) memory.remember(`user ${i}`, NOW, true)
    assert.equal(memory.size, MAX_NOT_FOUND)
    assert.equal(memory.has('user 5', NOW), false)
    assert.equal(memory.has(`user ${MAX_NOT_FOUND + 9}`, NOW), true)
  })
})
