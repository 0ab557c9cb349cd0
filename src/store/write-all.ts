/** Writing more than one batch may hold. */
import type { Store, StoreOp } from '../ports.ts'
import { MAX_BATCH_OPS } from './constants.ts'

/**
 * Writes in as many batches as it takes, in order. After a crash the first ones are there: for changes that
 * mean something one by one, as when what is over is deleted. All but a few of them are deletions, so that
 * their number alone counts.
 *
 * @throws {StorageError | LimitError} see `Store.batch`; the batches before are on the disk
 */
export async function writeAll(store: Pick<Store, 'batch'>, ops: readonly StoreOp[]): Promise<void> {
  for (let from = 0; from < ops.length; from += MAX_BATCH_OPS) {
    await store.batch(ops.slice(from, from + MAX_BATCH_OPS))
  }
}
