import { MAX_OWNER_STREAMS } from './constants.ts'

/** A stream over which the owner of a mailbox is told of new mail. */
export interface OwnerStream {
  /** Sends the notice. Never throws, never waits. */
  tell(): void
}

interface Entry {
  readonly stream: OwnerStream
  /** Was told and has not fetched since: telling again says nothing new. */
  told: boolean
}

/** The connected owners, by mailbox name. */
export class Owners {
  readonly #streams: Map<string, Entry[]> = new Map()

  /** An owner's stream registered or fetches: from here on it wants to hear of mail. */
  listen(name: string, stream: OwnerStream): void {
    const entries = this.#streams.get(name) ?? []
    const known = entries.find(entry => entry.stream === stream)
    if (known !== undefined) {
      known.told = false
      return
    }
    entries.push({ stream, told: false })
    // the oldest is the one that lost its connection without a word
    if (entries.length > MAX_OWNER_STREAMS) entries.shift()
    this.#streams.set(name, entries)
  }

  /** The stream ended. */
  forget(name: string, stream: OwnerStream): void {
    const left = this.#streams.get(name)?.filter(entry => entry.stream !== stream) ?? []
    if (left.length === 0) this.#streams.delete(name)
    else this.#streams.set(name, left)
  }

  /** New mail is on the disk. */
  notify(name: string): void {
    for (const entry of this.#streams.get(name) ?? []) {
      if (entry.told) continue
      entry.told = true
      entry.stream.tell()
    }
  }
}
