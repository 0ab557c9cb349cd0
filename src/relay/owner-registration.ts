/**
 * What the owner of a mailbox leaves at its coordinator: who may deposit, the bundle, the epoch of this
 * connection, one-time prekeys (docs/PROTOCOL.md, 12.5).
 */
import { membershipProof } from './core/membership.ts'
import { unexpected } from './owner-answers.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Logger } from '../ports.ts'
import type { Grant, Registered } from '../wire/index.ts'
import type { Ask } from './owner-answers.ts'

const NONE = new Uint8Array(0)

/** What is registered at a coordinator. */
export interface Registration {
  /** Who may deposit, at most 1,024; who is left out no longer may. */
  readonly grants: readonly Grant[]
  /** Sealed prekey bundle, or empty. */
  readonly bundle: Uint8Array
  /** 16-byte id of a network that the coordinator serves. */
  readonly network: Uint8Array
  /** 32 bytes. */
  readonly membershipKey: Uint8Array
}

/** Keeps the epochs of a mailbox. */
export interface MailboxEpochs {
  /** The next one, durable when it resolves. */
  next(): Promise<Uint8Array>
  /** The coordinator has taken it, and gave back what it held before. Resolves when that is dealt with. */
  taken(before: Uint8Array): Promise<void>
}

/** What a registration is made of. */
export interface RegistrationOptions {
  readonly crypto: CryptoBackend
  readonly logger: Logger
  /** What to register, asked at every connection and `refresh`. */
  registration(mailbox: Uint8Array): Promise<Registration>
  /**
   * Sealed one-time prekeys to put in the place of those that are left; none: those stay. Asked
   * after every registration. Default: none.
   */
  stock?(mailbox: Uint8Array, left: number): Promise<readonly Uint8Array[]>
  /** What is left at the coordinator at every connection, to notice an old disk. Default: nothing. */
  readonly epochs?: MailboxEpochs
}

/** Which mailbox it is about, both Ed25519 keys. */
export interface KeptPlace {
  readonly mailbox: Uint8Array
  readonly coordinator: Uint8Array
}

/**
 * Registers. Resolves when what the coordinator gave back is dealt with.
 *
 * @param isNew - the first time over this connection: an epoch goes with it
 */
export async function register(
  ask: Ask,
  options: RegistrationOptions,
  { mailbox, coordinator }: KeptPlace,
  isNew: boolean
): Promise<Registered> {
  const { crypto } = options
  const { grants, bundle, network, membershipKey } = await options.registration(mailbox)
  const membership = membershipProof(crypto, membershipKey, coordinator, mailbox)
  const epoch = isNew ? ((await options.epochs?.next()) ?? NONE) : NONE
  const response = await ask({
    kind: 'register',
    register: { grants, bundle, network, membership, epoch }
  })
  if (response.kind !== 'registered') throw unexpected(response)
  if (isNew) await options.epochs?.taken(response.registered.epoch)
  return response.registered
}

/** Without one-time prekeys the mailbox serves as well: what the coordinator refuses is left. */
export async function restock(
  ask: Ask,
  options: RegistrationOptions,
  { mailbox }: KeptPlace,
  left: number
): Promise<void> {
  const prekeys = (await options.stock?.(mailbox, left)) ?? []
  if (prekeys.length === 0) return
  options.logger('%d one-time prekeys are left at a mailbox: it gets %d', left, prekeys.length)
  const response = await ask({ kind: 'stock', stock: { prekeys } })
  if (response.kind === 'refusal') options.logger('one-time prekeys were refused')
  else if (response.kind !== 'stocked') throw unexpected(response)
}
