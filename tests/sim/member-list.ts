/**
 * The member list of a network above 200 members, in the simulator: members report to a few coordinators
 * with their ordinary hosts, and some of them look at the list.
 *
 * @packageDocumentation
 */
import { addressBytes } from '../../src/discovery/core/address.ts'
import { CrowdView } from '../../src/discovery/core/crowd-view.ts'
import { Crowd } from '../../src/discovery/core/crowd.ts'
import { readHeartbeat, signHeartbeat, verifyHeartbeat } from '../../src/discovery/core/heartbeat.ts'
import { LIST_INTERVAL, REPORT_INTERVAL } from '../../src/discovery/constants.ts'
import { certify, createAccount, createDevice } from '../../src/identity/index.ts'
import { encodeNetworkState, SEAL_OVERHEAD } from '../../src/wire/index.ts'
import { HANDSHAKE_BYTES } from './network.ts'
import type { Device } from '../../src/identity/index.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { NetworkState, Signed } from '../../src/wire/index.ts'
import type { Engine } from './engine.ts'
import type { SimNetwork, SimNode } from './network.ts'

/** Around a state: the frame of the exchange and its network id, and what opens a stream. */
const EXCHANGE_OVERHEAD = 24 + 130
/** Coordinators that an answer names in a crowd. */
const NAMED = 8
/** Coordinators that a member reports to. */
export const REPORTED_TO = 3
const NETWORK = new Uint8Array(16).fill(1)

/** Bytes of a state as it travels in an exchange. */
function sizeOf(state: NetworkState): number {
  return encodeNetworkState(state).length + SEAL_OVERHEAD + EXCHANGE_OVERHEAD
}

/** What a coordinator keeps of the members that report to it. */
export class ReportDesk {
  readonly node: SimNode
  readonly key: Uint8Array
  crowd: Crowd
  readonly #engine: Engine
  readonly #crypto: CryptoBackend
  readonly #seed: Uint8Array
  readonly #certificates = new Map<string, Signed>()

  constructor(engine: Engine, crypto: CryptoBackend, node: SimNode) {
    this.#engine = engine
    this.#crypto = crypto
    this.node = node
    this.#seed = engine.rng(32)
    this.key = crypto.ed25519PublicKey(this.#seed)
    this.crowd = this.#newCrowd()
    this.#tickLater()
  }

  /** Takes a state, and answers. */
  answer(state: NetworkState): NetworkState {
    const now = this.#engine.clock()
    for (const signed of state.heartbeats) {
      const claim = readHeartbeat(signed)
      verifyHeartbeat(this.#crypto, NETWORK, claim, this.#certificates.get(claim.peerId))
      this.#certificates.set(claim.peerId, claim.heartbeat.certificate)
      if (claim.leaving) this.crowd.gone(claim.certificate.account)
      else this.crowd.heard(claim.certificate.account, now)
    }
    const { pageRequest } = state
    return {
      onlineMembers: [],
      coordinators: Array.from({ length: NAMED }, (_, at) => addressOf(at)),
      timestamp: now,
      heartbeats: [],
      delta: this.crowd.latest,
      page: pageRequest === undefined ? undefined : this.crowd.page(pageRequest)
    }
  }

  gone(account: Uint8Array): void {
    this.crowd.gone(account)
  }

  #newCrowd(): Crowd {
    return new Crowd({ crypto: this.#crypto, seed: this.#seed, network: NETWORK }, this.#engine.clock())
  }

  #tickLater(): void {
    this.#engine.schedule(LIST_INTERVAL, () => {
      this.crowd.tick(this.#engine.clock())
      this.#tickLater()
    })
  }
}

function addressOf(at: number): string {
  return `/ip4/203.0.113.${at}/tcp/4001/p2p/12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5`
}

/** A member's side: reports, and looks at the list if somebody wants to see it. */
export class Reporter {
  readonly account: Uint8Array
  readonly #network: SimNetwork
  readonly #crypto: CryptoBackend
  readonly #node: SimNode
  readonly #desks: readonly ReportDesk[]
  readonly #looks: boolean
  readonly #device: Device
  readonly #certificate: Signed
  readonly #cancels = new Set<() => void>()
  view: CrowdView | undefined
  /** Looks at a crowd that came out as its coordinator has it, and those that did not. */
  looked = { true: 0, false: 0 }

  constructor(
    network: SimNetwork,
    crypto: CryptoBackend,
    node: SimNode,
    desks: readonly ReportDesk[],
    looks: boolean
  ) {
    const { engine } = network
    this.#network = network
    this.#crypto = crypto
    this.#node = node
    this.#desks = desks
    this.#looks = looks
    const account = createAccount(crypto, engine.rng)
    this.account = account.publicKey
    this.#device = createDevice(crypto, engine.rng)
    this.#certificate = certify(crypto, account, this.#device, engine.clock())
  }

  start(): void {
    const [first] = this.#desks
    for (const desk of this.#desks) {
      for (const node of [this.#node, desk.node]) {
        node.received += HANDSHAKE_BYTES
        node.sent += HANDSHAKE_BYTES
      }
      this.#report(desk)
    }
    if (!this.#looks || first === undefined) return
    this.view = new CrowdView({ crypto: this.#crypto, network: NETWORK, coordinator: first.key })
    this.#look(first, this.view)
  }

  stop(): void {
    for (const cancel of this.#cancels) cancel()
    this.#cancels.clear()
    // its connections end, or are found dead
    for (const desk of this.#desks) this.#network.engine.schedule(20_000, () => desk.gone(this.account))
  }

  #report(desk: ReportDesk): void {
    this.#exchange(desk, { heartbeats: [this.#heartbeat()] }, () => {})
    const jitter = 0.9 + this.#network.engine.chance() / 10
    this.#later(REPORT_INTERVAL * jitter, () => {
      this.#report(desk)
    })
  }

  #look(desk: ReportDesk, view: CrowdView): void {
    this.#ask(desk, view)
    this.#later(LIST_INTERVAL, () => {
      if (view.count > 0) this.looked[view.isTrue ? 'true' : 'false'] += 1
      this.#look(desk, view)
    })
  }

  #ask(desk: ReportDesk, view: CrowdView): void {
    const { clock } = this.#network.engine
    const pageRequest = view.asks(clock())
    this.#exchange(desk, pageRequest === undefined ? {} : { pageRequest }, answer => {
      if (answer.delta !== undefined) view.heard(answer.delta, clock())
      if (answer.page !== undefined) view.page(answer.page)
      if (!view.isTrue && view.asks(clock()) !== undefined) this.#ask(desk, view)
    })
  }

  #exchange(desk: ReportDesk, said: Partial<NetworkState>, onAnswer: (answer: NetworkState) => void): void {
    const timestamp = this.#network.engine.clock()
    const state = { onlineMembers: [], coordinators: [], timestamp, heartbeats: [], ...said }
    this.#network.ask(this.#node, desk.node, sizeOf(state), () => {
      const answer = desk.answer(state)
      return [sizeOf(answer), () => onAnswer(answer)]
    })
  }

  #heartbeat(): Signed {
    const now = this.#network.engine.clock()
    const addresses = [0, 1, 2].map(at => addressBytes(addressOf(at))).filter(bytes => bytes !== undefined)
    const heartbeat = { certificate: this.#certificate, network: NETWORK, sequence: now, at: now, addresses }
    return signHeartbeat(this.#crypto, this.#device.seed, { ...heartbeat, leaving: false, service: 'none' })
  }

  #later(delay: number, run: () => void): void {
    const cancel = this.#network.engine.schedule(delay, () => {
      this.#cancels.delete(cancel)
      run()
    })
    this.#cancels.add(cancel)
  }
}
