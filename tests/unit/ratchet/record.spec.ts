import assert from 'node:assert/strict'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { LimitError, SessionError, WireFormatError } from '../../../src/errors.ts'
import { MAX_SKIPPED_KEYS } from '../../../src/ratchet/constants.ts'
import {
  decrypt,
  encrypt,
  restoreSession,
  sessionRecord,
  skippedKeyName,
  skippedKeyRecord
} from '../../../src/ratchet/index.ts'
import {
  decodeSessionRecord,
  decodeSkippedKeyRecord,
  encodeSessionRecord,
  encodeSkippedKeyRecord
} from '../../../src/wire/vault.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import { START, openPair, reload, seededRng } from '../../support/ratchet.ts'
import type { Session } from '../../../src/ratchet/index.ts'

const rng = seededRng('record')
const opened = openPair(rng)
const plaintext = utf8ToBytes('hello')

/** Of each test its own: changed code may write into it, and the next change would be blamed for that. */
let pair = opened

function send(session: Session): ReturnType<typeof encrypt> {
  return encrypt({ crypto, rng, session, plaintext, now: START })
}

/** Bob in the middle of things: two chains, three skipped keys, a step due. */
function busy(): { readonly bob: Session; readonly late: Uint8Array } {
  const one = send(pair.alice)
  const two = send(one.session)
  const seen = decrypt({ crypto, session: pair.bob.session, envelope: two.envelope, now: START })
  const back = send(seen.session)
  const turned = decrypt({ crypto, session: two.session, envelope: back.envelope, now: START })
  const three = send(send(send(turned.session).session).session)
  const bob = decrypt({ crypto, session: back.session, envelope: three.envelope, now: START }).session
  return { bob, late: one.envelope }
}

describe('session record', () => {
  beforeEach(() => {
    pair = structuredClone(opened)
  })

  it('brings a session back exactly, at every stage', () => {
    const sent = send(pair.bob.session)
    for (const session of [pair.alice, pair.bob.session, sent.session, busy().bob]) {
      assert.deepEqual(reload(session), session)
    }
    assert.equal(sessionRecord(pair.bob.session).sending, undefined)
    assert.equal(sessionRecord(pair.alice).receivingChainKey.length, 0)
    assert.equal(sessionRecord(busy().bob).chains.length, 2)
  })

  it('brings a session back that goes on where it was', () => {
    const { bob, late } = busy()
    const restored = reload(bob)
    assert.deepEqual(decrypt({ crypto, session: restored, envelope: late, now: START }).plaintext, plaintext)
    const answer = send(restored)
    assert.equal(answer.session.previousChainLength, 1)
  })

  it('does not share memory with the bytes it was read from', () => {
    const bytes = encodeSessionRecord(sessionRecord(pair.alice))
    const restored = restoreSession(decodeSessionRecord(bytes), [])
    bytes.fill(0)
    assert.deepEqual(restored, pair.alice)
  })

  it('stays small, because skipped keys are records of their own', () => {
    const { bob } = busy()
    const keys = bob.chains.flatMap(chain => chain.skipped)
    assert.equal(keys.length, 3)
    assert.ok(encodeSessionRecord(sessionRecord(bob)).length < 600)
    assert.ok(keys.every(key => encodeSkippedKeyRecord(skippedKeyRecord(key)).length < 80))
    assert.equal(new Set(keys.map(skippedKeyName)).size, 3)
  })

  it('is refused when it is cut, too large, or of another layout', () => {
    const { bob } = busy()
    const key = bob.chains[0]?.skipped[0]
    assert.ok(key)
    for (const [bytes, decode, prefixes] of [
      [encodeSessionRecord(sessionRecord(bob)), decodeSessionRecord, 0],
      // without its last field, the time, it is of 1970 and so too old
      [encodeSkippedKeyRecord(skippedKeyRecord(key)), decodeSkippedKeyRecord, 1]
    ] as const) {
      let shorter = 0
      for (let length = 0; length < bytes.length; length++) {
        try {
          decode(bytes.subarray(0, length))
          shorter += 1
        } catch (error) {
          assert.ok(error instanceof WireFormatError, String(error))
        }
      }
      assert.equal(shorter, prefixes, 'prefixes that are records')
      assert.throws(() => decode(concatBytes(bytes, new Uint8Array(20_000))), LimitError)
      assert.throws(() => decode(new Uint8Array(0)), WireFormatError)
      // field 1, the layout: that of before, and one to come
      assert.equal(bytes[1], 2)
      assert.throws(() => decode(bytes.with(1, 1)), WireFormatError)
      assert.throws(() => decode(bytes.with(1, 3)), WireFormatError)
      // field 1000, which nobody knows yet
      decode(concatBytes(bytes, Uint8Array.of(0xc0, 0x3e, 1)))
    }
    const record = sessionRecord(bob)
    for (const bad of [
      { ...record, rootKey: rng(31) },
      { ...record, id: rng(15) },
      { ...record, rank: -1 },
      { ...record, suite: 0 },
      { ...record, chains: [] },
      { ...record, chains: record.chains.toReversed() },
      { ...record, chains: Array.from({ length: 6 }, (_, at) => ({ number: 9 - at, headerKey: rng(32) })) },
      { ...record, receivingChainKey: new Uint8Array(0) }
    ]) {
      assert.throws(() => encodeSessionRecord(bad), WireFormatError)
    }
  })

  it('is not made of a session that has not begun', () => {
    assert.throws(() => sessionRecord({ ...pair.alice, peerRatchetKey: undefined }), SessionError)
  })

  it('is refused when its parts do not belong together', () => {
    const { bob } = busy()
    const record = sessionRecord(bob)
    const keys = bob.chains.flatMap(chain => chain.skipped).map(skippedKeyRecord)
    const [key] = keys
    assert.ok(key)
    restoreSession(record, keys)
    const most = Array.from({ length: MAX_SKIPPED_KEYS }, (_, messageNumber) => ({ ...key, messageNumber }))
    assert.equal(restoreSession(record, most).chains.flatMap(({ skipped }) => skipped).length, most.length)
    for (const [bad, skipped] of [
      [{ ...record, version: 1 }, keys],
      [{ ...record, version: 3 }, keys],
      [{ ...record, suite: 2 }, keys],
      [{ ...record, chains: record.chains.slice(0, 1) }, keys],
      [record, [...keys, key]],
      [record, [{ ...key, chain: 7 }]],
      [record, [{ ...key, session: rng(16) }]],
      [record, [...most, { ...key, messageNumber: MAX_SKIPPED_KEYS }]]
    ] as const) {
      assert.throws(() => restoreSession(bad, skipped), SessionError)
    }
  })
})
