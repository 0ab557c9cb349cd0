import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { HASH_LENGTH } from '../../wire/index.ts'
import type { CryptoBackend } from '../../crypto/index.ts'

const PREFIX = utf8ToBytes('earshot/member/1')

/**
 * What a set of members comes to: SHA-256 of each, combined by exclusive or, so that a change costs one
 * hash. It tells two sets apart that came to differ by loss; whoever makes up the set makes up the digest, too.
 */
export class MemberDigest {
  readonly #crypto: CryptoBackend
  readonly #digest = new Uint8Array(HASH_LENGTH)

  constructor(crypto: CryptoBackend, accounts: Iterable<Uint8Array> = []) {
    this.#crypto = crypto
    for (const account of accounts) this.toggle(account)
  }

  /** 32 bytes, a copy. */
  get bytes(): Uint8Array {
    return this.#digest.slice()
  }

  /** Puts a member in, or takes it out. @param account - 32-byte key */
  toggle(account: Uint8Array): void {
    const hash = this.#crypto.sha256(concatBytes(PREFIX, account))
    for (const [at, byte] of hash.entries()) this.#digest[at] = (this.#digest[at] ?? 0) ^ byte
  }
}
