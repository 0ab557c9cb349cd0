/** Which records of the DHT this node keeps for others, remembered over its restarts. */
import { sha256 } from '@noble/hashes/sha2.js'
import { base58btc } from 'multiformats/bases/base58'
import { loadLookupRevisions, LookupShelf } from '../discovery/index.ts'
import { peerIdOf } from '../identity/index.ts'
import { writeAll } from '../store/write-all.ts'
import { decodeSigned } from '../wire/index.ts'
import type { NodeContext } from './context.ts'
import type { RecordShelf } from './host/index.ts'

/**
 * @param seed - of the host, 32 bytes: what is near to it is kept
 * @throws {StorageError} what was remembered cannot be read
 */
export async function openRecordShelf(context: NodeContext, seed: Uint8Array): Promise<RecordShelf> {
  const { crypto, store, clock, logger } = context
  const peerId = peerIdOf(crypto.ed25519PublicKey(seed))
  const shelf = new LookupShelf({
    crypto,
    // as the library ranks peers: by the hash of the multihash, which is the PeerId in base58
    place: sha256(base58btc.baseDecode(peerId)),
    revisions: await loadLookupRevisions(store, { log: logger })
  })
  return {
    check(key, record) {
      shelf.check(key, decodeSigned(record), clock())
    },

    take(key, place, record) {
      const { kept, dropped, ops } = shelf.take(key, place, decodeSigned(record), clock())
      // not waited for: at worst a crash in this moment lets an older record of one key come once more
      writeAll(store, ops).catch((error: unknown) => {
        logger.error('revisions of lookup records were not kept: %e', error)
      })
      return { kept, dropped }
    }
  }
}
