/**
 * A contact is looked for while an attacker sits where the DHT keeps its record: 20 sybils whose
 * PeerIds were ground to be nearest to the key of the day, in a network of 50.
 *
 * @packageDocumentation
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base58btc } from 'multiformats/bases/base58'
import { peerIdOf } from '../../src/identity/index.ts'
import { fastBackend as crypto } from '../../src/node/crypto/fast.ts'
import { randomBytes as rng } from '../../src/node/platform.ts'
import { figure } from '../figures.ts'
import { many } from './nodes/waiting.ts'
import type { Figure } from '../figures.ts'
import type { Member, TargetMember } from './nodes/group.ts'
import type { Stage } from './stage.ts'

const SYBILS = 20
const COORDINATORS = 3
/** With sybils, coordinators, askers and the sought: 50. */
const MEMBERS = 20
/** So many of them serve the DHT; the others are behind a NAT. */
const SERVERS = 4
const SEARCHES = 50
/** One search of so many is made in the DHT alone before: it asks everybody, and takes seconds. */
const DHT_EVERY = 5
/** They look in turn. */
const ASKERS = 5
/** Keys that are ground: of so many the 20 nearest share about 11 bits with the key, and of 50 honest ones the nearest 6. */
const GROUND_KEYS = 50_000
/** Longest wait until nodes have met (ms). */
const CALM = 8_000

/**
 * For each search the sought starts anew at another address, and leaves a new record. The sybils are
 * there when it is left with the coordinators, and when these hand it to the DHT: nobody else gets it,
 * since they are the 20 nearest. They say that they keep it, drop it, and hand out somebody else's. The
 * record is of today only: those of yesterday and tomorrow lie elsewhere, and an attacker would need 60
 * sybils.
 */
export async function sybils(stage: Stage, say: (line: string) => void): Promise<readonly Figure[]> {
  const forger = await stage.attackers.target()
  const forged = await stage.attackers.record(forger)
  const target = await someone(stage)
  const place = sha256(concatBytes(utf8ToBytes('/earshot/'), target.key))
  const seeds = grind(place)
  const first = await stage.coordinators.coordinator({ dhtMode: 'server', bootstrap: [] })
  const bootstrap = first.addresses
  const [others, members, enemies] = await Promise.all([
    many(COORDINATORS - 1, async () => stage.coordinators.coordinator({ dhtMode: 'server', bootstrap })),
    many(MEMBERS, async at =>
      stage.others.member({ dhtMode: at < SERVERS ? 'server' : 'client', bootstrap })
    ),
    many(SYBILS, async at => stage.attackers.sybil(seeds[at] ?? rng(32), forged, bootstrap))
  ])
  const coordinators = [first, ...others]
  const bits = (nodes: readonly Member[]): readonly number[] =>
    nodes.map(({ peerId }) => commonBits(placeOf(peerId), place)).toSorted((a, b) => b - a)
  say(
    `  ${GROUND_KEYS} keys were ground: the sybils share ${bits(enemies).at(-1)} to ${bits(enemies)[0]} bits with the key, all others at most ${bits([...coordinators, ...members])[0]}`
  )
  await stage.calm(CALM)
  const askers = await many(ASKERS, async () => stage.askers.asker(coordinators))
  await stage.calm(CALM)
  let found = 0
  let inDht = 0
  const rungs = new Map<string, number>()
  for (let search = 0; search < SEARCHES; search += 1) {
    if (search % 10 === 0) say(`  search ${search} of ${SEARCHES}`)
    const asker = askers[search % ASKERS] ?? (await stage.askers.asker(coordinators))
    const sought = await stage.sought.target(target.profile)
    try {
      await Promise.all(coordinators.map(async coordinator => stage.sought.leave(sought, coordinator)))
      if (search % DHT_EVERY === 0 && (await stage.askers.findsInDht(asker, sought))) inDht += 1
      const { rung, attempts } = await stage.askers.search(asker, sought)
      if (rung === undefined) say(`  search ${search} found nobody: ${attempts.join(', ')} ms`)
      else found += 1
      rungs.set(rung ?? 'nobody', (rungs.get(rung ?? 'nobody') ?? 0) + 1)
    } finally {
      await stage.sought.end(sought)
    }
  }
  const alone = SEARCHES / DHT_EVERY
  say(`  found by ${JSON.stringify(Object.fromEntries(rungs))}, in the DHT alone ${inDht} of ${alone}`)
  const { suffix } = stage
  return [
    figure(`sybils-20-found-percent${suffix}`, (100 * found) / SEARCHES, {
      unit: '%',
      ...(suffix === '' && { least: 99 })
    }),
    figure(`sybils-20-dht-alone-percent${suffix}`, (100 * inDht) / alone, { unit: '%' })
  ]
}

/** Who will be sought. */
async function someone({ sought }: Stage): Promise<TargetMember> {
  const target = await sought.target()
  await sought.end(target)
  return target
}

/** Seeds of the nearest of {@link GROUND_KEYS}. */
function grind(place: Uint8Array): readonly Uint8Array[] {
  let best: Array<{ readonly seed: Uint8Array; readonly bits: number }> = []
  for (let tried = 0; tried < GROUND_KEYS; tried += 1) {
    const seed = rng(32)
    const bits = commonBits(placeOf(peerIdOf(crypto.ed25519PublicKey(seed))), place)
    if (best.length === SYBILS && bits <= (best.at(-1)?.bits ?? 0)) continue
    best = [...best, { seed, bits }].toSorted((a, b) => b.bits - a.bits).slice(0, SYBILS)
  }
  return best.map(({ seed }) => seed)
}

/** Where the library puts a peer. */
function placeOf(peerId: string): Uint8Array {
  return sha256(base58btc.baseDecode(peerId))
}

/** Leading bits that are the same. */
function commonBits(a: Uint8Array, b: Uint8Array): number {
  for (const [at, byte] of a.entries()) {
    const difference = byte ^ (b[at] ?? 0)
    if (difference !== 0) return at * 8 + Math.clz32(difference) - 24
  }
  return a.length * 8
}
