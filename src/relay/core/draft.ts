import { NO_TOTALS, totalsAfter } from './state.ts'
import type { RecordKey, StoreOp } from '../../ports.ts'
import type { Effect, Mailbox, Step, Totals } from './state.ts'

/** All mailboxes of a coordinator, by name. Changed only by `Draft.adopt`. */
export class Mailboxes {
  readonly byName: Map<string, Mailbox> = new Map()
  totals: Totals = NO_TOTALS

  /** Puts a mailbox in its place, or takes it away. */
  set(name: string, mailbox: Mailbox | undefined): void {
    this.totals = totalsAfter(this.totals, this.byName.get(name), mailbox)
    if (mailbox === undefined) this.byName.delete(name)
    else this.byName.set(name, mailbox)
  }
}

/**
 * The mailboxes as one group of requests leaves them. Nothing shows outside before `adopt`;
 * a draft that is dropped never was.
 */
export class Draft {
  readonly #base: Mailboxes
  readonly #changed: Map<string, Mailbox | undefined> = new Map()
  readonly #ops: Map<string, StoreOp> = new Map()
  #totals: Totals

  constructor(base: Mailboxes) {
    this.#base = base
    this.#totals = base.totals
  }

  get totals(): Totals {
    return this.#totals
  }

  /** What is to be written. One change per record: the last one counts. */
  get ops(): readonly StoreOp[] {
    return [...this.#ops.values()]
  }

  get changes(): number {
    return this.#ops.size
  }

  /** A record as it will be, if the draft changes it; undefined: it does not, or takes it away. */
  written(table: string, key: RecordKey): Uint8Array | undefined {
    const op = this.#ops.get(placeOf(table, key))
    return op?.kind === 'put' ? op.value : undefined
  }

  mailbox(name: string): Mailbox | undefined {
    return this.#changed.has(name) ? this.#changed.get(name) : this.#base.byName.get(name)
  }

  /** Takes over a step and gives back the effects that have to wait for the disk. */
  apply(name: string, step: Step): ReadonlyArray<Exclude<Effect, { kind: 'persist' }>> {
    const before = this.mailbox(name)
    if (step.mailbox !== before) {
      this.#totals = totalsAfter(this.#totals, before, step.mailbox)
      this.#changed.set(name, step.mailbox)
    }
    const waiting: Array<Exclude<Effect, { kind: 'persist' }>> = []
    for (const effect of step.effects) {
      if (effect.kind === 'persist') this.#ops.set(placeOf(effect.op.table, effect.op.key), effect.op)
      else waiting.push(effect)
    }
    return waiting
  }

  /** Makes the draft what is. To be called when `ops` are on the disk. */
  adopt(): void {
    for (const [name, mailbox] of this.#changed) this.#base.set(name, mailbox)
  }
}

function placeOf(table: string, { scope = '', order = 0, id = '' }: RecordKey): string {
  return `${table}/${scope}/${order}/${id}`
}
