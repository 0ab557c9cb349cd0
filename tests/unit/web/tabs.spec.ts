import assert from 'node:assert/strict'
import { METHODS } from '../../../src/ui-web/page-node.ts'
import { awaitOwner, createMirror, findOwner } from '../../../src/ui-web/tabs/mirror.ts'
import { createOwner } from '../../../src/ui-web/tabs/owner.ts'
import { openChannel } from '../../../src/ui-web/tabs/wire.ts'
import { createFakeNode } from '../../support/web/fake-node.ts'
import type { Method } from '../../../src/ui-web/page-node.ts'
import type { Mirror } from '../../../src/ui-web/tabs/mirror.ts'
import type { Owner } from '../../../src/ui-web/tabs/owner.ts'
import type { Channel } from '../../../src/ui-web/tabs/wire.ts'
import type { FakeNode } from '../../support/web/fake-node.ts'

const SELF = '12D3KooWself'
const BOB = '12D3KooWbob'
/** An owner that does not answer by then does not answer (ms). */
const SHORT = 100
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

  async function mirrorOf(tab: string): Promise<Mirror> {
    const to = channel()
    const found = await findOwner(to, tab)
    assert.ok(found !== undefined && 'facts' in found)
    return createMirror(to, tab, found.facts)
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
    const found = await findOwner(asking, 'a', SHORT)
    assert.ok(found !== undefined && 'startingFor' in found && found.startingFor >= 0)
    owner.serve(node)
    const facts = { userId: SELF, peerId: node.peerId, name: 'Alice', protectedBy: 'passphrase' }
    assert.deepEqual(await findOwner(asking, 'a'), { facts })
    owner.stop()
    assert.equal(await findOwner(asking, 'a', SHORT), undefined)
  })

  it('wait for one that starts it, but not for ever', async () => {
    const asking = channel()
    assert.equal(await awaitOwner(asking, 'a', 0), undefined)
    const asked = new Promise<void>(resolve => {
      const stopListening = channel().listen(({ kind }) => {
        if (kind !== 'hello') return
        stopListening()
        resolve()
      })
    })
    const waiting = awaitOwner(asking, 'a')
    await asked
    owner.serve(node)
    assert.equal((await waiting)?.userId, SELF)
  })

  it('use the node of the owner, each getting its own answers', async () => {
    owner.serve(node)
    const [a, b] = [await mirrorOf('a'), await mirrorOf('b')]
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
    const { node: mirrored, stop } = await mirrorOf('a')
    for (const method of METHODS) assert.equal(typeof mirrored[method], 'function', method)
    stop()
  })

  it('hear what happens to it', async () => {
    owner.serve(node)
    const { node: mirrored, stop } = await mirrorOf('a')
    const heard = new Promise(resolve => {
      mirrored.events.addEventListener('presence', ({ detail }) => resolve(detail))
    })
    owner.tell({ event: 'presence', userId: BOB, status: 'direct', via: null })
    assert.deepEqual(await heard, { userId: BOB, status: 'direct', via: null })
    stop()
  })

  it('get its errors by their names', async () => {
    owner.serve(node)
    const { node: mirrored, stop } = await mirrorOf('a')
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
    const { node: mirrored, stop } = await mirrorOf('a')
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
    const { node: mirrored, stop } = await mirrorOf('a')
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
    const { node: mirrored, stop } = await mirrorOf('a')
    const under = Array.from({ length: MAX_CALLS }, async () => await mirrored.reject(BOB))
    await assert.rejects(mirrored.contacts(), { name: 'LimitError', message: /try again/u })
    release.resolve()
    await Promise.all(under)
    assert.deepEqual(await mirrored.contacts(), [])
    stop()

    const later = channel()
    const failed = new Promise(resolve => {
      later.listen(saying => {
        if (saying.kind === 'failure') resolve(saying.name)
      })
    })
    later.say({ kind: 'call', tab: 'b', id: 1, method: 'stop' as Method, args: [] })
    assert.equal(await failed, 'UsageError')
  })

  it('are not left waiting when the owner is gone, before or during a call', async () => {
    node.status = async () => await new Promise(() => {})
    owner.serve(node)
    const mirror = await mirrorOf('a')
    assert.ok(await mirror.isAlive())
    const waiting = mirror.node.status()
    mirror.stop()
    await assert.rejects(waiting, { name: 'DeadlineError' })
    await assert.rejects(mirror.node.status(), { name: 'DeadlineError' })
  })

  it('get no more from an owner that has lost the profile', async () => {
    owner.serve(node)
    const mirror = await mirrorOf('a')
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
})
