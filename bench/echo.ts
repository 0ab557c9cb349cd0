/**
 * What the floor is made of: js-libp2p alone (TCP, Noise, yamux), one stream between two
 * processes, nothing on a disk and nothing end-to-end. "L1" of the published ladder.
 *
 * @packageDocumentation
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { noise } from '@libp2p/noise'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import type { Libp2p } from 'libp2p'

/** Protocol id of the echo. */
export const ECHO_PROTOCOL = '/earshot-bench/echo/1.0.0'

/** A host with nothing but a connection. */
export async function bareHost(listen: readonly string[]): Promise<Libp2p> {
  return await createLibp2p({
    addresses: { listen: [...listen] },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()]
  })
}

/** An echo in a process of its own. */
export interface Echo {
  /** Milliseconds from the start of the process to its address. */
  readonly startMs: number
  /** Milliseconds until `payload` is back, one after the other. */
  rounds(payload: Uint8Array, count: number): Promise<readonly number[]>
  stop(): Promise<void>
}

/** Starts the process and opens the stream. */
export async function startEcho(): Promise<Echo> {
  const began = performance.now()
  const child = spawn(process.execPath, [fileURLToPath(new URL('echo-child.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const [address] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const startMs = performance.now() - began
  const host = await bareHost([])
  const stream = await host.dialProtocol(multiaddr(address), ECHO_PROTOCOL)
  let missing = 0
  let back: () => void = () => undefined
  stream.addEventListener('message', ({ data }) => {
    missing -= data.byteLength
    if (missing <= 0) back()
  })
  return {
    startMs,
    async rounds(payload, count) {
      const times: number[] = []
      for (let round = 0; round < count; round += 1) {
        const sent = performance.now()
        missing = payload.length
        const whole = new Promise<void>(resolve => {
          back = resolve
        })
        stream.send(payload)
        await whole
        times.push(performance.now() - sent)
      }
      return times
    },
    async stop() {
      await host.stop()
      const closed = once(child, 'close')
      child.kill('SIGTERM')
      await closed
    }
  }
}
