/** What this machine knows of the networks around it. */
import { lookup } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'

/** IPs of our interfaces, without those that lead only to ourselves. */
export function interfaceAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap(addresses =>
    (addresses ?? []).filter(({ internal }) => !internal).map(({ address }) => address)
  )
}

/** All IPs that a name stands for now. Rejects if it stands for none. */
export async function resolveName(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address)
}
