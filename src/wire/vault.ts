/**
 * The records that a node keeps in its vault: a format of the disk, not of the protocol, so
 * the package does not export them.
 *
 * @packageDocumentation
 */
export {
  MAX_BEYOND,
  MAX_COPIES,
  MAX_EPOCHS,
  MAX_FORMER_WRITERS,
  MAX_KEPT_COORDINATOR_ADDRESSES,
  MAX_RECEIVING_CHAINS,
  MAX_WRITERS
} from './vault-constants.ts'
export {
  encodeRouteRecord,
  decodeRouteRecord,
  encodeCoordinatorRecord,
  decodeCoordinatorRecord,
  encodeLookupRevisionRecord,
  decodeLookupRevisionRecord
} from './routes.ts'
export type { CoordinatorRecord } from './routes.ts'
export * from './contact-record.ts'
export * from './message-records.ts'
export * from './records.ts'
export {
  decodeOneTimePrekeyRecord,
  decodePrekeyRecord,
  decodeSessionRecord,
  decodeSkippedKeyRecord,
  encodeOneTimePrekeyRecord,
  encodePrekeyRecord,
  encodeSessionRecord,
  encodeSkippedKeyRecord,
  SESSION_RECORD_FORMAT
} from './session.ts'
export type { OneTimePrekeyRecord, PrekeyRecord, SessionRecord, SkippedKeyRecord } from './session.ts'
