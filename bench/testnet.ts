/**
 * How long twenty nodes in one process take until all are up and connected: what every test
 * with many nodes begins with.
 *
 * @packageDocumentation
 */
import { createNodeTestnet } from '../tests/support/node-testnet.ts'
import { createTestnet } from '../tests/support/testnet.ts'
import { figure, median } from './figures.ts'
import type { Figure } from './figures.ts'

const ROUNDS = 5
const NODES = 20
/** Milliseconds. */
const BAR = 5_000

/** Measures bare hosts and whole nodes, in turn. */
export async function testnet(say: (line: string) => void): Promise<readonly Figure[]> {
  const hosts: number[] = []
  const nodes: number[] = []
  for (let seed = 1; seed <= ROUNDS; seed++) {
    say(`round ${seed} of ${ROUNDS}`)
    hosts.push(await timed(() => createTestnet({ nodes: NODES, seed })))
    nodes.push(await timed(() => createNodeTestnet({ nodes: NODES, seed })))
  }
  const bare = median(hosts)
  return [
    figure('testnet-hosts-20-ms', bare, { bar: BAR }),
    figure('testnet-nodes-20-ms', median(nodes), { bar: BAR, against: ['testnet-hosts-20-ms', bare] })
  ]
}

async function timed(start: () => Promise<{ stop(): Promise<void> }>): Promise<number> {
  const began = performance.now()
  const network = await start()
  const took = performance.now() - began
  await network.stop()
  return took
}
