import { SessionError } from '../errors.ts'

/**
 * The other side has sealed, under keys of this session that nobody else has, what cannot follow
 * what we know of it: the disk of one of us is an old one. Nothing that is delayed, repeated or
 * altered on the way looks like it.
 */
export class ContradictionError extends SessionError {
  override name = 'ContradictionError'
  /** Id of the session. */
  readonly session: string

  constructor(message: string, session: string) {
    super(message)
    this.session = session
  }
}
