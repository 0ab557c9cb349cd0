/**
 * Prekeys: what a device publishes so that others can write to it while it is away. A new
 * generation comes every week; the last ones stay readable until no first message can
 * still be on its way.
 *
 * All are last-resort keys: used by any number of initiators, so first messages have the
 * forward secrecy of a generation, and the caller refuses a repeated one by `baseKeyId`.
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
import type { PrekeyRecord } from '../wire/vault.ts'
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
  return {
    signedPrekeyId: prekeys.signedPrekeyId,
    signedPrekey: crypto.x25519PublicKey(prekeys.signedPrekeySecret),
    kemPrekeyId: prekeys.kemPrekeyId,
    kemPrekey: crypto.mlKem768KeyPair(prekeys.kemPrekeySeed).publicKey,
    requestKey: crypto.x25519PublicKey(prekeys.requestSecret),
    suites: SUPPORTED_SUITES,
    created: prekeys.created,
    expires: prekeys.created + BUNDLE_LIFETIME
  }
}

/** Whether a new generation must be published. Also after a clock that ran ahead was set back. */
export function rotationDue(newest: Prekeys, now: EpochMs): boolean {
  return Math.abs(now - newest.created) >= PREKEY_ROTATION
}

/** Whether the secrets must be deleted. */
export function expired(prekeys: Prekeys, now: EpochMs): boolean {
  return now - prekeys.created >= PREKEY_SECRET_LIFETIME
}

/**
 * The secrets that an initial message names.
 *
 * @param generations all that are stored
 * @throws {SessionError} if they are unknown or expired
 */
export function findPrekeys(
  crypto: CryptoBackend,
  generations: readonly Prekeys[],
  ids: { readonly signedPrekeyId: number; readonly kemPrekeyId: number },
  now: EpochMs
): ResponderPrekeys {
  const alive = generations.filter(generation => !expired(generation, now))
  const signed = alive.find(generation => generation.signedPrekeyId === ids.signedPrekeyId)
  const kem = alive.find(generation => generation.kemPrekeyId === ids.kemPrekeyId)
  if (signed === undefined || kem === undefined) {
    throw new SessionError('The first message names prekeys that are not here')
  }
  const pair = crypto.mlKem768KeyPair(kem.kemPrekeySeed)
  return {
    signedPrekeySecret: signed.signedPrekeySecret,
    signedPrekey: crypto.x25519PublicKey(signed.signedPrekeySecret),
    kemSecret: pair.secretKey,
    kemPrekey: pair.publicKey
  }
}
