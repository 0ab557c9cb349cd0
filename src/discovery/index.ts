/**
 * Who is around, and where is X: presence of the networks, "who has heard of X?", the
 * ladder to a contact, the route cache and the registry of coordinators. `core/` decides,
 * the shells here connect it to streams, gossip and timers; `src/node` joins it with the
 * rest.
 *
 * @packageDocumentation
 *
 * @example Presence, and a climb over two rungs
 *
 * ```ts
 * const presence = presenceService({
 *   networks: [networkOf(crypto, 'public')],
 *   self: { userId, certificate, deviceSeed },
 *   addresses: () => host.addresses(),
 *   onPresence: ({ userId }) => ladder.forget(userId)
 * })({ crypto, rng, clock, log, transport, gossip })
 * await presence.start()
 *
 * const ladder = climber<Link>({
 *   rungs: {
 *     'open-link': { find: openLinks, dial: takeLink },
 *     peers: { find: (user, signal) => placesIn(queries.find(keyOf(user), { signal })), dial }
 *   },
 *   proves: (link, user) => devicesOf(user).includes(link.remotePeerId)
 * })({ clock, log })
 * const { link, rung, attempts, whyNotDirect } = await ladder.reach(userId, { signal })
 * ```
 */
export {
  LEAVE_AFTER,
  LEAVE_AGAIN,
  LEAVING_DEADLINE,
  MAX_COLLECTED,
  MAX_LEFT_RECORDS_OF_NODES,
  MAX_NETWORKS,
  QUERY_PATIENCE,
  RECORD_KEEPERS,
  REPUBLISH_EVERY,
  ELECTION_TICK,
  WANTED_COORDINATORS
} from './constants.ts'
export { createChannel } from './channel.ts'
export { addressBytes, addressText, circuitAddress, parseAddress, webRtcAddress } from './core/address.ts'
export { CoordinatorRegistry } from './core/coordinators.ts'
export type { CoordinatorCandidate } from './core/coordinators.ts'
export { Election, serves } from './core/election.ts'
export type { ServingPeer, Wish } from './core/election.ts'
export { dialable } from './core/dialable.ts'
export { patienceBehind } from './core/ladder.ts'
export type { Attempt } from './core/ladder.ts'
export { bucketLimit } from './core/limits.ts'
export { DISCONNECTED, nextLinkState } from './core/link-state.ts'
export type { LinkEvent, LinkState, LinkStateName } from './core/link-state.ts'
export { whyStillRelayed } from './core/why-not-direct.ts'
export { memberLines } from './core/members.ts'
export type { MemberLine } from './core/members.ts'
export type { PresenceChange, PresenceSelf, Server } from './core/presence-types.ts'
export { placesToDial, readFound } from './core/found.ts'
export { LookupShelf } from './core/lookup-shelf.ts'
export type { Candidate } from './core/query.ts'
export type { Status } from './core/roster.ts'
export { planPool, POOL_BOUNDS } from './core/pool.ts'
export type { PoolBounds, PoolPlan } from './core/pool.ts'
export { RouteCache } from './core/routes.ts'
export type { Route } from './core/routes.ts'
export { climber } from './ladder.ts'
export type { Climber, Rung, Trace } from './ladder.ts'
export { leaveRecords } from './lookup-client.ts'
export type { RecordKeeper } from './lookup-client.ts'
export { lookupService } from './lookup-service.ts'
export type { LookupService } from './lookup-service.ts'
export { presenceService } from './presence-service.ts'
export type { PresenceComponents, PresenceService } from './presence-port.ts'
export { queryService } from './query-service.ts'
export type { QueryService } from './query-service.ts'
export { loadCoordinators, loadLookupRevisions, loadRoutes } from './stored.ts'
export { WatchBoard } from './core/watch.ts'
export type { WatchChange } from './core/watch.ts'
export { createAlarm, platformTimer } from './timer.ts'
export type { SetTimer } from './timer.ts'
