/** An attacker's node. */
import { queryService } from '../../../src/discovery/index.ts'
import { encodeSigned } from '../../../src/wire/index.ts'
import { contextOf, hostOf, silent } from './host.ts'
import type { HostOptions } from '../../../src/node/host/index.ts'
import type { Signed } from '../../../src/wire/index.ts'
import type { Running } from './host.ts'

interface SybilOptions extends Pick<HostOptions, 'bootstrap' | 'listen'> {
  /** Ground so that its place is near to what it attacks. */
  readonly seed: Uint8Array
  /** What it gives to whoever asks for the record. */
  readonly forged: Signed
}

/**
 * A node of the DHT that is an attacker's: what it is given to keep it takes, and drops; asked
 * for the record it gives a forged one, in the DHT and to queries.
 */
export async function startSybil({ forged, ...options }: SybilOptions): Promise<Running> {
  const context = contextOf()
  const bytes = encodeSigned(forged)
  const host = await hostOf(context, {
    ...options,
    role: { dhtMode: 'server' },
    shelf: {
      check: () => undefined,
      take: (_key, _place, record) => ({ kept: Buffer.from(record).equals(bytes), dropped: [] })
    }
  })
  const components = { ...context, log: silent, transport: host }
  const queries = queryService({ peers: () => [], held: async () => forged })(components)
  await queries.start()
  return {
    host,
    async stop() {
      await queries.stop()
      await host.stop()
    }
  }
}
