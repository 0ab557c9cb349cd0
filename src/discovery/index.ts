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
 *     peers: { find: (user, signal) => queries.find(user, { devices: devicesOf(user), signal }), dial }
 *   },
 *   proves: (link, user) => devicesOf(user).includes(link.remotePeerId)
 * })({ clock, log })
 * const { link, rung, attempts, whyNotDirect } = await ladder.reach(userId, { signal })
 * ```
 */
export { addressBytes, addressesOf, addressText, circuitAddress, parseAddress } from './core/address.ts'
export type { Address, Host } from './core/address.ts'
export { CoordinatorRegistry } from './core/coordinators.ts'
export type { Coordinator, CoordinatorCandidate } from './core/coordinators.ts'
export { dialable, isPublic } from './core/dialable.ts'
export type { DialableOptions } from './core/dialable.ts'
export type { HeardCoordinator } from './core/heard-coordinators.ts'
export type { HeartbeatClaim } from './core/heartbeat.ts'
export type { Attempt, Outcome, RungName, SearchRung } from './core/ladder.ts'
export { DISCONNECTED, nextLinkState } from './core/link-state.ts'
export type { LinkEvent, LinkState, LinkStateName } from './core/link-state.ts'
export { memberLines } from './core/members.ts'
export type { MemberLine, MemberSources } from './core/members.ts'
export type { PresenceChange, PresenceSelf, PresenceView } from './core/presence-types.ts'
export type { Answerer, AskablePeer, Candidate, KnownDevice } from './core/query.ts'
export type { HeardDevice, Status } from './core/roster.ts'
export { RouteCache } from './core/routes.ts'
export type { Route } from './core/routes.ts'
export { climber } from './ladder.ts'
export type { Climber, ClimberComponents, ClimberInit, ClimbLink, Reached, Rung, Trace } from './ladder.ts'
export { presenceService } from './presence-service.ts'
export type { LinkUp, PresenceComponents, PresenceService, PresenceServiceInit } from './presence-port.ts'
export { queryService } from './query-service.ts'
export type { FindOptions, QueryComponents, QueryService, QueryServiceInit } from './query-service.ts'
export { loadCoordinators, loadRoutes } from './stored.ts'
export type { LoadOptions } from './stored.ts'
export type { SetTimer } from './timer.ts'
