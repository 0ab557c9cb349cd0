/** Our prekey generations: rotated weekly, kept as long as a first message may be on its way. */
import { signBundle } from '../identity/index.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Clock, EpochMs, Rng, Store, StoreOp } from '../ports.ts'
import { createPrekeys, expired, isBefore, publicPrekeys, rotationDue } from '../ratchet/index.ts'
import type { Prekeys } from '../ratchet/index.ts'
import { decodePrekeyRecord, encodePrekeyRecord } from '../wire/vault.ts'
import type { Signed } from '../wire/index.ts'
import type { Self } from './core/peer.ts'
import { PREKEYS } from './core/records.ts'

/** What the ring works with. */
export interface PrekeyRingOptions {
  readonly store: Store
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
  readonly self: Self
}

/** All generations whose secrets are kept, newest first. */
export class PrekeyRing {
  readonly #options: PrekeyRingOptions
  #generations: readonly Prekeys[]
  #bundle: { readonly of: Prekeys; readonly signed: Signed } | undefined
  #rotating: Promise<Prekeys> | undefined

  /** @throws {StorageError} a record is damaged */
  static async load(options: PrekeyRingOptions): Promise<PrekeyRing> {
    const generations: Prekeys[] = []
    for await (const { value } of options.store.walk(PREKEYS)) generations.push(decodePrekeyRecord(value))
    const ring = new PrekeyRing(options, generations)
    await ring.#rotate()
    return ring
  }

  private constructor(options: PrekeyRingOptions, generations: readonly Prekeys[]) {
    this.#options = options
    this.#generations = generations
  }

  generations(): readonly Prekeys[] {
    return this.#generations
  }

  /**
   * The signed bundle of the newest generation, which is made if the last is a week old.
   *
   * @param since - what was made before is of a disk that is gone, and is replaced; 0: nothing is
   */
  async bundle(since: EpochMs = 0): Promise<Signed> {
    const newest = await this.#rotate(since)
    if (this.#bundle?.of !== newest) {
      const { crypto, self } = this.#options
      const keys = publicPrekeys(crypto, newest)
      const signed = signBundle(crypto, self.device, { ...keys, deviceList: self.deviceList })
      this.#bundle = { of: newest, signed }
    }
    return this.#bundle.signed
  }

  /** When the newest generation was made; `since` as above. */
  async generation(since: EpochMs = 0): Promise<EpochMs> {
    return (await this.#rotate(since)).created
  }

  /** Whoever asks meanwhile gets the same generation: two new ones would leave one forgotten. */
  async #rotate(since: EpochMs = 0): Promise<Prekeys> {
    this.#rotating ??= this.#rotateNow(since).finally(() => {
      this.#rotating = undefined
    })
    return await this.#rotating
  }

  async #rotateNow(since: EpochMs): Promise<Prekeys> {
    const { store, rng, clock } = this.#options
    const now = clock()
    const sorted = this.#generations.toSorted((a, b) => b.created - a.created)
    const kept = sorted.filter(generation => !expired(generation, now))
    const ops: StoreOp[] = sorted
      .filter(generation => !kept.includes(generation))
      .map(generation => ({ kind: 'delete', table: PREKEYS, key: keyOf(generation) }))
    let [newest] = kept
    if (newest === undefined || rotationDue(newest, now) || isBefore(newest, since, now)) {
      newest = createPrekeys(rng, now)
      ops.push({ kind: 'put', table: PREKEYS, key: keyOf(newest), value: encodePrekeyRecord(newest) })
      kept.unshift(newest)
    }
    if (ops.length > 0) await store.batch(ops)
    this.#generations = kept
    return newest
  }
}

function keyOf({ kemPrekeyId }: Prekeys): { readonly id: string } {
  return { id: String(kemPrekeyId) }
}
