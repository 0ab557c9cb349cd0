/**
 * Two devices and a network that loses, reorders, repeats and alters, under random
 * schedules with restarts from disk and hours that pass, after which the post-quantum ratchet
 * makes its exchanges. `RUNS=10000` runs more, `SEED=…` repeats a run.
 */
import assert from 'node:assert/strict'
import { env } from 'node:process'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { AuthenticationError, SessionError, WireFormatError } from '../../src/errors.ts'
import { KEM_PERIOD } from '../../src/ratchet/constants.ts'
import { activeSession, addSession, decryptWith, encryptWith } from '../../src/ratchet/index.ts'
import { MAX_RECEIVING_CHAINS } from '../../src/wire/vault.ts'
import { quickBackend as crypto } from '../support/quick-crypto.ts'
import { START, TestDisk, hasMixed, openPair, seededRng, snapshot, testDevice } from '../support/ratchet.ts'
import { runSeed } from '../support/seeded.ts'
import type { SessionSet, SetStep } from '../../src/ratchet/index.ts'
import type { Pair } from '../support/ratchet.ts'

/** A thing that a schedule does. `pick` chooses among what there is. */
type Action =
  | { readonly kind: 'send'; readonly from: 0 | 1; readonly length: number }
  | { readonly kind: 'deliver'; readonly pick: number }
  | { readonly kind: 'lose'; readonly pick: number }
  | { readonly kind: 'repeat'; readonly pick: number }
  | { readonly kind: 'alter'; readonly pick: number; readonly at: number; readonly bit: number }
  | { readonly kind: 'cut'; readonly pick: number; readonly length: number }
  | { readonly kind: 'restart'; readonly who: 0 | 1 }
  | { readonly kind: 'wait' }

interface Sent {
  readonly to: 0 | 1
  readonly text: string
  readonly envelope: Uint8Array
  readonly session: string
  /** Which chain of its sender it belongs to. */
  readonly chain: number
}

const seed = runSeed()
/** Schedules; of those in which both start at once, by default fewer. */
const RUNS = Number(env['RUNS'] ?? 400)
const RUNS_AT_ONCE = Number(env['RUNS'] ?? 150)
const side = fc.constantFrom<0 | 1>(0, 1)
const pick = fc.nat()
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('send'), from: side, length: fc.constantFrom(0, 9, 150, 700) })
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('deliver'), pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose'), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('repeat'), pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('alter'), pick, at: fc.nat(), bit: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut'), pick, length: fc.nat(300) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart'), who: side }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait') }) }
) as fc.Arbitrary<Action>
const schedule = fc.array(action, { minLength: 4, maxLength: 40, size: 'max' })

/** A device: what it holds in memory, and what it would find after a restart. */
class Device {
  set: SessionSet = []
  /** Secrets of ML-KEM that it has mixed in. */
  exchanges = 0
  readonly disk: TestDisk = new TestDisk()
  /** How many chains it has begun to send and has received, by session. */
  readonly chainsSent: Map<string, { key: string; chain: number }> = new Map()
  readonly chainsReceived: Map<string, number> = new Map()

  take<T extends SetStep>(step: T): T {
    this.disk.apply(step.changes)
    for (const session of step.set) {
      const before = this.set.find(({ id }) => id === session.id)
      if (before !== undefined && hasMixed(before, session)) this.exchanges += 1
    }
    this.set = step.set
    return step
  }

  restart(): void {
    const loaded = this.disk.load()
    assert.deepEqual(loaded, this.set)
    this.set = loaded
  }
}

class World {
  readonly devices: readonly [Device, Device] = [new Device(), new Device()]
  readonly flying: Sent[] = []
  readonly delivered: Sent[] = []
  readonly rng = seededRng('schedule')
  private count = 0
  private now = START

  send(from: 0 | 1, length: number): void {
    const device = this.devices[from]
    const before = snapshot(...device.set)
    const held = device.set
    const text = `${this.count++}`.padEnd(length, '.')
    const { envelope, set } = device.take(
      encryptWith({ crypto, rng: this.rng, set: device.set, plaintext: utf8ToBytes(text), now: this.now })
    )
    assert.deepEqual(snapshot(...held), before, 'sending wrote into the old value')
    const session = activeSession(set)
    assert.ok(session)
    const key = session.ratchetKey.join()
    const known = device.chainsSent.get(session.id)
    const chain = known === undefined ? 0 : known.key === key ? known.chain : known.chain + 1
    device.chainsSent.set(session.id, { key, chain })
    this.flying.push({ to: from === 0 ? 1 : 0, text, envelope, session: session.id, chain })
  }

  /** Whether the receiver must still be able to open it. */
  openable({ to, session, chain }: Sent): boolean {
    const { set, chainsReceived } = this.devices[to]
    const newest = chainsReceived.get(session) ?? 0
    return set.some(({ id }) => id === session) && newest - chain < MAX_RECEIVING_CHAINS
  }

  deliver(sent: Sent): void {
    const device = this.devices[sent.to]
    if (!this.openable(sent)) {
      this.refuse(sent.to, sent.envelope, [AuthenticationError])
      // it may only have come before the first message
      if (!device.set.some(({ id }) => id === sent.session)) this.flying.push(sent)
      return
    }
    const held = device.set
    const before = snapshot(...held)
    const { plaintext } = device.take(
      decryptWith({ crypto, set: held, envelope: sent.envelope, now: this.now })
    )
    assert.equal(new TextDecoder().decode(plaintext), sent.text)
    assert.deepEqual(snapshot(...held), before, 'receiving wrote into the old value')
    device.chainsReceived.set(
      sent.session,
      Math.max(sent.chain, device.chainsReceived.get(sent.session) ?? 0)
    )
    this.delivered.push(sent)
  }

  refuse(to: 0 | 1, envelope: Uint8Array, errors: ReadonlyArray<new (...args: never[]) => Error>): void {
    const { set } = this.devices[to]
    const before = snapshot(...set)
    assert.throws(
      () => decryptWith({ crypto, set, envelope, now: this.now }),
      (error: unknown) => errors.some(expected => error instanceof expected)
    )
    assert.deepEqual(snapshot(...set), before, 'a refused envelope changed the state')
  }

  do(step: Action): void {
    const choose = <T>(from: readonly T[], at: number): T | undefined => from[at % Math.max(1, from.length)]
    switch (step.kind) {
      case 'send':
        return this.send(step.from, step.length)
      case 'restart':
        return this.devices[step.who].restart()
      case 'wait':
        this.now += KEM_PERIOD
        return
      case 'deliver':
      case 'lose': {
        const [sent] = this.flying.splice(step.pick % Math.max(1, this.flying.length), 1)
        if (sent !== undefined && step.kind === 'deliver') this.deliver(sent)
        return
      }
      case 'repeat': {
        const sent = choose(this.delivered, step.pick)
        if (sent !== undefined) this.refuse(sent.to, sent.envelope, [SessionError, AuthenticationError])
        return
      }
      case 'alter': {
        const sent = choose(this.flying, step.pick)
        if (sent === undefined) return
        const at = step.at % sent.envelope.length
        const altered = sent.envelope.with(at, (sent.envelope[at] ?? 0) ^ (1 << step.bit))
        return this.refuse(sent.to, altered, [AuthenticationError, WireFormatError])
      }
      case 'cut': {
        const sent = choose(this.flying, step.pick)
        if (sent === undefined) return
        const cut = sent.envelope.subarray(0, Math.min(step.length, sent.envelope.length - 1))
        return this.refuse(sent.to, cut, [AuthenticationError, WireFormatError])
      }
    }
  }

  /** Whatever happened, what still flies arrives, and both then talk on one session. */
  settle(): void {
    for (const sent of this.flying.splice(0)) this.deliver(sent)
    for (const from of [0, 1, 0] as const) {
      this.send(from, 0)
      for (const sent of this.flying.splice(0)) this.deliver(sent)
    }
    for (const device of this.devices) device.restart()
    const [a, b] = this.devices.map(({ set }) => activeSession(set))
    assert.equal(a?.id, b?.id, 'both send on one session')
    assert.ok(a?.kem.seed === undefined || b?.kem.seed === undefined, 'one exchange is open at most')
  }

  /** Secrets of ML-KEM that were mixed in, by both. */
  get exchanges(): number {
    return this.devices.reduce((sum, { exchanges }) => sum + exchanges, 0)
  }
}

describe(`ratchet under random schedules (SEED=${seed}, RUNS=${RUNS})`, () => {
  // handshakes are the dear part: sessions are values, so every run starts from the same ones
  const rng = seededRng('property')
  const [alice, bob] = [testDevice(rng), testDevice(rng)]
  const fromAlice = openPair(rng, alice, bob)
  const fromBob = openPair(rng, bob, alice)

  function begin(world: World, initiator: 0 | 1, pair: Pair): void {
    const device = world.devices[initiator]
    device.take(addSession(device.set, { session: pair.alice }))
    device.chainsSent.set(pair.alice.id, { key: pair.alice.ratchetKey.join(), chain: 0 })
  }

  function meet(world: World, responder: 0 | 1, pair: Pair): void {
    const device = world.devices[responder]
    device.take(addSession(device.set, pair.bob))
  }

  it('one session: every message once, exactly, and nothing else', function () {
    this.timeout(60_000 + 60 * RUNS)
    let exchanges = 0
    fc.assert(
      fc.property(schedule, actions => {
        const world = new World()
        begin(world, 0, fromAlice)
        meet(world, 1, fromAlice)
        for (const step of actions) world.do(step)
        world.settle()
        exchanges += world.exchanges
      }),
      { numRuns: RUNS, seed }
    )
    assert.ok(exchanges > RUNS / 5, `${exchanges} secrets of ML-KEM in all schedules`)
  })

  it('both start at once: every message once, and they converge', function () {
    this.timeout(60_000 + 60 * RUNS)
    const meetings = fc.record({ first: fc.nat(20), second: fc.nat(20) })
    let exchanges = 0
    fc.assert(
      fc.property(schedule, meetings, (actions, { first, second }) => {
        const world = new World()
        begin(world, 0, fromAlice)
        begin(world, 1, fromBob)
        // when each first message arrives: the rest of the mail may overtake it
        actions.forEach((step, at) => {
          if (at === first) meet(world, 1, fromAlice)
          if (at === second) meet(world, 0, fromBob)
          world.do(step)
        })
        if (actions.length <= first) meet(world, 1, fromAlice)
        if (actions.length <= second) meet(world, 0, fromBob)
        world.settle()
        exchanges += world.exchanges
      }),
      { numRuns: RUNS_AT_ONCE, seed }
    )
    assert.ok(exchanges > RUNS_AT_ONCE / 6, `${exchanges} secrets of ML-KEM in all schedules`)
  })

  it('arbitrary bytes are refused and change nothing', () => {
    const world = new World()
    begin(world, 0, fromAlice)
    meet(world, 1, fromAlice)
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.uint8Array({ minLength: 256, maxLength: 256 }),
      fc.uint8Array({ minLength: 256, maxLength: 256 }).map(envelope => envelope.with(24, 0).with(25, 58)),
      // the header box of an offer
      fc
        .uint8Array({ minLength: 2_048, maxLength: 2_048 })
        .map(envelope => envelope.with(24, 4).with(25, 218))
    )
    fc.assert(
      fc.property(bytes, side, (envelope, to) => {
        world.refuse(to, envelope, [AuthenticationError, WireFormatError])
      }),
      { numRuns: RUNS, seed }
    )
  })
})
