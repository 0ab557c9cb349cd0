/**
 * What strangers get of a mailbox: the owner's sealed bundle, and with it a one-time prekey as
 * long as there is one and not too many ask. A prekey leaves the disk in the batch that is
 * written before it leaves the coordinator: no crash and no second caller gets it again.
 */
import { PREKEYS_TABLE, deletePrekeys, prekeyKey, putHead } from './records.ts'
import { isRegistered, refusal } from './state.ts'
import type { StoreOp } from '../../ports.ts'
import type { GetBundle, Stock } from '../../wire/index.ts'
import type { Mailbox, Step, StepContext } from './state.ts'

/** The owner's sealed bundle, for whoever asks. A mailbox without one and no mailbox look alike. */
export function getBundle(mailbox: Mailbox | undefined, get: GetBundle, context: StepContext): Step {
  if (!isRegistered(mailbox, context.now) || mailbox.bundleHash.length === 0) {
    const nothing = { sealed: new Uint8Array(0), oneTime: new Uint8Array(0) }
    const response = { kind: 'bundle', bundle: nothing } as const
    return { mailbox, effects: [{ kind: 'respond', response }] }
  }
  const { key, firstPrekey: position, nextPrekey } = mailbox
  if (get.lastResort || position === nextPrekey || !context.mayClaim()) {
    return { mailbox, effects: [{ kind: 'bundle', prekey: undefined }] }
  }
  const after = { ...mailbox, firstPrekey: position + 1 }
  const gone = { kind: 'delete', table: PREKEYS_TABLE, key: prekeyKey(key, position) } as const
  return {
    mailbox: after,
    effects: [
      { kind: 'persist', op: putHead(after) },
      { kind: 'persist', op: gone },
      { kind: 'bundle', prekey: position }
    ]
  }
}

/** Takes one-time prekeys of the owner in the place of those that are left. */
export function stockPrekeys(mailbox: Mailbox | undefined, stock: Stock, context: StepContext): Step {
  if (!isRegistered(mailbox, context.now) || mailbox.bundleHash.length === 0) {
    return refusal(mailbox, 'refused')
  }
  const { key, nextPrekey: first } = mailbox
  const after = { ...mailbox, firstPrekey: first, nextPrekey: first + stock.prekeys.length }
  const puts = stock.prekeys.map((value, at): StoreOp => {
    return { kind: 'put', table: PREKEYS_TABLE, key: prekeyKey(key, first + at), value }
  })
  const ops = [putHead(after), ...deletePrekeys(mailbox), ...puts]
  const persisted = ops.map(op => ({ kind: 'persist', op }) as const)
  return {
    mailbox: after,
    effects: [...persisted, { kind: 'respond', response: { kind: 'stocked', stocked: {} } }]
  }
}
