/** An attacker's node. */
import { queryService } from '../../../src/discovery/index.ts'
import { encodeSigned } from '../../../src/wire/index.ts'
import { contextOf, hostOf, silent } from './host.ts'
import type { Signed } from '../../../src/wire/index.ts'
import type { Running } from './host.ts'

/**
 * A node of the DHT that is an attacker's: what it is given to keep it takes, and drops; asked
 * for the record it gives a forged one, in the DHT and to queries.
 *
 * @param seed - ground so that its place is near to what it attacks
 */
export async function startSybil(
  seed: Uint8Array,
  forged: Signed,
  bootstrap: readonly string[]
): Promise<Running> {
  const context = contextOf()
  const bytes = encodeSigned(forged)
  const host = await hostOf(
    context,
    seed,
    { dhtMode: 'server' },
    {
      bootstrap,
      shelf: {
        check: () => undefined,
        take: (_key, _place, record) => ({ kept: Buffer.from(record).equals(bytes), dropped: [] })
      }
    }
  )
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
