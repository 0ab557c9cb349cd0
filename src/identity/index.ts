/**
 * Who somebody is: accounts and their devices, the records that they sign (certificates,
 * device lists, invites, prekey bundles, descriptors), the number by which two people check
 * each other, and the networks that accounts share.
 *
 * Nothing here does I/O: time and randomness come in as parameters. A `verify…` function
 * checks the bytes as received and returns a `Verified…` value; code above should take only
 * those. They throw `WireFormatError` for bytes that are no such record,
 * `AuthenticationError` for a signature that does not hold, and `TrustError` for a genuine
 * record that must not be used; to a remote, all three look alike.
 *
 * @packageDocumentation
 *
 * @example An account with one device, and an invite to it
 *
 * ```ts
 * import { nobleBackend as crypto } from '../crypto/noble.ts'
 * import {
 *   certify, createAccount, createDevice, createInvite, encodeInviteLink, parseInviteLink,
 *   signDeviceList, verifyDeviceList
 * } from './index.ts'
 *
 * const account = createAccount(crypto, rng)
 * const device = createDevice(crypto, rng)
 * const certificate = certify(crypto, account, device, clock())
 * const list = signDeviceList(crypto, account, { version: 1, certificates: [certificate], revoked: [] })
 * verifyDeviceList(crypto, list).devices[0]?.peerId === device.peerId // true
 *
 * const invite = createInvite(crypto, rng, account, { name: 'Alice', mailboxes: [], now: clock() })
 * const link = encodeInviteLink(invite.signed) // web+earshot:#i=…
 * parseInviteLink(crypto, link, clock()).userId === account.userId // true
 * ```
 */
export {
  DAYS_AHEAD,
  CERTIFICATE_LIFETIME,
  INVITE_LIFETIME,
  MAX_INVITE_BYTES,
  MAX_INVITE_LIFETIME,
  MAX_LINK_LENGTH,
  MAX_PAGE_LENGTH
} from './constants.ts'
export { accountFromSeed, createAccount } from './account.ts'
export type { Account } from './account.ts'
export { openBundle, sealBundle, signBundle, verifyBundle } from './bundle.ts'
export type { VerifiedBundle, VerifyBundleOptions } from './bundle.ts'
export { openOneTime, sealOneTime, signOneTime, verifyOneTime } from './one-time.ts'
export { nextRevision, openInner, sealInner, signDescriptor, verifyDescriptor } from './descriptor.ts'
export type { VerifiedDescriptor, VerifyDescriptorOptions } from './descriptor.ts'
export { compareDeviceLists, findDevice, signDeviceList, verifyDeviceList } from './device-list.ts'
export type { DeviceListOrder, VerifiedDevice, VerifiedDeviceList } from './device-list.ts'
export { certify, createDevice, deviceFromSecrets, renewalDue, verifyCertificate } from './device.ts'
export type { Device, DeviceKeys, VerifyCertificateOptions } from './device.ts'
export { encodeInviteLink, parseInviteLink } from './invite-link.ts'
export { createInvite, holdsInvite, inviteProof, verifyInvite } from './invite.ts'
export type { InviteInit, VerifiedInvite } from './invite.ts'
export {
  dayOf,
  leavableDays,
  lookupDays,
  lookupKey,
  openLookupRecord,
  signLookupRecord,
  verifyLookupRecord
} from './lookup.ts'
export type { LookupContent, LookupPlace } from './lookup.ts'
export { networkOf } from './network.ts'
export { networkSecretText, parseNetworkSecret } from './network-secret.ts'
export type { Network, PrivateNetwork } from './network.ts'
export { keyOfPeerId, peerIdOf, userIdOf } from './peer-id.ts'
export { plainName } from './plain-name.ts'
export { safetyNumber, safetyNumberGroups } from './safety-number.ts'
export { isSameSigned, sign, verify } from './signed.ts'
