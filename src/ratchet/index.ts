/**
 * Sealing between two devices: PQXDH opens a session, also with a device that is away, and
 * the Double Ratchet with header encryption (revision 4 of its specification, §4) carries it,
 * with secrets of ML-KEM mixed into its steps.
 *
 * Pure: every function takes immutable values and returns new ones. Store what a function
 * returns before anything leaves or is acknowledged; drop it, and nothing has happened.
 * The bytes and the rules are in docs/PROTOCOL.md.
 *
 * @packageDocumentation
 *
 * @example
 * ```ts
 * const bundle = { ...bob, ...publicPrekeys(crypto, bobPrekeys) }
 * const opened = initiate({ crypto, rng, self: alice, peer: bundle, leastSuite: 0, now, plaintext })
 *
 * const prekeys = findPrekeys(crypto, [bobPrekeys], opened.initial, now)
 * const { session, plaintext } = respond({
 *   crypto, self: bob, prekeys, initiator: alice, initial: opened.initial, now
 * })
 *
 * const answer = encrypt({ crypto, rng, session, plaintext: utf8ToBytes('hello'), now })
 * decrypt({ crypto, session: opened.session, envelope: answer.envelope, now }).plaintext
 * ```
 */
export { MAX_SKIPPED_KEYS, PREKEY_SECRET_LIFETIME } from './constants.ts'
export { decrypt } from './decrypt.ts'
export { encrypt } from './encrypt.ts'
export { ContradictionError } from './errors.ts'
export { maxContentLength, paddedLength } from './envelope.ts'
export { baseKeyId, initiate, openInitial, respond, sealInitial } from './initial.ts'
export {
  createOneTime,
  createPrekeys,
  expired,
  findPrekeys,
  isBefore,
  publicOneTime,
  publicPrekeys,
  rotationDue
} from './prekeys.ts'
export { restoreSession, sessionRecord, skippedKeyName, skippedKeyRecord } from './record.ts'
export { agrees, sessionMark } from './session-mark.ts'
export {
  activeSession,
  addSession,
  decryptWith,
  encryptWith,
  restoreSessionSet,
  retireSessions
} from './session-set.ts'
export { SUITE_1, SUPPORTED_SUITES, chooseSuite } from './suites.ts'
export type { DecryptOptions, Decrypted } from './decrypt.ts'
export type { EncryptOptions, Encrypted } from './encrypt.ts'
export type { InitialFields, InitiateOptions, InitiatedSession, RespondOptions } from './initial.ts'
export type { OneTimeKeys, Party, PeerBundle, ResponderPrekeys, SelfParty } from './pqxdh.ts'
export type { OneTimePrekeys, Prekeys, PublicOneTime, PublicPrekeys } from './prekeys.ts'
export type { ReceivingChain, Session, SkippedKey, SkippedKeyId } from './session.ts'
export type { SessionChanges, SessionSet, SetDecrypted, SetEncrypted, SetStep } from './session-set.ts'
