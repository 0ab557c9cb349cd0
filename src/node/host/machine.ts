/** What this machine knows of the networks around it. */
import { Resolver } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'
import { UnreachableError } from '../../errors.ts'
import { NAME_SERVER_TIMEOUT } from './constants.ts'

/** IPs of our interfaces, without those that lead only to ourselves. */
export function interfaceAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap(addresses =>
    (addresses ?? []).filter(({ internal }) => !internal).map(({ address }) => address)
  )
}

/**
 * All IPs that a name stands for now. Rejects if it stands for none. Asks the name servers
 * itself: the system's own way takes one of a few threads until it is answered, and somebody
 * else's names could keep them all waiting. So /etc/hosts is not read.
 */
export async function resolveName(name: string): Promise<string[]> {
  // RFC 6761, 6.3: no name server is asked
  if (/(^|\.)localhost\.?$/iu.test(name)) return ['127.0.0.1', '::1']
  const resolver = new Resolver({ timeout: NAME_SERVER_TIMEOUT, tries: 1 })
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  const addresses = answers.flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []))
  if (addresses.length === 0) throw new UnreachableError('Nobody knows that name')
  return addresses
}
