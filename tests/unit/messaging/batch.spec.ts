import assert from 'node:assert/strict'
import { LimitError, StorageError } from '../../../src/errors.ts'
import { Committer, InputTooLarge } from '../../../src/messaging/batch.ts'
import type { Input } from '../../../src/messaging/batch.ts'
import { ACKNOWLEDGEMENT_CHANGES, MAX_GROUP, MAX_WAITING } from '../../../src/messaging/constants.ts'
import { emptyConversation } from '../../../src/messaging/core/conversation.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_OPS, MAX_VALUE_BYTES } from '../../../src/store/constants.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { NOW, person } from '../../support/identity.ts'
import type { Effect, Peer, StepContext } from '../../../src/messaging/core/peer.ts'
import type { Store, StoreOp } from '../../../src/ports.ts'

const { account, rng } = person('batch')

function peerOf(since: number): Peer {
  return {
    userId: account.userId,
    account: account.publicKey,
    name: 'Bob',
    consent: 'accepted',
    deviceList: undefined,
    device: undefined,
    reach: undefined,
    contested: undefined,
    unchecked: undefined,
    listChecked: 0,
    depositSecret: new Uint8Array(32),
    invite: undefined,
    since,
    inviteUsed: false,
    leastSuite: 1,
    toldRevision: 0,
    conversation: emptyConversation(),
    sessions: [],
    outbox: new Map(),
    dueAcknowledgements: [],
    writerId: new Uint8Array(8),
    renewalBegun: 0,
    renewalTaken: 0,
    believed: 0,
    verified: 0,
    disowned: [],
    doubted: false
  }
}

const op = (id: string): StoreOp => ({
  kind: 'put',
  table: 'history',
  key: { id },
  value: new Uint8Array(1)
})
const send: Effect = { kind: 'send', userId: account.userId, envelope: new Uint8Array(1) }

describe('messaging: group commit', () => {
  let store: Store
  let full: boolean
  /** What happened, in order: batches by their number of operations, effects by their kind. */
  let log: string[]
  let peers: Map<string, Peer>
  let committer: Committer

  beforeEach(() => {
    full = false
    log = []
    peers = new Map()
    store = createMemoryStore()
    const write = store.batch.bind(store)
    store.batch = async (ops, durability) => {
      log.push(`${durability === 'strict' ? '' : `${durability} `}batch ${ops.length}`)
      if (full) throw new StorageError('disk full')
      await write(ops, durability)
    }
    committer = new Committer({
      store,
      context: { rng, clock: () => NOW, self: { writerId: new Uint8Array(8) } } as unknown as StepContext,
      peers,
      isLinked: () => false,
      perform: effect => log.push(effect.kind),
      crashPoint: () => undefined
    })
  })

  it('writes inputs of one turn together, and only then lets their effects out', async () => {
    const results = await Promise.all(
      ['a', 'b'].map(async id =>
        committer.run(batch => {
          batch.apply({ peer: peerOf(1), effects: [{ kind: 'persist', op: op(id) }, send] })
          return id
        })
      )
    )
    assert.deepEqual(results, ['a', 'b'])
    assert.deepEqual(log, ['batch 3', 'send', 'send'])
    assert.equal(peers.get(account.userId)?.since, 1)
  })

  it('leaves nothing of an input that fails, and all of its neighbours', async () => {
    const before = peerOf(1)
    peers.set(before.userId, before)
    const [good, bad, late] = await Promise.allSettled([
      committer.run(batch => {
        batch.persist(op('good'))
      }),
      committer.run(async batch => {
        batch.apply({ peer: peerOf(2), effects: [{ kind: 'persist', op: op('bad') }, send] })
        batch.persist(op('worse'))
        batch.forget(before)
        throw new LimitError('too much')
      }),
      committer.run(batch => batch.peer(before.userId)?.since)
    ])
    assert.deepEqual([good.status, bad.status], ['fulfilled', 'rejected'])
    assert.deepEqual(late, { status: 'fulfilled', value: 1 })
    assert.deepEqual(log, ['batch 1'])
    assert.equal(peers.get(before.userId), before)
    assert.equal(await store.get('history', { id: 'bad' }), undefined)
  })

  it('is relaxed only if every step in it may be taken back', async () => {
    const step = { peer: peerOf(1), effects: [{ kind: 'persist', op: op('a') }] } as const
    const relaxed: Input<void> = batch => batch.apply(step, 'relaxed')
    const refused: Input<void> = batch => {
      batch.persist(op('b'))
      throw new LimitError('too much')
    }
    const others: ReadonlyArray<Input<void>> = [
      batch => batch.apply(step),
      batch => batch.persist(op('b')),
      batch => batch.forget(peerOf(2))
    ]
    await committer.run(relaxed)
    await Promise.allSettled([committer.run(relaxed), committer.run(refused)])
    assert.deepEqual(log.splice(0), ['relaxed batch 2', 'relaxed batch 1'])
    for (const other of others) await Promise.all([committer.run(other), committer.run(relaxed)])
    assert.ok(log.length === 3 && log.every(line => !line.startsWith('relaxed')), log.join())
  })

  it('seals acknowledgements in a strict batch', async () => {
    const due = { id: new Uint8Array(16), envelope: new Uint8Array(32) }
    await committer.run(batch => {
      batch.apply({ peer: { ...peerOf(1), dueAcknowledgements: [due] }, effects: [] }, 'relaxed')
    })
    assert.deepEqual(log, ['batch 2'])
  })

  it('forgets everything when the disk refuses: values, effects, answers', async () => {
    full = true
    const input = committer.run(batch => {
      batch.apply({ peer: peerOf(1), effects: [{ kind: 'persist', op: op('a') }, send] })
    })
    await assert.rejects(input, { name: 'StorageError' })
    assert.deepEqual(log, ['batch 2'])
    assert.equal(peers.size, 0)
    full = false
    assert.equal(await committer.run(batch => batch.peer(account.userId)), undefined)
  })

  it('lets an input read what those before it have written', async () => {
    const [, read, gone] = await Promise.all([
      committer.run(batch => {
        batch.persist(op('a'), op('b'), { kind: 'delete', table: 'history', key: { id: 'b' } })
      }),
      committer.run(async batch => batch.get('history', { id: 'a' })),
      committer.run(async batch => batch.get('history', { id: 'b' }))
    ])
    assert.deepEqual(read, new Uint8Array(1))
    assert.equal(gone, undefined)
  })

  it('removes whom an input forgets, unless a later one brings it back', async () => {
    await committer.run(batch => {
      batch.apply({ peer: peerOf(1), effects: [] })
    })
    await committer.run(batch => {
      batch.forget(peerOf(1))
      assert.equal(batch.peer(account.userId), undefined)
      assert.deepEqual([...batch.peers()], [])
    })
    assert.equal(peers.size, 0)
    assert.equal(await store.get('contacts', { id: account.userId }), undefined)
    await Promise.all([
      committer.run(batch => {
        batch.forget(peerOf(1))
      }),
      committer.run(batch => {
        batch.apply({ peer: peerOf(3), effects: [] })
      })
    ])
    assert.equal(peers.get(account.userId)?.since, 3)
    assert.ok(await store.get('contacts', { id: account.userId }))
  })

  it('closes a batch before it is too large; who is alone too large fails alone', async () => {
    const puts = (name: string, count: number, bytes = 1): StoreOp[] =>
      Array.from({ length: count }, (_, at) => ({
        kind: 'put',
        table: 'history',
        key: { id: `${name} ${at}` },
        value: new Uint8Array(bytes)
      }))
    const inputs = [
      puts('half', MAX_BATCH_OPS / 2),
      puts('more', MAX_BATCH_OPS / 2 + 1),
      puts('too many', MAX_BATCH_OPS + 1),
      puts('little', 1),
      puts('large', MAX_BATCH_BYTES / MAX_VALUE_BYTES - 1, MAX_VALUE_BYTES),
      puts('too large', 1, MAX_VALUE_BYTES + 1),
      puts('larger', MAX_BATCH_BYTES / MAX_VALUE_BYTES, MAX_VALUE_BYTES),
      // the same records once more take no more room
      puts('larger', MAX_BATCH_BYTES / MAX_VALUE_BYTES, MAX_VALUE_BYTES),
      puts('last', 1)
    ]
    const runs = inputs.map(() => 0)
    const outcomes = await Promise.allSettled(
      inputs.map(async (ops, at) =>
        committer.run(batch => {
          runs[at] = (runs[at] ?? 0) + 1
          batch.apply({ peer: peers.get(account.userId) ?? peerOf(1), effects: [] })
          batch.persist(...ops)
        })
      )
    )
    assert.deepEqual(
      outcomes.map(outcome => (outcome.status === 'rejected' ? (outcome.reason as Error).name : 'written')),
      [
        ...['written', 'written', 'LimitError', 'written', 'written'],
        ...['LimitError', 'written', 'written', 'written']
      ]
    )
    const large = MAX_BATCH_BYTES / MAX_VALUE_BYTES
    assert.deepEqual(log, [
      `batch ${MAX_BATCH_OPS / 2 + 1}`,
      `batch ${MAX_BATCH_OPS / 2 + 1 + 1 + large - 1}`,
      `batch ${large}`,
      'batch 1'
    ])
    assert.ok(runs.every(count => count <= 2))
  })

  it(`keeps room for the acknowledgements that a batch owes`, async () => {
    const due = Array.from({ length: 2 }, (_, at) => ({
      id: new Uint8Array(16),
      envelope: new Uint8Array(32).fill(at)
    }))
    const input = async (count: number): Promise<void> =>
      committer.run(batch => {
        batch.apply({ peer: { ...peerOf(1), dueAcknowledgements: due }, effects: [] })
        for (let at = 0; at < count; at += 1) batch.persist(op(`${at}`))
      })
    const room = MAX_BATCH_OPS - 2 * ACKNOWLEDGEMENT_CHANGES
    await input(room - 1)
    await assert.rejects(input(room + 1), InputTooLarge)
  })

  it(`takes at most ${MAX_GROUP} inputs into one batch, and at most ${MAX_WAITING} to wait`, async () => {
    const inputs = Array.from({ length: MAX_WAITING + 1 }, async (_, at) =>
      committer.run(batch => {
        batch.persist(op(`${at}`))
      })
    )
    const outcomes = await Promise.allSettled(inputs)
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    assert.equal(refused.length, 1)
    assert.equal(outcomes.at(-1)?.status, 'rejected')
    assert.ok(refused[0]?.status === 'rejected' && refused[0].reason instanceof LimitError)
    assert.deepEqual(new Set(log), new Set([`batch ${MAX_GROUP}`]))
    assert.equal(log.length, MAX_WAITING / MAX_GROUP)
  })
})
