/**
 * Group commit: inputs that arrive together are applied one after the other to forks of
 * the peers they concern, written in ONE durable batch, and only then do their effects
 * leave the node. If the batch fails, the forks are dropped, nothing is sent and every
 * caller learns of it: the values in memory never run ahead of the disk.
 */
import { LimitError } from '../errors.ts'
import type { RecordKey, Store, StoreOp } from '../ports.ts'
import { MAX_GROUP, MAX_WAITING } from './constants.ts'
import { acknowledgeDue } from './core/receive.ts'
import type { Effect, Peer, Step, StepContext } from './core/peer.ts'
import { forgetOp, peerChanges } from './core/records.ts'
import type { CrashPoint } from './crash-point.ts'

/** What an input works on. Reads see what earlier inputs of the same batch wrote. */
export interface Batch {
  readonly context: StepContext
  peer(userId: string): Peer | undefined
  peers(): Iterable<Peer>
  /** Takes over a step: the peer's new value and its effects. */
  apply(step: Step): void
  /** Removes somebody of whom nothing else is kept. */
  forget(peer: Peer): void
  persist(...ops: readonly StoreOp[]): void
  get(table: string, key: RecordKey): Promise<Uint8Array | undefined>
  /** What is reached right before the batch is written, and right after. */
  crashPoints(before: CrashPoint, after?: CrashPoint): void
}

/** Changes the state; what it returns reaches the caller after the batch is on the disk. */
export type Input<T> = (batch: Batch) => T | Promise<T>

/** Where the driver reads, writes and hands out effects. */
export interface CommitterOptions {
  readonly store: Store
  readonly context: StepContext
  /** Known peers by user id; replaced value by value after each batch. */
  readonly peers: Map<string, Peer>
  isLinked(userId: string): boolean
  /** Called after the batch is durable. */
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
    for (const waiting of group) {
      const mark = fork.mark()
      try {
        finished.push(await waiting.run(fork))
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
        await this.#options.store.batch(ops)
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
  readonly ops: number
  readonly effects: number
  readonly points: number
}

/** The state as one batch sees it. */
class Fork implements Batch {
  readonly context: StepContext
  changed: Map<string, Peer> = new Map()
  forgotten: Set<string> = new Set()
  readonly effects: Array<Exclude<Effect, { kind: 'persist' }>> = []
  readonly points: Array<{ readonly before: CrashPoint; readonly after: CrashPoint | undefined }> = []
  readonly #options: CommitterOptions
  readonly #ops: StoreOp[] = []

  constructor(options: CommitterOptions) {
    this.#options = options
    this.context = options.context
  }

  peer(userId: string): Peer | undefined {
    const held = this.forgotten.has(userId) ? undefined : this.#options.peers.get(userId)
    return this.changed.get(userId) ?? held
  }

  *peers(): Iterable<Peer> {
    yield* this.changed.values()
    for (const peer of this.#options.peers.values()) {
      if (!this.changed.has(peer.userId) && !this.forgotten.has(peer.userId)) yield peer
    }
  }

  apply(step: Step): void {
    this.changed.set(step.peer.userId, step.peer)
    this.forgotten.delete(step.peer.userId)
    for (const effect of step.effects) {
      if (effect.kind === 'persist') this.#ops.push(effect.op)
      else this.effects.push(effect)
    }
  }

  forget({ userId }: Peer): void {
    this.changed.delete(userId)
    this.forgotten.add(userId)
  }

  persist(...ops: readonly StoreOp[]): void {
    this.#ops.push(...ops)
  }

  async get(table: string, key: RecordKey): Promise<Uint8Array | undefined> {
    const written = this.#ops.findLast(op => op.table === table && sameKey(op.key, key))
    if (written !== undefined) return written.kind === 'put' ? written.value : undefined
    return await this.#options.store.get(table, key)
  }

  crashPoints(before: CrashPoint, after?: CrashPoint): void {
    this.points.push({ before, after })
  }

  mark(): Mark {
    const { changed, forgotten, effects, points } = this
    return {
      changed: new Map(changed),
      forgotten: new Set(forgotten),
      ops: this.#ops.length,
      effects: effects.length,
      points: points.length
    }
  }

  rollBack(mark: Mark): void {
    this.changed = new Map(mark.changed)
    this.forgotten = new Set(mark.forgotten)
    this.#ops.length = mark.ops
    this.effects.length = mark.effects
    this.points.length = mark.points
  }

  /** Seals the acknowledgements that the batch owes and returns all it writes. */
  close(): readonly StoreOp[] {
    for (const peer of [...this.changed.values()]) {
      if (peer.dueAcknowledgements.length === 0) continue
      this.apply(acknowledgeDue(peer, this.#options.isLinked(peer.userId), this.context))
    }
    for (const peer of this.changed.values()) {
      this.#ops.push(...peerChanges(this.#options.peers.get(peer.userId), peer))
    }
    for (const userId of this.forgotten) this.#ops.push(forgetOp(userId))
    return this.#ops
  }
}

function sameKey(a: RecordKey, b: RecordKey): boolean {
  return a.scope === b.scope && (a.order ?? 0) === (b.order ?? 0) && a.id === b.id
}
