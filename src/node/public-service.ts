/**
 * What a person's node does for others: while there are too few coordinators it keeps mailboxes and relays, and says
 * so. Its own request mailbox lies here as well, as long as no coordinator is known.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import type { Wish } from '../discovery/index.ts'
import { networkOf } from '../identity/index.ts'
import type { Network } from '../identity/index.ts'
import { createMailboxService } from '../relay/index.ts'
import type { MailboxService } from '../relay/index.ts'
import { OPEN_NETWORK } from './constants.ts'
import type { NodeContext } from './context.ts'
import type { Host } from './host/index.ts'
import { SERVED_LIMITS } from './served-limits.ts'
import { Serving } from './serving.ts'
import type { ServingOptions } from './serving.ts'

/** What it needs of the node around it. */
export interface PublicServiceOptions
  extends NodeContext, Pick<ServingOptions, 'presence' | 'meet' | 'onServing'> {
  readonly host: Host
  /** Of the device, 32 bytes: it signs receipts. */
  readonly seed: Uint8Array
  readonly networks: readonly Network[]
  readonly wish: Wish
  /** Somebody uses a mailbox here. */
  onUse(peerId: string): void
}

/** Mailboxes and relay of one node. */
export class PublicService {
  /** Of its own request mailbox: nobody else knows that network. */
  readonly home: Pick<Network, 'id' | 'membershipKey'>
  readonly #mailboxes: MailboxService
  readonly #serving: Serving

  constructor(options: PublicServiceOptions) {
    const { host, crypto, rng, networks, onUse } = options
    this.home = { id: rng(16), membershipKey: rng(32) }
    // mailboxes are of no other network, whichever ones their owners are in
    const all = [this.home, networkOf(crypto, OPEN_NETWORK), ...networks]
    this.#mailboxes = createMailboxService({
      ...options,
      transport: host,
      limits: SERVED_LIMITS,
      membershipKeyOf: id => all.find(each => equalBytes(each.id, id))?.membershipKey,
      takesNew: id => this.isOpen || equalBytes(id, this.home.id),
      onUse
    })
    this.#serving = new Serving(options)
  }

  /** Whether it serves others now. */
  get isOpen(): boolean {
    return this.#serving.isOpen
  }

  /** Answers owners of mailboxes that it has. */
  async start(): Promise<void> {
    await this.#mailboxes.start()
  }

  /** Serves others from now on whenever it is its turn. */
  offer(): void {
    this.#serving.start()
  }

  /** The end of {@link offer}. Idempotent. */
  async withdraw(): Promise<void> {
    await this.#serving.stop()
  }

  /** The end of {@link start}. Idempotent. */
  async stop(): Promise<void> {
    await this.#mailboxes.stop()
  }
}
