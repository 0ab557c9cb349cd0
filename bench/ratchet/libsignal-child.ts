/** The process of Signal's library: for each run that comes, one round of it, and its rate back. */
import { join } from 'node:path'
import process from 'node:process'
import { ORACLES } from '../../tests/oracles/install.ts'
import { rate } from './run.ts'
import type { Pair, Run } from './run.ts'

/** What tests/oracles/libsignal.ts has; it is not there before its library is. */
interface Libsignal {
  readonly LibsignalDevice: new (name: string) => LibsignalDevice
}
interface LibsignalDevice {
  publish(): Promise<unknown>
  open(peer: LibsignalDevice, bundle: unknown): Promise<void>
  encrypt(peer: LibsignalDevice, plaintext: Uint8Array): Promise<unknown>
  decrypt(peer: LibsignalDevice, sealed: unknown): Promise<Uint8Array>
}

const { LibsignalDevice } = (await import(join(ORACLES, 'libsignal.ts'))) as Libsignal
const devices = [new LibsignalDevice('alice'), new LibsignalDevice('bob')] as const
const pair: Pair = {
  seal: async (from, plaintext) => await devices[from].encrypt(devices[(1 - from) as 0 | 1], plaintext),
  async open(from, sealed) {
    await devices[(1 - from) as 0 | 1].decrypt(devices[from], sealed)
  }
}
await devices[0].open(devices[1], await devices[1].publish())
for (const from of [0, 1] as const) await pair.open(from, await pair.seal(from, new Uint8Array(1)))

process.on('message', (run: Run) => {
  void rate(run, pair).then(result => process.send?.(result))
})
