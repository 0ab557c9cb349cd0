/** A page listens on no port, and so has no certificate of its own to keep. */
import type { HostCertificate } from './certificate.ts'

export type { HostCertificate } from './certificate.ts'

const NONE: HostCertificate = { privateKey: '', pem: '', certhash: '' }

/** None. */
export async function createCertificate(): Promise<HostCertificate> {
  return NONE
}

/** No bytes. */
export function serialiseCertificate(): Uint8Array {
  return new Uint8Array(0)
}

/** None. */
export function restoreCertificate(): HostCertificate {
  return NONE
}
