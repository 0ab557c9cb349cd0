/**
 * Group commit: inputs that arrive together are applied one after the other to forks of
 * the peers they concern, written in ONE batch, and only then do their effects leave the
 * node. If the batch fails, the forks are dropped, nothing is sent and every
 * caller learns of it: the values in memory never run ahead of the disk. A batch is closed
 * before it is more than the store takes, so that no input can spoil those around it.
 */
import { LimitError } from '../errors.ts'
import type { Durability, RecordKey, Store, StoreOp } from '../ports.ts'
import { checkBatch } from '../store/checks.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_OPS } from '../store/constants.ts'
import { ACKNOWLEDGEMENT_BYTES, ACKNOWLEDGEMENT_CHANGES, MAX_GROUP, MAX_WAITING } from './constants.ts'
import { acknowledgeDue } from './core/receive.ts'
import type { Effect, Peer, Step, StepContext } from './core/peer.ts'
import { forgetOp, peerChanges } from './core/records.ts'
import { underWriter } from './core/renewal.ts'
import type { CrashPoint } from './crash-point.ts'

/** What an input works on. Reads see what earlier inputs of the same batch wrote. */
export interface Batch {
  readonly context: StepContext
  /** Under the writer of now: one that a recovery has not reached has its renewal begun by whoever asks. */
  peer(userId: string): Peer | undefined
  /** As they are. */
  peers(): Iterable<Peer>
  /**
   * Takes over a step: the peer's new value and its effects.
   *
   * @param durability - `relaxed`: a power cut may take the step back, and its effects show nothing
   *   of it to anybody else. Default: `strict`, and then all that is in the batch is.
   */
  apply(step: Step, durability?: Durability): void
  /** Removes somebody of whom nothing else is kept. */
  forget(peer: Peer): void
  persist(...ops: readonly StoreOp[]): void
  get(table: string, key: RecordKey): Promise<Uint8Array | undefined>
  /** What is reached right before the batch is written, and right after. */
  crashPoints(before: CrashPoint, after?: CrashPoint): void
}

const TOO_LARGE = 'This changes more than can be written at once'

/** One input alone changes more than the store takes: it fails, now and whenever it is repeated. */
export class InputTooLarge extends LimitError {}

/**
 * Changes the state; what it returns reaches the caller after the batch is written. It runs
 * again, on the next batch, when this one has no room for what it writes.
 */
export type Input<T> = (batch: Batch) => T | Promise<T>

/** Where the driver reads, writes and hands out effects. */
export interface CommitterOptions {
  readonly store: Store
  readonly context: StepContext
  /** Known peers by user id; replaced value by value after each batch. */
  readonly peers: Map<string, Peer>
  isLinked(userId: string): boolean
  /** Called after the batch was written. */
  perform(effect: Exclude<Effect, { kind: 'persist' }>): void
  /** Lets tests end the process here. */
  crashPoint(name: CrashPoint): void
}

interface Waiting {
  readonly run: (batch: Batch) => Promise<() => void>
  readonly reject: (error: unknown) => void
}

/** Runs inputs in groups. */
export class Committer {
  readonly #options: CommitterOptions
  #waiting: Waiting[] = []
  #working: Promise<void> | undefined

  constructor(options: CommitterOptions) {
    this.#options = options
  }

  /**
   * Applies an input with the next batch.
   *
   * @throws {LimitError} too many inputs wait
   * @throws {InputTooLarge} it changes more than one batch can hold; nothing changed
   * @throws {StorageError} the batch could not be written; nothing changed
   */
  async run<T>(input: Input<T>): Promise<T> {
    if (this.#waiting.length >= MAX_WAITING) {
      throw new LimitError('Too much is waiting to be written: try again in a moment')
    }
    return await new Promise<T>((resolve, reject) => {
      this.#waiting.push({
        reject,
        run: async batch => {
          const result = await input(batch)
          return () => {
            resolve(result)
          }
        }
      })
      this.#working ??= this.#work()
    })
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#working
  }

  async #work(): Promise<void> {
    // Inputs of the same turn share the first batch.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      await this.#commit(this.#waiting.splice(0, MAX_GROUP))
    }
    this.#working = undefined
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    const fork = new Fork(this.#options)
    const finished: Array<() => void> = []
    const applied: Waiting[] = []
    for (const [at, waiting] of group.entries()) {
      const mark = fork.mark()
      try {
        const finish = await waiting.run(fork)
        if (!fork.settle(mark)) {
          fork.rollBack(mark)
          this.#waiting.unshift(...group.slice(at))
          break
        }
        finished.push(finish)
        applied.push(waiting)
      } catch (error) {
        fork.rollBack(mark)
        waiting.reject(error)
      }
    }
    try {
      const ops = fork.close()
      if (ops.length > 0) {
        for (const { before } of fork.points) this.#options.crashPoint(before)
        await this.#options.store.batch(ops, fork.durability)
        for (const { after } of fork.points) if (after !== undefined) this.#options.crashPoint(after)
      }
    } catch (error) {
      for (const waiting of applied) waiting.reject(error)
      return
    }
    for (const [userId, peer] of fork.changed) this.#options.peers.set(userId, peer)
    for (const userId of fork.forgotten) this.#options.peers.delete(userId)
    for (const finish of finished) finish()
    for (const effect of fork.effects) this.#options.perform(effect)
  }
}

interface Mark {
  readonly changed: ReadonlyMap<string, Peer>
  readonly forgotten: ReadonlySet<string>
  readonly durability: Durability
  readonly effects: number
  readonly points: number
}

/** The state as one batch sees it. */
class Fork implements Batch {
  readonly context: StepContext
  changed: Map<string, Peer> = new Map()
  forgotten: Set<string> = new Set()
  /** The strictest that was asked for. */
  durability: Durability = 'relaxed'
  readonly effects: Array<Exclude<Effect, { kind: 'persist' }>> = []
  readonly points: Array<{ readonly before: CrashPoint; readonly after: CrashPoint | undefined }> = []
  readonly #options: CommitterOptions
  /** What the inputs that are settled write, by its place: the last change of a record counts. */
  readonly #settled: Map<string, StoreOp> = new Map()
  /** The values of it, in bytes. */
  #bytes = 0
  /** The same of the input that runs. */
  readonly #fresh: Map<string, StoreOp> = new Map()

  constructor(options: CommitterOptions) {
    this.#options = options
    this.context = options.context
  }

  peer(userId: string): Peer | undefined {
    const peer = this.#peerAt(this, userId)
    const step = peer && underWriter(peer, this.context)
    if (step === undefined || step.peer === peer) return peer
    this.apply(step)
    return step.peer
  }

  *peers(): Iterable<Peer> {
    yield* this.changed.values()
    for (const peer of this.#options.peers.values()) {
      if (!this.changed.has(peer.userId) && !this.forgotten.has(peer.userId)) yield peer
    }
  }

  apply(step: Step, durability: Durability = 'strict'): void {
    if (durability === 'strict') this.durability = 'strict'
    this.changed.set(step.peer.userId, step.peer)
    this.forgotten.delete(step.peer.userId)
    for (const effect of step.effects) {
      if (effect.kind === 'persist') this.#put(effect.op)
      else this.effects.push(effect)
    }
  }

  forget({ userId }: Peer): void {
    this.durability = 'strict'
    this.changed.delete(userId)
    this.forgotten.add(userId)
  }

  persist(...ops: readonly StoreOp[]): void {
    this.durability = 'strict'
    this.#put(...ops)
  }

  async get(table: string, key: RecordKey): Promise<Uint8Array | undefined> {
    const place = placeOf(table, key)
    const written = this.#fresh.get(place) ?? this.#settled.get(place)
    if (written !== undefined) return written.kind === 'put' ? written.value : undefined
    return await this.#options.store.get(table, key)
  }

  crashPoints(before: CrashPoint, after?: CrashPoint): void {
    this.points.push({ before, after })
  }

  mark(): Mark {
    const { changed, forgotten, durability, effects, points } = this
    return {
      durability,
      changed: new Map(changed),
      forgotten: new Set(forgotten),
      effects: effects.length,
      points: points.length
    }
  }

  rollBack(mark: Mark): void {
    this.changed = new Map(mark.changed)
    this.forgotten = new Set(mark.forgotten)
    this.durability = mark.durability
    this.effects.length = mark.effects
    this.points.length = mark.points
    this.#fresh.clear()
  }

  /**
   * Takes what the input since `mark` has changed into the batch.
   *
   * @returns false if the inputs before it leave no room
   * @throws {InputTooLarge | UsageError} the store would refuse it alone
   */
  settle(mark: Mark): boolean {
    this.#writePeers(mark)
    if (this.#fresh.size === 0) return true
    assertWritable([...this.#fresh.values()])
    const { changes, bytes } = this.#sizeWithFresh()
    if (changes > MAX_BATCH_OPS || bytes > MAX_BATCH_BYTES) {
      if (this.#settled.size === 0) throw new InputTooLarge(TOO_LARGE)
      return false
    }
    this.#takeFresh()
    return true
  }

  /** Seals the acknowledgements that the batch owes and returns all it writes. */
  close(): readonly StoreOp[] {
    const mark = this.mark()
    for (const peer of mark.changed.values()) {
      if (peer.dueAcknowledgements.length === 0) continue
      this.apply(acknowledgeDue(peer, this.#options.isLinked(peer.userId), this.context))
    }
    this.#writePeers(mark)
    this.#takeFresh()
    return [...this.#settled.values()]
  }

  #put(...ops: readonly StoreOp[]): void {
    for (const op of ops) this.#fresh.set(placeOf(op.table, op.key), op)
  }

  #peerAt({ changed, forgotten }: Pick<Mark, 'changed' | 'forgotten'>, userId: string): Peer | undefined {
    const held = forgotten.has(userId) ? undefined : this.#options.peers.get(userId)
    return changed.get(userId) ?? held
  }

  #writePeers(mark: Mark): void {
    for (const [userId, peer] of this.changed) {
      const before = this.#peerAt(mark, userId)
      if (peer !== before) this.#put(...peerChanges(before, peer))
    }
    for (const userId of this.forgotten) if (!mark.forgotten.has(userId)) this.#put(forgetOp(userId))
  }

  /** With the acknowledgements that are sealed when the batch is closed. */
  #sizeWithFresh(): { readonly changes: number; readonly bytes: number } {
    let owed = 0
    for (const { dueAcknowledgements } of this.changed.values()) owed += dueAcknowledgements.length
    let changes = this.#settled.size + owed * ACKNOWLEDGEMENT_CHANGES
    let bytes = this.#bytes + owed * ACKNOWLEDGEMENT_BYTES
    for (const [place, op] of this.#fresh) {
      const replaced = this.#settled.get(place)
      if (replaced === undefined) changes += 1
      bytes += bytesOf(op) - bytesOf(replaced)
    }
    return { changes, bytes }
  }

  #takeFresh(): void {
    for (const [place, op] of this.#fresh) {
      this.#bytes += bytesOf(op) - bytesOf(this.#settled.get(place))
      this.#settled.set(place, op)
    }
    this.#fresh.clear()
  }
}

/** The store's own refusal would reach everybody in the batch. */
function assertWritable(ops: readonly StoreOp[]): void {
  try {
    checkBatch(ops)
  } catch (error) {
    throw error instanceof LimitError ? new InputTooLarge(TOO_LARGE) : error
  }
}

function bytesOf(op: StoreOp | undefined): number {
  return op?.kind === 'put' ? op.value.length : 0
}

function placeOf(table: string, { scope = '', order = 0, id = '' }: RecordKey): string {
  return JSON.stringify([table, scope, order, id])
}
