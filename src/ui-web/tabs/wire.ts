/** What tabs of one profile say to each other over their BroadcastChannel. */
import type { NodeEvent } from '../../node/api.ts'
import type { Facts, Method } from '../page-node.ts'

/**
 * One thing that is said, to all of them. `owner` names who runs the node, anew each time that a
 * tab begins to; `id` names a call. Both are random: what is about another one is not meant.
 */
export type Saying =
  /** Who runs the node? */
  | { readonly kind: 'hello' }
  /** This tab does. */
  | { readonly kind: 'owner'; readonly owner: string; readonly facts: Facts }
  /** This tab will: it has been starting it for so long (ms). Said unasked when it begins. */
  | { readonly kind: 'starting'; readonly owner: string; readonly since: number }
  | {
      readonly kind: 'call'
      readonly owner: string
      readonly id: string
      readonly method: Method
      readonly args: readonly unknown[]
      /** Which of them held a signal: that itself does not travel. */
      readonly signalAt?: number
    }
  /** The caller's signal fired. */
  | { readonly kind: 'cancel'; readonly id: string }
  | { readonly kind: 'result'; readonly id: string; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: string; readonly name: string; readonly message: string }
  | { readonly kind: 'event'; readonly owner: string; readonly event: NodeEvent }

/** What each of them has at least, as `typeof` names it. */
const FIELDS: ReadonlyMap<unknown, Readonly<Record<string, string>>> = new Map<
  Saying['kind'],
  Record<string, string>
>([
  ['hello', {}],
  ['owner', { owner: 'string', facts: 'object' }],
  ['starting', { owner: 'string', since: 'number' }],
  ['call', { owner: 'string', id: 'string', method: 'string', args: 'object' }],
  ['cancel', { id: 'string' }],
  ['result', { id: 'string' }],
  ['failure', { id: 'string', name: 'string', message: 'string' }],
  ['event', { owner: 'string', event: 'object' }]
])

/** A channel that carries them. */
export interface Channel {
  say(saying: Saying): void
  /** Returns how to stop listening. */
  listen(listener: (saying: Saying) => void): () => void
  close(): void
}

/** The channel of a profile. Only pages of this origin can speak there. */
export function openChannel(profile: string): Channel {
  const channel = new BroadcastChannel(`earshot/${profile}`)
  return {
    say(saying) {
      channel.postMessage(saying)
    },
    listen(listener) {
      const heard = ({ data }: MessageEvent<unknown>): void => {
        if (isSaying(data)) listener(data)
      }
      channel.addEventListener('message', heard)
      return () => {
        channel.removeEventListener('message', heard)
      }
    },
    close() {
      channel.close()
    }
  }
}

/** Another version of the page may speak otherwise: that is not heard. */
function isSaying(data: unknown): data is Saying {
  const said = (data ?? {}) as Readonly<Record<string, unknown>>
  const fields = FIELDS.get(said['kind'])
  if (fields === undefined) return false
  return Object.entries(fields).every(([name, type]) => typeof said[name] === type && said[name] !== null)
}
