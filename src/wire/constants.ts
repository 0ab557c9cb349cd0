/**
 * The bounds of the wire format. Sizes are bytes unless a name says otherwise, times milliseconds. Every
 * constant here is part of the protocol: an implementation that sends more is refused.
 *
 * @packageDocumentation
 */

const KIB = 1024

/** Raw Ed25519 and X25519 public keys. */
export const KEY_LENGTH = 32
/** Ed25519, RFC 8032. */
export const SIGNATURE_LENGTH = 64
/** SHA-256 and HMAC-SHA-256. */
export const HASH_LENGTH = 32
/** ML-KEM-768 encapsulation key, FIPS 203 section 8. */
export const KEM_KEY_LENGTH = 1184
/** ML-KEM-768 ciphertext, FIPS 203 section 8. */
export const KEM_CIPHERTEXT_LENGTH = 1088
/** Id of a content: random, and wide enough that "shown once" never meets a collision. */
export const CONTENT_ID_LENGTH = 16
/** Names an invite to its maker. Random, no secret. */
export const INVITE_ID_LENGTH = 8
/** Opens the request mailboxes of an invite: 128 bits cannot be guessed. */
export const INVITE_SECRET_LENGTH = 16
/** Names one run of counters of a device. */
export const WRITER_ID_LENGTH = 8
/** Tells the message of a number from another one of that number: the beginning of its hash. */
export const CONTENT_MARK_LENGTH = 8
/** Names a session in a Hello: the beginning of its id. */
export const SESSION_MARK_LENGTH = 8
/** The epoch of a mailbox: sealed by its owner for itself, of one length. */
export const MAILBOX_EPOCH_LENGTH = 56
/** Names one life of a mailbox at its coordinator. */
export const INCARNATION_LENGTH = 8
/** Deposit token: 128 bits cannot be guessed. */
export const TOKEN_LENGTH = 16
/** Random bytes of a deposit that come back in its receipt. */
export const DEPOSIT_NONCE_LENGTH = 16
/** Id of a network. */
export const NETWORK_ID_LENGTH = 16
/** Nonce of XChaCha20-Poly1305: long enough to be random. */
export const NONCE_LENGTH = 24
/** What XChaCha20-Poly1305 adds to a plaintext: the nonce in front, a 16-byte tag behind. */
export const SEAL_OVERHEAD: number = NONCE_LENGTH + 16

/** Control frame: room for every record below, and 300 peers that fill one each cost 20 MiB. */
export const MAX_CONTROL_FRAME: number = 64 * KIB
/** Largest step of the padding ladder. A blob chunk of 192 KiB fits. */
export const MAX_ENVELOPE: number = 256 * KIB
/** What a mailbox keeps of an envelope: sealed once more for this mailbox. */
export const MAX_DEPOSIT: number = MAX_ENVELOPE + SEAL_OVERHEAD
/** One deposit and 1 KiB for the fields around it. */
export const MAX_MAILBOX_FRAME: number = MAX_DEPOSIT + KIB
/** Exact presence of 200 members with their heartbeats, at about 500 bytes each. */
export const MAX_STATE_FRAME: number = 128 * KIB
/** A sealed NetworkState: what a PresenceFrame leaves when 64 bytes go to its other fields. */
export const MAX_SEALED_STATE: number = MAX_STATE_FRAME - 64
/** A NetworkState before sealing. */
export const MAX_STATE: number = MAX_SEALED_STATE - SEAL_OVERHEAD
/** One largest envelope and nearly as much in smaller ones; with the decoded copies 1 MiB of memory. */
export const MAX_MESSAGE_FRAME: number = 512 * KIB

/** Length-prefix limit (`maxDataLength`) of `/earshot/query/1.0.0`. */
export const MAX_QUERY_FRAME: number = MAX_CONTROL_FRAME
/** Length-prefix limit (`maxDataLength`) of `/earshot/lookup/1.0.0`: a signed lookup record. */
export const MAX_LOOKUP_FRAME: number = 8 * KIB
/** Length-prefix limit (`maxDataLength`) of `/earshot/presence/1.0.0`. */
export const MAX_PRESENCE_FRAME: number = MAX_STATE_FRAME

/** Fields of one message, unknown ones and those of its submessages included. A full Register has 4,100. */
export const MAX_FIELDS = 16_384

/** A device certificate: 130 bytes today, the rest is room to grow. */
export const MAX_CERTIFICATE: number = KIB
/** A device list with 16 certificates and 64 revoked keys: 5.5 KiB. */
export const MAX_DEVICE_LIST: number = 8 * KIB
/** An invite: 3.4 KiB with the longest addresses. Those who make them aim at a QR of version 25. */
export const MAX_INVITE: number = 4 * KIB
/** A sealed prekey bundle at a mailbox: a full device list, an ML-KEM-768 key and 1 KiB. */
export const MAX_BUNDLE: number = 8 * KIB
/** A one-time prekey, sealed or not: 1.4 KiB today, the rest is room to grow. */
export const MAX_ONE_TIME_PREKEY: number = 2 * KIB
/** The inner part of a descriptor: 9.5 KiB with the longest addresses. */
export const MAX_DESCRIPTOR_INNER: number = 12 * KIB
/** A descriptor: full device list, 5 request mailboxes, inner part. */
export const MAX_DESCRIPTOR: number = 32 * KIB
/** A lookup record, so that with its signature it has at most 8 KiB: what a DHT node keeps 10,000 of. */
export const MAX_LOOKUP_RECORD: number = 7 * KIB
/** The sealed part of it: less its key and its two numbers. */
export const MAX_LOOKUP_SEALED: number = MAX_LOOKUP_RECORD - 64
/** A heartbeat: 16 addresses of 256 bytes, a certificate and 1 KiB. */
export const MAX_HEARTBEAT: number = 8 * KIB
/** A custody receipt: 130 bytes today, the rest is room to grow. */
export const MAX_RECEIPT: number = KIB
/** AcknowledgedItems with 256 hashes: 8.7 KiB. */
export const MAX_ACKNOWLEDGED_ITEMS_RECORD: number = 12 * KIB

/** Text of one message in UTF-8. Beyond it: an attachment. */
export const MAX_TEXT: number = 16 * KIB
/** A name that somebody gives themselves, in UTF-8. */
export const MAX_NAME = 64
/** One multiaddr in binary: relayed webrtc-direct over IPv6 with two certhashes has 200. */
export const MAX_ADDRESS = 256
/** One multiaddr as text: base58 and IPv6 double its size. */
export const MAX_ADDRESS_TEXT = 512
/** A user id or a mailbox name as text. A PeerId of an Ed25519 key has 52. */
export const MAX_ID_TEXT = 128
/** A lookup id as text: a key in hex. */
export const LOOKUP_ID_LENGTH = 64
/** Id of a PeerQuery in UTF-8. */
export const MAX_REQUEST_ID = 32

/** Devices of an account. */
export const MAX_DEVICES = 16
/** Revoked devices that an account still names. */
export const MAX_REVOKED = 64
/** Addresses of a device. */
export const MAX_DEVICE_ADDRESSES = 16
/** Addresses of a coordinator. */
export const MAX_COORDINATOR_ADDRESSES = 4
/** Mailboxes of a user: 3 wanted, 5 at most. */
export const MAX_MAILBOXES = 5
/** Request mailboxes in an invite, so that it fits a QR. */
export const MAX_INVITE_MAILBOXES = 3
/** Suites that a device offers. */
export const MAX_SUITES = 8
/** Envelopes in one frame: one group commit of the receiver. */
export const MAX_ENVELOPES = 64
/** Ids in one acknowledgement. */
export const MAX_ACKNOWLEDGED_IDS = 256
/** Writers of a side that the other one tells apart in a Hello or a Resumption. */
export const MAX_HELD_WRITERS = 8
/** Sessions that a Hello names: the active one and 40 archived ones. */
export const MAX_HELLO_SESSIONS = 41
/** Gaps that a Resumption names for each writer. */
export const MAX_GAPS = 64
/** Heads that a stored message names. */
export const MAX_HEADS = 8
/** Grants of a mailbox: contacts and open invites of its owner. */
export const MAX_GRANTS = 1024
/** Items in one answer to Fetch, and hashes in one AcknowledgedItems. */
export const MAX_ITEMS = 256
/** What a contact watches a lease by: 128 bits cannot be guessed. */
export const PRESENCE_TAG_LENGTH = 16
/** Tags of a lease: one for each contact, of whom there are no more than grants. */
export const MAX_LEASE_TAGS: number = MAX_GRANTS
/** Tags of a watch: of yesterday, today and tomorrow. */
export const MAX_WATCH_TAGS = 3
/** One-time prekeys that a mailbox has in stock: 40 KiB at most, at 5,000 mailboxes 200 MB. */
export const MAX_STOCK = 20
/**
 * Milliseconds from `created` to `expires` of a prekey bundle and of a one-time prekey, at most. Those who make them
 * rotate weekly, so three rotations may fail; they keep the secrets long enough for this.
 */
export const BUNDLE_LIFETIME: number = 30 * 24 * 60 * 60 * 1_000
/** Further hops of a PeerQuery. */
export const MAX_TTL = 2
/** Answers to a PeerQuery, as many as the asker dials. */
export const MAX_FOUND = 3
/** Members in a NetworkState. Above it presence is not exact lists any more. */
export const MAX_MEMBERS = 200
/** Changes of each kind in a MemberDelta. Above it, the members are asked for by pages. */
export const MAX_DELTA_CHANGES = 64
/** A MemberDelta: 128 keys and 1 KiB. */
export const MAX_MEMBER_DELTA: number = 8 * KIB
/** Members of a coordinator that it publishes: it has 1,200 connections, and each user several. */
export const MAX_CROWD = 1_000
/** Members of a page: 7 KiB. */
export const MAX_PAGE_MEMBERS = 200
/** Coordinators in a NetworkState. */
export const MAX_COORDINATORS = 64
