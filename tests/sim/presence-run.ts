/**
 * One simulated network of one size, and what came out of it.
 *
 * @packageDocumentation
 */
import { PresenceWorld } from './presence-world.ts'
import type { PresenceOptions } from './presence-world.ts'

/** Until everybody has started and found their coordinators. */
export const WARM_UP = 150_000

/** What to simulate. */
export interface RunOptions extends PresenceOptions {
  /** Milliseconds that are measured. */
  readonly time: number
  /** Does something to the network when measuring begins. */
  readonly disturb?: (world: PresenceWorld) => void
}

/** What came out. */
export interface RunResult {
  readonly world: PresenceWorld
  /** Received by a sampled user, in bytes for each second online. */
  readonly clientBytes: number
  /** Received and sent by a measured coordinator, in bytes for each second: on average, and the busiest one. */
  readonly coordinatorBytes: number
  readonly busiestBytes: number
  /** Milliseconds that the process worked. */
  readonly took: number
}

/** Simulates. */
export function run(options: RunOptions): RunResult {
  const begun = performance.now()
  const world = new PresenceWorld(options)
  world.engine.runUntil(WARM_UP)
  const before = world.network.nodes.map(({ received, sent }) => ({ received, sent }))
  const receivedBefore = (index: number): number => before[index]?.received ?? 0
  const sentBefore = (index: number): number => before[index]?.sent ?? 0
  world.stats.begin()
  options.disturb?.(world)
  world.engine.runUntil(WARM_UP + options.time)
  const received = world.sampled.reduce(
    (sum, { node }) => sum + node.received - receivedBefore(node.index),
    0
  )
  const loads = world.measured
    .filter(({ node }) => node.isUp)
    .map(({ node }) => node.received - receivedBefore(node.index) + node.sent - sentBefore(node.index))
    .map(bytes => (1_000 * bytes) / options.time)
  return {
    world,
    clientBytes: (1_000 * received) / world.stats.onlineFor,
    coordinatorBytes: loads.reduce((sum, load) => sum + load, 0) / loads.length,
    busiestBytes: loads.reduce((most, load) => Math.max(most, load), 0),
    took: performance.now() - begun
  }
}
