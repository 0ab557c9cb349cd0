/**
 * The words of presence: what goes into its state machine and what comes out.
 */
import type { CryptoBackend } from '../../crypto/index.ts'
import type { Network } from '../../identity/index.ts'
import type { EpochMs, Rng } from '../../ports.ts'
import type { NetworkState, Service, Signed } from '../../wire/index.ts'
import type { HeardCoordinator, Path } from './heard-coordinators.ts'
import type { HeardDevice, Standing, Status } from './roster.ts'

/** The member that this node speaks for. */
export interface PresenceSelf {
  readonly userId: string
  /** Of the device that this node is. */
  readonly certificate: Signed
  /** Ed25519 seed of that device. Secret. */
  readonly deviceSeed: Uint8Array
}

/** What presence starts with. */
export interface PresenceInit {
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly network: Network
  /** PeerId of this node. */
  readonly peerId: string
  /** Absent for a node without an account. */
  readonly self?: PresenceSelf | undefined
  /** Whether this node passes on what it hears, and offers itself. Default false. */
  readonly coordinator?: boolean | undefined
}

/** What happens to presence. `relay` is the PeerId of the relay that a link runs over. */
export type PresenceEvent =
  | { readonly kind: 'start'; readonly addresses: readonly string[] }
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'contacts'; readonly userIds: readonly string[] }
  /** What this node does for others, from now on. */
  | { readonly kind: 'service'; readonly service: Service }
  | {
      readonly kind: 'link-up'
      readonly peerId: string
      readonly userId?: string | undefined
      readonly relay?: string | undefined
    }
  | { readonly kind: 'link-down'; readonly peerId: string }
  /** Somebody listens to what we publish, after the last of it reached nobody. */
  | { readonly kind: 'listener' }
  /** Whether this member reports to a few coordinators instead of saying to all that it is here. */
  | { readonly kind: 'crowd'; readonly isCrowd: boolean }
  | { readonly kind: 'tick' }
  | { readonly kind: 'stop' }

/** A member came, went, or is reached another way. */
export interface PresenceChange {
  readonly userId: string
  readonly status: Status
  readonly via: string | null
}

/** What to do about it, in this order. */
export type PresenceEffect =
  | ({ readonly kind: 'presence' } & PresenceChange)
  | { readonly kind: 'publish'; readonly state: NetworkState }
  | { readonly kind: 'coordinators'; readonly heard: readonly HeardCoordinator[] }
  /** A connected device said itself that it is here, or that it leaves; `account` is a 32-byte key. */
  | {
      readonly kind: 'member'
      readonly peerId: string
      readonly account: Uint8Array
      readonly isLeaving: boolean
    }
  /** A device said that it is a coordinator no more. */
  | { readonly kind: 'coordinator-left'; readonly peerId: string }
  /** Send a `tick` at this time; replaces an earlier one. */
  | { readonly kind: 'schedule'; readonly at: EpochMs }

/** What became of a received state. */
export interface Received {
  /**
   * As the network port has it, which this pure code cannot import. accept: true and fresh;
   * ignore: nothing wrong, but no news; reject: no honest node sends this. unchecked: taken as far as it was
   * checked; who passes it on is blamed by others for what is forged in the rest.
   */
  readonly verdict: 'accept' | 'ignore' | 'reject' | 'unchecked'
  readonly effects: readonly PresenceEffect[]
}

/** A member of the network, as a line of the member list knows it. */
export interface PresenceView extends PresenceChange {
  /** 0: never. */
  readonly lastSeen: EpochMs
}

/** What a peer says that it does for others. */
export interface Server {
  readonly peerId: string
  readonly service: Exclude<Service, 'none'>
  /** Multiaddrs ending in its PeerId. */
  readonly addresses: readonly string[]
}

/** Presence of one network. */
export interface Presence {
  handle(event: PresenceEvent, now: EpochMs): readonly PresenceEffect[]
  /**
   * Takes an opened state. `from` is the PeerId of who handed it over, which need not be
   * who made it.
   */
  receive(state: NetworkState, from: string, path: Path, now: EpochMs): Received
  /** What to tell a node that connects. */
  snapshot(now: EpochMs): NetworkState
  /** Own account left out. */
  members(now: EpochMs): readonly PresenceView[]
  /** Members that are listed, ourselves left out. */
  readonly size: number
  /** By links, heartbeats and reports. */
  standing(userId: string): Standing
  /** Whether it was heard in this network, or of it: who only has a link with us may not be in it. */
  isHeard(userId: string): boolean
  /** Devices of a user with the addresses that they signed. */
  devices(userId: string): readonly HeardDevice[]
  /** Whose device a PeerId is, if that was heard. */
  userOf(peerId: string): string | undefined
  coordinators(now: EpochMs): readonly HeardCoordinator[]
  /** Who serves, or could, by their own word; those who do not are left out. */
  servers(now: EpochMs): readonly Server[]
  /** Whether it is a coordinator by its own word; undefined: it has said nothing. */
  serves(peerId: string): boolean | undefined
}
