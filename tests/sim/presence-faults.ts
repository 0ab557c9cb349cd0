/**
 * What is done to a simulated network while presence is measured.
 *
 * @packageDocumentation
 */
import type { SimClient } from './client.ts'
import type { PresenceWorld } from './presence-world.ts'

const second = 1_000
const minute = 60 * second

/** Leases with which a user is seen: one of its coordinators may be gone. */
const MAJORITY = 2
/** Event loops that stand still do it for so long. */
const STALL: number = 5 * second

/** A share of the coordinators, the first ones: which users they have is chance. */
function some(world: PresenceWorld, share: number): PresenceWorld['coordinators'] {
  return world.coordinators.slice(0, Math.round(share * world.coordinators.length))
}

/** Kills a share of the coordinators without a word. @returns milliseconds until each user had leases enough again */
export function killSome(world: PresenceWorld, share: number): readonly number[] {
  const { engine } = world
  const restored: number[] = []
  const killedAt = engine.time
  const left = new Set<SimClient>(world.online)
  world.kill(some(world, share))
  const look = (): void => {
    for (const client of left) {
      const isBack = client.leases >= MAJORITY
      if (isBack) restored.push(engine.time - killedAt)
      if (isBack || !client.isOnline) left.delete(client)
    }
    if (left.size > 0) engine.schedule(second, look)
  }
  // a lease at a dead coordinator is no lease: who lost none had it all along
  look()
  return restored
}

/** A share of the coordinators restarts with an empty memory, all at once. */
export function restartSome(world: PresenceWorld, share: number): void {
  const restarted = some(world, share)
  world.kill(restarted)
  world.engine.schedule(3 * second, () => {
    world.restart(restarted)
  })
}

/** Every coordinator's event loop stands still for 5 s, once a minute. */
export function stallAll(world: PresenceWorld): void {
  for (const coordinator of world.coordinators) {
    const stall = (): void => {
      coordinator.stall(STALL)
      world.engine.schedule(minute, stall)
    }
    world.engine.schedule(world.engine.chance() * minute, stall)
  }
}

/** A share of the coordinators says the opposite of what is true, and as many never tell of a change. */
export function corruptSome(world: PresenceWorld, share: number): void {
  const wicked = some(world, 2 * share)
  for (const [at, coordinator] of wicked.entries()) coordinator.malice = at % 2 === 0 ? 'lies' : 'withholds'
  // whoever has at most one of them must be seen as they are
  world.stats.counts = ({ places }) =>
    places.filter(place => world.coordinator(place).malice !== undefined).length <= 1
}

/** A share of all nodes does not hear the others for so long. */
export function partition(world: PresenceWorld, share: number, time: number): void {
  const { engine } = world
  for (const node of world.network.nodes) node.side = engine.chance() < share ? 1 : 0
  engine.schedule(time, () => {
    for (const node of world.network.nodes) node.side = 0
  })
}
