import assert from 'node:assert/strict'
import { MAILBOX_PROTOCOL } from '../../../src/relay/index.ts'
import { MailboxClient } from '../../../src/relay/mailbox-client.ts'
import { decodeMailboxRequest, encodeMailboxResponse } from '../../../src/wire/index.ts'
import { ManualTime } from '../../support/manual-time.ts'
import { NOW, mailboxNamed } from '../../support/mailboxes.ts'
import { MemoryNetwork } from '../../support/relay-network.ts'
import type { MailboxRequest, MailboxRequestKind } from '../../../src/wire/index.ts'
import { microtasks } from '../../support/microtasks.ts'

const request: MailboxRequestKind = { kind: 'fetch', fetch: { incarnation: new Uint8Array(0), after: 0 } }
const { peerId } = mailboxNamed('coordinator')

/** A client, and what reaches the other side, which answers when it is told to. */
async function pair(): Promise<{
  readonly client: MailboxClient
  readonly time: ManualTime
  readonly asked: MailboxRequest[]
  notices(): number
  /** Resolves when so many requests have come. */
  requests(count: number): Promise<void>
  answer(id: number): Promise<void>
  notify(): Promise<void>
}> {
  const network = new MemoryNetwork()
  const time = new ManualTime(NOW)
  const asked: MailboxRequest[] = []
  let changed = Promise.withResolvers<void>()
  const other = Promise.withResolvers<(frame: Uint8Array) => Promise<void>>()
  await network.host(peerId).handle(MAILBOX_PROTOCOL, { maxFrame: 300_000 }, async stream => {
    other.resolve(async frame => {
      await stream.send(frame)
    })
    for (let frame = await stream.receive(); frame !== undefined; frame = await stream.receive()) {
      asked.push(decodeMailboxRequest(frame))
      changed.resolve()
      changed = Promise.withResolvers()
    }
  })
  const stream = await network
    .host(mailboxNamed('client').peerId)
    .open(peerId, [], MAILBOX_PROTOCOL, { maxFrame: 300_000, signal: AbortSignal.timeout(10_000) })
  let notices = 0
  const client = new MailboxClient(stream, {
    schedule: time.schedule,
    onNewMail: () => {
      notices += 1
    }
  })
  const send = await other.promise
  return {
    client,
    time,
    asked,
    notices: () => notices,
    async requests(count) {
      while (asked.length < count) await changed.promise
    },
    answer: async id => {
      await send(encodeMailboxResponse({ id, kind: 'acknowledged', acknowledged: {} }))
    },
    notify: async () => {
      await send(encodeMailboxResponse({ id: 0, kind: 'newMail', newMail: {} }))
    }
  }
}

async function ended(client: MailboxClient): Promise<string> {
  if (!client.closed.aborted) {
    await new Promise<void>(resolve =>
      client.closed.addEventListener('abort', () => resolve(), { once: true })
    )
  }
  return (client.closed.reason as Error).name
}

describe('relay: a stream to a coordinator', () => {
  it('matches answers to requests, in whatever order they come', async () => {
    const { client, requests, answer, notify, notices, asked } = await pair()
    const [first, second] = [client.request(request), client.request(request)]
    await requests(2)
    assert.deepEqual(
      asked.map(({ id }) => id),
      [1, 2]
    )
    await answer(2)
    await second
    await notify()
    await answer(1)
    await first
    assert.equal(notices(), 1)
    await client.close()
  })

  it('ends the stream at a second answer, and at one that nobody asked for', async () => {
    const twice = await pair()
    const once = twice.client.request(request)
    await twice.requests(1)
    await twice.answer(1)
    await once
    await twice.answer(1)
    assert.equal(await ended(twice.client), 'WireFormatError')
    const unasked = await pair()
    await unasked.answer(9)
    assert.equal(await ended(unasked.client), 'WireFormatError')
    await assert.rejects(unasked.client.request(request), { name: 'WireFormatError' })
  })

  it('has 64 requests under way, and keeps the place of one whose caller left', async () => {
    const { client, requests, answer, asked } = await pair()
    const leaving = new AbortController()
    const left = client.request(request, leaving.signal)
    const others = Array.from({ length: 64 }, async () => client.request(request))
    await requests(64)
    leaving.abort()
    await assert.rejects(left, { name: 'DeadlineError' })
    await microtasks()
    assert.equal(asked.length, 64)
    await answer(1)
    await requests(65)
    for (let id = 2; id <= 65; id++) await answer(id)
    await Promise.all(others)
    assert.ok(!client.closed.aborted)
    await client.close()
  })

  it('ends the stream when an answer does not come in 15 s', async () => {
    const { client, requests, time } = await pair()
    const waiting = client.request(request)
    await requests(1)
    time.advance(14_999)
    assert.ok(!client.closed.aborted)
    time.advance(1)
    await assert.rejects(waiting, { name: 'UnreachableError' })
    assert.equal(await ended(client), 'UnreachableError')
    assert.equal(time.timers, 0)
  })

  it('fails what waits when it is closed, and leaves no timer', async () => {
    const { client, requests, time } = await pair()
    const waiting = client.request(request)
    await requests(1)
    await Promise.all([client.close(), assert.rejects(waiting, { name: 'UnreachableError' })])
    await client.close()
    assert.equal(time.timers, 0)
  })
})
