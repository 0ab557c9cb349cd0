/**
 * Serving others from a person's node, when its user wants it or when its network hears too few
 * coordinators (docs/PROTOCOL.md, 14.7). Looks at the time, makes the acquaintance of those whose turn it
 * is, and opens and closes what a coordinator does, which is said only while it is done.
 */
import {
  createAlarm,
  Election,
  ELECTION_TICK,
  platformTimer,
  serves,
  WANTED_COORDINATORS
} from '../discovery/index.ts'
import type { PresenceService, Server, ServingPeer, SetTimer, Wish } from '../discovery/index.ts'
import type { Network } from '../identity/index.ts'
import type { EpochMs } from '../ports.ts'
import { neighbourhoodOf } from '../relay/index.ts'
import type { NodeContext } from './context.ts'
import type { Host } from './host/index.ts'

/** Peers that each look makes the acquaintance of: as many as are wanted. */
const MEETINGS = 3
/** Longest time that one may take. */
const MEETING_DEADLINE = 5_000
/** Who could not be reached is tried again after this pause. */
const MEET_AGAIN: EpochMs = 60_000
/** What others need of this node could not be opened: it is tried again after this pause, which doubles up to the longest. */
const OPEN_AGAIN: EpochMs = 5_000
const OPEN_AGAIN_LONGEST: EpochMs = 5 * 60_000
/** Peers that could not be reached and are remembered. */
const MAX_UNREACHED = 1_024

/** What it needs of the node around it. */
export interface ServingOptions extends Pick<NodeContext, 'crypto' | 'rng' | 'clock' | 'logger'> {
  readonly host: Pick<Host, 'peerId' | 'connected' | 'reachable' | 'relay'>
  readonly networks: readonly Network[]
  readonly presence: Pick<PresenceService, 'isCrowd' | 'servers' | 'setService'>
  readonly wish: Wish
  /** Connects, and hears what they know. Never rejects. */
  meet(addresses: readonly string[], signal: AbortSignal): Promise<void>
  /** It is a coordinator of these networks from now on; of none: it serves no more. Must not throw. */
  onServing(networks: readonly string[]): void
  /** Default: the platform's. */
  readonly setTimer?: SetTimer
}

/** Serves others, or not. */
export class Serving {
  readonly #options: ServingOptions
  readonly #elections: ReadonlyArray<readonly [Network, Election]>
  readonly #stopping: AbortController = new AbortController()
  readonly #alarm: ReturnType<typeof createAlarm>
  /** When a peer could not be reached last. */
  readonly #unreached: Map<string, EpochMs> = new Map()
  readonly #meeting: Set<string> = new Set()
  #isOpen = false
  /** Networks of which it has said last that it is a coordinator of them. */
  #told: readonly string[] = []
  #opening: Promise<void> | undefined
  /** How often in a row it could not be opened, and when last. */
  #failures = 0
  #failedAt: EpochMs = 0

  constructor(options: ServingOptions) {
    const { crypto, rng, host, wish, networks } = options
    this.#options = options
    this.#alarm = createAlarm(options.setTimer ?? platformTimer)
    this.#elections = networks.map(
      network => [network, new Election({ crypto, rng, network, peerId: host.peerId, wish })] as const
    )
  }

  /** Whether mailboxes of others are taken, and reservations given. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  start(): void {
    this.#look()
  }

  /** Looks no more. What is open stays so until the host ends; idempotent. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#alarm.clear()
    await this.#opening
  }

  #look(): void {
    if (this.#stopping.signal.aborted) return
    const { clock, host, presence } = this.#options
    const now = clock()
    const direct = host.connected().filter(peer => peer.direct)
    const connected = new Set(direct.map(({ peerId }) => peerId))
    const reachable = host.reachable()
    let next = now + ELECTION_TICK
    for (const [{ name }, election] of this.#elections) {
      const servers = presence.servers(name).filter(({ peerId }) => peerId !== host.peerId)
      const serving = servers.filter(({ service }) => serves(service))
      const able = servers.filter(({ service }) => service === 'able')
      const near = serving.filter(({ peerId }) => connected.has(peerId))
      const isCrowd = presence.isCrowd(name)
      const view = {
        reachable,
        isCrowd,
        serving: near.map(servingPeer),
        able: able.map(({ peerId }) => peerId)
      }
      next = Math.min(next, election.look(view, now))
      const known = [...inOrder(election, serving, now)]
      // with too few, those whose turn it is are where everybody meets
      if (near.length < WANTED_COORDINATORS) known.push(...inOrder(election, able, now))
      this.#meet(known, connected, now)
    }
    this.#turn(this.#elections.some(([, election]) => election.serves))
    this.#alarm.set(next - now, () => {
      this.#look()
    })
  }

  /** Opens before it is said, and says before it closes. */
  #turn(wanted: boolean): void {
    if (this.#opening !== undefined) return
    if (!wanted) this.#failures = 0
    if (wanted === this.#isOpen || !this.#mayOpen()) {
      this.#say()
      return
    }
    if (wanted) {
      this.#opening = this.#open().finally(() => {
        this.#opening = undefined
      })
      return
    }
    this.#isOpen = false
    this.#say()
    this.#relay(false).catch((error: unknown) => {
      this.#options.logger.error('relaying was not ended: %e', error)
    })
  }

  #mayOpen(): boolean {
    if (this.#failures === 0) return true
    const pause = Math.min(OPEN_AGAIN * 2 ** (this.#failures - 1), OPEN_AGAIN_LONGEST)
    // either way: a clock that went back must not keep it closed
    return Math.abs(this.#options.clock() - this.#failedAt) >= pause
  }

  async #open(): Promise<void> {
    try {
      await this.#relay(true)
    } catch (error) {
      this.#options.logger.error('this node cannot relay: %e', error)
      this.#failures += 1
      this.#failedAt = this.#options.clock()
      return
    }
    this.#failures = 0
    if (this.#stopping.signal.aborted) return
    this.#isOpen = true
    this.#say()
  }

  async #relay(on: boolean): Promise<void> {
    await this.#options.host.relay(on)
  }

  #say(): void {
    for (const [{ name }, { service }] of this.#elections) {
      this.#options.presence.setService(name, serves(service) && !this.#isOpen ? 'able' : service)
    }
    const served = this.#elections.filter(([, election]) => this.#isOpen && election.serves)
    const names = served.map(([{ name }]) => name)
    if (names.join() === this.#told.join()) return
    this.#told = names
    this.#options.onServing(names)
  }

  /** The first of them, as far as they are not connected. */
  #meet(servers: readonly Server[], connected: ReadonlySet<string>, now: EpochMs): void {
    const open = servers.filter(({ peerId, addresses }) => {
      const failed = this.#unreached.get(peerId)
      // either way: a clock that went back must not keep us from dialling
      return addresses.length > 0 && (failed === undefined || Math.abs(now - failed) >= MEET_AGAIN)
    })
    for (const { peerId, addresses } of open.slice(0, MEETINGS)) {
      if (connected.has(peerId) || this.#meeting.has(peerId)) continue
      this.#meeting.add(peerId)
      void this.#meetOne(peerId, addresses)
    }
  }

  async #meetOne(peerId: string, addresses: readonly string[]): Promise<void> {
    const { meet, host, clock } = this.#options
    try {
      await meet(addresses, AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(MEETING_DEADLINE)]))
    } catch (error) {
      this.#options.logger.error('a coordinator was not met: %e', error)
    } finally {
      this.#meeting.delete(peerId)
    }
    if (this.#stopping.signal.aborted) return
    if (host.connected().some(peer => peer.peerId === peerId)) {
      this.#unreached.delete(peerId)
      return
    }
    if (this.#unreached.size >= MAX_UNREACHED) this.#unreached.clear()
    this.#unreached.set(peerId, clock())
  }
}

/** Volunteers first, then by rank. */
function inOrder(election: Election, servers: readonly Server[], now: EpochMs): readonly Server[] {
  const byPeer = new Map(servers.map(server => [server.peerId, server]))
  const ranked = election.order(byPeer.keys(), now).flatMap(peerId => byPeer.get(peerId) ?? [])
  return ranked.toSorted((a, b) => Number(b.service === 'volunteer') - Number(a.service === 'volunteer'))
}

function servingPeer({ peerId, service, addresses }: Server): ServingPeer {
  const places = [...new Set(addresses.flatMap(address => neighbourhoodOf(address) ?? []))]
  return { peerId, volunteer: service === 'volunteer', places }
}
