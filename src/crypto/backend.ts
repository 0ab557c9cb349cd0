/**
 * The interface of the primitives.
 *
 * Backends agree byte for byte on what they return and on what they refuse, so that they can be
 * exchanged while a node runs (`tests/property/crypto-backends.spec.ts`). What a remote sends,
 * of whatever length, is refused with an AuthenticationError; a secret, seed, key, nonce or length
 * of our own that is not as long as it must be is a mistake of the caller, a RangeError.
 */

/** An ML-KEM-768 key pair: 1184-byte encapsulation key, 2400-byte decapsulation key. */
export interface KemKeyPair {
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}

/** Every function is deterministic; randomness comes in as a parameter. Results share no memory. */
export interface CryptoBackend {
  /** FIPS 180-4, over the concatenation of its arguments. 32 bytes. */
  sha256(...data: Uint8Array[]): Uint8Array
  /** FIPS 180-4, over the concatenation of its arguments. 64 bytes. */
  sha512(...data: Uint8Array[]): Uint8Array
  /** RFC 2104, over the concatenation of `data`. 32 bytes. */
  hmacSha256(key: Uint8Array, ...data: Uint8Array[]): Uint8Array
  /** RFC 5869, extract and expand. `length` is at most 8160 bytes. */
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
  /**
   * RFC 8032 §5.1.7, as libsodium and ed25519-dalek's `verify_strict` read it: canonical encodings,
   * neither the public key nor R of low order, the equation without the cofactor. Never throws.
   */
  ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean

  /** FIPS 203. `seed` is 64 random bytes. */
  mlKem768KeyPair(seed: Uint8Array): KemKeyPair
  /**
   * FIPS 203. `randomness` is 32 random bytes.
   * @throws {AuthenticationError} if the public key fails the modulus check
   */
  mlKem768Encapsulate(
    publicKey: Uint8Array,
    randomness: Uint8Array
  ): { readonly ciphertext: Uint8Array; readonly sharedSecret: Uint8Array }
  /**
   * FIPS 203, implicit rejection.
   * @throws {AuthenticationError} if the ciphertext is not 1088 bytes long
   * @throws {RangeError} if the secret key fails the hash check of §7.3
   */
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
