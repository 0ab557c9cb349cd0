import { TrustError } from '../errors.ts'
import {
  decodeDescriptor,
  decodeDescriptorInner,
  encodeDescriptor,
  encodeDescriptorInner
} from '../wire/index.ts'
import { DESCRIPTOR_DOMAIN } from './constants.ts'
import { findDevice, verifyDeviceList } from './device-list.ts'
import { open, seal } from './sealed.ts'
import { isSameSigned, sign, verify } from './signed.ts'
import type { Device } from './device.ts'
import type { VerifiedDevice, VerifiedDeviceList } from './device-list.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs, Rng } from '../ports.ts'
import type { Descriptor, DescriptorInner, Signed } from '../wire/index.ts'

/** A descriptor whose outer layer was checked; `inner` is still sealed. */
export interface VerifiedDescriptor extends Omit<Descriptor, 'deviceList' | 'device'> {
  /** Ed25519, 32 bytes. */
  readonly account: Uint8Array
  readonly userId: string
  readonly deviceList: VerifiedDeviceList
  /** The device that signed it. */
  readonly device: VerifiedDevice
  /** As received, to keep and to pass on. */
  readonly signed: Signed
}

/** What to hold a descriptor against. */
export interface VerifyDescriptorOptions {
  /** Refuse a descriptor that has expired by then. Leave out for one that came late by mail. */
  readonly now?: EpochMs | undefined
  /** Whose descriptor it must be. Default: of the account that its device list names. */
  readonly account?: Uint8Array | undefined
  /** A list of that account that was verified before: its certificates are not verified again. */
  readonly held?: VerifiedDeviceList | undefined
}

/**
 * The revision of the next descriptor: time, but always above the last, so that it rises
 * over clock jumps and needs no counter to survive an import (docs/PROTOCOL.md, 9).
 */
export function nextRevision(now: EpochMs, last?: number): number {
  return last === undefined ? now : Math.max(now, last + 1)
}

/** Signs a descriptor as the device that it is of. `inner` comes from `sealInner`. */
export function signDescriptor(
  crypto: CryptoBackend,
  device: Pick<Device, 'seed' | 'publicKey'>,
  descriptor: Omit<Descriptor, 'device'>
): Signed {
  const payload = encodeDescriptor({ ...descriptor, device: device.publicKey })
  return sign(crypto, device.seed, DESCRIPTOR_DOMAIN, payload)
}

/**
 * Checks the outer layer: signature, device list, certificates, that the signer is listed.
 *
 * @throws {WireFormatError} the payload is no descriptor
 * @throws {AuthenticationError} a signature does not hold
 * @throws {TrustError} expired, of another account, or of a device that is not listed
 */
export function verifyDescriptor(
  crypto: CryptoBackend,
  signed: Signed,
  options: VerifyDescriptorOptions = {}
): VerifiedDescriptor {
  const { now, account, held } = options
  const { deviceList, device, ...rest } = decodeDescriptor(signed.payload)
  verify(crypto, device, DESCRIPTOR_DOMAIN, signed)
  const isHeld = held !== undefined && isSameSigned(held.signed, deviceList)
  const list = isHeld ? held : verifyDeviceList(crypto, deviceList, { account })
  const listed = findDevice(list, device)
  if (listed === undefined || (now !== undefined && now >= rest.expires)) {
    throw new TrustError('A descriptor cannot be trusted')
  }
  return { ...rest, account: list.account, userId: list.userId, deviceList: list, device: listed, signed }
}

/**
 * Seals the layer that only contacts read.
 *
 * @param descriptorKey - 32 random bytes, given to contacts inside the ratchet
 */
export function sealInner(
  crypto: CryptoBackend,
  rng: Rng,
  descriptorKey: Uint8Array,
  inner: DescriptorInner
): Uint8Array {
  return seal(crypto, rng, descriptorKey, encodeDescriptorInner(inner))
}

/**
 * Opens the layer that only contacts read. It takes a verified descriptor because the key is
 * known to all contacts: only the outer signature says who wrote the inner layer.
 *
 * @throws {WireFormatError} not a sealed inner layer
 * @throws {AuthenticationError} another key, or altered
 */
export function openInner(
  crypto: CryptoBackend,
  descriptorKey: Uint8Array,
  descriptor: Pick<VerifiedDescriptor, 'inner'>
): DescriptorInner {
  return decodeDescriptorInner(open(crypto, descriptorKey, descriptor.inner))
}
