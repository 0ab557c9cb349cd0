/**
 * People with devices, and the records that they sign, for the tests of the identities.
 *
 * @packageDocumentation
 */
import { createHash } from 'node:crypto'
import { multiaddr } from '@multiformats/multiaddr'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import {
  certify,
  createAccount,
  createDevice,
  peerIdOf,
  signBundle,
  signDescriptor,
  signDeviceList
} from '../../src/identity/index.ts'
import { BUNDLE_LIFETIME } from '../../src/wire/index.ts'
import type { Account, Device } from '../../src/identity/index.ts'
import type { Rng } from '../../src/ports.ts'
import type { Descriptor, MailboxAddress, PrekeyBundle, Signed } from '../../src/wire/index.ts'

export const DAY: number = 24 * 60 * 60 * 1_000

/** 2026-11-21. */
export const NOW = 1_795_219_200_000

/** Reproducible bytes, other ones for each seed. */
export function seeded(seed: string | number): Rng {
  let counter = 0
  return length => {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; at += 32) {
      const block = createHash('sha256').update(`${seed} ${counter++}`).digest()
      bytes.set(block.subarray(0, length - at), at)
    }
    return bytes
  }
}

/** An account with one device and its list of version 1, made at NOW. */
export interface Person {
  readonly account: Account
  readonly device: Device
  readonly certificate: Signed
  readonly list: Signed
  readonly rng: Rng
}

export function person(seed: string): Person {
  const rng = seeded(seed)
  const account = createAccount(crypto, rng)
  const device = createDevice(crypto, rng)
  const certificate = certify(crypto, account, device, NOW)
  const list = signDeviceList(crypto, account, { version: 1, certificates: [certificate], revoked: [] })
  return { account, device, certificate, list, rng }
}

/** A bundle made at NOW, with `changes`. */
export function bundleOf(who: Person, changes: Partial<PrekeyBundle> = {}): Signed {
  return signBundle(crypto, who.device, {
    deviceList: who.list,
    signedPrekeyId: 7,
    signedPrekey: who.rng(32),
    kemPrekeyId: 8,
    kemPrekey: who.rng(1184),
    requestKey: who.rng(32),
    suites: [1, 2],
    created: NOW,
    expires: NOW + BUNDLE_LIFETIME,
    ...changes
  })
}

/** A descriptor made at NOW, with `changes`. */
export function descriptorOf(who: Person, changes: Partial<Descriptor> = {}): Signed {
  return signDescriptor(crypto, who.device, {
    revision: NOW,
    expires: NOW + DAY,
    deviceList: who.list,
    suites: [1],
    requestMailboxes: [mailboxAt('203.0.113.1', who.rng)],
    inner: who.rng(100),
    ...changes
  })
}

/** A mailbox at a coordinator that listens on TCP and on webrtc-direct. */
export function mailboxAt(ip: string, rng: Rng): MailboxAddress {
  const peer = peerIdOf(rng(32))
  const family = ip.includes(':') ? 'ip6' : 'ip4'
  // base64url multibase of a SHA-256 multihash
  const certhash = `u${Buffer.concat([Uint8Array.of(0x12, 0x20), rng(32)]).toString('base64url')}`
  return {
    mailbox: rng(32),
    addresses: [
      `/${family}/${ip}/tcp/41234/p2p/${peer}`,
      `/${family}/${ip}/udp/41235/webrtc-direct/certhash/${certhash}/p2p/${peer}`
    ].map(address => multiaddr(address).bytes)
  }
}

/** A copy with one bit field of one byte changed; `mask` is not 0. */
export function flipped(bytes: Uint8Array, at: number, mask: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ mask : byte))
}

/** For assert.throws: an error of one of these names. */
export function named(...names: string[]): (error: unknown) => boolean {
  return error => {
    if (!(error instanceof Error)) return false
    return names.includes(error.name)
  }
}
