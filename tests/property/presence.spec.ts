import assert from 'node:assert/strict'
import { env } from 'node:process'
import fc from 'fast-check'
import { MAX_AGE, OFFLINE_AFTER, STALL_GRACE, SUSPECT_BEFORE } from '../../src/discovery/constants.ts'
import { createPresence } from '../../src/discovery/core/presence.ts'
import { openState, sealState } from '../../src/discovery/core/state-codec.ts'
import { networkOf } from '../../src/identity/index.ts'
import { MAX_MEMBERS } from '../../src/wire/index.ts'
import { fastCrypto, heartbeatOf, member, PUBLIC, stateFrom, stateOf } from '../support/discovery.ts'
import { flipped, NOW, seeded } from '../support/identity.ts'
import type { PresenceEffect } from '../../src/discovery/core/presence-types.ts'
import type { NetworkState } from '../../src/wire/index.ts'
import type { TestMember } from '../support/discovery.ts'

/** fast-check prints seed and path of a failure; SEED repeats it. */
const options: { numRuns: number; seed?: number } = { numRuns: 200 }
if (env['SEED'] !== undefined) options.seed = Number(env['SEED'])

const self = member('alice')
const others: readonly TestMember[] = ['bob', 'carol', 'dave', 'erin'].map(member)
const elsewhere = networkOf(fastCrypto, 'elsewhere').id

/** As the codec reads what was left out. */
const NOTHING_OF_CROWDS = { delta: undefined, pageRequest: undefined, page: undefined }

type Action =
  | { readonly kind: 'beat'; readonly who: number; readonly from: number; readonly leaving: boolean }
  | { readonly kind: 'replay'; readonly which: number; readonly from: number; readonly fresh: boolean }
  | {
      readonly kind: 'forge'
      readonly who: number
      readonly at: number
      readonly mask: number
      readonly signature: boolean
    }
  | { readonly kind: 'misdate'; readonly who: number; readonly by: number }
  | { readonly kind: 'elsewhere'; readonly who: number }
  | { readonly kind: 'link'; readonly who: number; readonly up: boolean; readonly relayed: boolean }
  | { readonly kind: 'pass'; readonly ms: number; readonly ticking: boolean }

const who = fc.nat(others.length - 1)
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('beat' as const), who, from: who, leaving: fc.boolean() })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('replay' as const),
      which: fc.nat(),
      from: who,
      fresh: fc.boolean()
    })
  },
  fc.record({
    kind: fc.constant('forge' as const),
    who,
    at: fc.nat(400),
    mask: fc.integer({ min: 1, max: 255 }),
    signature: fc.boolean()
  }),
  fc.record({
    kind: fc.constant('misdate' as const),
    who,
    by: fc.oneof(
      fc.integer({ min: MAX_AGE + 1, max: 10 * MAX_AGE }),
      fc.integer({ min: -10 * MAX_AGE, max: -MAX_AGE - 1 })
    )
  }),
  fc.record({ kind: fc.constant('elsewhere' as const), who }),
  fc.record({ kind: fc.constant('link' as const), who, up: fc.boolean(), relayed: fc.boolean() }),
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.oneof(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 400_000 })),
      ticking: fc.boolean()
    })
  }
)

/** What must be true of one member, kept beside the implementation. */
interface Truth {
  heardAt: number
  leaving: boolean
  link: 'direct' | 'relayed' | 'none'
}

describe('property: presence', () => {
  it('follows true heartbeats and links, and nothing else', function () {
    this.timeout(60_000)
    fc.assert(
      fc.property(fc.array(action, { minLength: 1, maxLength: 60 }), fc.boolean(), (actions, coordinator) => {
        const presence = createPresence({
          crypto: fastCrypto,
          rng: seeded('property'),
          network: PUBLIC,
          peerId: self.peerId,
          coordinator,
          self: { userId: self.userId, certificate: self.certificate, deviceSeed: self.device.seed }
        })
        let now = NOW
        let next = NOW
        const shown = new Map<string, string>()
        const recorded: NetworkState[] = []
        const truth: Truth[] = others.map(() => ({ heardAt: -Infinity, leaving: false, link: 'none' }))

        const note = (effects: readonly PresenceEffect[]): number => {
          let cameBack = 0
          for (const effect of effects) {
            if (effect.kind === 'schedule') {
              assert.ok(effect.at > now, 'a wake-up lies in the future')
              next = effect.at
            }
            if (effect.kind === 'publish') {
              // whatever is published can be read by others
              const sealed = sealState(fastCrypto, seeded('nonce'), PUBLIC, effect.state)
              assert.deepEqual(openState(fastCrypto, PUBLIC, sealed), {
                ...NOTHING_OF_CROWDS,
                ...effect.state
              })
            }
            if (effect.kind === 'presence') {
              assert.notEqual(effect.userId, self.userId)
              if (effect.status !== 'offline' && (shown.get(effect.userId) ?? 'offline') === 'offline')
                cameBack += 1
              shown.set(effect.userId, effect.status)
            }
          }
          return cameBack
        }
        const receive = (state: NetworkState, from: number): { verdict: string; cameBack: number } => {
          const { verdict, effects } = presence.receive(state, others[from]!.peerId, 'gossip', now)
          return { verdict, cameBack: note(effects) }
        }
        note(presence.handle({ kind: 'start', addresses: [self.address] }, now))

        for (const step of actions) {
          switch (step.kind) {
            case 'beat': {
              now += 600
              const state = stateFrom(others[step.who]!, now, { leaving: step.leaving })
              recorded.push(state)
              assert.equal(receive(state, step.from).verdict, 'accept')
              Object.assign(truth[step.who]!, { heardAt: now, leaving: step.leaving })
              break
            }
            case 'replay': {
              const old = recorded[step.which % Math.max(1, recorded.length)]
              if (old === undefined) break
              // as it was, or its heartbeats under a new seal
              const state = step.fresh ? { ...old, onlineMembers: [], timestamp: now } : old
              assert.equal(receive(state, step.from).cameBack, 0, 'nobody comes back by a replay')
              break
            }
            case 'forge': {
              const good = heartbeatOf(others[step.who]!, now)
              const bad = step.signature
                ? { ...good, signature: flipped(good.signature, step.at % 64, step.mask) }
                : { ...good, payload: flipped(good.payload, step.at % good.payload.length, step.mask) }
              const { verdict, cameBack } = receive(stateOf(now, { heartbeats: [bad] }), 0)
              assert.notEqual(verdict, 'accept')
              assert.equal(cameBack, 0)
              break
            }
            case 'misdate': {
              const at = now + step.by
              const { verdict, cameBack } = receive(
                stateFrom(others[step.who]!, now, { at, sequence: now }),
                0
              )
              assert.equal(verdict, 'unchecked')
              // the name may count as a hint, the heartbeat never
              assert.ok(cameBack <= 1)
              if (cameBack === 1) truth[step.who]!.heardAt = Number.NaN
              break
            }
            case 'elsewhere': {
              const state = stateFrom(others[step.who]!, now, { network: elsewhere })
              assert.deepEqual(receive(state, 0), { verdict: 'reject', cameBack: 0 })
              break
            }
            case 'link': {
              const { peerId, userId } = others[step.who]!
              const relay = step.relayed ? member('relay').peerId : undefined
              note(
                presence.handle(
                  step.up ? { kind: 'link-up', peerId, userId, relay } : { kind: 'link-down', peerId },
                  now
                )
              )
              truth[step.who]!.link = step.up ? (step.relayed ? 'relayed' : 'direct') : 'none'
              break
            }
            case 'pass': {
              const end = now + step.ms
              while (step.ticking && next <= end) {
                now = Math.max(now, next)
                note(presence.handle({ kind: 'tick' }, now))
              }
              now = end
              note(presence.handle({ kind: 'tick' }, now))
              if (step.ticking) break
              // a stall: everybody gets time again, so the model no longer knows
              for (const one of truth) if (step.ms > 10_000) one.heardAt = Number.NaN
              break
            }
          }

          const views = presence.members(now)
          assert.ok(views.length <= MAX_MEMBERS)
          for (const { userId, status } of views) {
            assert.equal(status, shown.get(userId) ?? 'offline', 'events and list say the same')
          }
          for (const [i, { heardAt, leaving, link }] of truth.entries()) {
            const status = views.find(({ userId }) => userId === others[i]!.userId)?.status ?? 'offline'
            if (link === 'direct') assert.equal(status, 'direct')
            else if (link === 'relayed') assert.equal(status, 'reachable')
            else if (Number.isNaN(heardAt)) assert.notEqual(status, 'direct')
            else if (leaving) assert.equal(status, 'offline')
            else if (now - heardAt < OFFLINE_AFTER - SUSPECT_BEFORE) assert.equal(status, 'reachable')
            else if (now - heardAt > OFFLINE_AFTER + STALL_GRACE + SUSPECT_BEFORE) {
              assert.equal(status, 'offline')
            }
          }
        }
      }),
      options
    )
  })

  it('opens what was sealed for the network, and no other bytes', () => {
    const sealed = sealState(fastCrypto, seeded('seal'), PUBLIC, stateFrom(self, NOW))
    const other = networkOf(fastCrypto, 'other')
    const isTyped = ({ name }: Error): boolean =>
      ['AuthenticationError', 'WireFormatError', 'LimitError'].includes(name)
    assert.throws(() => openState(fastCrypto, other, sealed), isTyped)
    fc.assert(
      fc.property(
        fc.nat(sealed.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.nat(sealed.length),
        (at, mask, cut) => {
          assert.throws(() => openState(fastCrypto, PUBLIC, flipped(sealed, at, mask)), isTyped)
          if (cut < sealed.length)
            assert.throws(() => openState(fastCrypto, PUBLIC, sealed.subarray(0, cut)), isTyped)
        }
      ),
      { ...options, numRuns: 300 }
    )
    assert.throws(() => openState(fastCrypto, PUBLIC, new Uint8Array(200 * 1024)), { name: 'LimitError' })
  })
})
