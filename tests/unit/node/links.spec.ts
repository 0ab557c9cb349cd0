import assert from 'node:assert/strict'
import fc from 'fast-check'
import { UnreachableError } from '../../../src/errors.ts'
import { PARK_AFTER } from '../../../src/discovery/constants.ts'
import { LinkPool } from '../../../src/node/link-pool.ts'
import { Links, MESSAGE_PROTOCOL } from '../../../src/node/links.ts'
import {
  decodeMessageFrame,
  encodeMessageFrame,
  MAX_ENVELOPE,
  MAX_MESSAGE_FRAME
} from '../../../src/wire/index.ts'
import { microtasks } from '../../support/microtasks.ts'
import { named, NOW } from '../../support/identity.ts'
import { keptLog } from '../../support/mailboxes.ts'
import { MemoryNetwork } from '../../support/relay-network.ts'
import { Watch } from '../../support/relay-world.ts'
import { runSeed } from '../../support/seeded.ts'
import type { FrameStream } from '../../../src/link.ts'
import type { Link } from '../../../src/node/links.ts'
import type { Hello, MessageFrame } from '../../../src/wire/index.ts'
import type { MemoryHost, OpenedStream } from '../../support/relay-network.ts'

const SEED = runSeed()
const ALICE = 'alice-device'
const BOB = 'bob-device'
/** Whom each device belongs to; the device of a stranger does not stand here. */
const USERS = new Map([
  [ALICE, 'alice'],
  [BOB, 'bob'],
  ['carol-device', 'carol']
])
const RUNG = 256
const soon = (): AbortSignal => AbortSignal.timeout(5_000)

function bytes(length: number, fill: number): Uint8Array {
  return new Uint8Array(length).fill(fill)
}

/** The shortest envelopes, numbered. */
function numbered(count: number, from: number = 0): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => {
    const envelope = bytes(RUNG, 0)
    envelope.set([(from + i) >> 8, (from + i) & 0xff])
    return envelope
  })
}

const NONE = new Uint8Array(0)
const HELLO: Hello = { seen: [], sessions: [] }
const NOTHING: MessageFrame = {
  envelopes: [],
  hello: undefined,
  wantBundle: false,
  bundle: undefined,
  parked: false
}
const encodeFrame = (frame: Partial<MessageFrame>): Uint8Array => encodeMessageFrame({ ...NOTHING, ...frame })

/** One side: its links, and what they said. */
interface Side {
  readonly links: Links
  readonly host: MemoryHost
  readonly said: string[]
  /** Those that were told to have ended. */
  readonly ended: Link[]
  readonly received: Uint8Array[]
  /** While set, nothing that comes in is dealt with. */
  busy: Promise<void> | undefined
  /** What was said to it at the beginning of links. */
  readonly greeted: Array<{ readonly userId: string; readonly hello: Hello }>
  /** While set, it thinks about what it was told. */
  judging: Promise<void> | undefined
  /** What an envelope takes. */
  work: () => void
}

describe(`node: links (SEED=${SEED})`, () => {
  let network: MemoryNetwork
  let watch: Watch
  let now: number
  let linger: number
  let sides: Side[]
  /** Devices of nobody, for the others. */
  let strangers: Set<string>

  beforeEach(() => {
    watch = new Watch()
    network = newNetwork()
    now = NOW
    linger = 0
    sides = []
    strangers = new Set()
  })

  afterEach(async () => {
    await Promise.all(sides.map(async ({ links }) => links.stop()))
    assert.deepEqual(network.opened.filter(({ alive }) => alive).length, 0, 'streams left open')
  })

  function newNetwork(): MemoryNetwork {
    const made = new MemoryNetwork()
    made.over = () => {
      watch.changed()
    }
    return made
  }

  async function join(peerId: string): Promise<Side> {
    const host = network.host(peerId)
    const name = (link: Link): string => `${link.userId}${link.relayed ? ' relayed' : ''}`
    let generation = 9
    const side: Side = {
      host,
      said: [],
      ended: [],
      received: [],
      busy: undefined,
      greeted: [],
      judging: undefined,
      work: () => undefined,
      links: new Links({
        transport: host,
        clock: () => now,
        logger: keptLog().logger,
        linger,
        contactOf: peer => (strangers.has(peer) ? undefined : USERS.get(peer)),
        hello: () => HELLO,
        greeted: async (userId, hello) => {
          side.greeted.push({ userId, hello })
          await side.judging
        },
        bundle: async () => ({ payload: bytes(9, generation++), signature: bytes(64, 9) }),
        receive: async (_userId, envelope) => {
          side.received.push(envelope)
          side.work()
          watch.changed()
          await side.busy
        },
        opened: link => {
          side.said.push(`opened ${name(link)}`)
          watch.changed()
        },
        closed: link => {
          side.said.push(`closed ${name(link)}`)
          side.ended.push(link)
          watch.changed()
        }
      })
    }
    sides.push(side)
    await side.links.start()
    return side
  }

  const open = async (from: Side, to: string, direct: boolean = false): Promise<Link> =>
    await from.links.open(USERS.get(to) ?? '', to, [], { signal: soon(), direct })

  const alive = (): OpenedStream[] => network.opened.filter(stream => stream.alive)

  /** A peer that speaks for itself: what it is sent, and its end of the last stream. */
  async function rawPeer(peerId: string): Promise<{ frames: Uint8Array[]; opened: FrameStream[] }> {
    const frames: Uint8Array[] = []
    const opened: FrameStream[] = []
    await network.host(peerId).handle(MESSAGE_PROTOCOL, { maxFrame: MAX_MESSAGE_FRAME }, async stream => {
      opened.push(stream)
      watch.changed()
      await stream.send(encodeFrame({ hello: HELLO }))
      await stream.receive()
      for (let frame = await stream.receive(); frame !== undefined; frame = await stream.receive()) {
        frames.push(frame)
        watch.changed()
      }
    })
    return { frames, opened }
  }

  /** Somebody who says hello, and then speaks for itself. */
  async function openRaw(from: string, to: string): Promise<FrameStream> {
    const stream = await openSilent(from, to)
    await stream.send(encodeFrame({ hello: HELLO }), { signal: soon() }).catch(() => undefined)
    return stream
  }

  async function openSilent(from: string, to: string): Promise<FrameStream> {
    return await network
      .host(from)
      .open(to, [], MESSAGE_PROTOCOL, { maxFrame: MAX_MESSAGE_FRAME, signal: soon() })
  }

  describe('of two sides that dial each other', () => {
    it('converge to one, by whatever turns the two dials take', async () => {
      const turns = fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        async (scheduler, ofAlice, ofBob) => {
          network = newNetwork()
          const [alice, bob] = [await join(ALICE), await join(BOB)]
          network.pace = async () => await scheduler.schedule(Promise.resolve())
          const dials = [
            ...Array.from({ length: ofAlice }, async () => open(alice, BOB)),
            ...Array.from({ length: ofBob }, async () => open(bob, ALICE))
          ]
          await scheduler.waitFor(Promise.all(dials))
          await watch.until(() => alive().length === 1)
          // who was closed last has to hear of it
          await new Promise(resolve => setImmediate(resolve))

          const [only] = alive()
          for (const [side, user] of [
            [alice, 'bob'],
            [bob, 'alice']
          ] as const) {
            assert.equal(side.links.all().length, 1)
            // no storm: each stream comes and goes once at most
            assert.ok(side.said.length <= 2 * network.opened.length, side.said.join(', '))
            const before = network.opened.map(stream => stream.alive)
            await side.links.get(user)?.send([bytes(RUNG, 1)], soon())
            assert.deepEqual(
              network.opened.map(stream => stream.alive),
              before
            )
          }
          await watch.until(() => alice.received.length === 1 && bob.received.length === 1)
          assert.equal(only?.alive, true)
          await Promise.all([alice.links.stop(), bob.links.stop()])
        }
      )
      await fc.assert(turns, { numRuns: 60, seed: SEED })
    })

    it('keep the one that the smaller peer id opened', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      await Promise.all([open(bob, ALICE), open(alice, BOB)])
      await watch.until(() => alive().length === 1)
      assert.equal(alive()[0]?.from, ALICE)
    })

    it('never say that nobody is there between the two', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      await Promise.all([open(bob, ALICE), open(alice, BOB)])
      await watch.until(() => alive().length === 1)
      for (const { said } of [alice, bob]) {
        let links = 0
        for (const [at, line] of said.entries()) {
          links += line.startsWith('opened') ? 1 : -1
          assert.ok(links > 0, `${said.join(', ')}: gone at ${at}`)
        }
      }
    })
  })

  describe('whose caller has left', () => {
    it('are opened all the same: the other side may have closed its own for them', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      const opened = Promise.withResolvers<void>()
      network.pace = async () => await opened.promise
      const caller = new AbortController()
      const opening = alice.links.open('bob', BOB, [], { signal: caller.signal })
      caller.abort()
      await assert.rejects(opening, named('DeadlineError'))
      assert.deepEqual(alice.said, [])
      opened.resolve()
      await watch.until(() => alice.links.get('bob') !== undefined && bob.links.get('alice') !== undefined)
      assert.equal(alive().length, 1)
    })
  })

  describe('that one side opens', () => {
    it('are one for everybody who asks', async () => {
      const [alice] = [await join(ALICE), await join(BOB)]
      const first = await open(alice, BOB)
      assert.equal(await open(alice, BOB), first)
      assert.equal(alice.links.get('bob'), first)
      assert.deepEqual(alice.links.all(), [first])
      assert.equal(network.opened.length, 1)
    })

    it('are one on both sides when it dials twice at once', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      await Promise.all([open(alice, BOB), open(alice, BOB)])
      await watch.until(() => alive().length === 1)
      assert.equal(network.opened.length, 2)
      await alice.links.get('bob')?.send([bytes(RUNG, 7)], soon())
      await bob.links.get('alice')?.send([bytes(RUNG, 8)], soon())
      await watch.until(() => alice.received.length === 1 && bob.received.length === 1)
    })

    it('are replaced by a younger one: who dials again has lost the old one', async () => {
      const alice = await join(ALICE)
      await openRaw(BOB, ALICE)
      await watch.until(() => alice.said.length === 1)
      const old = alice.links.get('bob')
      now += 10_000
      const young = await openRaw(BOB, ALICE)
      await watch.until(() => alice.links.get('bob') !== old)
      await alice.links.get('bob')?.send([bytes(RUNG, 9)], soon())
      assert.ok((await young.receive({ signal: soon() })) !== undefined)
    })

    it('are bounded: a peer that opens without end loses its oldest, but for the one in use', async () => {
      const alice = await join(ALICE)
      const streams: FrameStream[] = []
      for (let count = 0; count < 12; count += 1) streams.push(await openRaw(BOB, ALICE))
      await watch.until(() => alive().length <= 8)
      assert.equal(alice.links.all().length, 1)
      await alice.links.get('bob')?.send([bytes(RUNG, 1)], soon())
      await assert.rejects(async () => streams[1]?.send(bytes(RUNG, 1)), named('UnreachableError'))
    })
  })

  describe('over a relay', () => {
    it('give way to a direct one, without a moment between', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      network.relayed = true
      assert.equal((await open(alice, BOB)).relayed, true)
      const direct = await open(alice, BOB, true)
      assert.equal(direct.relayed, false)
      assert.equal(alice.links.get('bob'), direct)
      await watch.until(() => alive().length === 1 && bob.said.length === 3)
      for (const [side, user] of [
        [alice, 'bob'],
        [bob, 'alice']
      ] as const) {
        assert.deepEqual(side.said, [`opened ${user} relayed`, `opened ${user}`, `closed ${user} relayed`])
      }
    })

    it('are kept until the other side has the direct one, too', async () => {
      linger = 50
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      network.relayed = true
      const relayed = await open(alice, BOB)
      await watch.until(() => bob.said.length === 1)
      const seen = Promise.withResolvers<void>()
      network.late = seen.promise
      const opening = open(alice, BOB, true)
      await microtasks()
      assert.equal(alive().length, 2)
      // it is no link before the other side has said hello
      assert.equal(alice.links.get('bob'), relayed)
      seen.resolve()
      assert.equal(await opening, alice.links.get('bob'))
      await watch.until(() => alive().length === 1)
      assert.deepEqual(bob.said, ['opened alice relayed', 'opened alice', 'closed alice relayed'])
    })

    it('are written to again when the direct one does not last', async () => {
      linger = 60_000
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      network.relayed = true
      const relayed = await open(alice, BOB)
      await open(alice, BOB, true)
      network.opened[1]?.cut()
      await watch.until(() => alice.links.get('bob') === relayed)
      await relayed.send([bytes(RUNG, 3)], soon())
      await watch.until(() => bob.received.length === 1)
      assert.equal(alive().length, 1)
    })

    it('do not replace a direct one, however young', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      await open(alice, BOB)
      now += 60_000
      network.relayed = true
      const stream = await openRaw(BOB, ALICE)
      assert.equal(stream.relay, 'relay')
      assert.equal(alice.links.get('bob')?.relayed, false)
      assert.equal(bob.links.get('alice')?.relayed, false)
    })

    it('are written to while they speak and an older direct one is silent', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      const direct = await open(alice, BOB)
      now += 1_000
      network.relayed = true
      const stream = await openRaw(BOB, ALICE)
      await watch.until(() => alive().length === 2)
      assert.ok((await stream.receive({ signal: soon() })) !== undefined, 'hello')
      assert.equal(alice.links.get('bob'), direct)
      await stream.send(encodeFrame({ envelopes: [bytes(RUNG, 1)] }))
      await watch.until(() => alice.received.length === 1)
      assert.equal(alice.links.get('bob')?.relayed, true)
      await alice.links.get('bob')?.send([bytes(RUNG, 2)], soon())
      assert.ok((await stream.receive({ signal: soon() })) !== undefined)
      // the older one was alive after all
      now += 1_000
      await bob.links.get('alice')?.send([bytes(RUNG, 3)], soon())
      await watch.until(() => alice.links.get('bob') === direct)
    })

    it('take over when the direct one ends', async () => {
      const alice = await join(ALICE)
      network.relayed = true
      await openRaw(BOB, ALICE)
      network.relayed = false
      const direct = await openRaw(BOB, ALICE)
      await watch.until(() => alice.links.get('bob')?.relayed === false)
      direct.abort(new UnreachableError('gone'))
      await watch.until(() => alice.links.get('bob')?.relayed === true)
    })

    it('stay when no direct one can be had', async () => {
      const [alice] = [await join(ALICE), await join(BOB)]
      network.relayed = true
      const relayed = await open(alice, BOB)
      network.down('nobody')
      await assert.rejects(
        alice.links.open('bob', 'nobody', [], { signal: soon(), direct: true }),
        named('UnreachableError')
      )
      assert.equal(alice.links.get('bob'), relayed)
    })
  })

  describe('that end', () => {
    for (const how of ['in order', 'by a reset'] as const) {
      it(`are reported once, ${how}`, async () => {
        const [alice, bob] = [await join(ALICE), await join(BOB)]
        const link = await open(alice, BOB)
        await watch.until(() => bob.said.length === 1)
        if (how === 'in order') await link.close()
        else network.opened[0]?.cut()
        await watch.until(() => alice.said.length >= 2 && bob.said.length >= 2)
        await link.close()
        assert.deepEqual(alice.said, ['opened bob', 'closed bob'])
        assert.deepEqual(bob.said, ['opened alice', 'closed alice'])
        assert.equal(alice.links.get('bob'), undefined)
        assert.deepEqual(bob.links.all(), [])
      })
    }

    it('can be opened again', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      await open(alice, BOB)
      network.opened[0]?.cut()
      await watch.until(() => bob.said.length === 2 && alice.said.length === 2)
      await (await open(alice, BOB)).send([bytes(RUNG, 5)], soon())
      await watch.until(() => bob.received.length === 1)
    })

    it('end when bytes do not get out in time: no half dead link stays in the way', async () => {
      const alice = await join(ALICE)
      await openRaw(BOB, ALICE)
      await watch.until(() => alice.said.length === 1)
      network.opened[0]?.stall(new Promise(() => undefined))
      const link = alice.links.get('bob')
      const late = new AbortController()
      const sending = assert.rejects(
        async () => link?.send([bytes(RUNG, 1)], late.signal),
        named('DeadlineError')
      )
      late.abort()
      await sending
      await watch.until(() => alice.said.length === 2)
      assert.deepEqual(alice.said, ['opened bob', 'closed bob'])
    })
  })

  describe('that are parked', () => {
    const parkedOf = (side: Side): boolean[] => side.ended.map(({ isParked }) => isParked)

    it('end on both sides, which know that it was on purpose', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      linger = 5_000
      await open(alice, BOB)
      await watch.until(() => bob.links.get('alice') !== undefined)
      await bob.links.park('alice')
      assert.equal(bob.links.get('alice'), undefined)
      await watch.until(() => alice.ended.length === 1)
      // not by the time: the other side closes it at once
      await watch.until(() => alive().length === 0)
      assert.deepEqual([parkedOf(alice), parkedOf(bob)], [[true], [true]])
      assert.deepEqual(alice.said, ['opened bob', 'closed bob'])
      assert.deepEqual(bob.said, ['opened alice', 'closed alice'])
    })

    it('lose nothing that was on its way, and open again for the next text', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      linger = 5_000
      const link = await open(alice, BOB)
      await watch.until(() => bob.links.get('alice') !== undefined)
      const parking = bob.links.park('alice')
      await link.send(numbered(3), soon())
      await parking
      await watch.until(() => bob.received.length === 3 && alive().length === 0)
      const again = await open(alice, BOB)
      await again.send(numbered(1, 3), soon())
      await watch.until(() => bob.received.length === 4)
      assert.equal(again.isParked, false)
    })

    it('are closed also when the other side takes no notice', async () => {
      const alice = await join(ALICE)
      const { frames } = await rawPeer(BOB)
      await open(alice, BOB)
      await alice.links.park('bob')
      await watch.until(() => alive().length === 0)
      assert.deepEqual(
        frames.map(frame => decodeMessageFrame(frame).parked),
        [true]
      )
    })

    it('from the beginning are none', async () => {
      const alice = await join(ALICE)
      const stream = await openSilent(BOB, ALICE)
      await stream.send(encodeFrame({ hello: HELLO, envelopes: [bytes(RUNG, 1)], parked: true }))
      await watch.until(() => alice.ended.length === 1)
      assert.deepEqual(parkedOf(alice), [true])
      assert.equal(alice.received.length, 1)
    })

    it('know when they were used last, and whether something is being dealt with', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      const link = await open(alice, BOB)
      await watch.until(() => bob.links.get('alice') !== undefined)
      assert.equal(link.used, 0)
      now += 1_000
      const gate = Promise.withResolvers<void>()
      bob.busy = gate.promise
      await link.send(numbered(1), soon())
      await watch.until(() => bob.received.length === 1)
      const other = bob.links.get('alice')
      assert.deepEqual([link.used, other?.used, other?.isBusy], [now, now, true])
      gate.resolve()
      await microtasks()
      assert.equal(other?.isBusy, false)
    })

    it('are those beyond the bounds of a pool, and not what waits', async () => {
      const alice = await join(ALICE)
      const [carol, bob] = [await join('carol-device'), await join(BOB)]
      await open(alice, BOB)
      await open(alice, 'carol-device')
      await watch.until(() => [bob, carol].every(({ links }) => links.get('alice') !== undefined))
      const waiting = new Set(['bob', 'carol'])
      const pool = new LinkPool({
        links: alice.links,
        clock: () => now,
        waitsFor: userId => waiting.has(userId),
        bounds: { active: 1, standby: 0 }
      })
      assert.equal(pool.hasRoom(0), false)
      await alice.links.get('bob')?.send(numbered(1), soon())
      now += PARK_AFTER
      pool.look()
      await microtasks()
      assert.equal(alice.links.all().length, 2)
      waiting.clear()
      assert.deepEqual([pool.isActive('bob'), pool.isActive('carol')], [true, false])
      pool.look()
      await watch.until(() => carol.ended.length === 1)
      assert.deepEqual(
        alice.links.all().map(({ userId }) => userId),
        ['bob']
      )
      assert.equal(pool.hasRoom(0), false)
      await alice.links.park('bob')
      assert.deepEqual([pool.hasRoom(0), pool.hasRoom(1)], [true, false])
    })
  })

  describe('of strangers', () => {
    it('are reset, and nothing of them is read', async () => {
      const alice = await join(ALICE)
      const stream = await openRaw('mallory-device', ALICE)
      await assert.rejects(stream.receive({ signal: soon() }), named('UnreachableError'))
      assert.deepEqual(alice.said, [])
      assert.deepEqual(alice.received, [])
    })
  })

  describe('carry envelopes', () => {
    it('in order, both ways', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      const link = await open(alice, BOB)
      await link.send(numbered(200), soon())
      await link.send(numbered(100, 200), soon())
      await watch.until(() => bob.received.length === 300)
      assert.deepEqual(bob.received, numbered(300))
      await bob.links.get('alice')?.send(numbered(5), soon())
      await watch.until(() => alice.received.length === 5)
    })

    it('in frames of at most 64', async () => {
      const alice = await join(ALICE)
      const { frames } = await rawPeer(BOB)
      await (await open(alice, BOB)).send(numbered(130), soon())
      await watch.until(() => frames.length === 3)
      assert.deepEqual(
        frames.map(frame => decodeMessageFrame(frame).envelopes.length),
        [64, 64, 2]
      )
    })

    it('in frames of at most the size that the other side takes', async () => {
      const alice = await join(ALICE)
      const { frames } = await rawPeer(BOB)
      const sent = [MAX_ENVELOPE, MAX_ENVELOPE, 1_000, MAX_ENVELOPE - 1_000, 64].map((size, i) =>
        bytes(size, i)
      )
      await (await open(alice, BOB)).send(sent, soon())
      await watch.until(() => frames.flatMap(frame => decodeMessageFrame(frame).envelopes).length === 5)
      assert.ok(frames.every(frame => frame.length <= MAX_MESSAGE_FRAME))
      assert.deepEqual(
        frames.flatMap(frame => decodeMessageFrame(frame).envelopes),
        sent
      )
      assert.equal(frames.length, 3)
    })

    it('and nothing for nothing', async () => {
      const alice = await join(ALICE)
      const { frames } = await rawPeer(BOB)
      const link = await open(alice, BOB)
      await link.send([], soon())
      await link.send([bytes(RUNG, 1)], soon())
      await watch.until(() => frames.length > 0)
      assert.equal(frames.length, 1)
    })

    it('no faster than the disk takes them', async () => {
      const alice = await join(ALICE)
      const gate = Promise.withResolvers<void>()
      alice.busy = gate.promise
      const stream = await openRaw(BOB, ALICE)
      await stream.send(encodeFrame({ envelopes: numbered(64) }))
      await watch.until(() => alice.received.length > 0)
      await microtasks()
      assert.equal(alice.received.length, 16)
      alice.busy = undefined
      gate.resolve()
      await watch.until(() => alice.received.length === 64)
      assert.deepEqual(alice.received, numbered(64))
    })
  })

  describe('of a contact that sends without end', () => {
    /** As many envelopes as it takes to be in debt for long, while the clock stands. */
    async function flood(
      stream: FrameStream,
      envelopes: readonly Uint8Array[],
      times: number
    ): Promise<void> {
      const frame = encodeFrame({ envelopes })
      for (let sent = 0; sent < times; sent += 1) await stream.send(frame)
    }

    for (const [what, length, atOnce] of [
      ['short envelopes', RUNG, 1_000],
      ['long ones', MAX_ENVELOPE, 10]
    ] as const) {
      it(`are read no faster than a contact may send ${what}, and nothing is lost`, async () => {
        const alice = await join(ALICE)
        const stream = await openRaw(BOB, ALICE)
        const frame = length === RUNG ? numbered(64) : [bytes(length, 1)]
        const all = frame.length * Math.ceil((1.5 * atOnce) / frame.length)
        await flood(stream, frame, all / frame.length)
        await watch.until(() => alice.received.length >= 0.8 * atOnce)
        await microtasks()
        assert.ok(alice.received.length <= 1.1 * atOnce, `${alice.received.length} at once`)
        now += 60_000
        await watch.until(() => alice.received.length === all)
        assert.equal(alice.links.all().length, 1)
      })
    }

    it('are read less the more work they make', async () => {
      const alice = await join(ALICE)
      alice.work = () => {
        now += 200
      }
      const stream = await openRaw(BOB, ALICE)
      await flood(stream, numbered(1), 40)
      await watch.until(() => alice.received.length >= 10)
      await microtasks()
      assert.ok(alice.received.length <= 15, `${alice.received.length} at once`)
    })

    it('do not slow those of others', async () => {
      const [alice, carol] = [await join(ALICE), await join('carol-device')]
      const stream = await openRaw(BOB, ALICE)
      await flood(stream, numbered(64), 40)
      await watch.until(() => alice.received.length >= 800)
      await (await open(carol, ALICE)).send([bytes(RUNG, 0xcc)], soon())
      await watch.until(() => alice.received.some(([first]) => first === 0xcc))
    })

    it('stop at once', async () => {
      const alice = await join(ALICE)
      const stream = await openRaw(BOB, ALICE)
      await flood(stream, numbered(64), 40)
      await watch.until(() => alice.received.length >= 800)
      await alice.links.stop()
      await microtasks()
      assert.ok(alice.received.length < 2_000)
    })

    it('are not opened without end', async () => {
      const alice = await join(ALICE)
      for (let count = 0; count < 200; count += 1) (await openRaw(BOB, ALICE)).abort(new Error('again'))
      await microtasks()
      const opened = alice.said.filter(line => line.startsWith('opened')).length
      assert.ok(opened > 10 && opened <= 60, `${opened} opened`)
    })
  })

  describe('with a peer that breaks the rules', () => {
    for (const [what, frame] of [
      ['is no frame of ours', Uint8Array.of(0xff, 0xff, 0xff)],
      ['has 65 envelopes', undefined],
      ['has an envelope that is not padded', encodeFrame({ envelopes: [bytes(RUNG, 2), bytes(1, 1)] })]
    ] as const) {
      it(`end at what ${what}, and only they`, async () => {
        const [alice] = [await join(ALICE), await join('carol-device')]
        const kept = await open(alice, 'carol-device')
        const stream = await openRaw(BOB, ALICE)
        await watch.until(() => alice.links.get('bob') !== undefined)
        await stream.send(encodeFrame({ envelopes: [bytes(RUNG, 1)] }))
        const two = [...encodeFrame({ envelopes: numbered(33) })]
        await stream.send(frame ?? Uint8Array.from([...two, ...two]))
        await watch.until(() => alice.links.get('bob') === undefined)
        assert.deepEqual(alice.received, [bytes(RUNG, 1)])
        assert.deepEqual(alice.links.all(), [kept])
        await openRaw(BOB, ALICE)
        await microtasks()
        assert.equal(alice.links.get('bob'), undefined, 'not again at once')
        now += 60_000
        await openRaw(BOB, ALICE)
        await watch.until(() => alice.links.get('bob') !== undefined)
      })
    }
  })

  describe('begin with a hello', () => {
    it('of both sides, and are open when each has dealt with that of the other', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      const judged = Promise.withResolvers<void>()
      alice.judging = judged.promise
      const opening = open(bob, ALICE)
      await microtasks()
      assert.deepEqual(alice.greeted, [{ userId: 'bob', hello: HELLO }])
      assert.deepEqual(bob.greeted, [{ userId: 'alice', hello: HELLO }])
      assert.equal(alice.links.get('bob'), undefined)
      const link = await opening
      await link.send([bytes(RUNG, 1)], soon())
      await microtasks()
      assert.deepEqual(alice.received, [])
      judged.resolve()
      await watch.until(() => alice.received.length === 1)
      assert.notEqual(alice.links.get('bob'), undefined)
    })

    it('without which nothing is read', async () => {
      const alice = await join(ALICE)
      const stream = await openSilent(BOB, ALICE)
      await stream.send(encodeFrame({ envelopes: [bytes(RUNG, 1)] }))
      await watch.until(() => alive().length === 0)
      assert.deepEqual(alice.received, [])
      assert.deepEqual(alice.said, [])
    })

    it('and with one', async () => {
      const alice = await join(ALICE)
      const stream = await openRaw(BOB, ALICE)
      await watch.until(() => alice.links.get('bob') !== undefined)
      await stream.send(encodeFrame({ hello: HELLO }))
      await watch.until(() => alice.links.get('bob') === undefined)
      assert.equal(alice.greeted.length, 1)
    })
  })

  describe('carry a bundle', () => {
    it('to who asks for it, once a minute', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      await open(alice, BOB)
      assert.equal((await alice.links.bundleOf('bob', soon()))?.payload[0], 9)
      assert.deepEqual(bob.received, [])
      const stream = await openRaw('carol-device', ALICE)
      await stream.receive({ signal: soon() })
      for (let asked = 0; asked < 5; asked += 1) await stream.send(encodeFrame({ wantBundle: true }))
      assert.notEqual(
        decodeMessageFrame((await stream.receive({ signal: soon() })) ?? NONE).bundle,
        undefined
      )
      await stream.send(encodeFrame({ envelopes: [bytes(RUNG, 2)] }))
      await watch.until(() => alice.received.length === 1)
      await assert.rejects(stream.receive({ signal: AbortSignal.abort() }), named('DeadlineError'))
    })

    it('that is the one of now, however long the link is open', async () => {
      const [alice] = [await join(ALICE), await join(BOB)]
      await open(alice, BOB)
      assert.equal((await alice.links.bundleOf('bob', soon()))?.payload[0], 9)
      now += 60_000
      assert.equal((await alice.links.bundleOf('bob', soon()))?.payload[0], 10)
    })

    it('of nobody who is not linked', async () => {
      const alice = await join(ALICE)
      assert.equal(await alice.links.bundleOf('bob', soon()), undefined)
    })
  })

  describe('that are stopped', () => {
    it('all end, on both sides, and no other can be opened', async () => {
      const [alice, bob, carol] = [await join(ALICE), await join(BOB), await join('carol-device')]
      await open(alice, BOB)
      await open(carol, ALICE)
      await watch.until(() => alice.links.all().length === 2 && bob.links.all().length === 1)
      await alice.links.stop()
      await watch.until(() => bob.links.all().length === 0 && carol.links.all().length === 0)
      assert.deepEqual(alice.links.all(), [])
      await assert.rejects(open(bob, ALICE), named('UnreachableError'))
      await assert.rejects(open(alice, BOB), named('UnreachableError', 'UsageError'))
    })

    it('do not let one in that was being dialled', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      const late = Promise.withResolvers<void>()
      network.pace = async () => await late.promise
      const dialling = open(alice, BOB)
      await alice.links.stop()
      late.resolve()
      await assert.rejects(dialling, named('UnreachableError', 'DeadlineError'))
      await watch.until(() => alive().length === 0 && bob.links.all().length === 0)
      assert.deepEqual(alice.said, [])
    })

    it('with one user, not with the others', async () => {
      const [alice, bob, carol] = [await join(ALICE), await join(BOB), await join('carol-device')]
      await open(alice, BOB)
      await open(carol, ALICE)
      await watch.until(() => alice.links.all().length === 2)
      await alice.links.end('bob')
      await watch.until(() => bob.links.all().length === 0)
      assert.deepEqual(
        alice.links.all().map(({ userId }) => userId),
        ['carol']
      )
    })

    it('let nobody in who stopped being a contact meanwhile, whoever dialled', async () => {
      const [alice, bob] = [await join(ALICE), await join(BOB)]
      const dialled = Promise.withResolvers<void>()
      network.pace = async () => await dialled.promise
      const links = [open(alice, BOB), open(bob, ALICE)]
      strangers.add(BOB)
      await alice.links.end('bob')
      dialled.resolve()
      await Promise.allSettled(links)
      await microtasks()
      assert.deepEqual([alice.said, alice.greeted], [[], []])
    })

    it('stop twice', async () => {
      const alice = await join(ALICE)
      await Promise.all([alice.links.stop(), alice.links.stop()])
      await alice.links.stop()
    })
  })
})
