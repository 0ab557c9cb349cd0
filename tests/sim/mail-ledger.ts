/**
 * What was written, what was said of it, and what was shown: the invariants that must hold, and the times.
 *
 * @packageDocumentation
 */
import { readHistory } from '../../src/messaging/read-history.ts'
import type { HistoryEntry } from '../../src/messaging/index.ts'
import type { Engine } from './engine.ts'
import type { MailPerson } from './mail-person.ts'

/** More than two people write each other in a run. */
const MOST = 100_000

/** One message. */
export interface Letter {
  readonly from: MailPerson
  readonly to: MailPerson
  /** Its text: nobody else writes it. */
  readonly text: string
  readonly writtenAt: number
  /** Its receiver was there, on the same side, and has been since. */
  wasReachable: boolean
  /** The disk of its sender has it. */
  isKept: boolean
  /** What its sender was told. */
  told: 'queued' | 'stored' | 'delivered' | 'failed'
  /** When it was shown, virtual time; undefined: not yet, or to a process that died before it could be noted. */
  shownAt: number | undefined
  /** When its receiver had come last before that. */
  cameAt: number
}

/** What must be 0. */
export interface Broken {
  /** Shown as stored or delivered, and not in the history of its receiver at the end. */
  lost: number
  /** Shown twice. */
  doubled: number
  /** Not in the order of its sender in the history of its receiver. */
  disordered: number
  /** Shown before an older one of its sender, and nothing said that one is missing. */
  unflagged: number
  /** Shown as delivered before the disk of its receiver had it. */
  falselyDelivered: number
  /** Kept by its sender, and at the end neither in the history of its receiver nor failed. */
  open: number
}

/** What `audit` found. */
export interface Audit {
  readonly broken: Broken
  /** In the history of their receivers. */
  readonly shown: number
  /** Of these, those of which their senders never heard: whoever held the acknowledgement is gone, or wicked. */
  readonly unheard: number
}

/** Keeps the books of one run. */
export class MailLedger {
  readonly letters: Letter[] = []
  /** Counted as it happens; the others by `audit`. */
  doubled = 0
  unflagged = 0
  falselyDelivered = 0
  /** When the last one was, virtual time. */
  lastDelivered = 0
  readonly #engine: Engine
  readonly #byText = new Map<string, Letter>()
  readonly #ofPair = new Map<string, Letter[]>()
  readonly #shown = new Set<string>()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** Somebody begins to write. */
  writes(from: MailPerson, to: MailPerson, wasReachable: boolean): Letter {
    const { time } = this.#engine
    const letter: Letter = {
      from,
      to,
      text: `letter ${this.letters.length} of ${from.node.index} to ${to.node.index}, which says how the day was`,
      writtenAt: time,
      wasReachable,
      isKept: false,
      told: 'queued',
      shownAt: undefined,
      cameAt: to.since
    }
    this.letters.push(letter)
    this.#byText.set(letter.text, letter)
    const ofPair = this.#ofPair.get(pairOf(letter)) ?? []
    ofPair.push(letter)
    this.#ofPair.set(pairOf(letter), ofPair)
    this.#engine.trace(from.node.index, to.node.index, 1)
    return letter
  }

  /** A face shows it. @param missing - how many of its sender it says are missing */
  async shows(to: MailPerson, { text }: Pick<HistoryEntry, 'text'>, missing: number): Promise<void> {
    const letter = this.#byText.get(text)
    if (letter === undefined) throw new RangeError('nobody wrote that')
    if (this.#shown.has(text)) this.doubled += 1
    this.#shown.add(text)
    letter.shownAt ??= this.#engine.time
    if (to.since > letter.writtenAt) letter.wasReachable = false
    letter.cameAt = to.since
    this.#engine.trace(to.node.index, letter.writtenAt, 2)
    if (missing > 0) return
    const older = (this.#ofPair.get(pairOf(letter)) ?? []).filter(
      other => other.isKept && other.writtenAt < letter.writtenAt && !this.#shown.has(other.text)
    )
    if (older.length === 0) return
    const received = await receivedBy(to, letter.from)
    if (older.some(other => !received.includes(other.text))) this.unflagged += 1
  }

  /** Its sender hears how far it has come. */
  async hears({ text, state }: Pick<HistoryEntry, 'text' | 'state'>): Promise<void> {
    const letter = this.#byText.get(text)
    if (letter === undefined || state === 'received') return
    letter.told = state
    this.#engine.trace(letter.from.node.index, letter.writtenAt, 3)
    if (state !== 'delivered') return
    this.lastDelivered = this.#engine.time
    if (letter.shownAt !== undefined) return
    // shown to a process that died before anybody saw it: its disk must have it
    if (!(await receivedBy(letter.to, letter.from)).includes(text)) this.falselyDelivered += 1
  }

  /** Letters that nobody has seen, and of which no end was heard. */
  get unseen(): number {
    return this.letters.filter(
      ({ isKept, shownAt, told }) =>
        isKept && shownAt === undefined && (told === 'queued' || told === 'stored')
    ).length
  }

  /** Letters whose senders have not heard the end of it. */
  get open(): number {
    return this.letters.filter(({ isKept, told }) => isKept && (told === 'queued' || told === 'stored'))
      .length
  }

  /** Looks into all histories. */
  async audit(): Promise<Audit> {
    const broken: Broken = {
      lost: 0,
      doubled: this.doubled,
      disordered: 0,
      unflagged: this.unflagged,
      falselyDelivered: this.falselyDelivered,
      open: 0
    }
    let shown = 0
    let unheard = 0
    for (const letters of this.#ofPair.values()) {
      const [first] = letters
      if (first === undefined) continue
      const received = await receivedBy(first.to, first.from)
      const places = new Map(received.map((text, at) => [text, at]))
      broken.doubled += received.length - places.size
      let last = -1
      for (const { text, told, isKept } of letters) {
        const at = places.get(text)
        if (at === undefined) {
          if (told === 'stored' || told === 'delivered') broken.lost += 1
          if (isKept && told !== 'failed') broken.open += 1
          continue
        }
        if (isKept) shown += 1
        if (isKept && told !== 'delivered') unheard += 1
        if (at < last) broken.disordered += 1
        last = Math.max(last, at)
      }
    }
    return { broken, shown, unheard }
  }
}

function pairOf({ from, to }: Pick<Letter, 'from' | 'to'>): string {
  return `${from.node.index} ${to.node.index}`
}

/** What the disk of somebody has of another one, whether they are online or not. */
async function receivedBy(whose: MailPerson, other: MailPerson): Promise<readonly string[]> {
  const history = await readHistory(whose.disk, other.userId, MOST)
  return history.filter(({ state }) => state === 'received').map(({ text }) => text)
}
