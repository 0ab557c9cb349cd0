import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import {
  createCertificate,
  restoreCertificate,
  serialiseCertificate
} from '../../src/node/host/certificate.ts'
import type { HostCertificate } from '../../src/node/host/certificate.ts'

const YEAR = 365.25 * 24 * 3_600_000

describe('webrtc-direct certificate', () => {
  let certificate: HostCertificate

  before(async () => {
    certificate = await createCertificate()
  })

  it('is an ECDSA P-256 certificate that lasts for decades and names nobody', () => {
    const x509 = new X509Certificate(certificate.pem)
    assert.equal(x509.publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1')
    assert.ok(x509.verify(x509.publicKey), 'signed by itself')
    assert.ok(x509.validFromDate.getTime() < Date.now())
    assert.ok(x509.validToDate.getTime() > Date.now() + 39 * YEAR)
    assert.doesNotMatch(x509.subject, /earshot/i)
  })

  it('comes back with the same hash', () => {
    const restored = restoreCertificate(serialiseCertificate(certificate))
    assert.deepEqual(restored, certificate)
    assert.match(restored.certhash, /^uEi[\w-]{44}$/)
  })

  it('has a hash of its own every time', async () => {
    assert.notEqual((await createCertificate()).certhash, certificate.certhash)
  })

  it('is refused when cut, of another key, expired, or nonsense', async () => {
    const bytes = serialiseCertificate(certificate)
    const other = await createCertificate()
    const mixed = serialiseCertificate({ ...certificate, privateKey: other.privateKey })
    const bad: Array<[string, Uint8Array, number?]> = [
      ['cut', bytes.subarray(0, bytes.length - 40)],
      ['of another key', mixed],
      ['expired', bytes, Date.now() + 41 * YEAR],
      ['empty', new Uint8Array(0)],
      ['too long', new Uint8Array(10_000)]
    ]
    for (const [what, given, now] of bad) {
      assert.throws(() => restoreCertificate(given, now), { name: 'StorageError' }, what)
    }
  })

  it('says nothing of the key when it is refused', () => {
    const text = Buffer.from(serialiseCertificate(certificate)).toString('utf8').replace(/MI/g, '!!')
    try {
      restoreCertificate(Buffer.from(text))
      assert.fail('was taken')
    } catch (err) {
      assert.ok(err instanceof Error)
      const secret = certificate.privateKey.split('\n')[1] ?? ''
      assert.ok(!err.message.includes(secret.slice(4, 30)))
    }
  })
})
