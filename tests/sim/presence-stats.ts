/**
 * What is seen of presence: how soon, how wrongly, and for how many bytes.
 *
 * @packageDocumentation
 */
import type { SimClient } from './client.ts'
import type { Engine } from './engine.ts'

const second = 1_000
const hour = 3_600_000

/** How often it is looked whether what is shown is true. */
const LOOK: number = 5 * second
/** A user who has just come is not counted yet: their watches are being made. */
const SETTLED: number = 30 * second
/** So long after a change what is shown must be true. */
const ONLINE_BAR: number = 5 * second
const OFFLINE_BAR: number = 90 * second

/** Figures of a run, from `begin` to its end. */
export class PresenceStats {
  /** Milliseconds from coming to being seen. */
  onlineSeen: number[] = []
  /** The same from going without a word, and from saying goodbye. */
  crashSeen: number[] = []
  leaveSeen: number[] = []
  /** Contacts who were there and were shown as gone. */
  falseOffline = 0
  /** Milliseconds in which a contact and who watches it were both there, over all pairs. */
  together = 0
  /** Of these, in which the contact was not shown; and in which a contact was shown long after it had gone. */
  unseen = 0
  ghosts = 0
  /** Milliseconds that sampled users were online, and what they received and sent then. */
  onlineFor = 0
  /** Contacts that are looked at. */
  counts: (contact: SimClient) => boolean = () => true
  readonly #engine: Engine
  readonly #sampled: ReadonlySet<SimClient>
  readonly #went = new Map<SimClient, 'leave' | 'die'>()
  #isMeasuring = false

  constructor(engine: Engine, sampled: ReadonlySet<SimClient>) {
    this.#engine = engine
    this.#sampled = sampled
  }

  /** Everything before does not count. */
  begin(): void {
    this.#isMeasuring = true
    this.#lookLater()
  }

  /** What was shown until now does not count, only what it cost. */
  forget(): void {
    this.falseOffline = 0
    this.together = 0
    this.unseen = 0
    this.ghosts = 0
  }

  came(client: SimClient): void {
    this.#went.delete(client)
  }

  went(client: SimClient, how: 'leave' | 'die'): void {
    this.#went.set(client, how)
  }

  /** A sampled user sees a contact come or go. */
  changed(client: SimClient, contact: SimClient, isOnline: boolean): void {
    if (!this.#isMeasuring || !this.#sampled.has(client) || !this.counts(contact)) return
    const { time } = this.#engine
    const wasSettled = contact.since - client.since >= SETTLED
    if (isOnline) {
      if (contact.isOnline && wasSettled) this.onlineSeen.push(time - contact.since)
      return
    }
    if (contact.isOnline) {
      if (time - contact.since >= ONLINE_BAR && time - client.since >= SETTLED) this.falseOffline += 1
      return
    }
    if (!wasSettled) return
    const seen = this.#went.get(contact) === 'die' ? this.crashSeen : this.leaveSeen
    seen.push(time - contact.since)
  }

  /** Of all pairs that were together for an hour, in percent. */
  get falseOfflinePerHour(): number {
    return this.together === 0 ? 0 : (100 * this.falseOffline * hour) / this.together
  }

  /** Share of the time together in which the contact was not shown. */
  get unseenShare(): number {
    return this.together === 0 ? 0 : this.unseen / this.together
  }

  #lookLater(): void {
    this.#engine.schedule(LOOK, () => {
      this.#look()
      this.#lookLater()
    })
  }

  #look(): void {
    const { time } = this.#engine
    for (const client of this.#sampled) {
      if (!client.isOnline) continue
      this.onlineFor += LOOK
      if (time - client.since < SETTLED) continue
      for (const { client: contact } of client.contacts) {
        if (!this.counts(contact)) continue
        const shown = client.board.isOnline(contact.userId)
        if (contact.isOnline && time - contact.since > ONLINE_BAR) {
          this.together += LOOK
          if (!shown) this.unseen += LOOK
        }
        if (!contact.isOnline && shown && time - contact.since > OFFLINE_BAR) this.ghosts += LOOK
      }
    }
  }
}
