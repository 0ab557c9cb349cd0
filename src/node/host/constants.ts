/**
 * The bounds of the libp2p host. Times are milliseconds, sizes bytes.
 *
 * @packageDocumentation
 */

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const KiB = 1_024
const MiB = 1_024 * KiB

// --- what a peer learns of us before any protocol of ours runs

/** Prefix of identify and ping: not `ipfs`, so that IPFS crawlers have nothing to talk about. */
export const PROTOCOL_PREFIX = 'earshot'
/** The same for every node, version and platform. */
export const AGENT_VERSION = 'earshot'

// --- connections

/** Connections of a person's node in all. Above it the least valued are closed. */
export const MAX_CONNECTIONS = 300
/** The same for a coordinator of its own: each of its users comes under three names, so it has 300 of them. */
export const MAX_COORDINATOR_CONNECTIONS = 1_200
/** Above this share each new one costs one that came to us and that we can spare: the library takes none at its bound. */
export const CROWDED_SHARE = 0.75
/**
 * Connections of one peer to us. It needs one; who looks for us comes over several relays and transports at once, and
 * has those of before that are not ended yet.
 */
export const MAX_CONNECTIONS_PER_PEER = 12
/** Above this share it may be one that has just come. */
export const FULL_SHARE = 0.9
/** Who has just come may stay so long: enough to hear of other coordinators. */
export const NEWCOMER_STAY: number = 5 * second
/** Inbound connections that may be in their handshake. The library's 10 let ten idle sockets lock us. */
export const MAX_PENDING_INBOUND = 256
/** A handshake needs 3 round trips: 3 s serves 1 s of round trip and frees idle sockets quickly. */
export const INBOUND_UPGRADE_TIMEOUT: number = 3 * second
/** New connections a second from one address. */
export const MAX_INBOUND_RATE = 20
/** The same when all peers share 127.0.0.1, as in tests and on one machine. */
export const MAX_INBOUND_RATE_LOOPBACK = 1_000
/** Handshakes at a time from one IPv4 address or IPv6 /64: an eighth of all, so one host cannot fill them. */
export const MAX_PENDING_PER_HOST = 32
/** Connections from one IPv4 address or IPv6 /64. Carrier NATs put dozens of people behind one address. */
export const MAX_CONNECTIONS_PER_HOST = 96
/** The same for everything that arrives over one relay. */
export const MAX_CONNECTIONS_PER_RELAY = 96
/** One address of a dial: 3 round trips, as INBOUND_UPGRADE_TIMEOUT. */
export const ADDRESS_DIAL_TIMEOUT: number = 3 * second
/** An address of a dial is tried so long after the one before, or when that failed (RFC 8305, 5: 100 ms to 2 s). */
export const DIAL_HEAD_START = 200
/** All addresses of a dial that has no deadline of its own. */
export const DIAL_TIMEOUT: number = 10 * second
/** Addresses tried in one dial. */
export const MAX_DIAL_ADDRESSES = 12
/** Addresses of one dial that are tried at a time: a dead one more makes nobody wait 3 s. */
export const MAX_ATTEMPTS_PER_DIAL = 3
/** Addresses that are tried at a time, all dials together: a socket each, for at most 3 s. */
export const MAX_ATTEMPTS = 128
/** Names among the addresses of one dial: each is asked for twice, by us and by the socket. */
export const MAX_NAMES_PER_DIAL = 2
/** An answer of a name server. */
export const NAME_SERVER_TIMEOUT: number = 2 * second
/** Dials that the library itself makes at a time. */
export const MAX_PARALLEL_DIALS = 32
/** Dials under way or waiting, ours and the library's each. */
export const MAX_DIAL_QUEUE = 256
/** multistream-select of one stream, in and out: one round trip. */
export const NEGOTIATION_TIMEOUT: number = 4 * second
/** What identify asks for. */
export const IDENTIFY_TIMEOUT: number = 5 * second
/** Identify waits so long after a connection was opened: a link over it needs two round trips. */
export const IDENTIFY_DELAY = 30
/** Every connection is pinged so often; with the next one a dead link is noticed within 20 s. */
export const PING_INTERVAL: number = 10 * second
/**
 * The same for a coordinator, of connections that come to it: heartbeats and leases say who is there, and users ping it
 * themselves. Each ping is a stream of its own, 670 bytes both ways together, and users have many connections.
 */
export const COORDINATOR_PING_INTERVAL: number = 60 * second
/** Fixed: an adaptive one falls to 5 s and ends every link when the event loop stalls for 5 s. */
export const PING_TIMEOUT: number = 9 * second
/** The same when there is reason to doubt: after sleep, or another network. */
export const LIVENESS_TIMEOUT: number = 3 * second
/** TCP sockets that carried nothing for so long are closed; pings keep good ones busy. */
export const SOCKET_INACTIVITY: number = 2 * minute
/** Sockets of the WebSocket listener that have not become a connection; above it the oldest one goes. */
export const MAX_IDLE_WEBSOCKETS = 64
/** New webrtc-direct handshakes a second. One forged UDP packet starts one, before any address is checked. */
export const MAX_WEBRTC_RATE = 50

// --- streams

/** Streams of one connection, all protocols together, each way. */
export const MAX_STREAMS_INBOUND = 256
export const MAX_STREAMS_OUTBOUND = 512
/** What a peer may send ahead of our reading, at first and at most: 5 MB/s at 100 ms round trip. */
export const STREAM_WINDOW_INITIAL: number = 256 * KiB
export const STREAM_WINDOW_MAX: number = 512 * KiB
/** A peer is told that it may send more on a stream when it is so much: its window is four times that. */
export const WINDOW_UPDATE_FROM: number = 64 * KiB
/** Streams of one connection for which that is remembered: above it the peer is told. */
export const MAX_HELD_UPDATES = 256
/** A paused stream must hold a whole window, or yamux resets it. */
export const STREAM_READ_BUFFER: number = MiB
/** Beyond it a stream is reset. Ours wait long before; this is for the library's own protocols. */
export const STREAM_WRITE_BUFFER: number = 4 * MiB

/** A frame stream stops reading while so much is waiting for `receive` (and a whole frame is there). */
export const FRAME_READ_AHEAD: number = 64 * KiB
/** Frames that are there already are received so many at a time; then timers and other sockets have their turn. */
export const FRAMES_PER_TURN = 16
/** Orderly end of a stream: our last bytes, then the other side's; after it the stream is reset. */
export const STREAM_CLOSE_TIMEOUT: number = 5 * second
/** Defaults of `handle`. */
export const DEFAULT_STREAMS_PER_CONNECTION = 8
export const DEFAULT_STREAMS = 512
export const DEFAULT_STREAM_IDLE: number = minute

// --- circuit relay

export const RELAY_RESERVATIONS = 512
export const RELAY_RESERVATION_TTL: number = 6 * hour
/** One circuit. The library's 2 min and 128 KiB cut conversations, silently losing what is in flight. */
export const RELAY_CIRCUIT_DURATION: number = 30 * minute
export const RELAY_CIRCUIT_BYTES: number = 64 * MiB
/** Strangers get no new reservation once so much of the places is taken. */
export const RELAY_STRANGER_SHARE = 0.75
/** Bytes that a relay holds for a circuit whose other end does not read, each way. */
export const RELAY_BACKLOG: number = 256 * KiB
/** Circuits that one peer opens, and that end at one peer, at a time. */
export const RELAY_HOP_STREAMS = 32
export const RELAY_STOP_STREAMS = 64
/** A reserve or connect request. */
export const RELAY_HOP_TIMEOUT: number = 10 * second
/** Relays that we let ourselves be reached over: two, and two to change over to. */
export const MAX_RELAYS = 4
/** Getting a reservation. */
export const RELAY_RESERVE_TIMEOUT: number = 5 * second

// --- DHT (networks of 10 to 10,000)

export const DHT_PROTOCOL = '/earshot/kad/1.0.0'
/** Peers per bucket and copies of a provider record: at 30 % churn all 20 are gone with p < 1e-10. */
export const DHT_K = 20
/** Requests at a time on each of so many disjoint paths. The library's 10 × 10 are sized for public IPFS. */
export const DHT_ALPHA = 3
export const DHT_PATHS = 3
/** A query as a whole; the library's 180 s outlast every wait of ours. */
export const DHT_QUERY_TIMEOUT: number = 5 * second
/** Longest time of handing a record out, which nobody waits for: each node may have to be dialled. */
export const DHT_PUBLISH_TIMEOUT: number = 30 * second
/** One request, dial included. */
export const DHT_REQUEST_MIN_TIMEOUT: number = 2 * second
export const DHT_REQUEST_MAX_TIMEOUT: number = 5 * second
/** The first self-query; every later query waits for it when the library's second is kept. */
export const DHT_FIRST_SELF_QUERY = 100
export const DHT_ROUTING_QUEUE = 1_024
export const DHT_INBOUND_STREAMS = 32
export const DHT_OUTBOUND_STREAMS = 64

/** A request: a key, and at most one record with addresses. The library's default is 4 MiB. */
export const DHT_MAX_REQUEST: number = 16 * KiB
/** Requests that one peer may make at once (64 contacts are looked for, twice each), then per second. */
export const DHT_PEER_BURST = 128
export const DHT_PEER_RATE = 20
/** The same of all peers together: an answer costs about 1 ms. */
export const DHT_TOTAL_BURST = 256
export const DHT_TOTAL_RATE = 100
/** Streams of one peer that may be reset for it at once, then per second; the next one costs the connection. */
export const DHT_EXCESS_BURST = 64
export const DHT_EXCESS_RATE = 2
/** Answers, at about 5 KiB each, that wait for a peer that does not read them. */
export const DHT_WRITE_BUFFER: number = 256 * KiB

// --- gossip

export const GOSSIP_D = 6
export const GOSSIP_D_LOW = 4
export const GOSSIP_D_HIGH = 12
/** Of what is shorter nobody is told that we have it: that costs as much as having it once more. */
export const GOSSIP_DONT_WANT_FROM: number = 4 * KiB
/** One message, as MAX_STATE_FRAME of the wire. */
export const GOSSIP_MAX_MESSAGE: number = 128 * KiB
/** One RPC: some lists of 128 KiB that were asked for at once. */
export const GOSSIP_MAX_RPC: number = MiB
/** RPCs that one peer may send at once (a stall of ours ends), then per second: 1,000 members make 40. */
export const GOSSIP_PEER_BURST = 1_000
export const GOSSIP_PEER_RATE = 200
/** Waiting for one neighbour that does not read. */
export const GOSSIP_OUT_BUFFER: number = 2 * MiB
/** Topics that one neighbour may make us remember, at about 1 KiB each. */
export const GOSSIP_TOPIC_BYTES: number = 64 * KiB
/** Peers of one address that cost nothing. The library's 10 hit people behind one relay or carrier NAT. */
export const GOSSIP_COLOCATION_FREE = 64

// --- memory

/** Peers whose rate of requests is remembered: more than can be connected. */
export const MAX_GATED_PEERS = 1_024
/** Peers known; the longest unused are forgotten. About 1 KiB each. */
export const MAX_KNOWN_PEERS = 5_000
/** Records of the DHT (providers) held for others. */
export const MAX_DHT_RECORDS = 10_000
/** Anything else that the library stores. */
export const MAX_OTHER_RECORDS = 1_000

// --- calling who does not answer

/**
 * A lost coordinator is called again after it, and a quarter more at random, while another one is
 * connected that would tell us: no call at all in the first minute. Doubles up to the last.
 */
export const CALL_WITNESSED_FIRST: number = 65 * second
export const CALL_WITNESSED_LAST: number = 15 * minute
/** The same while nobody would tell us, less up to a half. */
export const CALL_ALONE_FIRST: number = second
export const CALL_ALONE_LAST: number = 5 * minute
/** Of several connections to one peer that end together, the last ones end so much later. */
export const CALL_GRACE: number = second
/** What others say of a coordinator may be from before it was lost. */
export const CALL_ECHO: number = 2 * second
/** Those who hear that it is back do not all come at once. */
export const CALL_RETURN_SPREAD: number = 2 * second
/** A call given up before it says nothing about who was called. */
export const CALL_PROVEN: number = 3 * second
/**
 * Who ends a connection before has not answered, as a full coordinator or bootstrap node does. Twice as long as those
 * let newcomers stay.
 */
export const CONNECTION_PROVEN: number = 10 * second
/** Peers that do not answer, and are remembered as such. */
export const MAX_SILENT_PEERS = 256

// --- lifecycle

/** Waits between tries (a bootstrap address, a relay, identify, gossip's stream), doubling from the first to the last. */
export const RETRY_FIRST: number = second
export const RETRY_LAST: number = minute
/** After it, a stop cuts what is left. */
export const STOP_TIMEOUT: number = 4 * second

// --- webrtc-direct certificate

/** So long that no address changes because of it. */
export const CERTIFICATE_YEARS = 40
