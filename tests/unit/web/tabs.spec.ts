import assert from 'node:assert/strict'
import { mock } from 'node:test'
import { METHODS } from '../../../src/ui-web/page-node.ts'
import { awaitOwner, createMirror, findOwner } from '../../../src/ui-web/tabs/mirror.ts'
import { createOwner } from '../../../src/ui-web/tabs/owner.ts'
import { holderOf, take, untilFree } from '../../../src/ui-web/tabs/ownership.ts'
import { openChannel } from '../../../src/ui-web/tabs/wire.ts'
import { createFakeNode } from '../../support/web/fake-node.ts'
import type { Method } from '../../../src/ui-web/page-node.ts'
import type { Mirror } from '../../../src/ui-web/tabs/mirror.ts'
import type { Owner } from '../../../src/ui-web/tabs/owner.ts'
import type { Channel, Saying } from '../../../src/ui-web/tabs/wire.ts'
import type { FakeNode } from '../../support/web/fake-node.ts'

const SELF = '12D3KooWself'
const BOB = '12D3KooWbob'
const FACTS = { userId: SELF, peerId: '12D3KooWpeer', name: 'Alice', protectedBy: 'passphrase' } as const
/** An owner that does not answer by then does not answer (ms). */
const SHORT = 100
/** Nothing else runs so long (ms). */
const KEY_DERIVATION = 10_000
/** Calls that an owner takes at a time. */
const MAX_CALLS = 256

describe('tabs of one profile', () => {
  let profile = 0
  let channels: Channel[]
  let node: FakeNode
  let owner: Owner

  /** As another tab has it. */
  function channel(): Channel {
    const opened = openChannel(`tabs ${profile}`)
    channels.push(opened)
    return opened
  }

  async function mirrorOf(to: Channel = channel()): Promise<Mirror> {
    const found = await findOwner(to)
    assert.ok(found !== undefined && 'facts' in found)
    return createMirror(to, found)
  }

  /** The next thing of that kind that is said to another tab. */
  function heard<K extends Saying['kind']>(kind: K): Promise<Extract<Saying, { kind: K }>> {
    const listening = channel()
    return new Promise(resolve => {
      const stopListening = listening.listen(saying => {
        if (saying.kind !== kind) return
        stopListening()
        resolve(saying as Extract<Saying, { kind: K }>)
      })
    })
  }

  /** Who answers as the owner. */
  async function ownerId(as: 'owner' | 'starting' = 'owner'): Promise<string> {
    const said = heard(as)
    channel().say({ kind: 'hello' })
    return (await said).owner
  }

  /** Resolves when that channel has heard all that was said before. */
  async function caughtUp(listening: Channel): Promise<void> {
    const last = Promise.withResolvers<void>()
    const stopListening = listening.listen(saying => {
      if (saying.kind === 'cancel' && saying.id === 'the last') last.resolve()
    })
    channel().say({ kind: 'cancel', id: 'the last' })
    await last.promise
    stopListening()
  }

  beforeEach(() => {
    profile += 1
    channels = []
    node = createFakeNode({ userId: SELF, name: 'Alice' })
    owner = createOwner(channel())
  })

  afterEach(() => {
    owner.stop()
    for (const each of channels) each.close()
  })

  it('learn who runs the node: nobody, somebody who starts it, somebody who has it', async () => {
    const asking = channel()
    const found = await findOwner(asking, SHORT)
    assert.ok(found !== undefined && 'startingFor' in found && found.startingFor >= 0)
    owner.serve(node)
    const running = await findOwner(asking)
    assert.ok(running !== undefined && 'facts' in running)
    assert.deepEqual(running.facts, { ...FACTS, peerId: node.peerId })
    owner.stop()
    assert.equal(await findOwner(asking, SHORT), undefined)
  })

  it('wait for one that starts it, but not for ever', async () => {
    const asking = channel()
    assert.equal(await awaitOwner(asking, SHORT, 0), undefined)
    const asked = heard('hello')
    const waiting = awaitOwner(asking)
    await asked
    owner.serve(node)
    assert.equal((await waiting)?.facts.userId, SELF)
  })

  it('wait for one that answers late, because it computes a key on a slow phone', async () => {
    owner.stop()
    mock.timers.enable({ apis: ['setTimeout'] })
    try {
      const finding = findOwner(channel())
      mock.timers.tick(KEY_DERIVATION)
      owner = createOwner(channel())
      const found = await finding
      assert.ok(found !== undefined && 'startingFor' in found)
    } finally {
      mock.timers.reset()
    }
  })

  it('use the node of the owner, each getting its own answers', async () => {
    owner.serve(node)
    const [a, b] = [await mirrorOf(), await mirrorOf()]
    const [sent, contacts] = await Promise.all([a.node.send(BOB, 'hello'), b.node.contacts()])
    assert.equal(sent.state, 'queued')
    assert.deepEqual(contacts, [])
    assert.deepEqual(
      (await b.node.messages(BOB)).map(({ text }) => text),
      ['hello']
    )
    assert.equal(a.node.userId, SELF)
    a.stop()
    b.stop()
  })

  it('can call all that a page uses', async () => {
    owner.serve(node)
    const { node: mirrored, stop } = await mirrorOf()
    for (const method of METHODS) assert.equal(typeof mirrored[method], 'function', method)
    stop()
  })

  it('hear what happens to it', async () => {
    owner.serve(node)
    const { node: mirrored, stop } = await mirrorOf()
    const presence = new Promise(resolve => {
      mirrored.events.addEventListener('presence', ({ detail }) => resolve(detail))
    })
    owner.tell({ event: 'presence', userId: BOB, status: 'direct', via: null })
    assert.deepEqual(await presence, { userId: BOB, status: 'direct', via: null })
    stop()
  })

  it('get its errors by their names', async () => {
    owner.serve(node)
    const { node: mirrored, stop } = await mirrorOf()
    await assert.rejects(mirrored.revokeInvite('none'), {
      name: 'NotFoundError',
      message: 'There is no such invite'
    })
    stop()
  })

  it('take a signal along, though it does not travel', async () => {
    const aborted = Promise.withResolvers<void>()
    node.trace = async (_user, options) => {
      options?.signal?.addEventListener('abort', () => aborted.resolve())
      await aborted.promise
      throw new DOMException('Aborted', 'AbortError')
    }
    owner.serve(node)
    const { node: mirrored, stop } = await mirrorOf()
    const controller = new AbortController()
    const traced = mirrored.trace(BOB, { signal: controller.signal })
    controller.abort()
    await assert.rejects(traced, { name: 'AbortError' })
    await assert.rejects(mirrored.trace(BOB, { signal: AbortSignal.abort() }), { name: 'AbortError' })
    stop()
  })

  it('get it where they put it, beside what else stands there', async () => {
    const given: unknown[][] = []
    const line = { id: 'x', state: 'queued', stored: '0/3', route: 'none', ms: 0 } as const
    node.send = async (...all) => {
      given.push(all)
      return line
    }
    node.createInvite = async (...all) => {
      given.push(all)
      return { link: '', id: '', expires: 0 }
    }
    owner.serve(node)
    const { node: mirrored, stop } = await mirrorOf()
    const { signal } = new AbortController()
    await mirrored.send(BOB, 'hello', { wait: 'stored', signal })
    await mirrored.createInvite({ signal })
    await mirrored.createInvite()
    const [[user, text, sending] = [], [inviting] = [], none] = given
    assert.deepEqual([user, text], [BOB, 'hello'])
    assert.equal((sending as { wait: string }).wait, 'stored')
    for (const options of [sending, inviting]) {
      assert.ok((options as { signal: unknown }).signal instanceof AbortSignal)
    }
    assert.deepEqual(none, [])
    stop()
  })

  it('are refused what is too much at once, or unknown to an older owner, in a sentence', async () => {
    const release = Promise.withResolvers<void>()
    node.reject = async () => await release.promise
    owner.serve(node)
    const { node: mirrored, stop } = await mirrorOf()
    const under = Array.from({ length: MAX_CALLS }, async () => await mirrored.reject(BOB))
    await assert.rejects(mirrored.contacts(), { name: 'LimitError', message: /try again/u })
    release.resolve()
    await Promise.all(under)
    assert.deepEqual(await mirrored.contacts(), [])
    stop()

    const failed = heard('failure')
    const id = 'of a later page'
    channel().say({ kind: 'call', owner: await ownerId(), id, method: 'stop' as Method, args: [] })
    assert.equal((await failed).name, 'UsageError')
  })

  it('are not left waiting when the owner is gone, before or during a call', async () => {
    node.status = async () => await new Promise(() => {})
    owner.serve(node)
    const mirror = await mirrorOf()
    const waiting = mirror.node.status()
    mirror.stop()
    await assert.rejects(waiting, { name: 'DeadlineError' })
    await assert.rejects(mirror.node.status(), { name: 'DeadlineError' })
  })

  it('get no more from an owner that has lost the profile', async () => {
    owner.serve(node)
    const mirror = await mirrorOf()
    const aborted = Promise.withResolvers<void>()
    node.accept = async (_user, options) => {
      options?.signal?.addEventListener('abort', () => aborted.resolve())
      return await new Promise(() => {})
    }
    const accepting = mirror.node.accept(BOB, { signal: new AbortController().signal })
    await mirror.node.contacts()
    owner.stop()
    await aborted.promise
    mirror.stop()
    await assert.rejects(accepting, { name: 'DeadlineError' })
  })

  it('hear nothing more of an owner that has lost the profile, not even what was under way', async () => {
    const status = Promise.withResolvers<never>()
    node.status = async () => await status.promise
    owner.serve(node)
    const to = channel()
    const mirror = await mirrorOf(to)
    const said: string[] = []
    to.listen(({ kind }) => said.push(kind))
    const asking = mirror.node.status()
    await mirror.node.contacts()
    said.length = 0
    owner.stop()
    owner.tell({ event: 'link', userId: BOB, state: 'DISCONNECTED', route: 'direct' })
    status.reject(new Error('Stopped'))
    await caughtUp(to)
    assert.deepEqual(said, ['cancel'])
    mirror.stop()
    await assert.rejects(asking, { name: 'DeadlineError', message: /gone: try again/u })
  })

  it('notice at once that another tab begins to run the node, and take no word of it', async () => {
    owner.serve(node)
    const to = channel()
    const mirror = await mirrorOf(to)
    const other = await mirrorOf()
    const names: string[] = []
    mirror.node.events.addEventListener('link', () => names.push('link'))
    const next = createOwner(channel())
    await Promise.all([mirror.replaced, other.replaced])
    const nextNode = createFakeNode({ userId: SELF, name: 'Alice' })
    next.serve(nextNode)
    next.tell({ event: 'link', userId: BOB, state: 'CONNECTED', route: 'direct' })
    await caughtUp(to)
    assert.deepEqual(names, [])
    await mirror.node.send(BOB, 'To the one that I know')
    assert.equal(nextNode.calls.get('send'), undefined)
    for (const each of [mirror, other, next]) each.stop()
  })

  it('go on with the owner that they know, whoever else asks or is asked', async () => {
    owner.serve(node)
    const mirror = await mirrorOf()
    let isReplaced = false
    void mirror.replaced.then(() => (isReplaced = true))
    await (await mirrorOf()).node.contacts()
    await mirror.node.contacts()
    assert.equal(isReplaced, false)
    mirror.stop()
  })

  it('get their own answers only, though an earlier mirror of theirs had asked for something', async () => {
    const status = Promise.withResolvers<never>()
    const contacts = Promise.withResolvers<never[]>()
    const asked = Promise.withResolvers<void>()
    node.status = async () => await status.promise
    node.contacts = async () => {
      asked.resolve()
      return await contacts.promise
    }
    owner.serve(node)
    const to = channel()
    const before = await mirrorOf(to)
    const late = before.node.status()
    before.stop()
    await assert.rejects(late, { name: 'DeadlineError' })
    const mirror = await mirrorOf(to)
    const list = mirror.node.contacts()
    await asked.promise
    status.reject(new Error('An answer of the past'))
    await caughtUp(to)
    contacts.resolve([])
    assert.deepEqual(await list, [])
    mirror.stop()
  })

  it('are told when they call one that is only starting', async () => {
    const to = channel()
    const mirror = createMirror(to, { owner: await ownerId('starting'), facts: FACTS })
    await assert.rejects(mirror.node.contacts(), { name: 'UsageError', message: /still being opened/u })
    mirror.stop()
  })

  it('do not hear what another version of the page says', async () => {
    const foreign = new BroadcastChannel(`earshot/tabs ${profile}`)
    const failures: unknown[] = []
    const onFailure = (error: unknown): void => void failures.push(error)
    process.on('uncaughtException', onFailure)
    const to = channel()
    const mirror = createMirror(to, { owner: 'x', facts: FACTS })
    const kinds = [
      'owner',
      'starting',
      'call',
      'cancel',
      'result',
      'failure',
      'event',
      'constructor',
      'later'
    ]
    const sayings = [null, 'hello', 7, [], {}, ...kinds.map(kind => ({ kind }))]
    function speak(): void {
      for (const saying of sayings) foreign.postMessage(saying)
      foreign.postMessage({ kind: 'owner', owner: 'x', facts: null })
      foreign.postMessage({ kind: 'event', owner: 'x', event: null })
      foreign.postMessage({ kind: 'owner', tab: 'x', facts: FACTS })
    }
    owner.stop()
    const finding = findOwner(to, SHORT)
    speak()
    assert.equal(await finding, undefined)
    owner = createOwner(channel())
    owner.serve(node)
    const other = await mirrorOf()
    speak()
    assert.deepEqual(await other.node.contacts(), [])
    process.off('uncaughtException', onFailure)
    assert.deepEqual(failures, [])
    foreign.close()
    for (const each of [mirror, other]) each.stop()
  })
})

describe('the ownership of a profile', () => {
  let count = 0
  let profile: string

  beforeEach(() => {
    count += 1
    profile = `ownership ${count}`
  })

  it('is taken by one of several that try at once, and free when that one releases it', async () => {
    assert.equal(await holderOf(profile), undefined)
    const taken = await Promise.all([1, 2, 3].map(async () => await take(profile, undefined)))
    const [ownership, ...others] = taken.filter(each => each !== undefined)
    assert.ok(ownership !== undefined)
    assert.deepEqual(others, [])
    assert.notEqual(await holderOf(profile), undefined)
    assert.equal(await Promise.race([ownership.lost, Promise.resolve('held')]), 'held')
    const free = untilFree(profile, new AbortController().signal)
    ownership.release()
    await free
    assert.equal(await holderOf(profile), undefined)
  })

  it('is taken away from one that is frozen, and from nobody else', async () => {
    const frozen = await take(profile, undefined)
    const holder = await holderOf(profile)
    assert.equal(await take(profile, undefined), undefined)
    assert.equal(await take(profile, 'another tab'), undefined)
    const waiting = new AbortController()
    let isFree = false
    const free = untilFree(profile, waiting.signal).then(() => (isFree = true))
    const ownership = await take(profile, holder)
    await frozen?.lost
    assert.equal(isFree, false)
    waiting.abort()
    await assert.rejects(free, { name: 'StorageError' })
    ownership?.release()
  })

  it('is taken though somebody who waited for it was frozen just when it was free', async () => {
    const holding = Promise.withResolvers<void>()
    const stuck = navigator.locks.request(`earshot-tab/${profile}`, { mode: 'shared' }, async () => {
      holding.resolve()
      await new Promise(() => {})
    })
    await holding.promise
    assert.equal(await holderOf(profile), undefined)
    const ownership = await take(profile, undefined)
    await assert.rejects(stuck, { name: 'AbortError' })
    ownership?.release()
  })

  it('is not waited for if a tab was frozen just when it took it', async () => {
    const { timeout } = AbortSignal
    const holding = Promise.withResolvers<void>()
    const over = Promise.withResolvers<void>()
    const frozen = navigator.locks.request(`earshot-take/${profile}`, async () => {
      holding.resolve()
      await over.promise
    })
    await holding.promise
    AbortSignal.timeout = () => timeout.call(AbortSignal, SHORT)
    try {
      await assert.rejects(take(profile, undefined), { name: 'VaultLockedError' })
    } finally {
      AbortSignal.timeout = timeout
      over.resolve()
      await frozen
    }
  })

  it('says why in a sentence when the browser refuses', async () => {
    const { locks } = navigator
    const { signal } = new AbortController()
    const denied = async (): Promise<never> => {
      throw new DOMException('Denied', 'SecurityError')
    }
    const { query, request } = locks
    Object.assign(locks, { query: denied, request: denied })
    try {
      const tries = [holderOf(profile), take(profile, undefined), untilFree(profile, signal)]
      for (const trying of tries) {
        await assert.rejects(trying, { name: 'DiskError', reason: 'denied', message: /private window/u })
      }
    } finally {
      Object.assign(locks, { query, request })
    }
  })
})
