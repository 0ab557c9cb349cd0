/** The keys of a host that outlive a restart, so that its addresses stay the same. */
import type { NodeContext } from './context.ts'
import { decodeHostRecord, encodeHostRecord } from '../wire/vault.ts'
import type { HostRecord } from '../wire/vault.ts'

const TABLE = 'host'
const KEY = { id: 'self' }

/**
 * Reads the host's seed and its webrtc-direct certificate, or makes them.
 *
 * @param seed - of a device that exists; default: a new one
 * @param createCertificate - bytes to keep of a new certificate
 */
export async function loadHostKeys(
  { store, rng }: Pick<NodeContext, 'store' | 'rng'>,
  createCertificate: () => Promise<Uint8Array>,
  seed?: Uint8Array
): Promise<HostRecord> {
  const value = await store.get(TABLE, KEY)
  if (value !== undefined) return decodeHostRecord(value)
  const record: HostRecord = { seed: seed ?? rng(32), certificate: await createCertificate() }
  await store.batch([{ kind: 'put', table: TABLE, key: KEY, value: encodeHostRecord(record) }])
  return record
}
