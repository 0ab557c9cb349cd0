/**
 * A coordinator against a naive model of it: any sequence of requests, failing disks,
 * crashes and restarts. `RUNS=10000` runs more, `SEED=…` repeats a run.
 */
import assert from 'node:assert/strict'
import { bytesToHex, concatBytes, equalBytes } from '@noble/ciphers/utils.js'
import fc from 'fast-check'
import { nobleBackend } from '../../src/crypto/noble.ts'
import { StorageError } from '../../src/errors.ts'
import { createMemoryStore } from '../support/memory-store.ts'
import { runSeed } from '../support/seeded.ts'
import {
  DAY,
  HOUR,
  NOW,
  answered,
  createWorld,
  grant,
  hashOf,
  itemNamed,
  mailboxNamed
} from '../support/mailboxes.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { Store, StoreOp } from '../../src/ports.ts'
import type { TestMailbox, World } from '../support/mailboxes.ts'

const RUNS = Number(process.env['RUNS'] ?? 300)

/** Signatures that cost nothing and that only the tests believe in. */
const crypto: CryptoBackend = {
  ...nobleBackend,
  ed25519PublicKey: seed => nobleBackend.sha256(seed),
  ed25519Sign(seed, message) {
    const mac = nobleBackend.hmacSha256(nobleBackend.sha256(seed), message)
    return concatBytes(mac, mac)
  },
  ed25519Verify(publicKey, message, signature) {
    return equalBytes(nobleBackend.hmacSha256(publicKey, message), signature.subarray(0, 32))
  }
}

const CONTACTS = ['bob', 'carol', 'dave', 'invite']
/** A token may have a quarter: 3 items. */
const LIMITS = { waitingItems: 12, keptItems: 16, mailboxes: 2 }
const TOKEN_ITEMS = 3
const SIZE = 64

const mailboxes = ['a', 'b', 'c'].map(name => mailboxNamed(name, crypto))

type Fault = 'none' | 'disk' | 'before' | 'after'

type Command =
  | { readonly kind: 'register'; readonly box: number; readonly contacts: readonly number[] }
  | { readonly kind: 'deposit'; readonly box: number; readonly what: readonly Deposit[] }
  | { readonly kind: 'acknowledge'; readonly box: number; readonly items: readonly number[] }
  | { readonly kind: 'collect'; readonly box: number }
  | { readonly kind: 'pass'; readonly hours: number }
  | { readonly kind: 'restart' }

interface Deposit {
  readonly contact: number
  readonly item: number
  readonly days: number
}

// mostly one mailbox, registered for everybody, so that it fills
const box = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(1, 2) }
)
const contact = fc.nat(CONTACTS.length - 1)
const item = fc.nat(7)
/** Items by number. */
const EVERYTHING = Array.from({ length: 32 }, (_, i) => i)
const contacts = fc.oneof(
  { weight: 3, arbitrary: fc.constant([0, 1, 2, 3]) },
  { weight: 1, arbitrary: fc.subarray([0, 1, 2, 3]) }
)
const days = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 7, max: 30 }) },
  { weight: 1, arbitrary: fc.integer({ min: -2, max: 40 }) }
)
const hours = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 1, arbitrary: fc.integer({ min: 12, max: 20 * 24 }) }
)

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('register' as const), box, contacts })
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('deposit' as const),
      box,
      what: fc.array(fc.record({ contact, item, days }), {
        minLength: 1,
        maxLength: 4
      })
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('acknowledge' as const),
      box,
      items: fc.subarray(EVERYTHING, { minLength: 8 })
    })
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('collect' as const), box }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), hours })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) }
)

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 8, arbitrary: fc.constant('none' as const) },
  { weight: 1, arbitrary: fc.constantFrom('disk' as const, 'before' as const, 'after' as const) }
)

/** Each contact has items of its own: 32 in all. */
const nameOf = (one: { readonly contact: number; readonly item: number }): string =>
  `${one.contact * 8 + one.item}`

interface ModelItem {
  readonly name: string
  readonly contact: number
  readonly expires: number
  acknowledgedAt: number
}

/** What a mailbox is, without any thought of disks. */
class ModelBox {
  readonly items: ModelItem[] = []
  contacts: readonly number[] = []
  lapses = 0
}

class Model {
  now = NOW
  boxes: Array<ModelBox | undefined> = mailboxes.map(() => undefined)

  register(index: number, contacts: readonly number[]): string {
    const open = this.boxes.filter(one => one !== undefined).length
    if (this.boxes[index] === undefined && open === LIMITS.mailboxes) return 'full'
    const one = (this.boxes[index] ??= new ModelBox())
    one.contacts = contacts
    this.#renew(one)
    return 'registered'
  }

  #renew(one: ModelBox): void {
    if (Math.abs(this.now + 30 * DAY - one.lapses) >= HOUR) one.lapses = this.now + 30 * DAY
  }

  deposit(index: number, what: Deposit): string {
    if (this.now + what.days * DAY + DAY <= this.now) return 'invalid'
    const one = this.boxes[index]
    if (one === undefined || one.lapses <= this.now || !one.contacts.includes(what.contact)) return 'refused'
    if (one.items.some(({ name }) => name === nameOf(what))) return 'receipt'
    const waiting = one.items.filter(({ acknowledgedAt }) => acknowledgedAt === 0)
    const own = waiting.filter(held => held.contact === what.contact)
    if (waiting.length === LIMITS.waitingItems || own.length === TOKEN_ITEMS) return 'full'
    if (one.items.length === LIMITS.keptItems) {
      const done = one.items.filter(({ acknowledgedAt }) => acknowledgedAt !== 0)
      const goes = done.find(held => held.contact === what.contact) ?? done[0]
      if (goes === undefined) return 'full'
      one.items.splice(one.items.indexOf(goes), 1)
    }
    const expires = this.now + Math.min(what.days, 30) * DAY
    one.items.push({ name: nameOf(what), contact: what.contact, expires, acknowledgedAt: 0 })
    return 'receipt'
  }

  acknowledge(index: number, names: readonly string[]): string {
    const one = this.boxes[index]
    if (one === undefined) return 'refused'
    for (const held of one.items) {
      if (held.acknowledgedAt === 0 && names.includes(held.name)) held.acknowledgedAt = this.now
    }
    return 'acknowledged'
  }

  collect(index: number): readonly string[] | string {
    const one = this.boxes[index]
    if (one === undefined || one.lapses <= this.now) return 'refused'
    this.#renew(one)
    return one.items.map(({ name }) => name)
  }

  sweep(): void {
    for (const [index, one] of this.boxes.entries()) {
      if (one === undefined) continue
      const kept = one.items.filter(held =>
        held.acknowledgedAt === 0 ? this.now < held.expires + DAY : this.now < held.acknowledgedAt + 48 * HOUR
      )
      one.items.splice(0, one.items.length, ...kept)
      if (this.now < one.lapses) continue
      one.contacts = []
      if (one.items.length === 0) this.boxes[index] = undefined
    }
  }
}

/** A disk that fails when it is told to. */
class FaultyStore implements Store {
  readonly #store: Store = createMemoryStore()
  fault: Fault = 'none'
  died = false

  async get(...args: Parameters<Store['get']>): Promise<Uint8Array | undefined> {
    return await this.#store.get(...args)
  }

  walk(...args: Parameters<Store['walk']>): ReturnType<Store['walk']> {
    return this.#store.walk(...args)
  }

  async batch(ops: readonly StoreOp[]): Promise<void> {
    // a process that died writes nothing more
    if (this.died) throw new Error('dead')
    const { fault } = this
    this.fault = 'none'
    if (fault === 'disk') throw new StorageError('disk full')
    this.died = fault === 'before' || fault === 'after'
    if (fault !== 'before') await this.#store.batch(ops)
    if (this.died) throw new Error('dead')
  }
}

/** Runs one command on both, and says whether the process lived on. */
class Run {
  readonly model: Model = new Model()
  readonly store: FaultyStore
  readonly world: World
  readonly #sequences: Map<string, number> = new Map()

  constructor(world: World, store: FaultyStore) {
    this.world = world
    this.store = store
  }

  async step(command: Command, fault: Fault): Promise<void> {
    switch (command.kind) {
      case 'restart':
        await this.world.restart()
        break
      case 'pass':
        this.model.now += command.hours * HOUR
        this.world.now = this.model.now
        await this.world.custodian.sweep()
        this.model.sweep()
        break
      case 'collect': {
        const expected = this.model.collect(command.box)
        assert.deepEqual(await this.collected(boxOf(command.box)), expected)
        break
      }
      case 'register': {
        const mailbox = boxOf(command.box)
        const grants = command.contacts.map(index => grant(mailbox, CONTACTS[index] ?? ''))
        await this.#change(
          fault,
          () => [this.model.register(command.box, command.contacts)],
          async () => [await this.world.register(mailbox, grants)]
        )
        break
      }
      case 'deposit':
        await this.#change(
          fault,
          () => command.what.map(what => this.model.deposit(command.box, what)),
          async () =>
            await Promise.all(command.what.map(async what => await this.#deposit(command.box, what)))
        )
        break
      case 'acknowledge': {
        const names = command.items.map(String)
        await this.#change(
          fault,
          () => [this.model.acknowledge(command.box, names)],
          async () => [
            await this.world.acknowledge(
              boxOf(command.box),
              names.map(name => itemNamed(name, SIZE))
            )
          ]
        )
        break
      }
    }
  }

  /** Everything that the mailbox holds, read page by page from the start. */
  async collected(mailbox: TestMailbox): Promise<readonly string[] | string> {
    const names: string[] = []
    for (let after = 0, incarnation = new Uint8Array(0); ;) {
      const response = await this.world.fetch(mailbox, after, incarnation)
      if (response.kind !== 'items') return answered(response)
      incarnation = response.items.incarnation.slice()
      for (const { sequence, encryptedMessage } of response.items.items) {
        assert.ok(sequence > after, 'positions rise')
        after = sequence
        const name = NAMES.get(bytesToHex(hashOf(encryptedMessage)))
        assert.ok(name !== undefined, 'nothing that was not deposited')
        names.push(name)
        // a position means one deposit, for ever
        const position = `${mailbox.peerId} ${bytesToHex(incarnation)} ${name}`
        const before = this.#sequences.get(position) ?? 0
        assert.ok(sequence >= before, 'positions never come again')
        this.#sequences.set(position, sequence)
      }
      if (!response.items.more) return names
    }
  }

  async #deposit(index: number, what: Deposit): ReturnType<World['deposit']> {
    const options = { expiresAt: this.world.now + what.days * DAY }
    return await this.world.deposit(
      boxOf(index),
      CONTACTS[what.contact] ?? '',
      itemNamed(nameOf(what), SIZE),
      options
    )
  }

  async #change(
    fault: Fault,
    expected: () => readonly string[],
    ask: () => Promise<ReadonlyArray<Parameters<typeof answered>[0]>>
  ): Promise<void> {
    this.store.fault = fault
    const before = structuredClone(this.model.boxes)
    const answers = expected()
    const got = await ask().catch((error: unknown) => error as Error)
    const wasUsed = this.store.fault === 'none' && fault !== 'none'
    this.store.fault = 'none'
    if (!wasUsed) {
      if (got instanceof Error) assert.fail(got)
      assert.deepEqual(got.map(answered), answers)
      return
    }
    if (fault !== 'after') this.restore(before)
    if (fault === 'disk') {
      if (got instanceof Error) assert.fail(got)
      // nobody is told anything that is not on the disk
      assert.ok(got.every(answer => !['receipt', 'registered', 'acknowledged'].includes(answered(answer))))
    } else {
      assert.ok(got instanceof Error)
      this.store.died = false
      await this.world.restart()
    }
  }

  /** The model as it was; `structuredClone` knows no classes. */
  restore(before: ReadonlyArray<ModelBox | undefined>): void {
    this.model.boxes = before.map(one => (one === undefined ? undefined : Object.assign(new ModelBox(), one)))
  }
}

const NAMES: ReadonlyMap<string, string> = new Map(
  Array.from({ length: CONTACTS.length * 8 }, (_, i) => [bytesToHex(hashOf(itemNamed(`${i}`, SIZE))), `${i}`])
)

function boxOf(index: number): TestMailbox {
  const mailbox = mailboxes[index]
  assert.ok(mailbox !== undefined)
  return mailbox
}

const seed = runSeed()

describe(`relay: mailboxes against a model (SEED=${seed})`, function () {
  this.timeout(600_000)

  it(`answers as the model does, through failing disks, crashes and restarts (${RUNS} runs)`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(command, fault), { maxLength: 40, size: 'max' }), async commands => {
        const store = new FaultyStore()
        const run = new Run(await createWorld({ store, limits: LIMITS, crypto }), store)
        for (const [step, with_] of commands) await run.step(step, with_)
        await run.world.restart()
        for (const [index, mailbox] of mailboxes.entries()) {
          assert.deepEqual(await run.collected(mailbox), run.model.collect(index))
        }
        const { mailboxes: count, items, bytes } = run.world.custodian.totals
        const boxes = run.model.boxes.filter(one => one !== undefined)
        const held = boxes.reduce((sum, one) => sum + one.items.length, 0)
        assert.deepEqual([count, items, bytes], [boxes.length, held, held * SIZE])
      }),
      { numRuns: RUNS, seed }
    )
  })

  it('leaves nothing on the disk that the index does not know', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(command, fault), { maxLength: 40, size: 'max' }), async commands => {
        const store = new FaultyStore()
        const run = new Run(await createWorld({ store, limits: LIMITS, crypto }), store)
        for (const [step, with_] of commands) await run.step(step, with_)
        let bodies = 0
        for await (const { value } of store.walk('relay-items')) bodies += value.length
        assert.equal(bodies, run.world.custodian.totals.bytes)
        // and a long time later nothing at all
        run.world.now += 100 * DAY
        await run.world.custodian.sweep()
        for (const table of ['mailboxes', 'grants', 'bundles', 'index', 'items']) {
          for await (const record of store.walk(`relay-${table}`)) assert.fail(`${table} ${record.order}`)
        }
      }),
      { numRuns: Math.ceil(RUNS / 5), seed }
    )
  })
})
