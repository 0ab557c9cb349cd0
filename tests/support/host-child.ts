/**
 * A host in a process of its own. Arguments: `serve SEED CERTIFICATE-FILE LISTEN…` starts it,
 * prints its addresses as JSON, and stops when stdin ends; `meet` lets two hosts meet over
 * every transport and stops them; `stun host|control` prints what WebRTC says of STUN
 * servers. None of them calls `process.exit`: that they end is what is tested.
 *
 * @packageDocumentation
 */
import { readFileSync } from 'node:fs'
import {
  createCertificate,
  createHost,
  releaseNativeHandles,
  restoreCertificate
} from '../../src/node/host/index.ts'
import { seedBytes } from './testnet.ts'
import type { Host, HostCertificate } from '../../src/node/host/index.ts'

const LISTEN = ['/ip4/127.0.0.1/tcp/0', '/ip4/127.0.0.1/tcp/0/ws', '/ip4/127.0.0.1/udp/0/webrtc-direct']
const PROTOCOL = '/earshot/test-child/1.0.0'

function start(name: string, listen: readonly string[], certificate: HostCertificate): Promise<Host> {
  return createHost({ seed: seedBytes(0, name, 0), certificate, listen, dev: true, role: { relay: true } })
}

async function serve(name: string, file: string, listen: readonly string[]): Promise<void> {
  const host = await start(name, listen, restoreCertificate(readFileSync(file)))
  process.stdout.write(`${JSON.stringify(host.addresses())}\n`)
  process.stdin.resume()
  await new Promise(resolve => process.stdin.once('end', resolve))
  await host.stop()
}

/** One connection over each transport, with a stream on each. */
async function meet(): Promise<void> {
  const certificate = await createCertificate()
  const server = await start('server', LISTEN, certificate)
  await server.handle(PROTOCOL, { maxFrame: 10 }, async stream => {
    while ((await stream.receive()) !== undefined) await stream.send(Uint8Array.of(1))
  })
  for (const address of server.addresses()) {
    const client = await start(address, LISTEN, certificate)
    const signal = AbortSignal.timeout(5_000)
    const stream = await client.open(server.peerId, [address], PROTOCOL, { maxFrame: 10, signal })
    await stream.send(Uint8Array.of(1))
    if ((await stream.receive({ signal })) === undefined) throw new Error('no answer')
    // left open on purpose
    await client.stop()
  }
  await server.stop()
}

async function stun(what: string): Promise<void> {
  const { initLogger, PeerConnection } = await import('node-datachannel')
  const lines: string[] = []
  const named = Promise.withResolvers<void>()
  initLogger('Info', (_, line) => {
    lines.push(line)
    if (line.includes('STUN server')) named.resolve()
  })
  if (what === 'host') {
    await meet()
  } else {
    const connection = new PeerConnection('control', { iceServers: ['stun:127.0.0.1:9'] })
    connection.createDataChannel('any')
    await named.promise
  }
  const asked = lines.filter(line => line.includes('STUN server'))
  process.stdout.write(`${JSON.stringify({ lines: lines.length, asked })}\n`, () => {
    // its threads call back into a logger that is going away
    process.kill(process.pid, 'SIGKILL')
  })
}

const [command = '', name = '', file = '', ...listen] = process.argv.slice(2)
if (command === 'stun') {
  await stun(name)
} else {
  if (command === 'serve') await serve(name, file, listen)
  else await meet()
  await releaseNativeHandles()
  process.stdout.write('stopped\n')
}
