/** What of sodium-native is used: it has no types of its own. Results are written into the first argument. */
declare module 'sodium-native' {
  interface Sodium {
    crypto_scalarmult_base(publicKey: Uint8Array, secret: Uint8Array): void
    /** @throws if the result would be zero */
    crypto_scalarmult(shared: Uint8Array, secret: Uint8Array, publicKey: Uint8Array): void
    crypto_sign_seed_keypair(publicKey: Uint8Array, secretKey: Uint8Array, seed: Uint8Array): void
    crypto_sign_detached(signature: Uint8Array, message: Uint8Array, secretKey: Uint8Array): void
    crypto_sign_verify_detached(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
  }
  const sodium: Sodium
  export default sodium
}
