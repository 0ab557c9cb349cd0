/**
 * Mailboxes: what a node does for others while they are away, and how it uses what others
 * do for it (docs/PROTOCOL.md, mailboxes). Three parts that meet only on the wire:
 *
 * - the coordinator, `createMailboxService`: keeps mailboxes, signs for what it holds;
 * - the owner, `createMailboxOwner`: keeps one mailbox at one coordinator, collects mail;
 * - the depositor, `createDepositor`: leaves mail in others' mailboxes.
 *
 * The rules are in `core/`, which is pure; the shells bring streams, disk and timers.
 *
 * @packageDocumentation
 *
 * @example Leave something for somebody who is away
 *
 * ```ts
 * import { createDepositor } from '../relay/index.ts'
 *
 * const depositor = createDepositor({ createHost, crypto, rng, clock, logger })
 * const outcome = await depositor.deposit(
 *   { mailbox, addresses, secret: depositSecret, nonce: rng(24), envelope, expires },
 *   { signal: AbortSignal.timeout(15_000) }
 * )
 * if (outcome.kind === 'held') console.log('held until %d', outcome.until)
 * ```
 */
export { DEFAULT_LIMITS, MAILBOX_PROTOCOL, WANTED_MAILBOXES } from './constants.ts'
export type { MailboxLimits } from './constants.ts'
export { coordinatorOf, neighbourhoodOf } from './core/addresses.ts'
export type { MailboxPlace } from './core/addresses.ts'
export type { CollectedItem, MailboxCursor } from './core/collect.ts'
export { grantFor, openDeposit, sealDeposit, tokenFor, tokenHash } from './core/deposit.ts'
export { membershipProof } from './core/membership.ts'
export { choosePlacement } from './core/placement.ts'
export type { PlacementCandidate } from './core/placement.ts'
export { signAcknowledgement, verifyAcknowledgement, verifyReceipt } from './core/receipts.ts'
export type { CrashPoint } from './custodian.ts'
export type { CreateHost, PseudonymousHost } from './depositor-pool.ts'
export { createDepositor } from './depositor.ts'
export type { DepositOrder, DepositOutcome, Depositor, DepositorOptions, Trouble } from './depositor.ts'
export { nextEpoch, unknownLife } from './core/epoch.ts'
export { createMailboxOwner } from './mailbox-owner.ts'
export type { MailboxEvent, MailboxOwner, MailboxOwnerOptions } from './mailbox-owner.ts'
export { createMailboxService } from './mailbox-service.ts'
export type { MailboxService } from './mailbox-service.ts'
export { presenceSecret, presenceTag } from './core/presence-tags.ts'
export { createWatcher } from './watcher.ts'
export type { Watcher, WatcherState } from './watcher.ts'
export type { Registration } from './owner-registration.ts'
