/**
 * A coordinator with its store, and owners and contacts who use it, for the tests of the
 * mailboxes. Time is `world.now`.
 *
 * @packageDocumentation
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { nobleBackend } from '../../src/crypto/noble.ts'
import { peerIdOf } from '../../src/identity/index.ts'
import { grantFor, membershipProof, signAcknowledgement, tokenFor } from '../../src/relay/index.ts'
import { openCustodian } from '../../src/relay/custodian.ts'
import { createMemoryStore } from './memory-store.ts'
import { seeded } from './identity.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { MailboxLimits } from '../../src/relay/index.ts'
import type { Custodian, CustodianOptions } from '../../src/relay/custodian.ts'
import type { Logger, Rng, Store } from '../../src/ports.ts'
import type { Grant, MailboxResponseKind, StoreMessage } from '../../src/wire/index.ts'

export const HOUR: number = 60 * 60 * 1_000
export const DAY: number = 24 * HOUR
/** 2026-11-21. */
export const NOW = 1_795_219_200_000

/** 32 bytes that a name stands for. */
export function bytesOf(name: string): Uint8Array {
  return sha256(utf8ToBytes(name))
}

/** A log that is kept. */
export function keptLog(): { readonly logger: Logger; readonly lines: string[] } {
  const lines: string[] = []
  const write = (formatter: string, ...args: unknown[]): void => {
    lines.push(
      [
        formatter,
        ...args.map(arg => (arg instanceof Error ? `${arg.name} ${arg.message}` : String(arg)))
      ].join(' | ')
    )
  }
  return { lines, logger: Object.assign(write, { error: write, trace: write }) }
}

/** An owner's mailbox. */
export interface TestMailbox {
  readonly seed: Uint8Array
  readonly key: Uint8Array
  readonly peerId: string
}

export function mailboxNamed(name: string, crypto: CryptoBackend = nobleBackend): TestMailbox {
  const seed = bytesOf(`mailbox ${name}`)
  const key = crypto.ed25519PublicKey(seed)
  return { seed, key, peerId: peerIdOf(key) }
}

/** What the world starts with. */
export interface WorldOptions {
  readonly store?: Store
  readonly limits?: Partial<MailboxLimits>
  readonly takesNew?: NonNullable<CustodianOptions['takesNew']>
  readonly rng?: Rng
  /** Default: the real one. */
  readonly crypto?: CryptoBackend
  readonly crashPoint?: NonNullable<CustodianOptions['crashPoint']>
}

/** A coordinator and the ways to use it. */
export interface World {
  now: number
  readonly store: Store
  readonly custodian: Custodian
  /** Names of mailboxes whose owners were told of mail. */
  readonly told: string[]
  readonly lines: string[]
  /** The same store, a new process. */
  restart(): Promise<void>
  register(mailbox: TestMailbox, grants: readonly Grant[], o?: RegisterOptions): Promise<MailboxResponseKind>
  deposit(
    mailbox: TestMailbox,
    contact: string,
    item: Uint8Array,
    o?: DepositOptions
  ): Promise<MailboxResponseKind>
  fetch(mailbox: TestMailbox, after?: number, incarnation?: Uint8Array): Promise<MailboxResponseKind>
  acknowledge(mailbox: TestMailbox, items: readonly Uint8Array[]): Promise<MailboxResponseKind>
  bundle(mailbox: TestMailbox): Promise<MailboxResponseKind>
}

export interface RegisterOptions {
  readonly bundle?: Uint8Array
  readonly network?: Uint8Array
  readonly membership?: Uint8Array
  readonly epoch?: Uint8Array
  /** Default: not counted. */
  readonly origin?: string
}

export type DepositOptions = Partial<Pick<StoreMessage, 'expiresAt' | 'nonce' | 'token'>>

export const COORDINATOR_SEED: Uint8Array = bytesOf('coordinator')
export const COORDINATOR: Uint8Array = nobleBackend.ed25519PublicKey(COORDINATOR_SEED)
export const NETWORK: Uint8Array = bytesOf('network').slice(0, 16)
export const MEMBERSHIP_KEY: Uint8Array = bytesOf('membership')
export const MEMBER_NONCE: Uint8Array = new Uint8Array(16).fill(7)

/** Only members of NETWORK are served. */
export function membershipKeyOf(network: Uint8Array): Uint8Array | undefined {
  return bytesToHex(network) === bytesToHex(NETWORK) ? MEMBERSHIP_KEY : undefined
}

/** What a contact of that name holds. */
export function secretOf(contact: string): Uint8Array {
  return bytesOf(`secret ${contact}`)
}

/** A grant for a contact of that name. */
export function grant(
  mailbox: TestMailbox,
  contact: string,
  o: { stranger?: boolean; expires?: number } = {}
): Grant {
  return grantFor(nobleBackend, secretOf(contact), mailbox.key, o)
}

/** Something deposited: `size` bytes that a name stands for. */
export function itemNamed(name: string, size: number = 64): Uint8Array {
  const item = new Uint8Array(size)
  item.set(concatBytes(bytesOf(name)).subarray(0, size))
  return item
}

export function hashOf(item: Uint8Array): Uint8Array {
  return sha256(item)
}

/** In short: what was answered. */
export function answered(response: MailboxResponseKind): string {
  return response.kind === 'refusal' ? response.refusal.reason : response.kind
}

/** @throws if it was anything else */
export function only<K extends MailboxResponseKind['kind']>(
  response: MailboxResponseKind,
  kind: K
): Extract<MailboxResponseKind, { kind: K }> {
  if (response.kind !== kind) throw new Error(`expected ${kind}, got ${answered(response)}`)
  return response as Extract<MailboxResponseKind, { kind: K }>
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const { lines, logger } = keptLog()
  const store = options.store ?? createMemoryStore()
  const told: string[] = []
  const { crypto = nobleBackend } = options
  const coordinator = crypto.ed25519PublicKey(COORDINATOR_SEED)
  const rng = options.rng ?? seeded('coordinator')
  const open = async (): Promise<Custodian> =>
    await openCustodian({
      store,
      crypto,
      rng,
      clock: () => world.now,
      logger,
      seed: COORDINATOR_SEED,
      membershipKeyOf,
      limits: options.limits,
      onMail: name => told.push(name),
      ...(options.takesNew === undefined ? {} : { takesNew: options.takesNew }),
      ...(options.crashPoint === undefined ? {} : { crashPoint: options.crashPoint })
    })
  let custodian: Custodian | undefined
  const world: World = {
    now: NOW,
    store,
    told,
    lines,
    get custodian(): Custodian {
      if (custodian === undefined) throw new Error('not open')
      return custodian
    },
    async restart() {
      custodian = await open()
    },
    async register(mailbox, grants, o = {}) {
      const membership = o.membership ?? membershipProof(crypto, MEMBERSHIP_KEY, coordinator, mailbox.key)
      const register = {
        grants,
        bundle: o.bundle ?? new Uint8Array(0),
        network: o.network ?? NETWORK,
        membership,
        epoch: o.epoch ?? new Uint8Array(0)
      }
      return await world.custodian.submit(mailbox.key, { kind: 'register', register }, o.origin)
    },
    async deposit(mailbox, contact, item, o = {}) {
      const store: StoreMessage = {
        forUserId: mailbox.peerId,
        encryptedMessage: item,
        expiresAt: o.expiresAt ?? world.now + 14 * DAY,
        token: o.token ?? tokenFor(crypto, secretOf(contact), mailbox.key),
        nonce: o.nonce ?? MEMBER_NONCE
      }
      return await world.custodian.submit(bytesOf('somebody'), { kind: 'store', store })
    },
    async fetch(mailbox, after = 0, incarnation = new Uint8Array(0)) {
      return await world.custodian.submit(mailbox.key, { kind: 'fetch', fetch: { incarnation, after } })
    },
    async acknowledge(mailbox, items) {
      const acknowledge = signAcknowledgement(crypto, mailbox.seed, {
        coordinator,
        mailbox: mailbox.key,
        items: items.map(hashOf),
        at: world.now
      })
      return await world.custodian.submit(mailbox.key, { kind: 'acknowledge', acknowledge })
    },
    async bundle(mailbox) {
      return await world.custodian.submit(bytesOf('somebody'), {
        kind: 'getBundle',
        getBundle: { mailbox: mailbox.key, lastResort: false }
      })
    }
  }
  await world.restart()
  return world
}
