/**
 * A stream on which something stands, from the client's side: a lease or a watch. Opens, asks when the
 * production `Standing` says so, comes again after the pauses of the production backoff.
 *
 * @packageDocumentation
 */
import { ANSWER_DEADLINE } from '../../src/relay/constants.ts'
import { reconnectPause } from '../../src/relay/core/backoff.ts'
import { dayOf } from '../../src/relay/core/presence-tags.ts'
import { Standing } from '../../src/relay/core/standing.ts'
import { requestSize } from './sizes.ts'
import type { MailboxRequest, MailboxRequestKind, MailboxResponse } from '../../src/wire/index.ts'
import type { StandingStep } from '../../src/relay/core/standing.ts'
import type { MailboxFrame, SimCoordinator } from './coordinator.ts'
import type { End, SimNetwork, SimNode } from './network.ts'

/** What a stream is for. */
export interface StandingUse {
  readonly every: number
  /** Name of the mailbox whose owner we are; undefined: a throw-away key. */
  readonly owner: string | undefined
  /** A key serves this long, then the stream is opened anew with another one. */
  readonly keyLifetime: number
  request(step: StandingStep, day: number): MailboxRequestKind
  /** It answered, or told of a change. @returns whether what we asked for stands */
  onResponse(response: MailboxResponse): boolean
  /** up: it is open; again: it ended, and is opened again; away: nobody answers there. */
  onState(state: 'up' | 'again' | 'away'): void
}

/** Keeps one stream until `stop`. */
export class StandingStream {
  readonly coordinator: SimCoordinator
  readonly standing: Standing
  readonly #network: SimNetwork
  readonly #node: SimNode
  readonly #use: StandingUse
  #end: End<MailboxFrame> | undefined
  #cancelTimer: () => void = () => {}
  #cancelDeadline: () => void = () => {}
  #cancelKey: () => void = () => {}
  #failures = 0
  #lastId = 0
  #isOver = false

  constructor(network: SimNetwork, node: SimNode, coordinator: SimCoordinator, use: StandingUse) {
    this.#network = network
    this.#node = node
    this.coordinator = coordinator
    this.#use = use
    this.standing = new Standing(use.every)
    this.#dial()
  }

  get isUp(): boolean {
    return this.#end !== undefined
  }

  /** What is asked for has changed. */
  changed(): void {
    this.standing.changed()
    this.#look()
  }

  /** @param how - leave: with a last request; end: in order; die: without a word */
  stop(how: 'leave' | 'end' | 'die', last?: MailboxRequestKind): void {
    this.#isOver = true
    this.#cancelTimer()
    this.#cancelDeadline()
    this.#cancelKey()
    const end = this.#end
    this.#end = undefined
    if (end === undefined) return
    if (how === 'die') {
      end.abandon()
      return
    }
    if (how === 'leave' && last !== undefined) this.#send(end, last)
    end.close()
  }

  #dial(): void {
    const { coordinator } = this
    this.#network.open<MailboxFrame>(
      this.#node,
      coordinator.node,
      theirs => coordinator.accept(theirs, this.#use.owner),
      ours => {
        if (this.#isOver) {
          ours?.close()
          return undefined
        }
        if (ours === undefined) {
          this.#use.onState('away')
          this.#again()
          return undefined
        }
        this.#end = ours
        this.standing.connected()
        this.#use.onState('up')
        this.#cancelKey = this.#network.engine.schedule(this.#use.keyLifetime, () => {
          ours.close()
          this.#ended(true)
        })
        this.#look()
        return {
          onFrame: frame => {
            if (this.#end === ours) this.#take(frame as MailboxResponse)
          },
          onClose: () => {
            if (this.#end === ours) this.#ended()
          }
        }
      }
    )
  }

  #take(response: MailboxResponse): void {
    if (response.kind === 'refusal') {
      this.#end?.close()
      this.#use.onState('away')
      this.#ended()
      return
    }
    const stands = this.#use.onResponse(response)
    if (response.id === 0 || this.#isOver) return
    this.#cancelDeadline()
    this.#failures = 0
    this.standing.answered(stands)
    this.#look()
  }

  #look(): void {
    this.#cancelTimer()
    const { engine } = this.#network
    const end = this.#end
    if (end === undefined || this.#isOver) return
    const now = engine.clock()
    const day = dayOf(now)
    const step = this.standing.due(now, day)
    if (step !== undefined) {
      this.#send(end, this.#use.request(step, day))
      this.#cancelDeadline = engine.schedule(ANSWER_DEADLINE, () => {
        end.close()
        this.#ended()
      })
    }
    const next = this.standing.next
    if (next === Infinity) return
    this.#cancelTimer = engine.schedule(next - now, () => {
      this.#look()
    })
  }

  #send(end: End<MailboxFrame>, request: MailboxRequestKind): void {
    this.#lastId += 1
    const frame: MailboxRequest = { id: this.#lastId, ...request }
    end.send(frame, requestSize(frame))
  }

  /** @param isPlanned - only for another key */
  #ended(isPlanned = false): void {
    if (this.#isOver) return
    this.#cancelTimer()
    this.#cancelDeadline()
    this.#cancelKey()
    this.#end = undefined
    this.standing.disconnected()
    this.#use.onState('again')
    if (isPlanned) this.#dial()
    else this.#again()
  }

  #again(): void {
    const { engine } = this.#network
    this.#failures += 1
    this.#cancelTimer = engine.schedule(reconnectPause(this.#failures, engine.rng), () => {
      this.#dial()
    })
  }
}
