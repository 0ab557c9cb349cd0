import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { nextEpoch, unknownLife } from '../../../src/relay/index.ts'
import { MAILBOX_EPOCH_LENGTH } from '../../../src/wire/index.ts'
import { bytesOf, createWorld, grant, mailboxNamed, only } from '../../support/mailboxes.ts'
import { seededRng } from '../../support/ratchet.ts'
import type { World } from '../../support/mailboxes.ts'

const alice = mailboxNamed('alice')
const SEED = bytesOf('mailbox seed').slice(0, 32)
const WRITER = bytesOf('writer').slice(0, 8)
const NONE = new Uint8Array(0)

describe('relay: the epoch of a mailbox', () => {
  const rng = seededRng('epoch')
  const next = (...held: readonly Uint8Array[]): Uint8Array => nextEpoch(crypto, rng, SEED, held, WRITER)
  const judge = (returned: Uint8Array, ...held: readonly Uint8Array[]): Uint8Array | undefined =>
    unknownLife(crypto, SEED, held, returned)

  it('is of one length, and opaque', () => {
    const [first, second] = [next(), next(next())]
    assert.equal(first.length, MAILBOX_EPOCH_LENGTH)
    assert.equal(second.length, MAILBOX_EPOCH_LENGTH)
    assert.notDeepEqual(first, next())
  })

  it('that is known here, or of none, says nothing', () => {
    const first = next()
    const second = next(first)
    assert.equal(judge(NONE), undefined)
    assert.equal(judge(NONE, first), undefined)
    assert.equal(judge(first, first), undefined)
    assert.equal(judge(second, first, second), undefined)
  })

  it('that a later life left tells under which name it wrote', () => {
    const first = next()
    const ours = next(first)
    const theirs = next(first)
    assert.deepEqual(judge(theirs, first, ours), WRITER)
    assert.deepEqual(judge(next(next(theirs)), first, ours), WRITER)
    assert.deepEqual(judge(first, next()), WRITER, 'as many connections, and another disk')
  })

  it('cannot be made up by a coordinator, nor by the owner of another mailbox', () => {
    const first = next()
    const ours = next(first)
    const flipped = ours.slice()
    flipped[30] = (flipped[30] ?? 0) ^ 1
    const foreign = nextEpoch(crypto, rng, bytesOf('another seed').slice(0, 32), [], WRITER)
    for (const made of [flipped, foreign, new Uint8Array(MAILBOX_EPOCH_LENGTH), rng(MAILBOX_EPOCH_LENGTH)]) {
      assert.equal(judge(made, first, ours), undefined)
    }
  })

  it('of the past says nothing: a coordinator may have lost its last writes, or play them again', () => {
    const first = next()
    const second = next(first)
    const third = next(second)
    assert.equal(judge(first, second, third), undefined)
  })
})

describe('relay: a coordinator', () => {
  const [one, two] = [new Uint8Array(56).fill(1), new Uint8Array(56).fill(2)]

  async function exchange(world: World, epoch: Uint8Array): Promise<Uint8Array> {
    return only(await world.register(alice, [grant(alice, 'bob')], { epoch }), 'registered').registered.epoch
  }

  it('exchanges the epoch for the one that it held, and keeps it over a restart', async () => {
    const world = await createWorld()
    assert.deepEqual(await exchange(world, one), NONE)
    assert.deepEqual(await exchange(world, NONE), one, 'none leaves it as it is')
    assert.deepEqual(await exchange(world, NONE), one)
    await world.restart()
    assert.deepEqual(await exchange(world, two), one)
    await world.restart()
    assert.deepEqual(await exchange(world, one), two)
  })

  it('keeps it beside a bundle as well', async () => {
    const world = await createWorld()
    const bundle = new Uint8Array(100).fill(7)
    only(await world.register(alice, [], { epoch: one, bundle }), 'registered')
    await world.restart()
    const { registered } = only(await world.register(alice, [], { epoch: two, bundle }), 'registered')
    assert.deepEqual(registered.epoch, one)
  })
})
