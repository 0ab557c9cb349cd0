/** First messages that wait for a bundle: fetches it, verifies it, seals. */
import { NotFoundError } from '../errors.ts'
import { verifyBundle } from '../identity/index.ts'
import type { VerifiedBundle, VerifiedInvite } from '../identity/index.ts'
import { decodeDescriptor } from '../wire/index.ts'
import type { Signed } from '../wire/index.ts'
import type { MessengerPorts } from './api.ts'
import type { Committer } from './batch.ts'
import { sealRequest } from './core/first-message.ts'
import { sealRenewal } from './core/first-renewal.ts'
import type { Peer, Step, StepContext } from './core/peer.ts'
import type { Invites } from './invites.ts'

/** What openings work with. */
export interface OpeningsOptions {
  readonly committer: Committer
  readonly context: StepContext
  readonly peers: ReadonlyMap<string, Peer>
  readonly invites: Invites
  readonly ports: Pick<MessengerPorts, 'fetchBundle' | 'fetchContactBundle'>
  /** Counts what cannot be used. @throws what is our own fault */
  drop(error: unknown): void
}

/** Seals what opens sessions. */
export class Openings {
  readonly #options: OpeningsOptions

  constructor(options: OpeningsOptions) {
    this.#options = options
  }

  /** Tries to seal what waits for the bundle of that user. */
  async prepare(userId: string, signal: AbortSignal): Promise<void> {
    const { peers, invites, drop } = this.#options
    const peer = peers.get(userId)
    try {
      if (peer?.consent === 'accepted') {
        await this.#renew(peer, signal)
        return
      }
      const invite = invites.read(peer?.invite)
      if (invite !== undefined) await this.#ask(userId, invite, signal)
    } catch (error) {
      drop(error)
    }
  }

  async #ask(userId: string, invite: VerifiedInvite, signal: AbortSignal): Promise<void> {
    const { account, mailboxes } = invite
    const signed = await this.#options.ports.fetchBundle(account, mailboxes, signal)
    await this.#seal(userId, account, signed, (peer, bundle, context) =>
      sealRequest(peer, invite, bundle, context)
    )
  }

  async #renew(peer: Peer, signal: AbortSignal): Promise<void> {
    const { account, reach, userId } = peer
    const mailboxes = reach === undefined ? [] : decodeDescriptor(reach.descriptor.payload).requestMailboxes
    const signed = await this.#options.ports.fetchContactBundle(peer, mailboxes, signal)
    await this.#seal(userId, account, signed, sealRenewal)
  }

  async #seal(
    userId: string,
    account: Uint8Array,
    signed: Signed | undefined,
    step: (peer: Peer, bundle: VerifiedBundle, context: StepContext) => Step
  ): Promise<void> {
    if (signed === undefined) return
    const { committer, context } = this.#options
    const bundle = verifyBundle(context.crypto, signed, { account, now: context.clock() })
    await committer.run(batch => {
      const peer = batch.peer(userId)
      if (peer === undefined) throw new NotFoundError('Nobody of that name is known here')
      batch.apply(step(peer, bundle, batch.context))
    })
  }
}
