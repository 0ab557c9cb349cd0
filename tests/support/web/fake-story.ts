/** A world with something of everything in it, hostile texts included. */
import type { MemberLine, MessageLine } from '../../../src/node/api.ts'
import { emptyWorld } from './fake-node.ts'
import type { FakeWorld } from './fake-node.ts'

/** userIds of the story. */
export const PEOPLE = {
  alice: '12D3KooWaliceaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaAlice01',
  bob: '12D3KooWbobbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbBob00001',
  carol: '12D3KooWcarolcccccccccccccccccccccccccccccccccCarol001',
  dave: '12D3KooWdavedddddddddddddddddddddddddddddddddddDave0001',
  erin: '12D3KooWerineeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeErin0001',
  mallory: '12D3KooWmallorymmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmMallory1'
}
const minute = 60_000

/** @param now - the story ends there */
export function storyWorld(now: number): FakeWorld {
  const { alice, bob, carol, dave, erin, mallory } = PEOPLE
  const world = emptyWorld()
  world.contacts = [
    { userId: bob, name: 'Bob', state: 'accepted', verified: false },
    { userId: carol, name: 'Carol', state: 'accepted', verified: false },
    { userId: mallory, name: 'Mallory <img src=x onerror=alert(1)>', state: 'accepted', verified: false },
    {
      userId: dave,
      name: 'Dave',
      state: 'accepted',
      verified: true,
      note: 'keys changed, two device lists contradict each other: nothing is sent until you accept again'
    },
    { userId: erin, name: 'Erin', state: 'requested', verified: false }
  ]
  world.requests = [
    { userId: '12D3KooWgracegggggggggggggggggggggggggggggggggGrace01', name: 'Grace', at: now - 3 * minute }
  ]
  const member = (userId: string, name: string | null, rest: Partial<MemberLine>): MemberLine => ({
    userId,
    name,
    status: 'offline',
    via: null,
    lastSeen: now,
    ...rest
  })
  world.members = [
    member(bob, 'Bob', { status: 'direct' }),
    member(carol, 'Carol', { status: 'reachable', via: bob }),
    member(dave, 'Dave', { lastSeen: now - 120 * minute }),
    member('12D3KooWnobodynnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnNobody01', null, { status: 'direct' }),
    member('12D3KooWnobodynnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnNobody02', null, { lastSeen: null })
  ]
  world.invites = [
    { id: 'a1b2c3d4e5f6', expires: now + 9 * 1_440 * minute, state: 'open' },
    { id: 'b7c8d9e0f1a2', expires: now + 5 * 1_440 * minute, state: 'used' },
    { id: 'c3d4e5f6a7b8', expires: now - 2 * 1_440 * minute, state: 'expired' }
  ]
  let count = 0
  const say = (peer: string, text: string, rest: Partial<MessageLine> = {}): MessageLine => {
    const isOwn = rest.state !== undefined
    return {
      id: `story-${peer.slice(-6)}-${++count}`,
      from: isOwn ? alice : peer,
      to: isOwn ? peer : alice,
      kind: 'text',
      text,
      at: now - (60 - count) * minute,
      state: 'received',
      stored: isOwn ? '3/3' : null,
      ...rest
    }
  }
  world.messages.set(bob, [
    say(bob, 'Did the lab network come up after the power cut?', { at: now - 1_500 * minute }),
    say(bob, 'It did. Two coordinators were gone for an hour, the third held the mail.', {
      state: 'delivered',
      at: now - 1_490 * minute
    }),
    say(bob, 'So nothing was lost 🎉'),
    say(bob, 'I will be on a train until the evening. Write anyway, I fetch it when I am back.'),
    say(bob, 'Fine. The drawings are done, I only have to check the third sheet.', { state: 'delivered' }),
    say(bob, 'שלום, and a line\nthat has two lines', { state: 'delivered' }),
    say(bob, 'Here they come.', { state: 'stored', stored: '2/3' }),
    say(bob, 'And one more, which waits.', { state: 'queued', stored: '0/3' }),
    say(bob, 'This one is too old.', {
      state: 'failed',
      stored: '0/3',
      note: 'not delivered within 14 days: not tried any more'
    })
  ])
  world.missing.set(bob, 3)
  world.messages.set(mallory, [
    say(mallory, '<script>alert(1)</script><b>bold?</b> https://example.org/ javascript:alert(1)'),
    say(mallory, '\u202Eevil \u2066mixed\u2069 \u200F text \u202Dend'),
    say(mallory, `${'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘'.repeat(6)}`),
    say(mallory, 'x'.repeat(900)),
    say(mallory, '\n'.repeat(5_000) + 'end')
  ])
  world.traces.set(bob, {
    userId: bob,
    route: 'direct',
    attempts: [
      { rung: 'open-link', answeredBy: null, ms: 0, outcome: 'not-found' },
      { rung: 'peers', answeredBy: carol, ms: 62, outcome: 'direct' },
      { rung: 'cached-route', answeredBy: null, ms: 1_240, outcome: 'cancelled' }
    ],
    whyNotDirect: null
  })
  world.traces.set(carol, {
    userId: carol,
    route: `relayed via ${bob}`,
    attempts: [
      { rung: 'open-link', answeredBy: null, ms: 0, outcome: 'not-found' },
      { rung: 'peers', answeredBy: bob, ms: 84, outcome: 'relayed' },
      { rung: 'cached-route', answeredBy: null, ms: 2_000, outcome: 'timeout' }
    ],
    whyNotDirect: 'Their direct addresses did not answer (tried once), a relay did.'
  })
  world.traces.set(mallory, {
    userId: mallory,
    route: 'stored at 12D3KooWc1,12D3KooWc2,12D3KooWc3',
    attempts: [],
    whyNotDirect: 'Nobody who was asked knows where they are.'
  })
  return world
}

/** A long conversation with Carol. */
export function crowdedWorld(now: number, messages: number): FakeWorld {
  const world = storyWorld(now)
  const { alice, carol } = PEOPLE
  world.messages.set(
    carol,
    Array.from({ length: messages }, (_, index) => {
      const isOwn = index % 3 === 0
      return {
        id: `crowd-${index}`,
        from: isOwn ? alice : carol,
        to: isOwn ? carol : alice,
        kind: 'text',
        text: `Message ${index}. ${'Some words of a usual length. '.repeat(index % 5)}`,
        at: now - (messages - index) * minute,
        state: isOwn ? 'delivered' : 'received',
        stored: isOwn ? '3/3' : null
      }
    })
  )
  return world
}
