import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { StorageError } from '../../../src/errors.ts'
import {
  CERTIFICATE_LIFETIME,
  certify,
  createDevice,
  signDeviceList,
  verifyDeviceList
} from '../../../src/identity/index.ts'
import { loadProfile, newProfile, saveProfile } from '../../../src/node/profile.ts'
import { DAY, named, NOW, seeded } from '../../support/identity.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import type { Profile, ProfileContext } from '../../../src/node/profile.ts'
import type { StoreOp } from '../../../src/ports.ts'
import type { DeviceCertificate } from '../../../src/wire/index.ts'

/** Makes one, and keeps it. */
async function createProfile(context: ProfileContext, name: string): Promise<Profile> {
  const profile = newProfile(context, name)
  await saveProfile(context, profile)
  return profile
}

describe('node: the profile', () => {
  let now: number
  let writes: StoreOp[]
  let context: ProfileContext

  beforeEach(() => {
    now = NOW
    writes = []
    const store = createMemoryStore()
    const batch = store.batch.bind(store)
    store.batch = async ops => {
      await batch(ops)
      writes.push(...ops)
    }
    context = { store, crypto, rng: seeded('profile'), clock: () => now }
  })

  function ownCertificate({ account, device, deviceList }: Profile): DeviceCertificate {
    const list = verifyDeviceList(crypto, deviceList, { account: account.publicKey })
    const own = list.devices.find(({ peerId }) => peerId === device.peerId)
    assert.ok(own !== undefined)
    return own.certificate
  }

  const versionOf = ({ deviceList }: Profile): number => verifyDeviceList(crypto, deviceList).version

  it('is the same after a restart, and loading it writes nothing', async () => {
    const made = await createProfile(context, 'Alice')
    writes.length = 0
    assert.deepEqual(await loadProfile(context), made)
    assert.deepEqual(writes, [])
  })

  it('certifies its one device in a list of version 1', async () => {
    const made = await createProfile(context, 'Alice')
    assert.equal(versionOf(made), 1)
    const { created, expires, ratchetKey } = ownCertificate(made)
    assert.deepEqual({ created, expires }, { created: NOW, expires: NOW + CERTIFICATE_LIFETIME })
    assert.deepEqual(ratchetKey, made.device.ratchetKey)
    assert.notEqual(made.account.userId, made.device.peerId)
  })

  it('has secrets of its own for each purpose', async () => {
    const { account, device, placementSecret, descriptorKey } = await createProfile(context, '')
    const secrets = [account.seed, device.seed, device.ratchetSecret, placementSecret, descriptorKey]
    assert.equal(new Set(secrets.map(String)).size, secrets.length)
  })

  it('takes the name without the blanks around it, or none', async () => {
    assert.equal((await createProfile(context, '  Alice B.  ')).name, 'Alice B.')
    assert.equal((await createProfile(context, '')).name, '')
  })

  for (const [what, name] of [
    ['a second line', 'Alice\nBob'],
    ['a terminal sequence', 'Alice\u001b[2J'],
    ['a bidi override', 'Alice\u202egro.elgoog'],
    ['a zero width space', 'Al\u200bice'],
    ['more than 64 bytes', 'ä'.repeat(33)]
  ] as const) {
    it(`refuses a name with ${what} and writes nothing`, async () => {
      await assert.rejects(createProfile(context, name), named('UsageError'))
      assert.deepEqual(writes, [])
    })
  }

  it('takes a name of exactly 64 bytes', async () => {
    assert.equal((await createProfile(context, 'ä'.repeat(32))).name, 'ä'.repeat(32))
  })

  it('is not made up when the folder holds none', async () => {
    await assert.rejects(loadProfile(context), named('NoAccountError'))
    assert.deepEqual(writes, [])
  })

  it('renews the certificate at half of its life, not before, and keeps all else', async () => {
    const made = await createProfile(context, 'Alice')
    now = NOW + CERTIFICATE_LIFETIME / 2 - 1
    assert.deepEqual(await loadProfile(context), made)

    now = NOW + CERTIFICATE_LIFETIME / 2
    const renewed = await loadProfile(context)
    assert.equal(versionOf(renewed), 2)
    assert.equal(ownCertificate(renewed).expires, now + CERTIFICATE_LIFETIME)
    assert.deepEqual({ ...renewed, deviceList: made.deviceList }, made)

    now += DAY
    assert.deepEqual(await loadProfile(context), renewed, 'once is enough')
  })

  it('renews a certificate that ran out while nobody looked', async () => {
    await createProfile(context, 'Alice')
    now = NOW + CERTIFICATE_LIFETIME + DAY
    const renewed = await loadProfile(context)
    assert.equal(ownCertificate(renewed).created, now)
  })

  it('keeps other devices and revocations when it renews', async () => {
    const made = await createProfile(context, 'Alice')
    const other = createDevice(crypto, context.rng)
    const revoked = createDevice(crypto, context.rng).publicKey
    const certificates = [made.device, other].map(device => certify(crypto, made.account, device, NOW))
    const deviceList = signDeviceList(crypto, made.account, {
      version: 7,
      certificates,
      revoked: [revoked]
    })
    await saveProfile(context, { ...made, deviceList })

    now = NOW + CERTIFICATE_LIFETIME / 2
    const list = verifyDeviceList(crypto, (await loadProfile(context)).deviceList)
    assert.equal(list.version, 8)
    assert.deepEqual(
      list.devices.map(({ peerId }) => peerId).toSorted(),
      [made.device.peerId, other.peerId].toSorted()
    )
    assert.deepEqual(list.revoked, [revoked])
  })

  it('does not use a renewed certificate that could not be written', async () => {
    const made = await createProfile(context, 'Alice')
    now = NOW + CERTIFICATE_LIFETIME / 2
    const full: ProfileContext = {
      ...context,
      store: {
        ...context.store,
        get: async (table, key) => await context.store.get(table, key),
        batch: async () => {
          throw new StorageError('disk full')
        }
      }
    }
    await assert.rejects(loadProfile(full), named('StorageError'))
    now = NOW
    assert.deepEqual(await loadProfile(context), made)
  })
})
