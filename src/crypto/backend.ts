/** The interface of the primitives. */

/** An ML-KEM-768 key pair: 1184-byte encapsulation key, 2400-byte decapsulation key. */
export interface KemKeyPair {
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}

/** Every function is deterministic; randomness comes in as a parameter. */
export interface CryptoBackend {
  /** FIPS 180-4, over the concatenation of its arguments. 32 bytes. */
  sha256(...data: Uint8Array[]): Uint8Array
  /** FIPS 180-4, over the concatenation of its arguments. 64 bytes. */
  sha512(...data: Uint8Array[]): Uint8Array
  /** RFC 2104, over the concatenation of `data`. 32 bytes. */
  hmacSha256(key: Uint8Array, ...data: Uint8Array[]): Uint8Array
  /** RFC 5869, extract and expand. */
  hkdfSha256(inputKey: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array

  /** RFC 7748. `secret` is 32 random bytes. */
  x25519PublicKey(secret: Uint8Array): Uint8Array
  /**
   * RFC 7748.
   * @throws {AuthenticationError} if the public key is of low order (all-zero result)
   */
  x25519(secret: Uint8Array, publicKey: Uint8Array): Uint8Array

  /** RFC 8032. `seed` is 32 random bytes. */
  ed25519PublicKey(seed: Uint8Array): Uint8Array
  /** RFC 8032. 64 bytes. */
  ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array
  /** RFC 8032, strict: canonical encodings, no low-order public keys. Never throws. */
  ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean

  /** FIPS 203. `seed` is 64 random bytes. */
  mlKem768KeyPair(seed: Uint8Array): KemKeyPair
  /**
   * FIPS 203. `randomness` is 32 random bytes.
   * @throws {AuthenticationError} if the key fails the modulus check
   */
  mlKem768Encapsulate(
    publicKey: Uint8Array,
    randomness: Uint8Array
  ): { readonly ciphertext: Uint8Array; readonly sharedSecret: Uint8Array }
  /** FIPS 203, implicit rejection. */
  mlKem768Decapsulate(secretKey: Uint8Array, ciphertext: Uint8Array): Uint8Array

  /** RFC 8439. 12-byte nonce; ciphertext ‖ 16-byte tag. */
  chacha20Poly1305Seal(
    key: Uint8Array,
    nonce: Uint8Array,
    plaintext: Uint8Array,
    associatedData: Uint8Array
  ): Uint8Array
  /** @throws {AuthenticationError} */
  chacha20Poly1305Open(
    key: Uint8Array,
    nonce: Uint8Array,
    sealed: Uint8Array,
    associatedData: Uint8Array
  ): Uint8Array
  /** draft-irtf-cfrg-xchacha-03. 24-byte nonce; ciphertext ‖ 16-byte tag. */
  xchacha20Poly1305Seal(
    key: Uint8Array,
    nonce: Uint8Array,
    plaintext: Uint8Array,
    associatedData: Uint8Array
  ): Uint8Array
  /** @throws {AuthenticationError} */
  xchacha20Poly1305Open(
    key: Uint8Array,
    nonce: Uint8Array,
    sealed: Uint8Array,
    associatedData: Uint8Array
  ): Uint8Array
}
