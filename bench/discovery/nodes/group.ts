/**
 * Nodes that share a process. What its methods take and return is plain: they may be called from
 * another process, when there is a wire in between.
 *
 * @packageDocumentation
 */
import { Asker } from './asker.ts'
import { startCoordinator, startDhtNode, startMember } from './neighbour.ts'
import { places } from './listen.ts'
import { Sought } from './sought.ts'
import { startSybil } from './sybil.ts'
import { calm, DEADLINE } from './waiting.ts'
import type { Profile } from '../../../src/node/profile.ts'
import type { Signed } from '../../../src/wire/index.ts'
import type { Search } from './asker.ts'
import type { Place, Running } from './host.ts'
import type { DhtOptions } from './neighbour.ts'
import type { Target } from './sought.ts'

/** A node of a group. */
export interface Member extends Place {
  readonly id: number
}

/** A node that is to be found. */
export interface TargetMember extends Member, Target {
  readonly profile: Profile
}

/** One here, or in another process. */
export type NodeGroup = Pick<Group, keyof Group>

export class Group {
  readonly #listen: () => readonly string[]
  readonly #running: Map<number, Running> = new Map()
  #started = 0

  /** @param network - what their addresses begin with. Default: all on loopback */
  constructor(network?: string) {
    this.#listen = places(network)
  }

  async coordinator(options: DhtOptions): Promise<Member> {
    return await this.#start(async listen => startCoordinator({ ...options, listen }))
  }

  async member(options: DhtOptions): Promise<Member> {
    return await this.#start(async listen => startMember({ ...options, listen }))
  }

  async dhtNode(options: DhtOptions): Promise<Member> {
    return await this.#start(async listen => startDhtNode({ ...options, listen }))
  }

  async sybil(seed: Uint8Array, forged: Signed, bootstrap: readonly string[]): Promise<Member> {
    return await this.#start(async listen => startSybil({ seed, forged, bootstrap, listen }))
  }

  /** @param known - who it was in an earlier life, to be the same at another address */
  async target(known?: Profile): Promise<TargetMember> {
    const member = await this.#start(async listen => Sought.start(listen, known))
    const sought = this.#soughtOf(member)
    return { ...member, ...sought.target(), profile: sought.profile }
  }

  async asker(coordinators: readonly Place[], others: readonly Place[] = []): Promise<Member> {
    return await this.#start(async listen => Asker.start(listen, coordinators, others))
  }

  /** The record of somebody who is sought, of today. */
  async record(sought: Member): Promise<Signed> {
    return this.#soughtOf(sought).record()
  }

  /** Leaves the record of somebody who is sought with a keeper. */
  async leave(sought: Member, keeper: Place): Promise<void> {
    await this.#soughtOf(sought).leave(keeper)
  }

  /** Hands a record to the DHT. @returns how many took it */
  async publish(from: Member, key: Uint8Array, record: Uint8Array): Promise<number> {
    return await this.#of(from).host.dht.publish(key, record, { signal: AbortSignal.timeout(DEADLINE) })
  }

  async remember(asker: Member, target: Target): Promise<void> {
    this.#askerOf(asker).remember(target)
  }

  async search(asker: Member, target: Target): Promise<Search> {
    return await this.#askerOf(asker).search(target)
  }

  /** What the host alone takes to connect to who is where it is said to be (ms). */
  async dial(asker: Member, target: Place): Promise<number> {
    return await this.#askerOf(asker).dial(target)
  }

  async findsInDht(asker: Member, target: Target): Promise<boolean> {
    return await this.#askerOf(asker).findsInDht(target)
  }

  /** Until all of them have come to rest, or for so many ms. */
  async calm(longest: number): Promise<void> {
    await calm(longest)
  }

  async end(member: Member): Promise<void> {
    const running = this.#of(member)
    this.#running.delete(member.id)
    await running.stop()
  }

  /** All of them. */
  async stop(): Promise<void> {
    const running = [...this.#running.values()]
    this.#running.clear()
    await Promise.all(running.map(async one => one.stop()))
  }

  async #start(start: (listen: readonly string[]) => Promise<Running>): Promise<Member> {
    const id = (this.#started += 1)
    const running = await start(this.#listen())
    this.#running.set(id, running)
    return { id, peerId: running.host.peerId, addresses: running.host.addresses() }
  }

  #of({ id }: Member): Running {
    const running = this.#running.get(id)
    if (running === undefined) throw new Error(`there is no node ${id}`)
    return running
  }

  #soughtOf(member: Member): Sought {
    const running = this.#of(member)
    if (!(running instanceof Sought)) throw new Error(`nobody looks for node ${member.id}`)
    return running
  }

  #askerOf(member: Member): Asker {
    const running = this.#of(member)
    if (!(running instanceof Asker)) throw new Error(`node ${member.id} looks for nobody`)
    return running
  }
}
