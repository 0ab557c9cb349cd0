import assert from 'node:assert/strict'
import { followNode } from '../../../src/ui-web/state/profile.ts'
import type { ProfileState } from '../../../src/ui-web/state/profile.ts'
import { createFakeNode } from '../../support/web/fake-node.ts'
import type { FakeNode } from '../../support/web/fake-node.ts'
import { PEOPLE, storyWorld } from '../../support/web/fake-story.ts'
import { inviteFrom } from '../../support/web/invite-from.ts'

const { bob, carol, dave } = PEOPLE

describe('the state of a profile on the page', () => {
  let node: FakeNode
  let profile: ProfileState

  beforeEach(async () => {
    node = createFakeNode({ userId: PEOPLE.alice, name: 'Alice', world: storyWorld(1_000_000) })
    profile = followNode({ node, owns: true, page: undefined, now: () => 2_000_000 })
    await profile.refresh()
  })
  afterEach(() => {
    profile.stop()
  })

  it('lists accepted contacts before those who were asked, by name', () => {
    const names = profile.contacts.lines.value?.map(({ name }) => name?.split(' ')[0])
    assert.deepEqual(names, ['Bob', 'Carol', 'Dave', 'Mallory', 'Erin'])
  })

  it('moves a request to the contacts when it is accepted', async () => {
    const [request] = profile.requests.lines.value
    assert.ok(request)
    await profile.requests.accept(request.userId)
    await profile.contacts.refresh()
    assert.deepEqual(profile.requests.lines.value, [])
    assert.equal(profile.contacts.find(request.userId)?.state, 'accepted')
  })

  it('shows a request that comes', async () => {
    const request = { userId: 'heidi', name: 'Heidi', at: 5 }
    node.world.requests.push(request)
    node.emit('request', request)
    await profile.requests.refresh()
    assert.ok(profile.requests.lines.value.some(({ userId }) => userId === 'heidi'))
  })

  it('says whose invite it is before anybody is asked', () => {
    const { link, userId } = inviteFrom('Frank', 2_000_000)
    assert.deepEqual(profile.contacts.read(` ${link}\n`), { kind: 'invite', userId, name: 'Frank' })
    assert.deepEqual(profile.contacts.read(' '), { kind: 'nothing' })
    const sentence = 'This invite was altered or cut off.'
    const altered = link.slice(0, -9) + (link.at(-9) === 'A' ? 'B' : 'A') + link.slice(-8)
    assert.deepEqual(profile.contacts.read(altered), { kind: 'unusable', sentence })
    const old = inviteFrom('Frank', 1_000_000, 1_000_000)
    assert.deepEqual(profile.contacts.read(old.link), {
      kind: 'unusable',
      sentence: 'This invite has expired.'
    })
    assert.equal(node.calls.get('addContact'), undefined)
  })

  it('lists who is around first, by name, and keeps them in place when only the way to them changes', () => {
    const names = (): (string | null)[] => profile.members.lines.value.map(({ name }) => name)
    assert.deepEqual(names(), ['Bob', 'Carol', null, 'Dave', null])
    node.emit('presence', { userId: bob, status: 'reachable', via: carol })
    node.emit('presence', { userId: carol, status: 'direct', via: null })
    assert.deepEqual(names(), ['Bob', 'Carol', null, 'Dave', null])
  })

  it('moves a member as it comes and goes', () => {
    const order = (): (string | undefined)[] => profile.members.lines.value.map(({ status }) => status)
    assert.deepEqual(order(), ['direct', 'reachable', 'direct', 'offline', 'offline'])
    node.emit('presence', { userId: dave, status: 'reachable', via: bob })
    assert.equal(profile.members.byId.value.get(dave)?.via, bob)
    node.emit('presence', { userId: bob, status: 'offline', via: null })
    assert.equal(profile.members.byId.value.get(dave)?.lastSeen, 2_000_000)
    assert.equal(profile.members.byId.value.get(bob)?.lastSeen, 1_000_000, 'who goes was not seen now')
    assert.deepEqual(order(), ['reachable', 'reachable', 'direct', 'offline', 'offline'])
  })

  it('asks the node about a member it has not heard of: it may be a coordinator', async () => {
    node.emit('presence', { userId: 'coordinator', status: 'direct', via: null })
    await profile.members.refresh()
    assert.ok(!profile.members.byId.value.has('coordinator'))
  })

  it('takes a route from the trace until a link says otherwise', async () => {
    const { signal } = new AbortController()
    await profile.routes.trace(carol, signal)
    assert.deepEqual(profile.routes.byId.value.get(carol), { state: null, route: `relayed via ${bob}` })
    const late = profile.routes.trace(carol, signal)
    node.emit('link', { userId: carol, state: 'CONNECTED', route: 'direct' })
    await late
    assert.deepEqual(profile.routes.byId.value.get(carol), { state: 'CONNECTED', route: 'direct' })
  })

  it('counts mailboxes at once', () => {
    node.emit('mailboxes', { held: 1, wanted: 3 })
    assert.equal(profile.status.line.value?.mailboxes.held, 1)
  })

  it('keeps what the node has to say until it was read', () => {
    assert.equal(profile.status.notice.value, undefined)
    node.emit('notice', { text: 'This profile is an older copy of itself.' })
    assert.equal(profile.status.notice.value, 'This profile is an older copy of itself.')
    profile.status.onNotice(undefined)
    assert.equal(profile.status.notice.value, undefined)
  })

  it('knows the link of the invite that it made, until that is revoked', async () => {
    await profile.invites.make()
    const made = profile.invites.latest.value
    assert.ok(made)
    assert.match(made.link, /^web\+earshot:#i=/u)
    await profile.invites.revoke(made.id)
    assert.equal(profile.invites.latest.value, undefined)
    assert.equal(profile.invites.lines.value.find(({ id }) => id === made.id)?.state, 'revoked')
  })

  it('says what could not be read, and listens no longer once stopped', async () => {
    node.members = async () => {
      throw new Error('gone')
    }
    await profile.members.refresh()
    assert.equal((profile.trouble.value as Error).message, 'gone')
    profile.stop()
    node.emit('mailboxes', { held: 0, wanted: 3 })
    assert.equal(profile.status.line.value?.mailboxes.held, 3)
  })
})
