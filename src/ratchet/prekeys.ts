/**
 * Prekeys: what a device publishes so that others can write to it while it is away. A new
 * generation comes every week; the last ones stay readable until no first message can
 * still be on its way.
 *
 * Those of a generation are last-resort keys: used by any number of initiators, so first
 * messages have the forward secrecy of a generation, and the caller refuses a repeated one by
 * `baseKeyId`. One-time prekeys come beside them: the caller deletes one with the first message
 * that it opens, and nothing opens that message any more.
 *
 * @packageDocumentation
 */
import { SessionError } from '../errors.ts'
import { PREKEY_ROTATION, PREKEY_SECRET_LIFETIME } from './constants.ts'
import { BUNDLE_LIFETIME } from '../wire/index.ts'
import { SESSION_RECORD_FORMAT } from '../wire/vault.ts'
import { SUPPORTED_SUITES } from './suites.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs, Rng } from '../ports.ts'
import type { OneTimePrekeyRecord, PrekeyRecord } from '../wire/vault.ts'
import type { ResponderPrekeys } from './pqxdh.ts'

/** The secrets of one generation, as they are stored. */
export type Prekeys = PrekeyRecord

/** The public side of a generation: the fields of a PrekeyBundle that come from here. */
export interface PublicPrekeys {
  readonly signedPrekeyId: number
  readonly signedPrekey: Uint8Array
  readonly kemPrekeyId: number
  readonly kemPrekey: Uint8Array
  readonly requestKey: Uint8Array
  readonly suites: readonly number[]
  readonly created: EpochMs
  readonly expires: EpochMs
}

/** The secrets of one one-time prekey, as they are stored. */
export type OneTimePrekeys = OneTimePrekeyRecord

/** The public side of it: the fields of a OneTimePrekey that come from here. */
export interface PublicOneTime {
  readonly id: number
  readonly curveKey: Uint8Array
  readonly kemKey: Uint8Array
  readonly created: EpochMs
  readonly expires: EpochMs
}

/** Random, so that no counter has to survive a lost disk; 0 stands for "none". */
function randomId(rng: Rng): number {
  const bytes = rng(4)
  const id = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  return id === 0 ? 1 : id
}

/** A new generation. */
export function createPrekeys(rng: Rng, now: EpochMs): Prekeys {
  return {
    format: SESSION_RECORD_FORMAT,
    signedPrekeyId: randomId(rng),
    signedPrekeySecret: rng(32),
    kemPrekeyId: randomId(rng),
    kemPrekeySeed: rng(64),
    requestSecret: rng(32),
    created: now
  }
}

/** What others may know of a generation. */
export function publicPrekeys(crypto: CryptoBackend, prekeys: Prekeys): PublicPrekeys {
  const kem = crypto.mlKem768KeyPair(prekeys.kemPrekeySeed)
  kem.secretKey.fill(0)
  return {
    signedPrekeyId: prekeys.signedPrekeyId,
    signedPrekey: crypto.x25519PublicKey(prekeys.signedPrekeySecret),
    kemPrekeyId: prekeys.kemPrekeyId,
    kemPrekey: kem.publicKey,
    requestKey: crypto.x25519PublicKey(prekeys.requestSecret),
    suites: SUPPORTED_SUITES,
    created: prekeys.created,
    expires: prekeys.created + BUNDLE_LIFETIME
  }
}

/** A new one-time prekey. `mailbox`: the key of the one whose coordinator hands it out. */
export function createOneTime(rng: Rng, now: EpochMs, mailbox: Uint8Array): OneTimePrekeys {
  return {
    format: SESSION_RECORD_FORMAT,
    id: randomId(rng),
    curveSecret: rng(32),
    kemSeed: rng(64),
    created: now,
    mailbox
  }
}

/** What others may know of a one-time prekey. */
export function publicOneTime(crypto: CryptoBackend, prekey: OneTimePrekeys): PublicOneTime {
  const kem = crypto.mlKem768KeyPair(prekey.kemSeed)
  kem.secretKey.fill(0)
  return {
    id: prekey.id,
    curveKey: crypto.x25519PublicKey(prekey.curveSecret),
    kemKey: kem.publicKey,
    created: prekey.created,
    expires: prekey.created + BUNDLE_LIFETIME
  }
}

/** Whether a new generation must be published. Also after a clock that ran ahead was set back. */
export function rotationDue(newest: Pick<Prekeys, 'created'>, now: EpochMs): boolean {
  return Math.abs(now - newest.created) >= PREKEY_ROTATION
}

/** Whether it was made before that, unless `since` is of a clock that ran ahead. */
export function isBefore({ created }: Pick<Prekeys, 'created'>, since: EpochMs, now: EpochMs): boolean {
  return created < since && since <= now
}

/** Whether the secrets must be deleted. */
export function expired(prekeys: Pick<Prekeys, 'created'>, now: EpochMs): boolean {
  return now - prekeys.created >= PREKEY_SECRET_LIFETIME
}

/** The prekeys that an initial message names. Exactly one of the last two is 0. */
interface PrekeyIds {
  readonly signedPrekeyId: number
  readonly kemPrekeyId: number
  readonly oneTimePrekeyId: number
}

/**
 * The secrets that an initial message names.
 *
 * @param generations all that are stored
 * @param oneTime the one-time prekey that is stored under that id
 * @throws {SessionError} if they are unknown, used up or expired
 */
export function findPrekeys(
  crypto: CryptoBackend,
  generations: readonly Prekeys[],
  ids: PrekeyIds,
  now: EpochMs,
  oneTime?: OneTimePrekeys
): ResponderPrekeys {
  const alive = generations.filter(generation => !expired(generation, now))
  const signed = alive.find(generation => generation.signedPrekeyId === ids.signedPrekeyId)
  const once = ids.oneTimePrekeyId === 0 ? undefined : takeOneTime(ids, now, oneTime)
  const kem = alive.find(generation => generation.kemPrekeyId === ids.kemPrekeyId)
  const seed = once?.kemSeed ?? kem?.kemPrekeySeed
  if (signed === undefined || seed === undefined) throw unknownPrekeys()
  const pair = crypto.mlKem768KeyPair(seed)
  return {
    signedPrekeySecret: signed.signedPrekeySecret,
    signedPrekey: crypto.x25519PublicKey(signed.signedPrekeySecret),
    kemSecret: pair.secretKey,
    kemPrekey: pair.publicKey,
    oneTimeSecret: once?.curveSecret,
    oneTimePrekey: once && crypto.x25519PublicKey(once.curveSecret)
  }
}

function takeOneTime(ids: PrekeyIds, now: EpochMs, held: OneTimePrekeys | undefined): OneTimePrekeys {
  if (held?.id !== ids.oneTimePrekeyId || expired(held, now) || ids.kemPrekeyId !== 0) throw unknownPrekeys()
  return held
}

function unknownPrekeys(): SessionError {
  return new SessionError('The first message names prekeys that are not here')
}
