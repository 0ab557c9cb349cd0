/** Every message of the wire protocols, with the bounds that proto/ documents. */
import {
  bool,
  bytes,
  enumeration,
  exactly,
  int64,
  list,
  maybe,
  message,
  orNone,
  sub,
  text,
  textOf,
  uint32
} from './schema.ts'
import type { MessageSpec } from './schema.ts'

const KIB = 1024
const CONTROL = 64 * KIB
const ENVELOPE = 256 * KIB
/** nonce24 and tag16. */
const SEAL = 40
const DEPOSIT = ENVELOPE + SEAL
const MAILBOX = DEPOSIT + KIB

const key = exactly(32)
const hash = exactly(32)
const id = text(1, 128)
const addresses = (max: number): ReturnType<typeof list> => list(bytes(1, 256), max)
const suites = list(uint32(), 8)

/** A Signed as a field, whose payload has at most `max` bytes. Without `max` the size of the whole is the bound. */
const signedOf = (max?: number): ReturnType<typeof sub> =>
  sub(message('Signed', CONTROL, { payload: bytes(1, max), signature: exactly(64) }))

// proto/identity.proto
const signed = message('Signed', CONTROL, { payload: bytes(1), signature: exactly(64) })
const deviceCertificate = message('DeviceCertificate', KIB, {
  account: key,
  device: key,
  ratchetKey: key,
  created: int64(),
  expires: int64()
})
const deviceList = message('DeviceList', 8 * KIB, {
  account: key,
  version: int64(1),
  certificates: list(signedOf(KIB), 16),
  revoked: list(key, 64)
})
const mailboxAddress = message('MailboxAddress', CONTROL, { mailbox: key, addresses: addresses(4) })
const invite = message('Invite', 4 * KIB, {
  account: key,
  name: text(0, 64),
  mailboxes: list(sub(mailboxAddress), 3),
  id: exactly(8),
  secret: exactly(16),
  expires: int64()
})
const prekeyBundle = message('PrekeyBundle', 8 * KIB, {
  deviceList: signedOf(),
  device: key,
  signedPrekeyId: uint32(),
  signedPrekey: key,
  kemPrekeyId: uint32(),
  kemPrekey: exactly(1184),
  requestKey: key,
  suites,
  created: int64(),
  expires: int64()
})
const oneTimePrekey = message('OneTimePrekey', 2 * KIB, {
  device: key,
  id: uint32(1),
  curveKey: key,
  kemKey: exactly(1184),
  created: int64(),
  expires: int64()
})
const descriptor = message('Descriptor', 32 * KIB, {
  device: key,
  revision: int64(),
  expires: int64(),
  deviceList: signedOf(8 * KIB),
  suites,
  requestMailboxes: list(sub(mailboxAddress), 5),
  inner: bytes(SEAL, 12 * KIB + SEAL)
})
const descriptorInner = message('DescriptorInner', 12 * KIB, {
  addresses: addresses(16),
  mailboxes: list(sub(mailboxAddress), 5)
})
const lookupRecord = message('LookupRecord', 7 * KIB, {
  key,
  day: int64(),
  revision: int64(),
  sealed: bytes(SEAL, 7 * KIB - 64)
})

// proto/message.proto
const writerMark = message('WriterMark', CONTROL, {
  writerId: exactly(8),
  counter: int64(1),
  hash: orNone(8)
})
const sessionMark = message('SessionMark', CONTROL, {
  id: exactly(8),
  own: exactly(8),
  theirs: exactly(8)
})
const hello = message('Hello', CONTROL, {
  seen: list(sub(writerMark), 8),
  sessions: list(sub(sessionMark), 41)
})
const messageFrame = message('MessageFrame', 512 * KIB, {
  envelopes: list(bytes(1, ENVELOPE), 64),
  hello: maybe(hello),
  wantBundle: bool,
  bundle: maybe(message('Signed', CONTROL, { payload: bytes(1, 8 * KIB), signature: exactly(64) })),
  parked: bool
})
const initialMessage = message('InitialMessage', ENVELOPE, {
  deviceList: signedOf(8 * KIB),
  device: key,
  suite: uint32(),
  signedPrekeyId: uint32(),
  kemPrekeyId: uint32(),
  oneTimePrekeyId: uint32(),
  ephemeral: key,
  kemCiphertext: exactly(1088),
  envelope: bytes(1)
})
const reachability = message('Reachability', CONTROL, {
  descriptor: signedOf(32 * KIB),
  descriptorKey: key,
  depositSecret: key
})
const contactRequest = message('ContactRequest', CONTROL, {
  inviteId: exactly(8),
  proof: hash,
  name: text(0, 64),
  reach: sub(reachability)
})
const contactAccept = message('ContactAccept', CONTROL, { name: text(0, 64), reach: sub(reachability) })
const descriptorUpdate = message('DescriptorUpdate', CONTROL, { reach: sub(reachability) })
const acknowledgement = message('Acknowledgement', CONTROL, {
  ids: list(exactly(16), 256),
  seen: maybe(writerMark)
})
const gap = message('Gap', CONTROL, { first: int64(1), last: int64(1) })
/** Between what came without a gap and the highest that came: so many gaps of two, one apart. */
const gapsAbove = (contiguous: number, count: number): ReadonlyArray<{ first: number; last: number }> =>
  Array.from({ length: count }, (_, at) => ({
    first: contiguous + 1 + 3 * at,
    last: contiguous + 2 + 3 * at
  }))
const heldWriter = message(
  'HeldWriter',
  CONTROL,
  {
    writerId: exactly(8),
    contiguous: { ...int64(), accepted: [0] },
    highest: { ...int64(1), accepted: [1_000_000, Number.MAX_SAFE_INTEGER] },
    gaps: { ...list(sub(gap), 64), accepted: [[], gapsAbove(1_000, 1), gapsAbove(1_000, 64)] },
    hash: exactly(8)
  },
  undefined,
  ({ contiguous, highest, gaps, ...rest }) => {
    const last = Number(contiguous) % 1_000
    return {
      ...rest,
      contiguous: last,
      highest: Math.max(Number(highest), 1_000_000),
      gaps: gapsAbove(last, (gaps as unknown[]).length)
    }
  }
)
const resumption = message('Resumption', CONTROL, {
  own: maybe(writerMark),
  held: list(sub(heldWriter), 8),
  lamport: int64()
})
const textBody = message('Text', CONTROL, { text: text(1, 16 * KIB) })
const storedMessage = message(
  'StoredMessage',
  ENVELOPE,
  {
    writerId: exactly(8),
    counter: int64(1),
    lamport: int64(1),
    heads: list(hash, 8),
    created: int64(),
    expires: int64()
  },
  { under: 'body', variants: { text: textBody } }
)
const content = message(
  'Content',
  ENVELOPE,
  { id: exactly(16) },
  {
    variants: {
      request: contactRequest,
      accept: contactAccept,
      descriptor: descriptorUpdate,
      acknowledgement,
      message: storedMessage,
      resumption
    }
  },
  value => (value['kind'] === 'acknowledgement' ? { ...value, id: new Uint8Array(0) } : value)
)

// proto/mailbox.proto
const storeMessage = message('StoreMessage', MAILBOX, {
  forUserId: id,
  encryptedMessage: bytes(SEAL, DEPOSIT),
  expiresAt: int64(),
  token: exactly(16),
  nonce: exactly(16)
})
const storeReceipt = message('StoreReceipt', MAILBOX, { payload: bytes(1, KIB), signature: exactly(64) })
const custodyReceipt = message('CustodyReceipt', KIB, {
  coordinator: key,
  mailbox: key,
  item: hash,
  expiresAt: int64(),
  nonce: exactly(16)
})
const grant = message('Grant', MAILBOX, { tokenHash: hash, stranger: bool, expires: int64() })
const register = message('Register', MAILBOX, {
  grants: list(sub(grant), 1024),
  bundle: orNone(SEAL, 8 * KIB),
  network: exactly(16),
  membership: hash,
  epoch: orNone(56)
})
const registered = message('Registered', MAILBOX, {
  incarnation: exactly(8),
  lapses: int64(),
  epoch: orNone(56),
  prekeysLeft: uint32()
})
const fetch = message('Fetch', MAILBOX, { incarnation: orNone(8), after: int64() })
const item = message('Item', MAILBOX, {
  sequence: int64(),
  tokenHash: hash,
  encryptedMessage: bytes(SEAL, DEPOSIT)
})
const items = message('Items', MAILBOX, { incarnation: exactly(8), items: list(sub(item), 256), more: bool })
const acknowledgedItems = message('AcknowledgedItems', 12 * KIB, {
  coordinator: key,
  mailbox: key,
  items: list(hash, 256),
  at: int64()
})
const acknowledged = message('Acknowledged', MAILBOX, {})
const newMail = message('NewMail', MAILBOX, {})
const getBundle = message('GetBundle', MAILBOX, { mailbox: key, lastResort: bool })
const stock = message('Stock', MAILBOX, { prekeys: list(bytes(SEAL, 2 * KIB), 20) })
const stocked = message('Stocked', MAILBOX, {})
const lease = message('Lease', MAILBOX, {
  change: enumeration('renew', 'set', 'leave'),
  tags: list(exactly(16), 1024)
})
const leased = message('Leased', MAILBOX, { held: bool })
const watch = message('Watch', MAILBOX, { tags: list(exactly(16), 3) })
const watched = message('Watched', MAILBOX, { state: enumeration('unknown', 'offline', 'online') })
const bundle = message('Bundle', MAILBOX, {
  sealed: orNone(SEAL, 8 * KIB),
  oneTime: orNone(SEAL, 2 * KIB)
})
const refusal = message('Refusal', MAILBOX, { reason: enumeration('invalid', 'refused', 'full', 'busy') })
const mailboxRequest = message(
  'MailboxRequest',
  MAILBOX,
  { id: uint32(1) },
  { variants: { store: storeMessage, register, fetch, acknowledge: signed, getBundle, stock, lease, watch } }
)
const mailboxResponse = message(
  'MailboxResponse',
  MAILBOX,
  { id: uint32() },
  {
    variants: {
      receipt: storeReceipt,
      registered,
      items,
      acknowledged,
      bundle,
      refusal,
      newMail,
      stocked,
      leased,
      watched
    }
  }
)

// proto/query.proto
const lookupId = textOf(64)
const peerQuery = message('PeerQuery', CONTROL, {
  lookingForUserId: lookupId,
  requestId: text(1, 32),
  ttl: uint32(0, 2)
})
const peerFound = message('PeerFound', CONTROL, { userId: lookupId, record: signedOf(7 * KIB) })
const queryAnswer = message('QueryAnswer', CONTROL, {
  requestId: text(1, 32),
  found: list(sub(peerFound), 3)
})
const leaveAnswer = message('LeaveAnswer', CONTROL, { kept: bool })

// proto/presence.proto
const presenceFrame = message('PresenceFrame', 128 * KIB, {
  network: exactly(16),
  sealedState: bytes(SEAL, 128 * KIB - 64)
})
const STATE = 128 * KIB - 64 - SEAL
const memberDelta = message('MemberDelta', 8 * KIB, {
  coordinator: key,
  network: exactly(16),
  sequence: int64(),
  at: int64(),
  members: uint32(0, 1_000),
  digest: hash,
  joined: list(key, 64),
  left: list(key, 64)
})
const pageRequest = message('PageRequest', STATE, { after: orNone(32) })
const memberPage = message('MemberPage', STATE, { sequence: int64(), members: list(key, 200), more: bool })
const networkState = message('NetworkState', 128 * KIB - 64 - SEAL, {
  onlineMembers: list(id, 200),
  coordinators: list(text(1, 512), 64),
  timestamp: int64(),
  heartbeats: list(signedOf(8 * KIB), 200),
  delta: maybe(message('Signed', CONTROL, { payload: bytes(1, 8 * KIB), signature: exactly(64) })),
  pageRequest: maybe(pageRequest),
  page: maybe(memberPage)
})
const heartbeat = message('Heartbeat', 8 * KIB, {
  certificate: signedOf(KIB),
  network: exactly(16),
  sequence: int64(),
  at: int64(),
  addresses: addresses(16),
  leaving: bool,
  service: enumeration('none', 'able', 'elected', 'volunteer')
})

export const messages: readonly MessageSpec[] = [
  signed,
  deviceCertificate,
  deviceList,
  mailboxAddress,
  invite,
  prekeyBundle,
  oneTimePrekey,
  descriptor,
  descriptorInner,
  lookupRecord,
  messageFrame,
  sessionMark,
  hello,
  writerMark,
  gap,
  heldWriter,
  resumption,
  initialMessage,
  reachability,
  contactRequest,
  contactAccept,
  descriptorUpdate,
  acknowledgement,
  textBody,
  storedMessage,
  content,
  storeMessage,
  storeReceipt,
  custodyReceipt,
  grant,
  register,
  registered,
  fetch,
  item,
  items,
  acknowledgedItems,
  acknowledged,
  newMail,
  getBundle,
  stock,
  stocked,
  lease,
  leased,
  watch,
  watched,
  bundle,
  refusal,
  mailboxRequest,
  mailboxResponse,
  peerQuery,
  peerFound,
  queryAnswer,
  leaveAnswer,
  presenceFrame,
  networkState,
  memberDelta,
  pageRequest,
  memberPage,
  heartbeat
]
