import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PING_TIMEOUT } from '../../src/node/host/constants.ts'
import { createCertificate, createHost, serialiseCertificate } from '../../src/node/host/index.ts'
import { seedBytes } from '../support/testnet.ts'
import type { ChildProcess } from 'node:child_process'

const CHILD = new URL('../support/host-child.ts', import.meta.url).pathname
/** From "stopped" to the end of the process. */
const EXIT_DEADLINE = 8_000

interface Child {
  readonly process: ChildProcess
  line(): Promise<string>
  /** Resolves with exit code and the milliseconds that it took. */
  exit(): Promise<{ code: number | null; ms: number }>
}

describe('host in a process of its own', () => {
  const children: ChildProcess[] = []
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earshot-host-'))
  })

  after(async () => {
    for (const child of children)
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await rm(folder, { recursive: true })
  })

  function run(...args: string[]): Child {
    const child = spawn(process.execPath, [CHILD, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
    children.push(child)
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const exited = once(child, 'exit')
    return {
      process: child,
      async line() {
        const { value, done } = await lines.next()
        assert.ok(done !== true, 'it ended without a word')
        return value
      },
      async exit() {
        const from = performance.now()
        const [code] = (await Promise.race([
          exited,
          once(AbortSignal.timeout(EXIT_DEADLINE), 'abort').then(() => assert.fail('it does not end'))
        ])) as [number | null]
        return { code, ms: performance.now() - from }
      }
    }
  }

  it('ends by itself after TCP, WebSocket and webrtc-direct were used and stopped', async function () {
    this.timeout(40_000)
    const child = run('meet')
    assert.equal(await child.line(), 'stopped')
    const { code } = await child.exit()
    assert.equal(code, 0)
  })

  it('keeps its addresses over a restart, and is reached by the old webrtc-direct one', async function () {
    this.timeout(40_000)
    const file = join(folder, 'certificate')
    await writeFile(file, serialiseCertificate(await createCertificate()))
    const any = ['/ip4/127.0.0.1/udp/0/webrtc-direct', '/ip4/127.0.0.1/tcp/0']

    const first = run('serve', 'restarts', file, ...any)
    const addresses: string[] = JSON.parse(await first.line())
    assert.equal(addresses.length, 2)
    first.process.stdin?.end()
    assert.equal(await first.line(), 'stopped')
    assert.equal((await first.exit()).code, 0)

    const same = addresses.map(address => address.replace(/(\/certhash\/.*)?\/p2p\/.*/, ''))
    const second = run('serve', 'restarts', file, ...same)
    assert.deepEqual(JSON.parse(await second.line()), addresses)

    const host = await createHost({ seed: seedBytes(0, 'caller', 0), listen: [], dev: true })
    try {
      const [peerId = ''] = addresses.map(address => address.split('/p2p/')[1] ?? '')
      const old = addresses.filter(address => address.includes('/webrtc-direct/'))
      assert.equal(old.length, 1)
      await host.connect(peerId, old, { signal: AbortSignal.timeout(5_000) })
      assert.match(host.connected()[0]?.address ?? '', /webrtc-direct/)
    } finally {
      await host.stop()
    }
    second.process.stdin?.end()
    assert.equal(await second.line(), 'stopped')
    assert.equal((await second.exit()).code, 0)
  })

  it('is let go when it answers no more, long before the next ping would tell, and others stay', async function () {
    this.timeout(40_000)
    const file = join(folder, 'certificate of two')
    await writeFile(file, serialiseCertificate(await createCertificate()))
    const [frozen, awake] = ['frozen', 'awake'].map(name => run('serve', name, file, '/ip4/127.0.0.1/tcp/0'))
    assert.ok(frozen !== undefined && awake !== undefined)
    const host = await createHost({ seed: seedBytes(0, 'woken', 0), listen: [], dev: true })
    const peerOf = (addresses: string): string => JSON.parse(addresses)[0].split('/p2p/')[1]
    try {
      const there: string[] = []
      for (const child of [frozen, awake]) {
        const line = await child.line()
        there.push(peerOf(line))
        await host.connect(peerOf(line), JSON.parse(line), { signal: AbortSignal.timeout(5_000) })
      }
      await host.endSilent()
      assert.deepEqual(
        host
          .connected()
          .map(({ peerId }) => peerId)
          .sort(),
        there.toSorted()
      )
      frozen.process.kill('SIGSTOP')
      const early = AbortSignal.timeout(PING_TIMEOUT - 3_000)
      await Promise.race([host.endSilent(), once(early, 'abort')])
      assert.deepEqual(
        host.connected().map(({ peerId }) => peerId),
        there.slice(1)
      )
    } finally {
      frozen.process.kill('SIGCONT')
      await host.stop()
    }
    for (const child of [frozen, awake]) {
      child.process.stdin?.end()
      assert.equal(await child.line(), 'stopped')
    }
  })

  it('asks no STUN server who it is', async function () {
    this.timeout(40_000)
    const control: { asked: string[] } = JSON.parse(await run('stun', 'control').line())
    assert.notDeepEqual(control.asked, [], 'this test would not notice')
    const { lines, asked }: { lines: number; asked: string[] } = JSON.parse(await run('stun', 'host').line())
    assert.ok(lines > 0)
    assert.deepEqual(asked, [])
  })
})
