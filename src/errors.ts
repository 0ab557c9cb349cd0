/**
 * The errors that Earshot throws on purpose, one class per cause. Inside a process
 * they are matched by `instanceof`; over the daemon's socket only `name` and message travel,
 * so the command matches by `name`. They carry a sentence for people, without its full stop:
 * the screen adds that. They never contain plaintext, keys or what a remote could learn from.
 *
 * @packageDocumentation
 */

/** What every error of ours has in common. */
export abstract class EarshotError extends Error {
  override name = 'EarshotError'
}

/** Bytes that are not what their format says: truncated, out of range, of a wrong type. */
export class WireFormatError extends EarshotError {
  override name = 'WireFormatError'
}

/** A signature, a MAC, a proof or an AEAD tag that does not hold. */
export class AuthenticationError extends EarshotError {
  override name = 'AuthenticationError'
}

/** A ratchet session that cannot do what was asked: unknown, exhausted, repeated. */
export class SessionError extends EarshotError {
  override name = 'SessionError'
}

/** The disk: locked, full, corrupt, of another schema, or opened with a wrong passphrase. */
export class StorageError extends EarshotError {
  override name = 'StorageError'
}

/** A named bound of docs/LIMITS.md was hit. */
export class LimitError extends EarshotError {
  override name = 'LimitError'
}

/** The caller asked for something that makes no sense. */
export class UsageError extends EarshotError {
  override name = 'UsageError'
}

/** The machine does not let us listen there: the port is taken, or not ours to take. */
export class ListenError extends EarshotError {
  override name = 'ListenError'
}

/** A user, an invite or a message that nobody here knows. */
export class NotFoundError extends EarshotError {
  override name = 'NotFoundError'
}

/** An unknown, used or expired invite; a key that changed. */
export class TrustError extends EarshotError {
  override name = 'TrustError'
}

/** Nobody could be reached. */
export class UnreachableError extends EarshotError {
  override name = 'UnreachableError'
}

/** A deadline passed. */
export class DeadlineError extends EarshotError {
  override name = 'DeadlineError'
}
