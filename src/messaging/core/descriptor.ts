/** Contacts know where we are: they are told when we moved. */
import { bytesToHex } from '@noble/hashes/utils.js'
import { encodeContent } from '../../wire/index.ts'
import type { Peer, Step, StepContext } from './peer.ts'
import { ownReachability } from './reach.ts'
import { enqueue } from './send.ts'

/** Tells a contact where we are now, in place of what still waits to tell it. */
export function tellDescriptor(peer: Peer, context: StepContext): Step {
  const { revision } = context.describe()
  if (peer.consent !== 'accepted' || peer.toldRevision >= revision) return { peer, effects: [] }
  if (peer.contested !== undefined || peer.device === undefined) return { peer, effects: [] }
  const id = context.rng(16)
  const content = encodeContent({
    id,
    kind: 'descriptor',
    descriptor: { reach: ownReachability(peer, context) }
  })
  return enqueue(
    { ...peer, toldRevision: revision },
    { id: bytesToHex(id), kind: 'descriptor' },
    content,
    context
  )
}
