/**
 * Members, a virtual clock, and the ports of discovery in memory.
 *
 * @packageDocumentation
 */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { hexToBytes } from '@noble/hashes/utils.js'
import { nobleBackend } from '../../src/crypto/noble.ts'
import { signHeartbeat } from '../../src/discovery/core/heartbeat.ts'
import { addressBytes } from '../../src/discovery/core/address.ts'
import { LimitError, UnreachableError, DeadlineError } from '../../src/errors.ts'
import { networkOf } from '../../src/identity/index.ts'
import { NOW, person } from './identity.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { PresenceComponents, SetTimer } from '../../src/discovery/index.ts'
import type { Network } from '../../src/identity/index.ts'
import type {
  FrameHandler,
  FrameStream,
  HandleOptions,
  Transport,
  Verdict,
  WaitOptions
} from '../../src/link.ts'
import type { Logger } from '../../src/ports.ts'
import type { NetworkState, Service, Signed } from '../../src/wire/index.ts'
import type { Person } from './identity.ts'
import { microtasks } from './microtasks.ts'

/** What stands before a raw key in its DER forms, RFC 8410. */
const PKCS8 = hexToBytes('302e020100300506032b657004220420')
const SPKI = hexToBytes('302a300506032b6570032100')

/** The noble backend with Node's Ed25519 under it: property tests sign and verify a lot. */
export const fastCrypto: CryptoBackend = {
  ...nobleBackend,
  ed25519Sign(seed, message) {
    const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
    return new Uint8Array(sign(null, message, key))
  },
  ed25519Verify(publicKey, message, signature) {
    const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' })
    return verify(null, message, key, signature)
  }
}

/** The network of the tests. */
export const PUBLIC: Network = networkOf(fastCrypto, 'public')

/** A log that keeps nothing. */
export const silent: Logger = Object.assign(() => {}, { error: () => {}, trace: () => {} })

/** A member with one device. The same name is the same member, made once. */
export interface TestMember extends Person {
  readonly userId: string
  readonly peerId: string
  /** Where it listens. */
  readonly address: string
}

const members = new Map<string, TestMember>()

export function member(name: string): TestMember {
  const known = members.get(name)
  if (known !== undefined) return known
  const who = person(name)
  const { userId } = who.account
  const { peerId } = who.device
  const port = 1_024 + members.size
  const made = { ...who, userId, peerId, address: `/ip4/203.0.113.7/tcp/${port}/p2p/${peerId}` }
  members.set(name, made)
  return made
}

/** What a heartbeat of a test may say differently. */
export interface HeartbeatChanges {
  readonly sequence?: number
  readonly at?: number
  readonly network?: Uint8Array
  readonly certificate?: Signed
  readonly addresses?: readonly string[]
  readonly leaving?: boolean
  readonly service?: Service
}

/** A heartbeat of `who` at `now`, with changes. */
export function heartbeatOf(who: TestMember, now: number, changes: HeartbeatChanges = {}): Signed {
  const addresses = changes.addresses ?? [who.address]
  return signHeartbeat(fastCrypto, who.device.seed, {
    certificate: changes.certificate ?? who.certificate,
    network: changes.network ?? PUBLIC.id,
    sequence: changes.sequence ?? now,
    at: changes.at ?? now,
    addresses: addresses.map(addressBytes).filter(bytes => bytes !== undefined),
    leaving: changes.leaving ?? false,
    service: changes.service ?? 'none'
  })
}

/** A state with some fields. */
export function stateOf(now: number, changes: Partial<NetworkState> = {}): NetworkState {
  return { onlineMembers: [], coordinators: [], timestamp: now, heartbeats: [], ...changes }
}

/** What a member publishes. */
export function stateFrom(who: TestMember, now: number, changes: HeartbeatChanges = {}): NetworkState {
  const onlineMembers = changes.leaving === true ? [] : [who.userId]
  return stateOf(now, { onlineMembers, heartbeats: [heartbeatOf(who, now, changes)] })
}

/** A clock that stands until a test moves it, with timers. */
export class VirtualTime {
  now: number = NOW
  #timers: Array<{ readonly at: number; readonly run: () => void }> = []

  readonly clock = (): number => this.now

  readonly setTimer: SetTimer = (run, ms) => {
    const timer = { at: this.now + ms, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer)
    }
  }

  get timers(): number {
    return this.#timers.length
  }

  /** Lets everything happen that waits for no timer. */
  async settle(): Promise<void> {
    await microtasks()
  }

  /** Moves the clock, timer by timer. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms
    await this.settle()
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#timers = this.#timers.filter(timer => timer !== next)
      this.now = Math.max(this.now, next.at)
      next.run()
      await this.settle()
    }
    this.now = end
  }
}

/** One direction of a stream. */
class Pipe {
  readonly #frames: Uint8Array[] = []
  #ended = false
  #error: Error | undefined
  #wake: (() => void) | undefined

  push(frame: Uint8Array): void {
    if (this.#error !== undefined) throw this.#error
    this.#frames.push(frame.slice())
    this.#wake?.()
  }

  end(error?: Error): void {
    this.#ended = true
    this.#error ??= error
    this.#wake?.()
  }

  async pull({ signal }: WaitOptions): Promise<Uint8Array | undefined> {
    for (;;) {
      if (signal?.aborted === true) throw new DeadlineError('aborted')
      if (this.#error !== undefined) throw this.#error
      const frame = this.#frames.shift()
      if (frame !== undefined) return frame
      if (this.#ended) return undefined
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      const aborted = (): void => resolve()
      signal?.addEventListener('abort', aborted, { once: true })
      await promise
      signal?.removeEventListener('abort', aborted)
    }
  }
}

function streamOver(remotePeerId: string, input: Pipe, output: Pipe, maxFrame: number): FrameStream {
  return {
    remotePeerId,
    relay: undefined,
    origin: undefined,
    connectedAt: 0,
    async send(frame) {
      if (frame.length > maxFrame) throw new LimitError('too large')
      output.push(frame)
    },
    async receive(options = {}) {
      const frame = await input.pull(options)
      if (frame !== undefined && frame.length > maxFrame) throw new LimitError('too large')
      return frame
    },
    async close() {
      output.end()
    },
    abort(error) {
      input.end(error)
      output.end(new UnreachableError('reset'))
    }
  }
}

/** Hosts that can open streams to each other, as far as they are linked. */
export class MemoryNet {
  readonly #handlers = new Map<string, { readonly options: HandleOptions; readonly handler: FrameHandler }>()
  readonly #links = new Set<string>()
  /** Streams opened, as `from to protocol`. */
  readonly opened: string[] = []
  /** What was published by gossip. */
  readonly published: Array<{ readonly peerId: string; readonly data: Uint8Array }> = []
  /** Where peers are, for those whom they open streams to. */
  readonly origins: Map<string, string> = new Map()

  link(a: string, b: string): void {
    this.#links.add(`${a} ${b}`).add(`${b} ${a}`)
  }

  unlink(a: string, b: string): void {
    this.#links.delete(`${a} ${b}`)
    this.#links.delete(`${b} ${a}`)
  }

  neighbours(peerId: string): readonly string[] {
    return [...this.#links]
      .filter(link => link.startsWith(`${peerId} `))
      .map(link => link.slice(peerId.length + 1))
  }

  transport(peerId: string): Transport {
    return {
      peerId,
      open: async (to, _addresses, protocol, { maxFrame, signal }) => {
        this.opened.push(`${peerId} ${to} ${protocol}`)
        if (signal.aborted) throw new DeadlineError('aborted')
        const served = this.#handlers.get(`${to} ${protocol}`)
        if (served === undefined || !this.#links.has(`${peerId} ${to}`)) throw new UnreachableError('nobody')
        const [there, back] = [new Pipe(), new Pipe()]
        const origin = this.origins.get(peerId)
        const inbound = { ...streamOver(peerId, there, back, served.options.maxFrame), origin }
        const ended = new AbortController()
        served.handler(inbound, ended.signal).then(
          () => inbound.close(),
          (error: unknown) => inbound.abort(error instanceof Error ? error : new Error('failed'))
        )
        return streamOver(to, back, there, maxFrame)
      },
      handle: async (protocol, options, handler) => {
        this.#handlers.set(`${peerId} ${protocol}`, { options, handler })
      },
      unhandle: async protocol => {
        this.#handlers.delete(`${peerId} ${protocol}`)
      }
    }
  }

  readonly #subscribers = new Map<string, (data: Uint8Array, from: string) => Verdict | Promise<Verdict>>()
  readonly #watchers = new Map<string, (peerId: string, event: 'joined' | 'left') => void>()
  /** Verdicts that were other than accept, as `at from verdict`. */
  readonly verdicts: string[] = []

  isSubscribed(peerId: string, topic: string): boolean {
    return this.#subscribers.has(`${peerId} ${topic}`)
  }

  /** Floods to neighbours; each message reaches each node once, and only what is accepted goes on. */
  gossip(peerId: string): PresenceComponents['gossip'] {
    return {
      publish: async (topic, data) => {
        this.published.push({ peerId, data })
        void this.#spread(topic, data, peerId, new Set([peerId]))
        return this.neighbours(peerId).length
      },
      subscribe: (topic, receive) => {
        this.#subscribers.set(`${peerId} ${topic}`, receive)
      },
      unsubscribe: topic => {
        this.#subscribers.delete(`${peerId} ${topic}`)
      },
      subscribers: topic =>
        this.neighbours(peerId).filter(other => this.#subscribers.has(`${other} ${topic}`)),
      watch: (topic, listener) => {
        this.#watchers.set(`${peerId} ${topic}`, listener)
        return () => this.#watchers.delete(`${peerId} ${topic}`)
      }
    }
  }

  /** `a` learns that `b` takes part in the gossip. Links that this is not said of have it from the start. */
  listens(a: string, b: string, topic: string): void {
    this.#watchers.get(`${a} ${topic}`)?.(b, 'joined')
  }

  async #spread(topic: string, data: Uint8Array, from: string, reached: Set<string>): Promise<void> {
    for (const to of this.neighbours(from)) {
      const receive = this.#subscribers.get(`${to} ${topic}`)
      if (receive === undefined || reached.has(to)) continue
      reached.add(to)
      const verdict = await receive(data, from)
      if (verdict === 'accept') void this.#spread(topic, data, to, reached)
      else this.verdicts.push(`${to} ${from} ${verdict}`)
    }
  }
}
