import { Mailboxes } from './core/draft.ts'
import {
  GRANTS_TABLE,
  INDEX_TABLE,
  MAILBOXES_TABLE,
  nameOf,
  readGrants,
  readHead,
  readIndex
} from './core/records.ts'
import type { Logger, Store } from '../ports.ts'
import type { ItemEntry, Mailbox } from './core/state.ts'

/**
 * Reads the index of all mailboxes. Deposits and bundles stay on the disk.
 *
 * @throws {StorageError} a record was altered or is of another version
 */
export async function loadMailboxes(store: Store, logger: Logger): Promise<Mailboxes> {
  const heads = new Map<string, Mailbox>()
  for await (const record of store.walk(MAILBOXES_TABLE)) {
    const head = readHead(record)
    heads.set(nameOf(head.key), head)
  }
  let orphans = 0
  for await (const record of store.walk(GRANTS_TABLE)) {
    const { mailbox, grants } = readGrants(record)
    const head = heads.get(nameOf(mailbox))
    if (head === undefined) orphans += 1
    else heads.set(nameOf(mailbox), { ...head, grants })
  }
  const items = new Map<string, Array<readonly [string, ItemEntry]>>()
  for await (const record of store.walk(INDEX_TABLE)) {
    const { mailbox, hash, item } = readIndex(record)
    const name = nameOf(mailbox)
    const list = items.get(name)
    if (!heads.has(name)) orphans += 1
    else if (list === undefined) items.set(name, [[hash, item]])
    else list.push([hash, item])
  }
  const mailboxes = new Mailboxes()
  for (const [name, head] of heads) mailboxes.set(name, withItems(head, items.get(name) ?? []))
  // batches are atomic, so this is a damaged disk
  if (orphans > 0) logger.error('mailboxes: %d records belong to no mailbox', orphans)
  return mailboxes
}

function withItems(head: Mailbox, items: Array<readonly [string, ItemEntry]>): Mailbox {
  items.sort(([, a], [, b]) => a.sequence - b.sequence)
  const last = items.at(-1)?.[1].sequence ?? 0
  return {
    ...head,
    // the head is not written with every deposit; it is when items go
    nextSequence: Math.max(head.nextSequence, last + 1),
    items: new Map(items),
    bytes: items.reduce((sum, [, item]) => sum + item.size, 0)
  }
}
