import { EXPIRY_GRACE, KEPT_AFTER_ACKNOWLEDGEMENT, MAX_SWEPT } from '../constants.ts'
import { removeItems } from './custody.ts'
import { BUNDLES_TABLE, bundleKey, deleteMailbox, deletePrekeys, putGrants, putHead } from './records.ts'
import type { EpochMs, StoreOp } from '../../ports.ts'
import type { Effect, ItemEntry, Mailbox, Step } from './state.ts'

/** When an item goes. */
function goesAt(item: ItemEntry): EpochMs {
  return item.acknowledgedAt === 0
    ? item.expires + EXPIRY_GRACE
    : item.acknowledgedAt + KEPT_AFTER_ACKNOWLEDGEMENT
}

/** Whether a mailbox has anything to sweep. */
export function isSweepDue(mailbox: Mailbox, now: EpochMs): boolean {
  if (now >= mailbox.lapses) {
    if (mailbox.items.size === 0 || mailbox.grants.size > 0 || mailbox.bundleHash.length > 0) return true
    if (mailbox.firstPrekey < mailbox.nextPrekey) return true
  }
  for (const item of mailbox.items.values()) if (goesAt(item) <= now) return true
  return false
}

/**
 * Removes what is over: expired items after the grace, acknowledged ones after 48 hours,
 * grants, bundle and prekeys of a lapsed registration, and a lapsed mailbox that holds nothing any
 * more. At most 500 items a step: call it until `isSweepDue` says no.
 */
export function sweepMailbox(mailbox: Mailbox, now: EpochMs): Step {
  const due: string[] = []
  for (const [hash, item] of mailbox.items) {
    if (due.length < MAX_SWEPT && goesAt(item) <= now) due.push(hash)
  }
  const removed = removeItems(mailbox, due)
  if (now < mailbox.lapses) return { mailbox: removed.mailbox, effects: persist(removed.ops) }
  if (removed.mailbox.items.size === 0) {
    return { mailbox: undefined, effects: persist([...removed.ops, ...deleteMailbox(mailbox)]) }
  }
  // its receipts stay true: what is held is held until it expires
  const lapsed = {
    ...removed.mailbox,
    grants: new Map(),
    bundleHash: new Uint8Array(0),
    firstPrekey: mailbox.nextPrekey
  }
  const ops: StoreOp[] = [...removed.ops, putHead(lapsed), putGrants(lapsed), ...deletePrekeys(mailbox)]
  ops.push({ kind: 'delete', table: BUNDLES_TABLE, key: bundleKey(mailbox.key) })
  return { mailbox: lapsed, effects: persist(ops) }
}

function persist(ops: readonly StoreOp[]): readonly Effect[] {
  return ops.map(op => ({ kind: 'persist', op }))
}
