/** Our descriptor: where we are, signed anew whenever that has changed. */
import { nextRevision, sealInner, signDescriptor } from '../identity/index.ts'
import type { OwnDescriptor } from '../messaging/index.ts'
import { SUPPORTED_SUITES } from '../ratchet/index.ts'
import type { MailboxAddress } from '../wire/index.ts'
import type { NodeContext } from './context.ts'
import { saveProfile } from './profile.ts'
import type { Profile } from './profile.ts'

/** How long a descriptor counts; it is renewed with every change and at every start. */
const LIFETIME = 30 * 24 * 3_600_000

/** What a descriptor says. */
export interface Whereabouts {
  /** Multiaddrs of the device, binary, best first. */
  readonly addresses: readonly Uint8Array[]
  readonly mailboxes: readonly MailboxAddress[]
  readonly requestMailboxes: readonly MailboxAddress[]
}

/** Keeps the descriptor. */
export class DescriptorKeeper {
  readonly #context: NodeContext
  #profile: Profile
  #current: OwnDescriptor
  #isSigned = false

  constructor(context: NodeContext, profile: Profile) {
    this.#context = context
    this.#profile = profile
    this.#current = this.#sign(
      { addresses: [], mailboxes: [], requestMailboxes: [] },
      profile.descriptorRevision
    )
  }

  /** As it stands. */
  get current(): OwnDescriptor {
    return this.#current
  }

  /** Whether it says where we are now, and not only who. */
  get isSigned(): boolean {
    return this.#isSigned
  }

  /** Signs a new one; durable when it resolves, so that no revision is used twice. */
  async update(whereabouts: Whereabouts): Promise<void> {
    const revision = nextRevision(this.#context.clock(), this.#profile.descriptorRevision)
    this.#profile = { ...this.#profile, descriptorRevision: revision }
    await saveProfile(this.#context, this.#profile)
    this.#current = this.#sign(whereabouts, revision)
    this.#isSigned = true
  }

  /** Another key for the inner layer, from the next descriptor on; durable when it resolves. */
  async rotate(): Promise<void> {
    this.#profile = { ...this.#profile, descriptorKey: this.#context.rng(32) }
    await saveProfile(this.#context, this.#profile)
  }

  #sign(whereabouts: Whereabouts, revision: number): OwnDescriptor {
    const { crypto, rng, clock } = this.#context
    const { device, deviceList, descriptorKey } = this.#profile
    const { addresses, mailboxes, requestMailboxes } = whereabouts
    const descriptor = signDescriptor(crypto, device, {
      revision,
      expires: clock() + LIFETIME,
      deviceList,
      suites: SUPPORTED_SUITES,
      requestMailboxes,
      inner: sealInner(crypto, rng, descriptorKey, { addresses, mailboxes })
    })
    return { descriptor, descriptorKey, revision }
  }
}
