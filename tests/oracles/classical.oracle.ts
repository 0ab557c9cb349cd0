/**
 * The classical part of our ratchet beside Debian's python3-doubleratchet: the same ratchet secrets,
 * the same messages in the same order, and every root key, chain key, header key and message key must
 * be the same bytes. It has no header encryption and nothing post-quantum, so envelopes cannot be
 * compared, and no schedule is long enough for an offer of ML-KEM.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { nobleBackend } from '../../src/crypto/noble.ts'
import { KEM_MESSAGES } from '../../src/ratchet/constants.ts'
import { decrypt, encrypt, findPrekeys, initiate, respond } from '../../src/ratchet/index.ts'
import { MAX_RECEIVING_CHAINS } from '../../src/wire/vault.ts'
import { START, bundleOf, seededRng, testDevice } from '../support/ratchet.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import type { Session } from '../../src/ratchet/index.ts'

type Side = 0 | 1
/** What a schedule does: somebody sends, or one of the messages on their way arrives. */
interface Action {
  readonly kind: 'send' | 'take'
  readonly side: Side
  readonly pick: number
}
type Step = readonly [side: Side, what: 'send'] | readonly [side: Side, what: 'take', message: number]
interface StepResult {
  readonly key: string
  readonly ratchetKey?: string
  readonly previousChainLength?: number
  readonly messageNumber?: number
}
interface Played {
  readonly steps: readonly StepResult[]
  /** Root key ‖ chain key ‖ next header key of each root step of a side. */
  readonly roots: readonly [readonly string[], readonly string[]]
}
interface Schedule {
  readonly shared: string
  readonly prekey: string
  readonly secrets: readonly [readonly string[], readonly string[]]
  readonly steps: readonly Step[]
}

interface Flying {
  readonly to: Side
  readonly number: number
  /** How many its sender had begun. */
  readonly chain: number
  readonly open: () => Session
}

/** Debian's Python, which may not be the first one in PATH. */
const python = ['/usr/bin/python3', 'python3'].find(
  command => spawnSync(command, ['-c', 'import doubleratchet']).status === 0
)
const script = fileURLToPath(new URL('double_ratchet.py', import.meta.url))
const seed = Number(env['SEED'] ?? Date.now() % 1_000_000)
/** Schedules; each message takes the library some milliseconds. */
const RUNS = Math.ceil(Number(env['ORACLE_RUNS'] ?? 200) / 5)

const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom('send', 'send', 'take', 'take', 'take'),
  side: fc.constantFrom(0, 1),
  pick: fc.nat()
})
const schedules = fc.sample(fc.array(action, { minLength: 20, maxLength: KEM_MESSAGES - 10, size: 'max' }), {
  seed,
  numRuns: RUNS
})

function info(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

/** The same on our side. What a step derives is seen in what it asks of the primitives. */
function playOurs(actions: readonly Action[], name: string): { schedule: Schedule; played: Played } {
  const roots: [string[], string[]] = [[], []]
  const secrets: [string[], string[]] = [[], []]
  const steps: Step[] = []
  const results: StepResult[] = []
  let shared = ''
  let messageKey = ''
  let acting: Side = 0
  const crypto: CryptoBackend = {
    ...nobleBackend,
    hkdfSha256(inputKey, salt, label, length) {
      const keys = nobleBackend.hkdfSha256(inputKey, salt, label, length)
      const what = info(label)
      assert.ok(!what.startsWith('earshot/ratchet-kem-root/'), 'nothing of ML-KEM')
      if (what === 'earshot/ratchet-root/2') {
        shared ||= bytesToHex(salt)
        roots[acting].push(bytesToHex(keys))
      }
      if (what === 'earshot/ratchet-message/2') messageKey = bytesToHex(inputKey)
      return keys
    }
  }
  const rng = seededRng(name)
  const [alice, bob] = [testDevice(rng), testDevice(rng)]
  const sessions: [Session | undefined, Session | undefined] = [undefined, undefined]
  const flying: Flying[] = []
  /** The newest chain of the other side that each has seen. */
  const newest: [number, number] = [0, 0]
  let count = 0
  function sent(from: Side, session: Session, open: () => Session): void {
    const { sending } = session
    assert.ok(sending !== undefined)
    const secret = bytesToHex(session.ratchetSecret)
    if (secrets[from].at(-1) !== secret) secrets[from].push(secret)
    sessions[from] = session
    steps.push([from, 'send'])
    results.push({
      key: messageKey,
      ratchetKey: bytesToHex(session.ratchetKey),
      previousChainLength: session.previousChainLength,
      messageNumber: sending.messageNumber - 1
    })
    flying.push({ to: from === 0 ? 1 : 0, number: count++, chain: secrets[from].length, open })
  }
  const plaintext = utf8ToBytes('text')
  const peer = bundleOf(bob)
  const opened = initiate({ crypto, rng, self: alice.self, peer, leastSuite: 0, now: START, plaintext })
  sent(0, opened.session, () => {
    const { initial } = opened
    const prekeys = findPrekeys(crypto, [bob.prekeys], initial, START)
    return respond({ crypto, self: bob.self, prekeys, initiator: alice.self, initial, now: START }).session
  })
  for (const { kind, side, pick } of actions) {
    acting = side
    const session = sessions[side]
    if (kind === 'send') {
      if (session === undefined) continue
      const made = encrypt({ crypto, rng, session, plaintext, now: START })
      sent(side, made.session, () => {
        const held = sessions[side === 0 ? 1 : 0]
        assert.ok(held !== undefined)
        return decrypt({ crypto, session: held, envelope: made.envelope, now: START }).session
      })
      continue
    }
    // nothing opens before the first message, nor of a chain that is too old
    const arriving = flying.filter(
      ({ to, number, chain }) =>
        to === side && (session !== undefined || number === 0) && newest[side] - chain < MAX_RECEIVING_CHAINS
    )
    const next = arriving[pick % arriving.length]
    if (next === undefined) continue
    flying.splice(flying.indexOf(next), 1)
    sessions[side] = next.open()
    newest[side] = Math.max(newest[side], next.chain)
    steps.push([side, 'take', next.number])
    results.push({ key: messageKey })
  }
  const prekey = bytesToHex(bob.prekeys.signedPrekeySecret)
  return { schedule: { shared, prekey, secrets, steps }, played: { steps: results, roots } }
}

function playTheirs(all: readonly Schedule[]): readonly Played[] {
  assert.ok(python !== undefined)
  const { status, stdout, stderr } = spawnSync(python, [script], {
    input: JSON.stringify(all),
    encoding: 'utf8',
    maxBuffer: 1 << 28
  })
  assert.equal(status, 0, stderr)
  return JSON.parse(stdout) as readonly Played[]
}

describe(`the same keys as Debian’s python3-doubleratchet (SEED=${seed})`, function () {
  this.timeout(0)
  before(function () {
    if (python !== undefined) return
    console.log('  skipped: python3-doubleratchet of Debian is not installed')
    this.skip()
  })

  it(`message, root, chain and header keys of ${RUNS} schedules`, () => {
    const ours = schedules.map((actions, at) => playOurs(actions, `classical ${seed} ${at}`))
    const theirs = playTheirs(ours.map(({ schedule }) => schedule))
    assert.equal(theirs.length, RUNS)
    let keys = 0
    let late = 0
    for (const [at, { schedule, played }] of ours.entries()) {
      const their = theirs[at]
      assert.ok(their !== undefined)
      assert.deepEqual(their.steps, played.steps, `schedule ${at}`)
      for (const side of [0, 1] as const) {
        // theirs makes a step as soon as it can, ours when there is something to send
        const made = played.roots[side]
        const all: readonly string[] = their.roots[side]
        assert.ok(all.length - made.length <= 1)
        assert.deepEqual(all.slice(0, made.length), made, `schedule ${at}`)
      }
      keys += played.steps.length
      const taken = schedule.steps.flatMap(([, , message]) => message ?? [])
      late += taken.filter((message, index) => taken.slice(0, index).some(before => before > message)).length
    }
    assert.ok(keys > RUNS * 10 && late > RUNS, `${keys} keys, ${late} out of order`)
  })
})
