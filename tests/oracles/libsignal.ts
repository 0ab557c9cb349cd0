/**
 * A device of Signal's own library, for comparing with ours: how it decides, and how fast it
 * is. Its stores keep bytes, as a disk would, so that it pays for (de)serialising as we do.
 *
 * @packageDocumentation
 */
import * as signal from '@signalapp/libsignal-client'

type Bytes = Uint8Array<ArrayBuffer>

/** Default of the library: forward jumps, skipped keys, archived sessions are not options. */
const DEVICE = 1

/** Something that was sealed. The first ones of a session open it at the other side. */
export interface Sealed {
  readonly opening: boolean
  readonly bytes: Bytes
}

class Sessions extends signal.SessionStore {
  readonly #records = new Map<string, Bytes>()

  override async saveSession(name: signal.ProtocolAddress, record: signal.SessionRecord): Promise<void> {
    this.#records.set(name.toString(), record.serialize())
  }

  override async getSession(name: signal.ProtocolAddress): Promise<signal.SessionRecord | null> {
    const record = this.#records.get(name.toString())
    return record === undefined ? null : signal.SessionRecord.deserialize(record)
  }

  override async getExistingSessions(
    names: readonly signal.ProtocolAddress[]
  ): Promise<signal.SessionRecord[]> {
    const found = await Promise.all(names.map(async name => await this.getSession(name)))
    return found.filter(record => record !== null)
  }
}

class Identities extends signal.IdentityKeyStore {
  readonly #own: signal.IdentityKeyPair
  readonly #known = new Map<string, signal.PublicKey>()

  constructor(own: signal.IdentityKeyPair) {
    super()
    this.#own = own
  }

  override async getIdentityKey(): Promise<signal.PrivateKey> {
    return this.#own.privateKey
  }

  override async getLocalRegistrationId(): Promise<number> {
    return 1
  }

  override async saveIdentity(
    name: signal.ProtocolAddress,
    key: signal.PublicKey
  ): Promise<signal.IdentityChange> {
    const known = this.#known.get(name.toString())
    this.#known.set(name.toString(), key)
    return known === undefined || known.equals(key)
      ? signal.IdentityChange.NewOrUnchanged
      : signal.IdentityChange.ReplacedExisting
  }

  override async isTrustedIdentity(): Promise<boolean> {
    return true
  }

  override async getIdentity(name: signal.ProtocolAddress): Promise<signal.PublicKey | null> {
    return this.#known.get(name.toString()) ?? null
  }
}

/** All prekeys are last-resort ones, as ours are. */
class OneTimeKeys extends signal.PreKeyStore {
  override async savePreKey(): Promise<void> {}

  override async getPreKey(id: number): Promise<signal.PreKeyRecord> {
    throw new Error(`there is no one-time key ${id}`)
  }

  override async removePreKey(): Promise<void> {}
}

class SignedKeys extends signal.SignedPreKeyStore {
  readonly #records = new Map<number, signal.SignedPreKeyRecord>()

  override async saveSignedPreKey(id: number, record: signal.SignedPreKeyRecord): Promise<void> {
    this.#records.set(id, record)
  }

  override async getSignedPreKey(id: number): Promise<signal.SignedPreKeyRecord> {
    const record = this.#records.get(id)
    if (record === undefined) throw new Error(`there is no signed key ${id}`)
    return record
  }

  clear(): void {
    this.#records.clear()
  }
}

class KemKeys extends signal.KyberPreKeyStore {
  readonly #records = new Map<number, signal.KyberPreKeyRecord>()
  readonly #used = new Set<string>()

  override async saveKyberPreKey(id: number, record: signal.KyberPreKeyRecord): Promise<void> {
    this.#records.set(id, record)
  }

  override async getKyberPreKey(id: number): Promise<signal.KyberPreKeyRecord> {
    const record = this.#records.get(id)
    if (record === undefined) throw new Error(`there is no KEM key ${id}`)
    return record
  }

  /** As the library wants it of a last-resort key: the same first message is taken once. */
  override async markKyberPreKeyUsed(id: number, signedId: number, baseKey: signal.PublicKey): Promise<void> {
    const use = `${id} ${signedId} ${Buffer.from(baseKey.serialize()).toString('hex')}`
    if (this.#used.has(use)) throw new Error('the first message was taken before')
    this.#used.add(use)
  }
}

/** One device, and its session with one other. */
export class LibsignalDevice {
  readonly address: signal.ProtocolAddress
  readonly identity: signal.IdentityKeyPair = signal.IdentityKeyPair.generate()
  readonly #sessions = new Sessions()
  readonly #identities = new Identities(this.identity)
  readonly #oneTimeKeys = new OneTimeKeys()
  readonly #signedKeys = new SignedKeys()
  readonly #kemKeys = new KemKeys()
  #generation = 0

  constructor(name: string) {
    this.address = signal.ProtocolAddress.new(name, DEVICE)
  }

  /** A new generation of prekeys. */
  async publish(): Promise<signal.PreKeyBundle> {
    const id = ++this.#generation
    const now = Date.now()
    const signedKey = signal.PrivateKey.generate()
    const signedKeySignature = this.identity.privateKey.sign(signedKey.getPublicKey().serialize())
    const kem = signal.KEMKeyPair.generate()
    const kemSignature = this.identity.privateKey.sign(kem.getPublicKey().serialize())
    await this.#signedKeys.saveSignedPreKey(
      id,
      signal.SignedPreKeyRecord.new(id, now, signedKey.getPublicKey(), signedKey, signedKeySignature)
    )
    await this.#kemKeys.saveKyberPreKey(id, signal.KyberPreKeyRecord.new(id, now, kem, kemSignature))
    return signal.PreKeyBundle.new(
      1,
      DEVICE,
      null,
      null,
      id,
      signedKey.getPublicKey(),
      signedKeySignature,
      this.identity.publicKey,
      id,
      kem.getPublicKey(),
      kemSignature
    )
  }

  /** Forgets the secrets of all prekeys that it has published. */
  forget(): void {
    this.#signedKeys.clear()
  }

  /** Opens a session, which the next message carries. */
  async open(peer: LibsignalDevice, bundle: signal.PreKeyBundle): Promise<void> {
    await signal.processPreKeyBundle(bundle, peer.address, this.address, this.#sessions, this.#identities)
  }

  async encrypt(peer: LibsignalDevice, plaintext: Uint8Array): Promise<Sealed> {
    const message = await signal.signalEncrypt(
      new Uint8Array(plaintext),
      peer.address,
      this.address,
      this.#sessions,
      this.#identities
    )
    const opening = message.type() === signal.CiphertextMessageType.PreKey
    return { opening, bytes: message.serialize() }
  }

  /** @throws whatever the library says */
  async decrypt(peer: LibsignalDevice, { opening, bytes }: Sealed): Promise<Uint8Array> {
    if (!opening) {
      return await signal.signalDecrypt(
        signal.SignalMessage.deserialize(bytes),
        peer.address,
        this.address,
        this.#sessions,
        this.#identities
      )
    }
    return await signal.signalDecryptPreKey(
      signal.PreKeySignalMessage.deserialize(bytes),
      peer.address,
      this.address,
      this.#sessions,
      this.#identities,
      this.#oneTimeKeys,
      this.#signedKeys,
      this.#kemKeys
    )
  }
}
