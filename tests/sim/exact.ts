/**
 * Exact lists, as networks up to 200 members have them: the production presence of every member, and of three
 * coordinators, over simulated gossip.
 *
 * @packageDocumentation
 */
import { createPresence } from '../../src/discovery/core/presence.ts'
import { certify, createAccount, createDevice, networkOf } from '../../src/identity/index.ts'
import { encodeNetworkState, SEAL_OVERHEAD } from '../../src/wire/index.ts'
import { simulatedCrypto } from './crypto.ts'
import { Engine } from './engine.ts'
import { FRAME_OVERHEAD, SimNetwork } from './network.ts'
import type { Presence, PresenceEffect, PresenceInit } from '../../src/discovery/core/presence-types.ts'
import type { NetworkState } from '../../src/wire/index.ts'
import type { NetworkOptions, SimNode } from './network.ts'

const COORDINATORS = 3
/**
 * In how many copies gossip brings a message: real nodes have 8 to 9, in a mesh of 13 (`npm run sim -- calibrate`).
 * Members of larger networks have as many neighbours, up to 12.
 */
const COPIES = 8
/** What stands around one: topic, id, sender. */
const GOSSIP_OVERHEAD = 120
/** In which all start, and until all lists are whole. */
const START_SPREAD = 20_000
const WARM_UP = 60_000

interface Member {
  readonly node: SimNode
  readonly peerId: string
  readonly presence: Presence
  readonly isCoordinator: boolean
  /** Virtual time; infinity: not yet. */
  startedAt: number
  cancel: () => void
}

/** What came out. */
export interface ExactResult {
  /** Received by a member, in bytes for each second. */
  readonly clientBytes: number
  /** Received and sent by a coordinator. */
  readonly coordinatorBytes: number
  /** Members that somebody does not see at the end, and changes to offline since all were there. */
  readonly unseen: number
  readonly falseOffline: number
  /** Milliseconds from the start of a member until another one, who was there, saw it. */
  readonly onlineSeen: readonly number[]
  readonly traceHash: string
}

/**
 * Simulates so many members, who all stay.
 *
 * @param time - milliseconds that are measured
 * @param way - default: as between the members of the internet
 */
export function runExact(
  seed: number,
  members: number,
  loss: number,
  time: number,
  way: Omit<NetworkOptions, 'loss'> = { latency: 20, jitter: 20 }
): ExactResult {
  const world = new ExactWorld(seed, members, loss, way)
  world.engine.runUntil(WARM_UP)
  const before = world.network.nodes.map(({ received, sent }) => ({ received, sent }))
  world.falseOffline = 0
  world.engine.runUntil(WARM_UP + time)
  const rate = (wanted: (member: Member) => boolean, both: boolean): number => {
    const nodes = world.members.filter(wanted).map(({ node }) => node)
    const bytes = nodes.reduce((sum, { index, received, sent }) => {
      const then = before[index] ?? { received: 0, sent: 0 }
      return sum + received - then.received + (both ? sent - then.sent : 0)
    }, 0)
    return (1_000 * bytes) / time / nodes.length
  }
  return {
    clientBytes: rate(({ isCoordinator }) => !isCoordinator, false),
    coordinatorBytes: rate(({ isCoordinator }) => isCoordinator, true),
    unseen: world.unseen,
    falseOffline: world.falseOffline,
    onlineSeen: world.onlineSeen,
    traceHash: world.engine.traceHash
  }
}

class ExactWorld {
  readonly engine: Engine
  readonly network: SimNetwork
  readonly members: Member[] = []
  falseOffline = 0
  readonly onlineSeen: number[] = []
  readonly #byUserId = new Map<string, Member>()
  readonly #loss: number
  readonly #users: number

  constructor(seed: number, users: number, loss: number, way: Omit<NetworkOptions, 'loss'>) {
    this.engine = new Engine(seed)
    // gossip loses what all its copies lose
    this.network = new SimNetwork(this.engine, { ...way, loss: 0 })
    this.#loss = loss ** COPIES
    this.#users = users
    const { crypto } = simulatedCrypto()
    const { rng, clock } = this.engine
    const network = networkOf(crypto, 'public')
    for (let at = 0; at < COORDINATORS + users; at++) {
      const device = createDevice(crypto, rng)
      const account = createAccount(crypto, rng)
      const certificate = certify(crypto, account, device, clock())
      const self = { userId: account.userId, certificate, deviceSeed: device.seed }
      const isCoordinator = at < COORDINATORS
      const init = { crypto, rng, network, peerId: device.peerId, coordinator: isCoordinator }
      this.#add(isCoordinator ? init : { ...init, self })
    }
    for (const member of this.members) {
      this.engine.schedule(member.isCoordinator ? 1 : START_SPREAD * this.engine.chance(), () => {
        this.#start(member)
      })
    }
  }

  /** Members that somebody does not see. */
  get unseen(): number {
    return this.members
      .map(({ presence, isCoordinator }) => {
        const seen = presence.members(this.engine.clock()).filter(({ status }) => status !== 'offline').length
        return this.#users - (isCoordinator ? 0 : 1) - seen
      })
      .reduce((sum, missing) => sum + missing, 0)
  }

  #add(init: PresenceInit): void {
    const member: Member = {
      node: this.network.node(),
      peerId: init.peerId,
      presence: createPresence(init),
      isCoordinator: init.coordinator === true,
      startedAt: Infinity,
      cancel: () => {}
    }
    this.members.push(member)
    if (init.self !== undefined) this.#byUserId.set(init.self.userId, member)
  }

  #start(member: Member): void {
    const { engine } = this
    member.startedAt = engine.time
    const addresses = [`/ip4/203.0.113.7/tcp/4001/p2p/${member.peerId}`]
    this.#apply(member, member.presence.handle({ kind: 'start', addresses }, engine.clock()))
    for (const coordinator of this.members.slice(0, COORDINATORS)) {
      if (coordinator === member) continue
      const link = { kind: 'link-up', peerId: coordinator.peerId } as const
      this.#apply(member, member.presence.handle(link, engine.clock()))
      if (!member.isCoordinator) this.#exchange(member, coordinator)
    }
  }

  #exchange(member: Member, coordinator: Member): void {
    const { engine } = this
    this.#send(member, coordinator, member.presence.snapshot(engine.clock()), 'exchange')
    engine.schedule(50, () => {
      this.#send(coordinator, member, coordinator.presence.snapshot(engine.clock()), 'exchange')
    })
  }

  #apply(member: Member, effects: readonly PresenceEffect[]): void {
    const { engine } = this
    for (const effect of effects) {
      switch (effect.kind) {
        case 'presence':
          engine.trace(member.node.index, effect.status === 'offline' ? 0 : 1)
          if (effect.status === 'offline') this.falseOffline += 1
          else this.#seen(member, effect.userId)
          break
        case 'publish':
          for (const other of this.members) {
            if (other !== member && engine.chance() >= this.#loss) {
              this.#send(member, other, effect.state, 'gossip')
            }
          }
          break
        case 'schedule':
          member.cancel()
          member.cancel = engine.schedule(effect.at - engine.clock(), () => {
            this.#apply(member, member.presence.handle({ kind: 'tick' }, engine.clock()))
          })
          break
        case 'coordinators':
        case 'coordinator-left':
        case 'member':
          break
      }
    }
  }

  #seen(by: Member, userId: string): void {
    const startedAt = this.#byUserId.get(userId)?.startedAt ?? 0
    if (by.isCoordinator || by.startedAt >= startedAt) return
    this.onlineSeen.push(this.engine.time - startedAt)
  }

  /** What gossip brings is sent on as often as it was received: everybody forwards. */
  #send(from: Member, to: Member, state: NetworkState, path: 'gossip' | 'exchange'): void {
    const size = encodeSize(state) + SEAL_OVERHEAD + FRAME_OVERHEAD + GOSSIP_OVERHEAD
    const copies = path === 'gossip' ? COPIES : 1
    const forwarder = path === 'gossip' ? to : from
    forwarder.node.sent += size * copies
    this.network.carry(from.node, to.node, 0, () => {
      to.node.received += size * copies
      const { effects } = to.presence.receive(state, from.peerId, path, this.engine.clock())
      this.#apply(to, effects)
    })
  }
}

/** A state goes to everybody, and is encoded once. */
const sizes = new WeakMap<NetworkState, number>()

function encodeSize(state: NetworkState): number {
  const size = sizes.get(state) ?? encodeNetworkState(state).length
  sizes.set(state, size)
  return size
}
