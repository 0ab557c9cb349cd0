/**
 * The signed "I am here" of a device (docs/PROTOCOL.md, 14).
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { AuthenticationError } from '../../errors.ts'
import { peerIdOf, sign, userIdOf, verify, verifyCertificate } from '../../identity/index.ts'
import {
  decodeDeviceCertificate,
  decodeHeartbeat,
  encodeHeartbeat,
  MAX_DEVICE_ADDRESSES
} from '../../wire/index.ts'
import { addressesOf, addressText } from './address.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { EpochMs } from '../../ports.ts'
import type { DeviceCertificate, Heartbeat, Service, Signed } from '../../wire/index.ts'

const DOMAIN = 'earshot/heartbeat/1'

/** A heartbeat as it claims to be. Nothing of it is proved before `verifyHeartbeat`. */
export interface HeartbeatClaim {
  readonly userId: string
  readonly peerId: string
  readonly sequence: number
  readonly at: EpochMs
  readonly leaving: boolean
  /** What it says that it does for others. */
  readonly service: Service
  /** Until when the certificate lasts. */
  readonly expires: EpochMs
  readonly heartbeat: Heartbeat
  readonly certificate: DeviceCertificate
  /** As received, to be passed on. */
  readonly signed: Signed
}

/** Signs a heartbeat with the seed of the device that its certificate names. */
export function signHeartbeat(crypto: CryptoBackend, seed: Uint8Array, heartbeat: Heartbeat): Signed {
  return sign(crypto, seed, DOMAIN, encodeHeartbeat(heartbeat))
}

/**
 * Reads a heartbeat without checking a signature, to see cheaply whether it is news.
 *
 * @throws {WireFormatError}
 */
export function readHeartbeat(signed: Signed): HeartbeatClaim {
  const heartbeat = decodeHeartbeat(signed.payload)
  const certificate = decodeDeviceCertificate(heartbeat.certificate.payload)
  return {
    userId: userIdOf(certificate.account),
    peerId: peerIdOf(certificate.device),
    sequence: heartbeat.sequence,
    at: heartbeat.at,
    leaving: heartbeat.leaving,
    service: heartbeat.leaving ? 'none' : heartbeat.service,
    expires: certificate.expires,
    heartbeat,
    certificate,
    signed
  }
}

/**
 * Checks that the account certified the device, and that the device said this in this
 * network. Time and sequence are the caller's to judge.
 *
 * @param trusted - certificate that was verified before; the same bytes are not verified again
 * @throws {AuthenticationError} forged, or meant for another network
 * @throws {TrustError} a certificate that no honest account signs
 */
export function verifyHeartbeat(
  crypto: CryptoBackend,
  network: Uint8Array,
  claim: HeartbeatClaim,
  trusted?: Signed
): void {
  if (!equalBytes(claim.heartbeat.network, network)) {
    throw new AuthenticationError('A heartbeat of another network')
  }
  const { certificate } = claim.heartbeat
  const known =
    trusted !== undefined &&
    equalBytes(trusted.payload, certificate.payload) &&
    equalBytes(trusted.signature, certificate.signature)
  if (!known) verifyCertificate(crypto, certificate)
  verify(crypto, claim.certificate.device, DOMAIN, claim.signed)
}

/** The addresses that a heartbeat names, as text ending in its device. Unknown kinds are left out. */
export function heartbeatAddresses(claim: HeartbeatClaim): string[] {
  const texts = claim.heartbeat.addresses.map(addressText).filter(text => text !== undefined)
  return addressesOf(claim.peerId, texts, MAX_DEVICE_ADDRESSES)
}
