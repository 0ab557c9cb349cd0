/**
 * Presence as the rest of the node sees it, and what it needs from there.
 */
import type { CryptoBackend } from '../crypto/index.ts'
import type { Network } from '../identity/index.ts'
import type { Gossip, Transport } from '../link.ts'
import type { Clock, Logger, Rng } from '../ports.ts'
import type { Service } from '../wire/index.ts'
import type { HeardCoordinator } from './core/heard-coordinators.ts'
import type { PresenceChange, PresenceSelf, PresenceView, Server } from './core/presence-types.ts'
import type { HeardDevice } from './core/roster.ts'
import type { SetTimer } from './timer.ts'

/** A link that came up, as `src/node` knows it. */
export interface LinkUp {
  readonly peerId: string
  /** If the device is in a contact's device list. */
  readonly userId?: string | undefined
  /** PeerId of the relay that it runs over. */
  readonly relay?: string | undefined
  /** Whether we dialled: then we also start the exchange. */
  readonly dialled: boolean
}

/** What the service needs. */
export interface PresenceComponents {
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
  readonly log: Logger
  readonly transport: Pick<Transport, 'peerId' | 'open' | 'handle' | 'unhandle'>
  readonly gossip: Pick<Gossip, 'publish' | 'subscribe' | 'unsubscribe' | 'subscribers' | 'watch'>
  /** Default: the platform's. */
  readonly setTimer?: SetTimer
}

/** How it is set up. */
export interface PresenceServiceInit {
  /** At most 8. */
  readonly networks: readonly Network[]
  /** Absent for a node without an account. */
  readonly self?: PresenceSelf | undefined
  /** Whether this node offers itself and publishes lists. Default false. */
  readonly coordinator?: boolean | undefined
  /** Seed of the host key, 32 bytes: what a coordinator of more than 200 members signs their changes with. Secret. */
  readonly seed?: Uint8Array | undefined
  /** Own multiaddrs, now. */
  readonly addresses: () => readonly string[]
  /** A member came, went, or is reached another way, all networks together. Must not throw. */
  readonly onPresence?: ((change: PresenceChange) => void) | undefined
  /** Coordinators were heard. Must not throw. */
  readonly onCoordinators?: ((heard: readonly HeardCoordinator[], network: Network) => void) | undefined
  /** A device said that it is a coordinator no more. Must not throw. */
  readonly onCoordinatorLeft?: ((peerId: string, network: Network) => void) | undefined
}

/** Presence of all networks of this node. */
export interface PresenceService {
  start(): Promise<void>
  /** Says goodbye, for at most a second. Idempotent. */
  stop(): Promise<void>
  linkUp(link: LinkUp): void
  linkDown(peerId: string): void
  /** Own addresses may have changed. */
  addressesChanged(): void
  /** Contacts keep their place in a crowded network. */
  setContacts(userIds: readonly string[]): void
  /** Those heard in one network by name; or of all, with who has a link to us. */
  members(network?: string): readonly PresenceView[]
  /** Whether a link or a heartbeat shows that they are there; what others say of them does not. */
  isOnline(userId: string): boolean
  /** Whether every member of our networks who is there is known: none of them has more than are listed. */
  isExact(): boolean
  /** Whether the network of that name has so many members that we hear only of some, and report to a few coordinators. */
  isCrowd(network: string): boolean
  devices(userId: string): readonly HeardDevice[]
  userOf(peerId: string): string | undefined
  /** Whether that device is one of a member that is listed, or counted here. */
  isMember(peerId: string): boolean
  coordinators(): readonly HeardCoordinator[]
  /** Who serves in the network of that name, or could, by their own word. */
  servers(network: string): readonly Server[]
  /** Whether it is a coordinator of a network of ours by its own word; undefined: it has said nothing. */
  serves(peerId: string): boolean | undefined
  /** What this node does for others in the network of that name, from now on. */
  setService(network: string, service: Service): void
  /** Tells a connected peer what we know, and hears what it knows. */
  exchange(peerId: string, options?: { readonly signal?: AbortSignal }): Promise<void>
}
