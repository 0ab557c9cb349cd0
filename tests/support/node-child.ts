/**
 * A program that uses a coordinator and two nodes, stops them, and has nothing more to do:
 * it ends by itself, or something was left open. Prints a line when all is stopped.
 *
 * @packageDocumentation
 */
import { releaseNativeHandles } from '../../src/node/index.ts'
import { createNodeTestnet } from './node-testnet.ts'

const net = await createNodeTestnet({ nodes: 2, seed: 1 })
const [alice, bob] = net.people
if (alice === undefined || bob === undefined) throw new Error('two were asked for')
await net.befriend(alice, bob)
await alice.node.send(bob.node.userId, 'hello', { wait: 'delivered' })
await net.stop()
await releaseNativeHandles()
process.stdout.write('stopped\n')
