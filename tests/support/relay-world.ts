/**
 * Coordinators on a network in memory, with owners and depositors made for it.
 *
 * @packageDocumentation
 */
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { peerIdOf } from '../../src/identity/index.ts'
import { createDepositor, createMailboxOwner, createMailboxService } from '../../src/relay/index.ts'
import { seeded } from './identity.ts'
import { ManualTime } from './manual-time.ts'
import { MEMBERSHIP_KEY, NETWORK, NOW, bytesOf, keptLog, membershipKeyOf } from './mailboxes.ts'
import { createMemoryStore } from './memory-store.ts'
import { MemoryNetwork } from './relay-network.ts'
import type { MemoryHost } from './relay-network.ts'
import type { TestMailbox } from './mailboxes.ts'
import type {
  CollectedItem,
  CrashPoint,
  Depositor,
  MailboxCursor,
  MailboxEvent,
  MailboxLimits,
  MailboxOwner,
  MailboxOwnerOptions,
  MailboxService,
  PseudonymousHost
} from '../../src/relay/index.ts'
import type { Store } from '../../src/ports.ts'
import type { Grant } from '../../src/wire/index.ts'

/** A coordinator that can be stopped and started again over the same store. */
export interface TestCoordinator {
  readonly peerId: string
  readonly key: Uint8Array
  readonly addresses: readonly string[]
  readonly store: Store
  service: MailboxService
  start(): Promise<void>
  stop(): Promise<void>
}

/** An owner, and what happened to it. */
export interface TestOwner {
  readonly owner: MailboxOwner
  readonly delivered: CollectedItem[]
  readonly cursors: MailboxCursor[]
  readonly acknowledged: MailboxCursor[]
  readonly events: MailboxEvent[]
  /** Resolves at the next event of that kind, counted over all of them. */
  event(kind: MailboxEvent['kind'], count?: number): Promise<MailboxEvent>
  /** Resolves when so many items were delivered. */
  items(count: number): Promise<void>
  /** Resolves when so many pages were acknowledged. */
  pages(count: number): Promise<void>
}

/** Conditions that become true while other things happen. */
export class Watch {
  readonly #waiting: Array<{ readonly holds: () => boolean; readonly resolve: () => void }> = []

  /** Something changed. */
  changed(): void {
    for (const waiter of [...this.#waiting]) {
      if (!waiter.holds()) continue
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
      waiter.resolve()
    }
  }

  /** Resolves when it holds; the test's own timeout is the deadline. */
  async until(holds: () => boolean): Promise<void> {
    if (holds()) return
    await new Promise<void>(resolve => this.#waiting.push({ holds, resolve }))
  }
}

export interface CoordinatorOptions {
  /** Of its key. Default: one that its name stands for. */
  readonly seed?: Uint8Array
  readonly limits?: Partial<MailboxLimits>
  readonly crashPoint?: (name: CrashPoint) => void
  readonly onUse?: (peerId: string) => void
  readonly store?: Store
}

export class RelayWorld {
  readonly network: MemoryNetwork = new MemoryNetwork()
  readonly time: ManualTime = new ManualTime(NOW)
  readonly log: ReturnType<typeof keptLog> = keptLog()
  readonly rng: ReturnType<typeof seeded> = seeded('relay world')
  /** Pseudonymous hosts that run. */
  readonly hosts: Set<string> = new Set()
  /** Every pseudonymous host ever made. */
  readonly made: string[] = []
  readonly watch: Watch = new Watch()

  async coordinator(name: string, options: CoordinatorOptions = {}): Promise<TestCoordinator> {
    const seed = options.seed ?? bytesOf(`coordinator ${name}`)
    const key = crypto.ed25519PublicKey(seed)
    const peerId = peerIdOf(key)
    const store = options.store ?? createMemoryStore()
    let host: MemoryHost
    const make = (): MailboxService => {
      host = this.network.host(peerId)
      return createMailboxService({
        transport: host,
        store,
        crypto,
        rng: this.rng,
        clock: this.time.clock,
        schedule: this.time.schedule,
        logger: this.log.logger,
        seed,
        membershipKeyOf,
        limits: options.limits,
        ...(options.onUse === undefined ? {} : { onUse: options.onUse }),
        ...(options.crashPoint === undefined ? {} : { crashPoint: options.crashPoint })
      })
    }
    const coordinator: TestCoordinator = {
      peerId,
      key,
      addresses: [`/ip4/127.0.0.1/tcp/4001/p2p/${peerId}`],
      store,
      service: make(),
      async start() {
        coordinator.service = make()
        await coordinator.service.start()
      },
      async stop() {
        await coordinator.service.stop()
        await host.stop()
      }
    }
    await coordinator.service.start()
    return coordinator
  }

  readonly createHost = async (seed: Uint8Array): Promise<PseudonymousHost> => {
    const host = this.network.host(peerIdOf(crypto.ed25519PublicKey(seed)))
    this.hosts.add(host.peerId)
    this.made.push(host.peerId)
    this.watch.changed()
    return {
      peerId: host.peerId,
      open: async (...args) => await host.open(...args),
      stop: async () => {
        await host.stop()
        this.hosts.delete(host.peerId)
        this.watch.changed()
      }
    }
  }

  depositor(): Depositor {
    return createDepositor({
      createHost: this.createHost,
      crypto,
      rng: this.rng,
      clock: this.time.clock,
      schedule: this.time.schedule,
      logger: this.log.logger
    })
  }

  owner(
    mailbox: TestMailbox,
    coordinator: TestCoordinator,
    grants: () => readonly Grant[],
    options: Partial<MailboxOwnerOptions> = {}
  ): TestOwner {
    const delivered: CollectedItem[] = []
    const cursors: MailboxCursor[] = []
    const acknowledged: MailboxCursor[] = []
    const events: MailboxEvent[] = []
    const { watch } = this
    const owner = createMailboxOwner({
      createHost: this.createHost,
      crypto,
      rng: this.rng,
      clock: this.time.clock,
      schedule: this.time.schedule,
      logger: this.log.logger,
      seed: mailbox.seed,
      addresses: () => coordinator.addresses,
      registration: async () => ({
        grants: grants(),
        bundle: new Uint8Array(0),
        network: NETWORK,
        membershipKey: MEMBERSHIP_KEY
      }),
      cursor: undefined,
      deliver: async (items, cursor) => {
        delivered.push(...items)
        cursors.push(cursor)
        watch.changed()
        return 0
      },
      acknowledged: cursor => {
        acknowledged.push(cursor)
        watch.changed()
      },
      onEvent: event => {
        events.push(event)
        watch.changed()
      },
      ...options
    })
    return {
      owner,
      delivered,
      cursors,
      acknowledged,
      events,
      async event(kind, count = 1) {
        const found = (): MailboxEvent | undefined => events.filter(event => event.kind === kind)[count - 1]
        await watch.until(() => found() !== undefined)
        return found() as MailboxEvent
      },
      async items(count) {
        await watch.until(() => delivered.length >= count)
      },
      async pages(count) {
        await watch.until(() => acknowledged.length >= count)
      }
    }
  }
}
