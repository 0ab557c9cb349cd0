/** What tabs of one profile say to each other over their BroadcastChannel. */
import type { NodeEvent } from '../../node/api.ts'
import type { Facts, Method } from '../page-node.ts'

/** One thing that is said. `tab` names who asks, and who is answered. */
export type Saying =
  /** Who runs the node? */
  | { readonly kind: 'hello'; readonly tab: string }
  /** This tab does. */
  | { readonly kind: 'owner'; readonly tab: string; readonly facts: Facts }
  /** This tab will: it has been starting it for so long (ms). */
  | { readonly kind: 'starting'; readonly tab: string; readonly since: number }
  | {
      readonly kind: 'call'
      readonly tab: string
      readonly id: number
      readonly method: Method
      readonly args: readonly unknown[]
      /** Which of them held a signal: that itself does not travel. */
      readonly signalAt?: number
    }
  /** The caller's signal fired. */
  | { readonly kind: 'cancel'; readonly tab: string; readonly id: number }
  | { readonly kind: 'result'; readonly tab: string; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'failure'
      readonly tab: string
      readonly id: number
      readonly name: string
      readonly message: string
    }
  | { readonly kind: 'event'; readonly event: NodeEvent }

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
      const heard = (event: MessageEvent<Saying>): void => listener(event.data)
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
