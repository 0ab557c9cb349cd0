/**
 * The certificate of webrtc-direct. Its hash is part of the addresses, so it is made once,
 * kept beside the device key, and outlasts every device. (The library's own lasts 14 days,
 * and a longer `certificateLifespan` overflows its timer.)
 *
 * @packageDocumentation
 */
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { base64url } from 'multiformats/bases/base64'
import { create as digestOf } from 'multiformats/hashes/digest'
import { StorageError } from '../../errors.ts'
import { CERTIFICATE_YEARS } from './constants.ts'
import type { TransportCertificate } from '@libp2p/webrtc'

/** An ECDSA P-256 key pair as PEM, and the hash of its certificate as in an address. */
export type HostCertificate = Readonly<TransportCertificate>

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
/** The library's own: a name of ours would tell any eavesdropper what runs here. */
const SUBJECT = 'CN=example.com, C=US, L=CA, O=example, ST=CA'
const YEAR = 365.25 * 24 * 3_600_000
/** Clocks differ. */
const BACKDATE = 24 * 3_600_000
const SHA2_256 = 0x12
/** A pair is about 1 KiB. */
const MAX_BYTES = 8_192

/**
 * A new certificate, valid for 40 years.
 *
 * @param now milliseconds since 1970
 */
export async function createCertificate(now: number = Date.now()): Promise<HostCertificate> {
  // 30 ms and 4 MB that only the first start needs
  await import('reflect-metadata')
  const { X509CertificateGenerator } = await import('@peculiar/x509')
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: `01${Buffer.from(crypto.getRandomValues(new Uint8Array(15))).toString('hex')}`,
      name: SUBJECT,
      notBefore: wholeSecond(now - BACKDATE),
      notAfter: wholeSecond(now + CERTIFICATE_YEARS * YEAR),
      signingAlgorithm: ALGORITHM,
      keys
    },
    crypto
  )
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  return withHash(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), certificate.toString('pem'))
}

/** The bytes to keep: both PEM blocks. They hold the private key. */
export function serialiseCertificate(certificate: HostCertificate): Uint8Array {
  return Buffer.from(`${certificate.privateKey.trim()}\n${certificate.pem.trim()}\n`, 'utf8')
}

/**
 * The certificate of which these are the bytes, with the same hash.
 *
 * @throws {StorageError} not such bytes, a key of another certificate, another curve, or expired
 */
export function restoreCertificate(bytes: Uint8Array, now: number = Date.now()): HostCertificate {
  if (bytes.length > MAX_BYTES) throw new StorageError('The webrtc-direct certificate is too long')
  const text = Buffer.from(bytes).toString('utf8')
  const privateKey = block(text, 'PRIVATE KEY')
  const pem = block(text, 'CERTIFICATE')
  try {
    const certificate = new X509Certificate(pem)
    const key = createPrivateKey(privateKey)
    const fits =
      certificate.checkPrivateKey(key) &&
      key.asymmetricKeyDetails?.namedCurve === 'prime256v1' &&
      certificate.validToDate.getTime() > now
    if (fits) return withHash(privateKey, pem)
  } catch {
    // the parser's message could quote what it read
  }
  throw new StorageError('The webrtc-direct certificate cannot be used')
}

function block(text: string, label: string): string {
  const found = new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----`).exec(text)
  if (found === null) throw new StorageError('The webrtc-direct certificate is incomplete')
  return found[0]
}

function withHash(privateKey: string, pem: string): HostCertificate {
  const der = new X509Certificate(pem).raw
  const hash = createHash('sha256').update(der).digest()
  return {
    privateKey: privateKey.trim(),
    pem: pem.trim(),
    certhash: base64url.encode(digestOf(SHA2_256, hash).bytes)
  }
}

/** x509 writes whole seconds and compares milliseconds. */
function wholeSecond(at: number): Date {
  return new Date(Math.floor(at / 1_000) * 1_000)
}
