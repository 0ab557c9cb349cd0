/** Bounds and defaults of the command, with units and reasons. Rows of docs/LIMITS.md. */

const KiB = 1024
const MiB = 1024 * KiB
const second = 1_000

/** How long a command waits for the lock, the daemon and the network, unless `--timeout` says otherwise (ms). */
export const DEFAULT_TIMEOUT: number = 10 * second

/** The longest `--timeout` (ms): a day; a message waits on by itself after that. */
export const MAX_TIMEOUT: number = 86_400 * second

/** What `messages` prints without `--limit`: as many as a full mailbox holds. */
export const DEFAULT_MESSAGE_LIMIT = 1_000

/** The greatest `--limit`; the lines of one call are held in memory. */
export const MAX_MESSAGE_LIMIT = 10_000

/** How many of the last messages `--follow` looks through for what another command has sent. */
export const FOLLOWED_MESSAGES = 64

/** A short-lived node that has not started by then will not (ms). */
export const START_TIMEOUT: number = 30 * second

/** A node that has not stopped by then is left to the exit of the process (ms). */
export const STOP_TIMEOUT: number = 5 * second

/** Pause between two tries for the socket and the lock (ms); short, as a command is awaited by a person. */
export const LOCK_RETRY_INTERVAL = 100

/** Connecting to a daemon's socket takes microseconds; a hung daemon shall not hang a command (ms). */
export const CONNECT_TIMEOUT: number = 2 * second

/** How long a second `run` waits for the first one to answer: it has to be refused within 2 s (ms). */
export const REFUSAL_TIMEOUT: number = 1 * second

/** What a daemon may take beyond the timeout that it was given (ms). */
export const CALL_GRACE: number = 5 * second

/** For the answers that need no network (ms). */
export const CALL_TIMEOUT: number = 30 * second

/** Text read from stdin: one byte more than the longest text (16 KiB) and its final newline would need. */
export const MAX_STDIN: number = 16 * KiB + 2

/** A passphrase file; more than this is a wrong file. */
export const MAX_PASSPHRASE: number = 1 * KiB

/** The configuration file: its lists filled with long addresses take 30 KiB (bytes). */
export const MAX_CONFIG: number = 64 * KiB

/** A profile's name becomes the name of a folder. */
export const MAX_PROFILE_NAME = 64

/** The name of an account, in UTF-8 bytes (the wire's limit). */
export const MAX_NAME = 64

/** What names a user, in characters: a userId has 52, a petname at most 64 bytes. */
export const MAX_USER = 128

/** The name of a network, in characters. */
export const MAX_NETWORK_NAME = 64

/** How often `--listen`, `--bootstrap` and `--network` may be repeated. */
export const MAX_REPEATS = 32

/** A unix socket's path must fit `sockaddr_un` (108 bytes on Linux, 104 on macOS, with the final zero). */
export const MAX_SOCKET_PATH = 100

/** Clients of one daemon at once. */
export const MAX_CONNECTIONS = 64

/** A client says its first line at once; who does not must not keep others out (ms). */
export const FIRST_CALL_DEADLINE: number = 5 * second

/** Unanswered requests of one client. */
export const MAX_PENDING_CALLS = 64

/** One request: a text of 16 KiB with every character escaped, and room to spare (bytes). */
export const MAX_REQUEST_LINE: number = 256 * KiB

/** A long list is answered in parts of about this size (bytes of JSON). */
export const PART_SIZE: number = 256 * KiB

/** One answer or event: a part and its last row (bytes). */
export const MAX_RESPONSE_LINE: number = 1 * MiB

/** What may wait for a client that does not read before it is cut off (bytes). */
export const MAX_UNSENT: number = 16 * MiB

/** Events that happen before `ready` is printed are kept; a start that makes more is broken. */
export const MAX_EARLY_EVENTS = 10_000
