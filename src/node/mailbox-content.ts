/**
 * What goes into one of our mailboxes and what comes out: whom its coordinator lets in, our
 * bundle, and the mail, which its token brings to the right contact or invite.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import type { CryptoBackend } from '../crypto/index.ts'
import { EarshotError, LimitError, StorageError } from '../errors.ts'
import { sealBundle, sealOneTime } from '../identity/index.ts'
import type { Messenger } from '../messaging/index.ts'
import type { Logger, Rng } from '../ports.ts'
import { grantFor, openDeposit, presenceSecret, presenceTag, tokenFor, tokenHash } from '../relay/index.ts'
import type { CollectedItem } from '../relay/index.ts'
import type { Grant } from '../wire/index.ts'

/** What a mailbox and its mail depend on. */
export interface MailboxContentOptions {
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly logger: Logger
  /** Account key: who knows it can read our bundle. */
  readonly account: Uint8Array
  messenger(): Messenger
}

/** The content of one mailbox. */
export class MailboxContent {
  readonly #options: MailboxContentOptions
  readonly #mailbox: Uint8Array
  readonly #requests: boolean
  /** Token hashes of secrets, which stay the same objects while they are in use. */
  readonly #tokens: WeakMap<Uint8Array, string> = new WeakMap()
  /** Presence secrets of them. */
  readonly #presence: WeakMap<Uint8Array, Uint8Array> = new WeakMap()

  /**
   * @param mailbox - the key that names it
   * @param requests - of strangers with an invite; otherwise mail of contacts
   */
  constructor(options: MailboxContentOptions, mailbox: Uint8Array, requests: boolean) {
    this.#options = options
    this.#mailbox = mailbox
    this.#requests = requests
  }

  /** Whom to let in, and the sealed bundle of a request mailbox. */
  async registration(): Promise<{ readonly grants: readonly Grant[]; readonly bundle: Uint8Array }> {
    const { crypto, rng, account } = this.#options
    const messenger = this.#options.messenger()
    const mailbox = this.#mailbox
    if (this.#requests) {
      const bundle = sealBundle(crypto, rng, account, mailbox, await messenger.bundle())
      const open = messenger.invites.granted()
      const grants = open.map(({ secret, expires }) =>
        grantFor(crypto, secret, mailbox, { stranger: true, expires })
      )
      return { grants, bundle }
    }
    // Whom we asked answers into our mailbox; who asked us has to wait for our answer.
    // All of them fit: the messenger has no more contacts (and invites) than a mailbox has grants.
    const welcome = [...messenger.peers()].filter(
      ({ consent }) => consent === 'accepted' || consent === 'requested'
    )
    const grants = welcome.map(peer => grantFor(crypto, peer.depositSecret, mailbox))
    return { grants, bundle: new Uint8Array(0) }
  }

  /**
   * Who may see that we are online, by the tags of that day: those who accepted.
   *
   * @param coordinator - 32-byte key of who keeps this mailbox
   */
  leaseTags(coordinator: Uint8Array, day: number): readonly Uint8Array[] {
    const { crypto } = this.#options
    const accepted = [...this.#options.messenger().peers()].filter(({ consent }) => consent === 'accepted')
    return accepted.map(({ depositSecret }) => {
      const secret = this.#presence.get(depositSecret) ?? presenceSecret(crypto, depositSecret)
      this.#presence.set(depositSecret, secret)
      return presenceTag(crypto, secret, coordinator, day)
    })
  }

  /**
   * Sealed one-time prekeys for a request mailbox, in the place of those that are left.
   *
   * @throws {StorageError} they could not be kept, and must not be handed out
   */
  async stock(left: number): Promise<readonly Uint8Array[]> {
    const { crypto, rng, account } = this.#options
    if (!this.#requests) return []
    const prekeys = await this.#options.messenger().oneTimePrekeys(this.#mailbox, left)
    return prekeys.map(signed => sealOneTime(crypto, rng, account, this.#mailbox, signed))
  }

  /**
   * Hands items to the messenger. Resolves when each is durable, or known to be worthless.
   *
   * @returns how many are worthless
   * @throws {StorageError | LimitError} not all of them could be kept now
   */
  async deliver(items: readonly CollectedItem[]): Promise<number> {
    const wereMail = await Promise.all(items.map(async item => this.#deliverItem(item)))
    return wereMail.filter(wasMail => !wasMail).length
  }

  /** The token says which contact or invite it is; no other is tried. Resolves false for what is worthless. */
  async #deliverItem({ tokenHash: token, deposit }: CollectedItem): Promise<boolean> {
    const { crypto, logger } = this.#options
    const messenger = this.#options.messenger()
    const wanted = bytesToHex(token)
    const fits = (secret: Uint8Array): boolean => this.#tokenOf(secret) === wanted
    try {
      if (this.#requests) {
        const secret = messenger.invites.secrets().find(fits)
        if (secret === undefined) return false
        await messenger.receiveRequest(openDeposit(crypto, secret, this.#mailbox, deposit))
        return true
      }
      for (const { userId, depositSecret } of messenger.peers()) {
        if (!fits(depositSecret)) continue
        await messenger.receiveMail(userId, openDeposit(crypto, depositSecret, this.#mailbox, deposit))
        return true
      }
    } catch (error) {
      // Our own disk or our own queue is full: it must come again, not be acknowledged.
      if (error instanceof StorageError || error instanceof LimitError) throw error
      if (!(error instanceof EarshotError)) throw error
      logger('dropped an item of a mailbox: %s', error.name)
    }
    return false
  }

  #tokenOf(secret: Uint8Array): string {
    const known = this.#tokens.get(secret)
    if (known !== undefined) return known
    const { crypto } = this.#options
    const hash = bytesToHex(tokenHash(crypto, tokenFor(crypto, secret, this.#mailbox)))
    this.#tokens.set(secret, hash)
    return hash
  }
}
