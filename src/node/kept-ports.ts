/**
 * A node that is told of no port takes those of its last start again. Two contacts that were both
 * away find each other at the addresses that they remember, with nobody to ask.
 *
 * @packageDocumentation
 */
import { ListenError, WireFormatError } from '../errors.ts'
import { decodePortsRecord, encodePortsRecord } from '../wire/vault.ts'
import type { Logger } from '../ports.ts'
import type { PortRecord } from '../wire/vault.ts'
import type { NodeContext } from './context.ts'

const TABLE = 'host'
const KEY = { id: 'ports' }
/** Where an address has its port. */
const PORT = /(?<=\/(?:tcp|udp)\/)\d+/u
/** Starts at ports that were free a moment ago: somebody may be faster. After them any port will do. */
const ATTEMPTS = 2

/**
 * Starts what listens, at the ports of the last start as far as they are free, and remembers those
 * that it has now. That comes later and may fail: it is no more than comfort.
 *
 * @param places - multiaddrs with port 0
 * @param freePorts - puts another port where one is taken
 * @throws whatever `start` does at ports that are free
 */
export async function listenAgain<T>(
  { store, logger }: Pick<NodeContext, 'store' | 'logger'>,
  places: readonly string[],
  freePorts: (listen: readonly string[]) => Promise<readonly string[]>,
  start: (listen: readonly string[]) => Promise<T>
): Promise<T> {
  const kept = portsOf(await store.get(TABLE, KEY), logger)
  const wanted = places.map(place => {
    const port = kept.find(({ listen }) => listen === place)?.port
    return port === undefined ? place : place.replace(PORT, String(port))
  })

  async function keep(listen: readonly string[]): Promise<void> {
    const ports = places.flatMap((place, i): PortRecord[] => {
      const port = Number(PORT.exec(listen[i] ?? '')?.[0] ?? 0)
      return port === 0 ? [] : [{ listen: place, port }]
    })
    await store.batch([{ kind: 'put', table: TABLE, key: KEY, value: encodePortsRecord({ ports }) }])
  }

  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const listen = await freePorts(wanted)
    const isNew = listen.some((address, i) => address !== wanted[i])
    try {
      const started = await start(listen)
      if (isNew) {
        logger('listening on other ports than last time')
        keep(listen).catch((error: unknown) => {
          logger('ports were not remembered: %e', error)
        })
      }
      return started
    } catch (error) {
      if (!(error instanceof ListenError)) throw error
      logger('a port that was free is not any more')
    }
  }
  return await start(places)
}

/** What cannot be read, as a later version may have written it, keeps nobody from starting. */
function portsOf(value: Uint8Array | undefined, logger: Logger): readonly PortRecord[] {
  if (value === undefined) return []
  try {
    return decodePortsRecord(value).ports
  } catch (error) {
    if (!(error instanceof WireFormatError)) throw error
    logger('ports of the last start cannot be read: %s', error.message)
    return []
  }
}
