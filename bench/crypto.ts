/**
 * The primitives, by backend: what `src/node/crypto/fast.ts` chooses by. CPU time of this thread,
 * so that others on the machine count less; rounds of all backends are interleaved.
 *
 * @packageDocumentation
 */
import { loadSodiumBackend, nobleBackend } from '../src/crypto/index.ts'
import type { CryptoBackend } from '../src/crypto/index.ts'
import { nativeBackend } from '../src/node/crypto/native.ts'
import { loadNativeSodium } from '../src/node/crypto/sodium-native.ts'
import { figure, median } from './figures.ts'
import type { Figure } from './figures.ts'

/** Counted rounds; one before them warms up. */
const ROUNDS = 5
/** CPU time of one operation in one round (ms). */
const ROUND_TIME = 10
/** Calls between two looks at the clock. */
const CALLS = 16
/** What is sealed and hashed: a text, and sizes at which the backends change places. */
const SIZES = [256, 1_024, 4_096, 65_536]

type Operation = (crypto: CryptoBackend) => unknown

/** Measures every operation on every backend. */
export async function crypto(say: (line: string) => void): Promise<readonly Figure[]> {
  const everything: ReadonlyArray<readonly [name: string, backend: CryptoBackend]> = [
    ['noble', nobleBackend],
    ['native', nativeBackend],
    ['libsodium', await loadSodiumBackend()]
  ]
  const curves = await loadNativeSodium()
  return [...operations()].flatMap(([name, operation]) => {
    say(name)
    const backends = new Map(everything)
    if (curves !== undefined && name in curves) backends.set('libsodium as C', { ...nobleBackend, ...curves })
    const rates = new Map([...backends.keys()].map(backend => [backend, [] as number[]]))
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [backend, implementation] of backends) {
        const rate = ratePerSecond(() => operation(implementation))
        if (round > 0) rates.get(backend)?.push(rate)
      }
    }
    const reference = median(rates.get('noble') ?? [])
    return [...rates].map(([backend, each]) =>
      figure(`${name}, ${backend}`, median(each), {
        unit: '/s',
        ...(backend !== 'noble' && { against: ['noble', reference] as const })
      })
    )
  })
}

function ratePerSecond(call: () => unknown): number {
  const start = cpuTime()
  let calls = 0
  let spent = 0
  while (spent < ROUND_TIME) {
    for (let at = 0; at < CALLS; at++) call()
    calls += CALLS
    spent = cpuTime() - start
  }
  return (calls / spent) * 1_000
}

/** Of this thread (ms). */
function cpuTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

function* operations(): Iterable<readonly [name: string, operation: Operation]> {
  const [key, nonce, seed] = [filled(32), filled(24), filled(64)]
  const theirs = nobleBackend.x25519PublicKey(filled(32).fill(9))
  const publicKey = nobleBackend.ed25519PublicKey(key)
  const text = filled(256)
  const signature = nobleBackend.ed25519Sign(key, text)
  const pair = nobleBackend.mlKem768KeyPair(seed)
  const { ciphertext } = nobleBackend.mlKem768Encapsulate(pair.publicKey, key)
  yield ['x25519', each => each.x25519(key, theirs)]
  yield ['x25519PublicKey', each => each.x25519PublicKey(key)]
  yield ['ed25519PublicKey', each => each.ed25519PublicKey(key)]
  yield ['ed25519Sign', each => each.ed25519Sign(key, text)]
  yield ['ed25519Verify', each => each.ed25519Verify(publicKey, text, signature)]
  yield ['mlKem768KeyPair', each => each.mlKem768KeyPair(seed)]
  yield ['mlKem768Encapsulate', each => each.mlKem768Encapsulate(pair.publicKey, key)]
  yield ['mlKem768Decapsulate', each => each.mlKem768Decapsulate(pair.secretKey, ciphertext)]
  yield ['hmacSha256 1', each => each.hmacSha256(key, key.subarray(31))]
  yield ['hkdfSha256 96', each => each.hkdfSha256(key, key, nonce, 96)]
  yield ['sha256 32', each => each.sha256(key)]
  yield ['sha512 64', each => each.sha512(seed)]
  for (const size of SIZES) {
    const message = filled(size)
    const sealed = nobleBackend.chacha20Poly1305Seal(key, nonce.subarray(12), message, seed)
    yield [`sha256 ${size}`, each => each.sha256(message)]
    yield [`seal ${size}`, each => each.chacha20Poly1305Seal(key, nonce.subarray(12), message, seed)]
    yield [`open ${size}`, each => each.chacha20Poly1305Open(key, nonce.subarray(12), sealed, seed)]
    yield [`xchacha seal ${size}`, each => each.xchacha20Poly1305Seal(key, nonce, message, seed)]
  }
}

function filled(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => at)
}
