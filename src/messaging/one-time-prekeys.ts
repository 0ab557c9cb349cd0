/**
 * Our one-time prekeys: a batch for each of our request mailboxes, disjoint. What a coordinator
 * handed out to whom is not known here: a secret is kept until its first message comes, or until
 * no first message can come any more.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { signOneTime } from '../identity/index.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Clock, EpochMs, Rng, Store, StoreOp } from '../ports.ts'
import { createOneTime, expired, isBefore, publicOneTime, rotationDue } from '../ratchet/index.ts'
import type { OneTimePrekeys as Prekey } from '../ratchet/index.ts'
import { MAX_STOCK } from '../wire/index.ts'
import { decodeOneTimePrekeyRecord, encodeOneTimePrekeyRecord } from '../wire/vault.ts'
import type { Signed } from '../wire/index.ts'
import { MAX_ONE_TIME_OF_MAILBOX, MAX_ONE_TIME_PREKEYS, STOCK_AGAIN, STOCK_WATERMARK } from './constants.ts'
import type { Self } from './core/peer.ts'
import { ONE_TIME_PREKEYS } from './core/records.ts'

/** What the prekeys work with. */
export interface OneTimePrekeysOptions {
  readonly store: Store
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
  readonly self: Pick<Self, 'device'>
}

/** All one-time prekeys whose secrets are kept. */
export class OneTimePrekeys {
  readonly #options: OneTimePrekeysOptions
  /** By id, in the order of their making. */
  readonly #held: Map<number, Prekey>

  /** @throws {StorageError} a record is damaged */
  static async load(options: OneTimePrekeysOptions): Promise<OneTimePrekeys> {
    const held: Prekey[] = []
    for await (const { value } of options.store.walk(ONE_TIME_PREKEYS)) {
      held.push(decodeOneTimePrekeyRecord(value))
    }
    held.sort((a, b) => a.created - b.created)
    return new OneTimePrekeys(options, new Map(held.map(prekey => [prekey.id, prekey])))
  }

  private constructor(options: OneTimePrekeysOptions, held: Map<number, Prekey>) {
    this.#options = options
    this.#held = held
  }

  /** The one that a first message names. */
  find(id: number): Prekey | undefined {
    return this.#held.get(id)
  }

  /** Whether no earlier request of one batch has used it. */
  async isHeldIn(batch: Pick<Store, 'get'>, id: number): Promise<boolean> {
    return (await batch.get(ONE_TIME_PREKEYS, keyOf(id))) !== undefined
  }

  /** The write that makes one go: a part of the batch that stores the session. */
  usedOp(id: number): StoreOp {
    return { kind: 'delete', table: ONE_TIME_PREKEYS, key: keyOf(id) }
  }

  /** Forgets one, after that batch. */
  used(id: number): void {
    const prekey = this.#held.get(id)
    this.#held.delete(id)
    prekey?.curveSecret.fill(0)
    prekey?.kemSeed.fill(0)
  }

  /**
   * What to put in the place of the prekeys that are left at a mailbox; their secrets are on the
   * disk when it resolves. A batch that has not arrived within the hour that it was made in is
   * given again: no honest coordinator hands out so many in an hour.
   *
   * @param left - how many its coordinator says that it has
   * @param since - what was made before is replaced: they outlive the bundle that they come with
   * @returns none: those that are left stay
   */
  async stock(mailbox: Uint8Array, left: number, since: EpochMs): Promise<readonly Signed[]> {
    const { crypto, rng, clock, store, self } = this.#options
    const now = clock()
    const name = bytesToHex(mailbox)
    const own = [...this.#held.values()].filter(prekey => bytesToHex(prekey.mailbox) === name)
    const last = own.at(-1)
    const isOld = last !== undefined && (rotationDue(last, now) || isBefore(last, since, now))
    if (last !== undefined && !isOld && left >= STOCK_WATERMARK) return []
    const isRecent = last !== undefined && !isOld && Math.abs(now - last.created) < STOCK_AGAIN
    const batch = isRecent
      ? own.filter(({ created }) => created === last.created)
      : Array.from({ length: MAX_STOCK }, () => createOneTime(rng, now, mailbox))
    if (!isRecent) {
      const dropped = this.#tooMany(own, now)
      await store.batch([...dropped.map(({ id }) => this.usedOp(id)), ...batch.map(putOp)])
      for (const { id } of dropped) this.used(id)
      for (const prekey of batch) this.#held.set(prekey.id, prekey)
    }
    return batch.map(prekey => signOneTime(crypto, self.device, publicOneTime(crypto, prekey)))
  }

  /** What goes before a batch comes: what is over, and the oldest of the mailbox and of all. */
  #tooMany(own: readonly Prekey[], now: EpochMs): readonly Prekey[] {
    const dropped = new Set([...this.#held.values()].filter(prekey => expired(prekey, now)))
    const give = (prekeys: readonly Prekey[], max: number): void => {
      const kept = prekeys.filter(prekey => !dropped.has(prekey))
      for (const prekey of kept.slice(0, Math.max(kept.length + MAX_STOCK - max, 0))) dropped.add(prekey)
    }
    give(own, MAX_ONE_TIME_OF_MAILBOX)
    give([...this.#held.values()], MAX_ONE_TIME_PREKEYS)
    return [...dropped]
  }
}

function putOp(prekey: Prekey): StoreOp {
  const value = encodeOneTimePrekeyRecord(prekey)
  return { kind: 'put', table: ONE_TIME_PREKEYS, key: keyOf(prekey.id), value }
}

function keyOf(id: number): { readonly id: string } {
  return { id: String(id) }
}
