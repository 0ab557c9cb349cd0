/**
 * The owner's side of `/earshot/lookup/1.0.0`: leaves records with somebody.
 */
import { decodeLeaveAnswer, encodeSigned, MAX_LOOKUP_FRAME } from '../wire/index.ts'
import { LOOKUP_PROTOCOL } from './constants.ts'
import type { Opener } from '../link.ts'
import type { Signed } from '../wire/index.ts'

/** Somebody who keeps records. */
export interface RecordKeeper {
  readonly peerId: string
  /** Multiaddrs. */
  readonly addresses: readonly string[]
}

/**
 * Leaves records with a keeper.
 *
 * @param host - who it is that leaves them: nobody whom the keeper knows
 * @returns how many it keeps
 * @throws {UnreachableError | DeadlineError | WireFormatError} it does not answer, or not as it should
 */
export async function leaveRecords(
  host: Opener,
  { peerId, addresses }: RecordKeeper,
  records: readonly Signed[],
  signal: AbortSignal
): Promise<number> {
  const stream = await host.open(peerId, addresses, LOOKUP_PROTOCOL, { maxFrame: MAX_LOOKUP_FRAME, signal })
  try {
    let kept = 0
    for (const record of records) await stream.send(encodeSigned(record), { signal })
    for (let count = 0; count < records.length; count += 1) {
      const frame = await stream.receive({ signal })
      if (frame === undefined) break
      if (decodeLeaveAnswer(frame).kept) kept += 1
    }
    return kept
  } finally {
    await stream.close()
  }
}
