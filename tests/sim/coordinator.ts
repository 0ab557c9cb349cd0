/**
 * A coordinator in the simulator: the production leases behind simulated streams.
 *
 * @packageDocumentation
 */
import { STREAM_IDLE } from '../../src/relay/constants.ts'
import { LeaseDesk } from '../../src/relay/lease-desk.ts'
import { responseSize } from './sizes.ts'
import type { MailboxRequest, MailboxResponse, MailboxResponseKind, Watched } from '../../src/wire/index.ts'
import type { WatcherStream } from '../../src/relay/lease-desk.ts'
import type { Engine } from './engine.ts'
import type { End, EndEvents, SimNetwork, SimNode } from './network.ts'

/** What goes over a connection of the mailbox protocol. */
export type MailboxFrame = MailboxRequest | MailboxResponse

/** How a coordinator is wicked: it says the opposite, or never tells of a change. */
export type Malice = 'lies' | 'withholds' | undefined

/** Keeps leases, if it is honest. */
export class SimCoordinator {
  readonly node: SimNode
  readonly peerId: string
  /** 32 bytes. */
  readonly key: Uint8Array
  malice: Malice
  readonly #engine: Engine
  #desk: LeaseDesk
  /** Until then its event loop stands still. */
  #stalledUntil = 0
  readonly #waiting: Array<() => void> = []
  readonly #streams = new Set<Stream>()

  constructor(network: SimNetwork, peerId: string, key: Uint8Array) {
    this.#engine = network.engine
    this.node = network.node()
    this.peerId = peerId
    this.key = key
    this.#desk = this.#newDesk()
  }

  /** Somebody opens a stream. @param owner - of which registered mailbox; undefined: a throw-away key */
  accept(theirs: End<MailboxFrame>, owner: string | undefined): EndEvents<MailboxFrame> {
    return new Stream(this, theirs, owner)
  }

  /** Gone without a word: the machine, not only the process. */
  kill(): void {
    this.node.isUp = false
    this.#desk.stop()
    for (const stream of this.#streams) stream.abandon()
    this.#streams.clear()
  }

  /** Comes back with an empty memory. */
  restart(): void {
    this.#desk.stop()
    this.#desk = this.#newDesk()
    this.node.isUp = true
  }

  /** Its event loop does nothing for so long; what comes in waits. */
  stall(ms: number): void {
    this.#stalledUntil = this.#engine.time + ms
    this.#engine.schedule(ms, () => {
      for (const run of this.#waiting.splice(0)) run()
    })
  }

  /** Does something when the event loop is free. */
  turn(run: () => void): void {
    if (this.#engine.time < this.#stalledUntil) this.#waiting.push(run)
    else run()
  }

  answer(stream: Stream, request: MailboxRequest, owner: string | undefined): MailboxResponseKind {
    if (request.kind === 'lease' && owner !== undefined) return this.#desk.lease(owner, request.lease)
    if (request.kind !== 'watch') return { kind: 'refusal', refusal: { reason: 'refused' } }
    const response = this.#desk.watch(stream, request.watch)
    if (response.kind !== 'watched') return response
    return { kind: 'watched', watched: { state: this.#twisted(response.watched.state) } }
  }

  /** What it says of a state; undefined: nothing. */
  pushed(state: Watched['state']): Watched['state'] | undefined {
    return this.malice === 'withholds' ? undefined : this.#twisted(state)
  }

  opened(stream: Stream): void {
    this.#streams.add(stream)
  }

  closed(stream: Stream): void {
    this.#streams.delete(stream)
    this.#desk.forget(stream)
  }

  get engine(): Engine {
    return this.#engine
  }

  #twisted(state: Watched['state']): Watched['state'] {
    if (this.malice !== 'lies') return state
    return state === 'online' ? 'offline' : 'online'
  }

  #newDesk(): LeaseDesk {
    const schedule: Engine['schedule'] = (delay, run) =>
      this.#engine.schedule(delay, () => {
        this.turn(run)
      })
    return new LeaseDesk(this.#engine.clock, schedule)
  }
}

/** One stream from the coordinator's side. */
class Stream implements WatcherStream, EndEvents<MailboxFrame> {
  readonly #coordinator: SimCoordinator
  readonly #end: End<MailboxFrame>
  readonly #owner: string | undefined
  #heardAt: number
  #isOver = false

  constructor(coordinator: SimCoordinator, end: End<MailboxFrame>, owner: string | undefined) {
    this.#coordinator = coordinator
    this.#end = end
    this.#owner = owner
    this.#heardAt = coordinator.engine.time
    coordinator.opened(this)
    this.#watchIdle(STREAM_IDLE)
  }

  onFrame(frame: MailboxFrame): void {
    this.#coordinator.turn(() => {
      if (this.#isOver) return
      this.#heardAt = this.#coordinator.engine.time
      const request = frame as MailboxRequest
      this.#send({ id: request.id, ...this.#coordinator.answer(this, request, this.#owner) })
    })
  }

  onClose(): void {
    this.#isOver = true
    this.#coordinator.closed(this)
  }

  push(state: Watched['state']): void {
    const said = this.#coordinator.pushed(state)
    if (said !== undefined) this.#send({ id: 0, kind: 'watched', watched: { state: said } })
  }

  abandon(): void {
    this.#isOver = true
    this.#end.abandon()
  }

  #send(response: MailboxResponse): void {
    this.#end.send(response, responseSize(response))
  }

  #watchIdle(delay: number): void {
    this.#coordinator.engine.schedule(delay, () => {
      if (this.#isOver) return
      const left = this.#heardAt + STREAM_IDLE - this.#coordinator.engine.time
      if (left > 0) {
        this.#watchIdle(left)
        return
      }
      this.#end.close()
      this.onClose()
    })
  }
}
