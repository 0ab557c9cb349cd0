/** The host's gossip as presence wants it. */
import type { Gossip as PresenceGossip } from '../discovery/index.ts'
import type { Gossip } from '../link.ts'

/** Presence does not care how many heard it, and ends a subscription by calling what it got. */
export function presenceGossip(gossip: Gossip): PresenceGossip {
  return {
    async publish(topic, data) {
      await gossip.publish(topic, data)
    },
    subscribe(topic, receive) {
      gossip.subscribe(topic, receive)
      return () => {
        gossip.unsubscribe(topic)
      }
    }
  }
}
