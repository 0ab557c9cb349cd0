import assert from 'node:assert/strict'
import {
  MAX_KEY_RECORD,
  MAX_OUTBOX_RECORD,
  MAX_RECORD,
  MAX_ROUTE_RECORD,
  MAX_SESSION_RECORD
} from '../../src/wire/vault-constants.ts'
import * as vault from '../../src/wire/vault.ts'

const SIZES: ReadonlyArray<readonly [string, (bytes: Uint8Array) => unknown, number]> = [
  ['IdentityRecord', vault.decodeIdentityRecord, MAX_RECORD],
  ['ContactRecord', vault.decodeContactRecord, MAX_RECORD],
  ['HistoryRecord', vault.decodeHistoryRecord, MAX_RECORD],
  ['ShownRecord', vault.decodeShownRecord, MAX_RECORD],
  ['OutboxRecord', vault.decodeOutboxRecord, MAX_OUTBOX_RECORD],
  ['SeenRecord', vault.decodeSeenRecord, MAX_RECORD],
  ['AcknowledgementRecord', vault.decodeAcknowledgementRecord, MAX_OUTBOX_RECORD],
  ['InviteRecord', vault.decodeInviteRecord, MAX_RECORD],
  ['MailboxRecord', vault.decodeMailboxRecord, MAX_RECORD],
  ['NetworkRecord', vault.decodeNetworkRecord, MAX_KEY_RECORD],
  ['HostRecord', vault.decodeHostRecord, MAX_RECORD],
  ['PortsRecord', vault.decodePortsRecord, MAX_RECORD],
  ['RouteRecord', vault.decodeRouteRecord, MAX_ROUTE_RECORD],
  ['CoordinatorRecord', vault.decodeCoordinatorRecord, MAX_ROUTE_RECORD],
  ['SessionRecord', vault.decodeSessionRecord, MAX_SESSION_RECORD],
  ['SkippedKeyRecord', vault.decodeSkippedKeyRecord, MAX_KEY_RECORD],
  ['PrekeyRecord', vault.decodePrekeyRecord, MAX_KEY_RECORD],
  ['OneTimePrekeyRecord', vault.decodeOneTimePrekeyRecord, MAX_KEY_RECORD]
]

describe('wire: sizes of the records in the vault', () => {
  for (const [name, decode, size] of SIZES) {
    it(`${name}: ${size} bytes are looked at, one more are not`, () => {
      assert.throws(() => decode(new Uint8Array(size)), { name: 'WireFormatError' })
      assert.throws(() => decode(new Uint8Array(size + 1)), { name: 'LimitError' })
    })
  }
})
