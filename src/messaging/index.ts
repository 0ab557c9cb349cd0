/**
 * Conversations: consent, sealed messages, outbox and inbox, acknowledgements. The core is
 * pure (`core/`); the messenger drives it: what a step changes is written before any of its
 * effects leave the node, and on the disk if anybody could rely on it.
 *
 * @packageDocumentation
 * @example
 * ```ts
 * const messenger = await openMessenger({ store, crypto, rng, clock, logger, self, describe, ports })
 * const id = await messenger.submit(userId, 'hello')
 * messenger.events.addEventListener('receipt', event => console.log(event.detail.entry.state))
 * await messenger.stop()
 * ```
 */
export { openMessenger } from './messenger.ts'
export type { FetchedBundle, Messenger, MessengerPorts } from './api.ts'
export type { LivePath } from './lane.ts'
export type { DepositOrder, DepositOutcome } from './deposits.ts'
export type { HistoryEntry } from './core/history.ts'
export { consentProgress, heldAt } from './core/progress.ts'
export { assertTrusted, keyTrouble } from './core/trusted.ts'
export type { Consent, OwnDescriptor, Peer, Self } from './core/peer.ts'
