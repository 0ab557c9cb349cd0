/**
 * Every crypto backend, under the name that tests show.
 *
 * @packageDocumentation
 */
import process from 'node:process'
import { loadSodiumBackend, nobleBackend } from '../../src/crypto/index.ts'
import { fastBackend, speedUp } from '../../src/node/crypto/fast.ts'
import { hasNativeKem } from '../../src/node/crypto/native-kem.ts'
import { nativeBackend } from '../../src/node/crypto/native.ts'
import { loadNativeSodium } from '../../src/node/crypto/sodium-native.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'

if (!hasNativeKem) {
  process.stdout.write(
    `    not tested: ML-KEM of node:crypto, which ${process.version} lacks; noble's instead\n`
  )
}

await speedUp()
const curves = await loadNativeSodium()
if (curves === undefined) {
  process.stdout.write('    not tested: libsodium as C, of which there is no build for this machine\n')
}

export const BACKENDS: ReadonlyArray<readonly [name: string, backend: CryptoBackend]> = [
  ['noble', nobleBackend],
  ['node:crypto', nativeBackend],
  ['libsodium', await loadSodiumBackend()],
  ...(curves === undefined ? [] : ([['libsodium as C', { ...nobleBackend, ...curves }]] as const)),
  ['the fastest of each', fastBackend]
]
