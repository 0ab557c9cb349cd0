import assert from 'node:assert/strict'
import { NoAccountError } from '../../../src/node/profile.ts'
import { WrongPassphraseError } from '../../../src/store/errors.ts'
import type { MessageLine } from '../../../src/node/api.ts'
import type { Session, Sessions, Start } from '../../../src/ui-web/session.ts'
import { createApp } from '../../../src/ui-web/state/app.ts'
import { createFakeNode } from '../../support/web/fake-node.ts'
import type { FakeNode } from '../../support/web/fake-node.ts'

class PretendedSessions implements Sessions {
  readonly profile = 'default'
  kind: Start['kind'] = 'ready'
  opened = 0
  end: (why: 'closed' | 'taken-over') => void = () => {}
  refuse: Error | undefined
  owns = true
  early: readonly MessageLine[] = []
  node: FakeNode | undefined

  async start(): Promise<Start> {
    return { kind: this.kind }
  }
  async create(): Promise<Session> {
    return await this.open()
  }
  async open(): Promise<Session> {
    if (this.refuse !== undefined) throw this.refuse
    this.opened += 1
    const ended = Promise.withResolvers<'closed' | 'taken-over'>()
    this.end = ended.resolve
    this.node = createFakeNode({ userId: 'alice', name: 'Alice' })
    return { node: this.node, owns: this.owns, early: this.early, ended: ended.promise }
  }
}

describe('the screens of the page', () => {
  let sessions: PretendedSessions
  let app: ReturnType<typeof createApp>

  beforeEach(() => {
    sessions = new PretendedSessions()
    app = createApp(sessions, { page: undefined, now: () => 0 })
  })

  /** Waits until the screen is that one. */
  async function until(kind: string): Promise<void> {
    await new Promise<void>(resolve => {
      const stop = app.phase.subscribe(phase => {
        if (phase.kind === kind) queueMicrotask(() => (stop(), resolve()))
      })
    })
  }

  it('runs a profile that needs nothing', async () => {
    await app.start()
    assert.equal(app.phase.value.kind, 'running')
  })

  it('begins anew where a first run was broken off', async () => {
    sessions.refuse = new NoAccountError('This folder holds no account')
    await app.start()
    assert.equal(app.phase.value.kind, 'new')
    sessions.kind = 'locked'
    await app.unlock('the one that was chosen then')
    assert.equal(app.phase.value.kind, 'new')
    sessions.refuse = undefined
    await app.create({ name: 'Alice', passphrase: '' })
    assert.equal(app.phase.value.kind, 'running')
  })

  it('counts what came before there was anything to show', async () => {
    const line = { id: 'm', from: 'bob', to: 'alice', kind: 'text', text: 'early', at: 1 } as const
    sessions.early = [{ ...line, state: 'received', stored: null }]
    await app.start()
    assert.ok(app.phase.value.kind === 'running')
    assert.equal(app.phase.value.profile.conversations.unread.value.get('bob'), 1)
  })

  it('wakes its node up, also that of another tab', async () => {
    app.wake()
    await app.start()
    app.wake()
    assert.equal(sessions.node?.calls.get('wake'), 1)
    sessions.owns = false
    await app.start()
    app.wake()
    assert.equal(sessions.node?.calls.get('wake'), 1)
  })

  it('asks a new user for a name', async () => {
    sessions.kind = 'new'
    await app.start()
    assert.equal(app.phase.value.kind, 'new')
    await app.create({ name: 'Alice', passphrase: '' })
    assert.equal(app.phase.value.kind, 'running')
  })

  it('stays at the passphrase until it is right', async () => {
    sessions.kind = 'locked'
    await app.start()
    sessions.refuse = new WrongPassphraseError('Wrong')
    await app.unlock('no')
    assert.deepEqual(app.phase.value, { kind: 'locked', error: sessions.refuse })
    sessions.refuse = undefined
    await app.unlock('yes')
    assert.equal(app.phase.value.kind, 'running')
  })

  it('says why it cannot open, and tries again', async () => {
    sessions.refuse = new Error('gone')
    await app.start()
    assert.equal(app.phase.value.kind, 'failed')
    sessions.refuse = undefined
    await app.start()
    assert.equal(app.phase.value.kind, 'running')
  })

  it('takes over by itself when the tab that ran the node is closed', async () => {
    await app.start()
    sessions.end('closed')
    await until('opening')
    await until('running')
    assert.equal(sessions.opened, 2)
  })

  it('asks for the passphrase when it takes over a locked profile', async () => {
    await app.start()
    sessions.kind = 'locked'
    sessions.end('closed')
    await until('locked')
    assert.equal(sessions.opened, 1)
  })

  it('leaves the node to another tab until it is asked to go on here', async () => {
    await app.start()
    sessions.end('taken-over')
    await until('taken-over')
    assert.equal(sessions.opened, 1)
    await app.start()
    assert.equal(app.phase.value.kind, 'running')
  })
})
