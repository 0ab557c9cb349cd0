/**
 * Two messengers that are contacts already, and everything between and under them that may
 * fail: disks that refuse or die, links that swallow what they were given, coordinators that
 * come and go and whose receipts get lost. What must never happen is checked as it happens.
 *
 * Time stands still: timers are those of `node:test`, moved by `pass`.
 *
 * @packageDocumentation
 */
import assert from 'node:assert/strict'
import { mock } from 'node:test'
import { bytesToHex, concatBytes, equalBytes } from '@noble/ciphers/utils.js'
import { StorageError } from '../../src/errors.ts'
import {
  certify,
  createAccount,
  createDevice,
  sealInner,
  signDescriptor,
  signDeviceList
} from '../../src/identity/index.ts'
import { openMessenger } from '../../src/messaging/index.ts'
import { quickBackend } from '../support/quick-crypto.ts'
import { createMemoryStore, losePower } from '../support/memory-store.ts'
import { seededRng, START } from '../support/ratchet.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type {
  DepositOrder,
  DepositOutcome,
  HistoryEntry,
  LivePath,
  Messenger,
  Self
} from '../../src/messaging/index.ts'
import type { Durability, EpochMs, Store, StoreOp } from '../../src/ports.ts'
import type { MailboxAddress } from '../../src/wire/index.ts'

/** Coordinators, each with one mailbox of each side. */
export const COORDINATORS = 3

/** A link that brings nothing is noticed by then: the host's pings. */
const NOTICED_AFTER: EpochMs = 20_000

const DAY: EpochMs = 24 * 60 * 60_000

/** Signatures that cost nothing and that only the tests believe in. */
const crypto: CryptoBackend = {
  ...quickBackend,
  ed25519PublicKey: seed => quickBackend.sha256(seed),
  ed25519Sign(seed, message) {
    const mac = quickBackend.hmacSha256(quickBackend.sha256(seed), message)
    return concatBytes(mac, mac)
  },
  ed25519Verify(publicKey, message, signature) {
    return equalBytes(quickBackend.hmacSha256(publicKey, message), signature.subarray(0, 32))
  }
}

/** What a disk does with its next batch. `dies`: the process ends there. */
export type DiskFault = 'refuses' | 'dies before' | 'dies after'

/** A store that remembers what is on it, and fails when it is told to. */
class Disk {
  /** Everything that was ever written, batch by batch: to make a copy of the disk. */
  readonly written: Array<readonly StoreOp[]>
  readonly #store: Store = createMemoryStore()
  /** Ids of the messages in the history. */
  readonly history: Set<string> = new Set()
  /** Those whose process died right after the batch that wrote them: nobody may have seen them come. */
  readonly unseen: Set<string> = new Set()
  fault: DiskFault | undefined
  onDeath: () => void = () => undefined

  constructor(written: ReadonlyArray<readonly StoreOp[]> = []) {
    this.written = [...written]
  }

  async restore(): Promise<void> {
    for (const ops of this.written) await this.#store.batch(ops)
  }

  /** Closed, as by a process that ends with a word: nothing can be taken back. */
  async close(): Promise<void> {
    await this.#store.batch([])
  }

  /**
   * @param kept - from 0 to below 1: how much of what it may take back a power cut leaves
   * @returns ids of what was shown of messages and is taken back
   */
  losePower(kept: number): string[] {
    const taken = this.written.splice(this.written.length - losePower(this.#store, kept))
    return taken.flatMap(ops => ops.flatMap(({ table, key }) => (table === 'history' ? (key.id ?? []) : [])))
  }

  /** What one life of the process sees: nothing is written when it is over. */
  life(isDead: () => boolean): Store {
    return {
      get: async (table, key) => await this.#store.get(table, key),
      walk: (table, options) => this.#store.walk(table, options),
      batch: async (ops, durability = 'strict') => {
        if (isDead()) return await new Promise<never>(() => undefined)
        const { fault } = this
        this.fault = undefined
        if (fault === 'refuses') throw new StorageError('The disk is full.')
        if (fault !== 'dies before') await this.#write(ops, durability, fault !== undefined)
        if (fault === undefined) return undefined
        this.onDeath()
        return await new Promise<never>(() => undefined)
      }
    }
  }

  async #write(ops: readonly StoreOp[], durability: Durability, isLast: boolean): Promise<void> {
    await this.#store.batch(ops, durability)
    this.written.push(ops)
    for (const { kind, table, key } of ops) {
      if (kind !== 'put' || table !== 'history' || key.id === undefined) continue
      const id = key.id.replace(/^received:/u, '')
      if (isLast && !this.history.has(id)) this.unseen.add(id)
      this.history.add(id)
    }
  }
}

/** Who somebody is; the same in all worlds. */
interface Identity {
  readonly name: string
  readonly self: Self
  readonly mailboxes: readonly MailboxAddress[]
  readonly requestMailboxes: readonly MailboxAddress[]
}

/** A text that was accepted: `submit` resolved. */
export interface Accepted {
  readonly id: string
  readonly text: string
  /** Ids that its writer had in the history before. */
  readonly after: ReadonlySet<string>
}

/** One of the two. */
export class Side {
  readonly identity: Identity
  readonly disk: Disk
  messenger: Messenger | undefined
  /** Ids that `message` events have named, over all lives. */
  readonly shown: string[] = []
  /** Accepted texts in order. */
  readonly accepted: Accepted[] = []
  /** Texts whose `submit` neither resolved nor failed: the process died in it. */
  readonly unanswered: Set<string> = new Set()
  /** Texts that were refused: they must be nowhere. */
  readonly refused: Set<string> = new Set()
  /** The best state that each message of ours was shown in. */
  readonly best: Map<string, number> = new Map()

  constructor(identity: Identity, disk: Disk) {
    this.identity = identity
    this.disk = disk
  }

  get userId(): string {
    return this.identity.self.account.userId
  }
}

/** A mailbox. */
interface Box {
  /** Envelopes in order of arrival. */
  readonly items: Uint8Array[]
  /** Which of them the owner has dealt with, and does not fetch again by itself. */
  readonly taken: Set<number>
}

interface Link {
  /** Envelopes on their way, by index of the receiving side. */
  readonly wire: readonly [Uint8Array[], Uint8Array[]]
  readonly paths: readonly [LivePath, LivePath]
}

/** The two and what is between them. */
export class World {
  now: EpochMs
  readonly sides: readonly [Side, Side]
  /** Whether a coordinator answers, and whether its receipts arrive. */
  readonly coordinators: Array<{ isUp: boolean; losesReceipts: boolean }>
  /** What happened and must not. Listeners and callbacks cannot throw where it would be noticed. */
  readonly violations: string[] = []
  /** That took something back. */
  powerCuts = 0
  readonly #seed: string
  readonly #boxes: Map<string, Box> = new Map()
  /** Every envelope that was seen anywhere, by its first 24 bytes. */
  readonly #nonces: Map<string, string> = new Map()
  /** Ends the present life of a side: nothing that it still does counts. */
  readonly #ends: [() => void, () => void] = [() => undefined, () => undefined]
  #link: Link | undefined
  #lives = 0

  private constructor(
    seed: string,
    identities: readonly [Identity, Identity],
    disks: readonly [Disk, Disk],
    now: EpochMs
  ) {
    this.#seed = seed
    this.now = now
    this.sides = [new Side(identities[0], disks[0]), new Side(identities[1], disks[1])]
    this.coordinators = Array.from({ length: COORDINATORS }, () => ({ isUp: true, losesReceipts: false }))
    for (const { mailboxes, requestMailboxes } of identities) {
      for (const { mailbox } of [...mailboxes, ...requestMailboxes]) {
        this.#boxes.set(bytesToHex(mailbox), { items: [], taken: new Set() })
      }
    }
  }

  /** Two contacts, each with a messenger that runs. @param seed of everything random in it */
  static async create(seed: string): Promise<World> {
    const { identities, disks, now } = await template()
    mock.timers.enable({ apis: ['setTimeout'] })
    const copies = disks.map(written => new Disk(written)) as unknown as readonly [Disk, Disk]
    for (const copy of copies) await copy.restore()
    const world = new World(seed, identities, copies, now)
    for (const who of [0, 1] as const) await world.start(who)
    return world
  }

  /** The first meeting, once for all worlds. */
  static async befriended(identities: readonly [Identity, Identity]): Promise<Template> {
    mock.timers.enable({ apis: ['setTimeout'] })
    const world = new World('befriending', identities, [new Disk(), new Disk()], START)
    try {
      for (const who of [0, 1] as const) await world.start(who)
      const [alice, bob] = world.sides
      const invite = await alice.messenger?.invites.create(alice.identity.requestMailboxes)
      if (invite === undefined) throw new Error('no messenger')
      await bob.messenger?.ask(invite)
      await world.flush(1)
      await world.collectRequests(0)
      await alice.messenger?.accept(bob.userId)
      for (let round = 0; round < 3; round += 1) await world.heal()
      for (const side of world.sides)
        assert.equal(side.messenger?.peer(world.other(side).userId)?.outbox.size, 0)
      return { identities, disks: [alice.disk.written, bob.disk.written], now: world.now }
    } finally {
      await world.end()
    }
  }

  other(side: Side): Side {
    return side === this.sides[0] ? this.sides[1] : this.sides[0]
  }

  /** Begins a life of the process, from what is on the disk. */
  async start(who: 0 | 1): Promise<void> {
    const side = this.sides[who]
    const { self, mailboxes, requestMailboxes } = side.identity
    const rng = seededRng(`${this.#seed}/${side.identity.name}/${(this.#lives += 1)}`)
    // Some ended because the power was cut. After a graceful end there is nothing to take back.
    const [chance = 0, kept = 0] = seededRng(`${this.#seed}/power/${this.#lives}`)(2)
    const taken = chance % 3 > 0 ? side.disk.losePower(kept / 256) : []
    if (taken.length > 0) this.powerCuts += 1
    for (const id of taken) side.best.delete(id)
    const descriptorKey = crypto.sha256(self.device.seed)
    const descriptor = signDescriptor(crypto, self.device, {
      revision: START,
      expires: START + 30 * DAY,
      deviceList: self.deviceList,
      suites: [1],
      requestMailboxes,
      inner: sealInner(crypto, rng, descriptorKey, { addresses: [], mailboxes })
    })
    let isOver = false
    const isDead = (): boolean => isOver
    this.#ends[who] = () => {
      isOver = true
    }
    side.disk.onDeath = () => {
      this.#unplug(who)
    }
    const messenger = await openMessenger({
      store: side.disk.life(isDead),
      crypto,
      rng,
      clock: () => this.now,
      logger: Object.assign(() => undefined, {
        error: (what: string, ...details: unknown[]) => {
          // What a refusing disk did is reported; anything else is a fault of ours.
          const excused = details.some(detail => detail instanceof StorageError)
          this.#must(excused, `error in the log: ${what} ${String(details[0])}`)
        },
        trace: () => undefined
      }),
      self,
      describe: () => ({ descriptor, descriptorKey, revision: START }),
      ports: {
        seek: () => undefined,
        deposit: async order => (isDead() ? { kind: 'later' } : this.#deposit(order)),
        fetchBundles: async () => {
          const bundle = await this.other(side).messenger?.bundle()
          return bundle === undefined ? [] : [{ bundle, oneTime: undefined }]
        },
        fetchContactBundle: async () => await this.other(side).messenger?.bundle(),
        assured: async () => undefined
      }
    })
    side.messenger = messenger
    messenger.events.addEventListener('message', ({ detail: { entry } }) => {
      if (isDead()) return
      this.#must(side.disk.history.has(entry.id), 'shown before it was on the disk')
      this.#must(!side.shown.includes(entry.id), 'shown twice')
      side.shown.push(entry.id)
    })
    messenger.events.addEventListener('renewal', () => {
      this.#must(isDead() || this.powerCuts > 0, 'a session was made anew, and nobody had lost anything')
    })
    messenger.events.addEventListener('receipt', ({ detail: { peer, entry } }) => {
      if (!isDead()) this.#checkState(side, entry, peer.outbox.get(entry.id)?.sealed)
    })
  }

  /** Ends the life of a process: with a word, or like a power cut. */
  async restart(who: 0 | 1, isGraceful: boolean): Promise<void> {
    const side = this.sides[who]
    if (isGraceful && side.messenger !== undefined) {
      await side.messenger.stop()
      await this.settle()
      await side.disk.close()
    }
    this.#unplug(who)
    side.disk.fault = undefined
    await this.start(who)
  }

  /** Presence says that the other one is there. */
  async returned(who: 0 | 1): Promise<void> {
    const side = this.sides[who]
    side.messenger?.returned(this.other(side).userId).catch((error: unknown) => {
      this.#onlyDisk(error)
    })
    await this.settle()
  }

  submit(who: 0 | 1, text: string): void {
    const side = this.sides[who]
    if (side.messenger === undefined) return
    side.unanswered.add(text)
    const after = new Set(side.disk.history)
    side.messenger.submit(this.other(side).userId, text).then(
      id => {
        side.unanswered.delete(text)
        side.accepted.push({ id, text, after })
        this.#must(side.disk.history.has(id), 'accepted before it was on the disk')
      },
      (error: unknown) => {
        side.unanswered.delete(text)
        side.refused.add(text)
        this.#onlyDisk(error)
      }
    )
  }

  /** All deposits that can be made are tried. */
  async flush(who: 0 | 1): Promise<void> {
    this.sides[who].messenger?.flush(AbortSignal.timeout(60_000)).catch((error: unknown) => {
      this.#onlyDisk(error)
    })
    await this.settle()
  }

  /** What one mailbox holds goes to its owner: items by index, in that order, together or one by one. */
  async collect(
    who: 0 | 1,
    coordinator: number,
    picks: readonly number[],
    isTogether: boolean
  ): Promise<void> {
    const { items, taken } = this.#box(this.sides[who].identity.mailboxes[coordinator])
    for (const pick of picks) {
      const index = pick % Math.max(items.length, 1)
      const item = items[index]
      if (item !== undefined) void this.#receive(who, item, false).then(done => done && taken.add(index))
      if (!isTogether) await this.settle()
    }
    await this.settle()
  }

  async collectRequests(who: 0 | 1): Promise<void> {
    for (const address of this.sides[who].identity.requestMailboxes) {
      for (const item of this.#box(address).items) await this.sides[who].messenger?.receiveRequest(item)
    }
  }

  /**
   * Opens a link; an older one is replaced, and what was on it is lost.
   *
   * @param isSlow - mail comes and goes while the hellos are on their way
   */
  async link(isSlow: boolean = false): Promise<void> {
    this.cut()
    const [a, b] = this.sides
    if (a.messenger === undefined || b.messenger === undefined) return
    const wire: Link['wire'] = [[], []]
    const path = (from: Side, to: 0 | 1): LivePath => {
      const { messenger } = from
      return {
        send: async envelopes => {
          if (this.#link !== link || from.messenger !== messenger) throw new Error('The link is gone.')
          for (const envelope of envelopes) wire[to].push(this.#seen(envelope))
        }
      }
    }
    const link: Link = { wire, paths: [path(a, 1), path(b, 0)] }
    this.#link = link
    const [ofA, ofB] = [a.messenger.hello(b.userId), b.messenger.hello(a.userId)]
    const [alice, bob] = [a.messenger, b.messenger]
    const { now } = this
    const isOver = (): boolean => this.#link !== link || a.messenger !== alice || b.messenger !== bob
    if (isSlow) await this.#exchangeMail()
    if (isOver()) return
    await Promise.all([alice.greeted(b.userId, ofB, now), bob.greeted(a.userId, ofA, now)]).catch(
      (error: unknown) => {
        this.#onlyDisk(error)
      }
    )
    if (isOver()) return
    a.messenger.linkOpened(b.userId, link.paths[0])
    b.messenger.linkOpened(a.userId, link.paths[1])
  }

  /** The next envelopes on the link arrive. */
  async arrive(who: 0 | 1, count: number): Promise<void> {
    for (const envelope of this.#link?.wire[who].splice(0, count) ?? [])
      void this.#receive(who, envelope, true)
    await this.settle()
  }

  /** The link ends for both, with everything on it. */
  cut(): void {
    const link = this.#link
    this.#link = undefined
    if (link === undefined) return
    const [a, b] = this.sides
    a.messenger?.linkClosed(b.userId, link.paths[0])
    b.messenger?.linkClosed(a.userId, link.paths[1])
  }

  /** Lets time pass, in steps in which timers can go off. */
  async pass(time: EpochMs): Promise<void> {
    this.now += time
    if (time >= NOTICED_AFTER && this.#link?.wire.some(({ length }) => length > 0) === true) this.cut()
    // A timer never sleeps longer than a minute, however late it is by the clock.
    mock.timers.tick(60_000)
    await this.settle()
  }

  /** Until nothing happens any more without time or the network. */
  async settle(): Promise<void> {
    await new Promise(resolve => {
      setImmediate(resolve)
    })
  }

  /** Everything works again, and the two exchange what they have, by mail or over a link. */
  async heal(isLive = false): Promise<void> {
    for (const coordinator of this.coordinators)
      Object.assign(coordinator, { isUp: true, losesReceipts: false })
    for (const who of [0, 1] as const) {
      this.sides[who].disk.fault = undefined
      if (this.sides[who].messenger === undefined) await this.start(who)
    }
    if (isLive) await this.link()
    else this.cut()
    for (let round = 0; round < 2; round += 1) {
      // Longer than the longest pause between two attempts.
      await this.pass(61 * 60_000)
      for (const who of [0, 1] as const) {
        await this.arrive(who, Number.POSITIVE_INFINITY)
        await this.#collectAll(who)
      }
    }
  }

  /** Everything that waits is deposited and fetched, answers included. */
  async #exchangeMail(): Promise<void> {
    this.now += 1_000
    for (const who of [0, 1, 0] as const) {
      await this.flush(who)
      await this.#collectAll(who === 0 ? 1 : 0)
    }
  }

  async #collectAll(who: 0 | 1): Promise<void> {
    for (const [coordinator, address] of this.sides[who].identity.mailboxes.entries()) {
      const { items, taken } = this.#box(address)
      const left = [...items.keys()].filter(index => !taken.has(index))
      await this.collect(who, coordinator, left, true)
    }
  }

  async end(): Promise<void> {
    for (const { messenger } of this.sides) void messenger?.stop()
    await this.settle()
    mock.timers.reset()
  }

  /** Whether the envelope was dealt with. */
  async #receive(who: 0 | 1, envelope: Uint8Array, isLive: boolean): Promise<boolean> {
    const side = this.sides[who]
    const { messenger } = side
    const from = this.other(side).userId
    if (messenger === undefined) return false
    try {
      await (isLive ? messenger.receiveLive(from, envelope) : messenger.receiveMail(from, envelope))
      return side.messenger === messenger
    } catch (error) {
      this.#onlyDisk(error)
      return false
    }
  }

  #unplug(who: 0 | 1): void {
    const side = this.sides[who]
    const { messenger } = side
    side.messenger = undefined
    this.#ends[who]()
    this.cut()
    void messenger?.stop()
  }

  #deposit(order: DepositOrder): DepositOutcome {
    const name = bytesToHex(order.mailbox.mailbox)
    const box = this.#boxes.get(name)
    const index = this.sides
      .flatMap(({ identity }) => [identity.mailboxes, identity.requestMailboxes])
      .map(addresses => addresses.findIndex(({ mailbox }) => bytesToHex(mailbox) === name))
      .find(found => found >= 0)
    const coordinator = this.coordinators[index ?? 0]
    if (box === undefined || coordinator === undefined) return { kind: 'refused' }
    if (!coordinator.isUp) return { kind: 'later' }
    const envelope = this.#seen(order.envelope)
    if (!box.items.some(item => equalBytes(item, envelope))) box.items.push(envelope)
    return coordinator.losesReceipts ? { kind: 'later' } : { kind: 'held', until: order.expires }
  }

  /** I6: a nonce is for one envelope. */
  #seen(envelope: Uint8Array): Uint8Array {
    const nonce = bytesToHex(envelope.subarray(0, 24))
    const digest = bytesToHex(crypto.sha256(envelope))
    this.#must((this.#nonces.get(nonce) ?? digest) === digest, 'a nonce was used twice')
    this.#nonces.set(nonce, digest)
    return envelope
  }

  /** I1 and the honest states, whenever one is shown. */
  #checkState(side: Side, entry: HistoryEntry, sealed: Uint8Array | undefined): void {
    const { id, state, held } = entry
    const rank = { queued: 0, stored: held, delivered: 100, failed: -1, received: -1 }[state]
    this.#must(rank >= 0, `nothing fails here, but ${state}`)
    this.#must(rank >= (side.best.get(id) ?? 0), `${state} ${held} after something better`)
    side.best.set(id, rank)
    const receiver = this.other(side)
    this.#must(state !== 'delivered' || receiver.disk.history.has(id), 'delivered, but not on the disk there')
    if (state !== 'stored') return
    const copies = receiver.identity.mailboxes.filter(address =>
      this.#box(address).items.some(item => sealed !== undefined && equalBytes(item, sealed))
    )
    this.#must(copies.length >= held && held > 0, `stored ${held}, but there are ${copies.length} copies`)
  }

  /** A disk that refuses may be heard of; nothing else may. */
  #onlyDisk(error: unknown): void {
    this.#must(error instanceof StorageError, `not a failure of the disk: ${String(error)}`)
  }

  #must(holds: boolean, violation: string): void {
    if (!holds) this.violations.push(violation)
  }

  #box(address: MailboxAddress | undefined): Box {
    const box = address && this.#boxes.get(bytesToHex(address.mailbox))
    if (box === undefined) throw new Error('no such mailbox')
    return box
  }
}

interface Template {
  readonly identities: readonly [Identity, Identity]
  readonly disks: readonly [ReadonlyArray<readonly StoreOp[]>, ReadonlyArray<readonly StoreOp[]>]
  readonly now: EpochMs
}

let made: Promise<Template> | undefined

async function template(): Promise<Template> {
  made ??= World.befriended([identity('Alice'), identity('Bob')])
  return await made
}

function identity(name: string): Identity {
  const rng = seededRng(name)
  const account = createAccount(crypto, rng)
  const device = createDevice(crypto, rng)
  const certificates = [certify(crypto, account, device, START)]
  const deviceList = signDeviceList(crypto, account, { version: 1, certificates, revoked: [] })
  const boxes = (): MailboxAddress[] =>
    Array.from({ length: COORDINATORS }, () => ({ mailbox: crypto.ed25519PublicKey(rng(32)), addresses: [] }))
  return {
    name,
    self: { account, device, name, deviceList, writerId: rng(8) },
    mailboxes: boxes(),
    requestMailboxes: boxes()
  }
}
