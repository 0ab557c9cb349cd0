/** First messages that wait for a bundle: fetches it, verifies it, seals. */
import { verifyBundle, verifyOneTime } from '../identity/index.ts'
import type { VerifiedBundle, VerifiedInvite } from '../identity/index.ts'
import { decodeDescriptor } from '../wire/index.ts'
import type { OneTimePrekey } from '../wire/index.ts'
import type { FetchedBundle, MessengerPorts } from './api.ts'
import type { Committer } from './batch.ts'
import { peerIn } from './contacts.ts'
import { keepRequest, sealRequest } from './core/first-message.ts'
import { sealRenewal } from './core/first-renewal.ts'
import type { Peer, Step, StepContext } from './core/peer.ts'
import type { Invites } from './invites.ts'

/** What openings work with. */
export interface OpeningsOptions {
  readonly committer: Committer
  readonly context: StepContext
  readonly peers: ReadonlyMap<string, Peer>
  readonly invites: Invites
  readonly ports: Pick<MessengerPorts, 'fetchBundles' | 'fetchContactBundle'>
  /** Counts what cannot be used. @throws what is our own fault */
  drop(error: unknown): void
}

/** What a step seals to. */
interface Verified {
  readonly peer: Peer
  readonly bundle: VerifiedBundle
  readonly oneTime: OneTimePrekey | undefined
  readonly context: StepContext
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
      if (peer !== undefined && invite !== undefined) await this.#ask(peer, invite, signal)
    } catch (error) {
      drop(error)
    }
  }

  async #ask(peer: Peer, invite: VerifiedInvite, signal: AbortSignal): Promise<void> {
    const { committer, ports, drop } = this.#options
    const { account, mailboxes } = invite
    const isAgain = [...peer.outbox.values()].some(row => row.kind === 'request' && row.sealed !== undefined)
    const found = await ports.fetchBundles(account, mailboxes, isAgain, signal)
    let isKnown = false
    for (const fetched of found) {
      try {
        const isSealed = await this.#seal(peer.userId, account, fetched, ({ peer: to, ...verified }) =>
          sealRequest(to, invite, verified.bundle, verified.oneTime, verified.context)
        )
        if (isSealed) return
        // one coordinator may hold what is older
        isKnown = true
      } catch (error) {
        // that of another coordinator may do
        drop(error)
      }
    }
    if (!isKnown) return
    await committer.run(batch => {
      batch.apply(keepRequest(peerIn(batch, peer.userId), batch.context))
    })
  }

  async #renew(peer: Peer, signal: AbortSignal): Promise<void> {
    const { account, reach, userId } = peer
    const mailboxes = reach === undefined ? [] : decodeDescriptor(reach.descriptor.payload).requestMailboxes
    const bundle = await this.#options.ports.fetchContactBundle(peer, mailboxes, signal)
    if (bundle === undefined) return
    await this.#seal(userId, account, { bundle, oneTime: undefined }, ({ peer: known, ...verified }) =>
      sealRenewal(known, verified.bundle, verified.context)
    )
  }

  /** @returns whether there was something to seal to that bundle */
  async #seal(
    userId: string,
    account: Uint8Array,
    { bundle: signed, oneTime }: FetchedBundle,
    step: (to: Verified) => Step | undefined
  ): Promise<boolean> {
    const { committer, context } = this.#options
    const { crypto } = context
    const now = context.clock()
    const bundle = verifyBundle(crypto, signed, { account, now })
    const { device } = bundle.device.certificate
    const verified = { bundle, oneTime: oneTime && verifyOneTime(crypto, oneTime, { device, now }) }
    return await committer.run(batch => {
      const taken = step({ ...verified, peer: peerIn(batch, userId), context: batch.context })
      if (taken !== undefined) batch.apply(taken)
      return taken !== undefined
    })
  }
}
