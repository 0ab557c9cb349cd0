/**
 * Hands the events of a node to whoever listens. Events that come before it is opened are
 * kept, so that none that happens while the node starts is lost or printed before `ready`.
 *
 * @packageDocumentation
 */
import type { NodeEvent } from '../node/api.ts'
import { MAX_EARLY_EVENTS } from './constants.ts'

/** See above. */
export interface Hub {
  emit(event: NodeEvent): void
  /** Delivers what was kept, and from now on at once. */
  open(): void
  /** @returns how to stop listening */
  subscribe(listener: (event: NodeEvent) => void): () => void
}

/** A closed hub without listeners. */
export function createHub(): Hub {
  const listeners = new Set<(event: NodeEvent) => void>()
  let early: NodeEvent[] | undefined = []
  const deliver = (event: NodeEvent): void => {
    for (const listener of listeners) listener(event)
  }
  return {
    emit(event) {
      if (early === undefined) deliver(event)
      else if (early.length < MAX_EARLY_EVENTS) early.push(event)
    },
    open() {
      const kept = early ?? []
      early = undefined
      for (const event of kept) deliver(event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}
