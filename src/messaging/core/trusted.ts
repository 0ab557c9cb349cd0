/** Whether one may write to a peer (docs/PROTOCOL.md, "Accounts and devices"). */
import { TrustError } from '../../errors.ts'
import type { KeyChange, Peer } from './peer.ts'

/** Why nothing can be sent to a peer whose keys are in doubt; undefined: they are in order. */
export function keyTrouble({
  consent,
  contested,
  device
}: Pick<Peer, 'consent' | 'contested' | 'device'>): KeyChange | undefined {
  if (contested !== undefined) return contested.change
  return consent === 'accepted' && device === undefined ? 'device-gone' : undefined
}

/**
 * Makes sure that nothing is sent to keys that the user has not accepted.
 *
 * @throws {TrustError} the keys of the peer are contested, or its device is gone
 */
export function assertTrusted(peer: Peer): void {
  const { name } = peer
  const trouble = keyTrouble(peer)
  switch (trouble) {
    case undefined:
      return
    case 'forked':
      throw new TrustError(
        `The keys of ${name} have changed: the account has signed two device lists that contradict each ` +
          `other, as a thief of its key would. Ask ${name} in another way; if all is well, accept ${name} again.`
      )
    case 'new-device':
      throw new TrustError(
        `The keys of ${name} have changed: the account has a device that was not there when you compared ` +
          `safety numbers. Ask ${name} in another way; if it is theirs, accept ${name} again.`
      )
    case 'device-gone':
      throw new TrustError(`The device of ${name} was withdrawn: ask ${name} for a new invite`)
    default:
      trouble satisfies never
  }
}
