/**
 * Our sessions beside Signal's under the same random schedules: messages are lost, reordered,
 * repeated and altered, both sides open sessions at once, prekeys are rotated and forgotten.
 * After every delivery both must have decided the same: opened, known already, or refused.
 *
 * Where they differ on purpose, schedules keep away from it and an example says why.
 */
import assert from 'node:assert/strict'
import { env } from 'node:process'
import { ErrorCode, LibSignalErrorBase } from '@signalapp/libsignal-client'
import fc from 'fast-check'
import { EarshotError, SessionError } from '../../src/errors.ts'
import { nobleBackend } from '../../src/crypto/noble.ts'
import { LibsignalDevice } from './libsignal.ts'
import { OurDevice } from './ours.ts'
import type { Sealed as TheirSealed } from './libsignal.ts'
import type { Sealed as OurSealed } from './ours.ts'

type Side = 0 | 1
type Verdict = 'opened' | 'known' | 'refused'

interface Sent {
  readonly from: Side
  readonly text: string
  readonly ours: OurSealed
  readonly theirs: TheirSealed
}

/** The same conversation twice. */
class World {
  readonly #ours = [new OurDevice(nobleBackend), new OurDevice(nobleBackend)] as const
  readonly #theirs = [new LibsignalDevice('alice'), new LibsignalDevice('bob')] as const
  readonly #flying: Sent[] = []
  readonly #delivered: Sent[] = []
  #count = 0

  async open(from: Side): Promise<void> {
    const to = other(from)
    this.#ours[from].open(this.#ours[to].publish())
    await this.#theirs[from].open(this.#theirs[to], await this.#theirs[to].publish())
  }

  /** Whether it has a session: it has opened one, or got a message that did. */
  canSend(from: Side): boolean {
    return [...this.#delivered, ...this.#flying].some(
      sent => sent.from === from || this.#delivered.includes(sent)
    )
  }

  /** All prekeys that were published so far. */
  forget(who: Side): void {
    this.#ours[who].forget()
    this.#theirs[who].forget()
  }

  async send(from: Side): Promise<Sent> {
    const text = `message ${this.#count++}`
    const plaintext = new TextEncoder().encode(text)
    const sent = {
      from,
      text,
      ours: this.#ours[from].encrypt(plaintext),
      theirs: await this.#theirs[from].encrypt(this.#theirs[other(from)], plaintext)
    }
    this.#flying.push(sent)
    return sent
  }

  /** Takes one of those on their way. */
  take(pick: number): Sent | undefined {
    return this.#flying.splice(pick % Math.max(1, this.#flying.length), 1)[0]
  }

  /**
   * One whose session was opened at the other side. Signal repeats what opens a session in every
   * message until there is an answer; ours is sent once, and kept and retried like every other
   * message.
   */
  readable(pick: number): Sent | undefined {
    const all = this.#flying.filter(
      ({ from, ours }) => ours.opening || this.#ours[other(from)].has(ours.session)
    )
    return all[pick % Math.max(1, all.length)]
  }

  /** One that was opened already. */
  recall(pick: number): Sent | undefined {
    return this.#delivered[pick % Math.max(1, this.#delivered.length)]
  }

  /** What ours and theirs make of it. */
  async deliver(sent: Sent): Promise<readonly [Verdict, Verdict]> {
    const { from, text, ours, theirs } = sent
    const to = other(from)
    const check = (plaintext: Uint8Array): 'opened' => {
      assert.equal(new TextDecoder().decode(plaintext), text)
      return 'opened'
    }
    let ourVerdict: Verdict
    try {
      ourVerdict = check(this.#ours[to].decrypt(this.#ours[from], ours))
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      ourVerdict = error instanceof SessionError && /before/u.test(error.message) ? 'known' : 'refused'
    }
    let theirVerdict: Verdict
    try {
      theirVerdict = check(await this.#theirs[to].decrypt(this.#theirs[from], theirs))
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error
      const isKnown =
        LibSignalErrorBase.is(error, ErrorCode.DuplicatedMessage) || /before/u.test(String(error))
      theirVerdict = isKnown ? 'known' : 'refused'
    }
    if (ourVerdict === 'opened' && this.#flying.includes(sent)) {
      this.#flying.splice(this.#flying.indexOf(sent), 1)
      this.#delivered.push(sent)
    }
    return [ourVerdict, theirVerdict]
  }
}

/** With another last byte: what both authenticate, but for what opens a session at Signal. */
function altered(sent: Sent): Sent {
  const flip = <T extends Uint8Array>(bytes: T): T => bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1) as T
  const { ours, theirs } = sent
  return {
    ...sent,
    ours: ours.opening
      ? { ...ours, initial: { ...ours.initial, envelope: flip(ours.initial.envelope) } }
      : { ...ours, envelope: flip(ours.envelope) },
    theirs: { ...theirs, bytes: flip(theirs.bytes) }
  }
}

function other(side: Side): Side {
  return side === 0 ? 1 : 0
}

type Action =
  | { readonly kind: 'open' | 'send' | 'forget'; readonly who: Side }
  | { readonly kind: 'deliver' | 'lose' | 'repeat' | 'alter'; readonly pick: number }

const who = fc.constantFrom<Side>(0, 1)
const pick = fc.nat(1_000)
const action = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('open', 'forget'), who }) },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('send'), who }) },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('deliver'), pick }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('lose', 'repeat', 'alter'), pick }) }
) as fc.Arbitrary<Action>
const schedule = fc.array(action, { minLength: 10, maxLength: 80, size: 'max' })

const RUNS = Number(env['ORACLE_RUNS'] ?? 200)
const SEED = env['SEED'] === undefined ? {} : { seed: Number(env['SEED']) }

/** One step, as a line for who reads a failure; `undefined`: nothing to do. */
async function take(world: World, step: Action): Promise<string | undefined> {
  switch (step.kind) {
    case 'forget':
      world.forget(step.who)
      return `${step.who} forgets its prekeys`
    case 'open':
      await world.open(step.who)
      return `${step.who} opens with ${(await world.send(step.who)).text}`
    case 'send':
      return world.canSend(step.who) ? `${step.who} sends ${(await world.send(step.who)).text}` : undefined
    case 'lose':
      return `lost: ${world.take(step.pick)?.text}`
    case 'deliver':
    case 'repeat':
    case 'alter': {
      const sent = step.kind === 'repeat' ? world.recall(step.pick) : world.readable(step.pick)
      if (sent === undefined || (step.kind === 'alter' && sent.theirs.opening)) return undefined
      const [ours, theirs] = await world.deliver(step.kind === 'alter' ? altered(sent) : sent)
      assert.equal(ours, theirs, `${step.kind} ${sent.text}`)
      return `${step.kind} ${sent.text}: ${ours}`
    }
  }
}

describe('our sessions beside those of Signal', function () {
  this.timeout(1_200_000)

  it('decide the same about every message of a random schedule', async () => {
    await fc.assert(
      fc.asyncProperty(schedule, async steps => {
        const world = new World()
        const log: string[] = []
        try {
          for (const step of [{ kind: 'open', who: 0 } as const, ...steps]) {
            const line = await take(world, step)
            if (line !== undefined) log.push(line)
          }
        } catch (error) {
          throw new Error(`after\n  ${log.join('\n  ')}\n${String(error)}`, { cause: error })
        }
      }),
      { numRuns: RUNS, endOnFailure: true, ...SEED }
    )
  })
})
