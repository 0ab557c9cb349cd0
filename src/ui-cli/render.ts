/**
 * Lines for people. Whatever comes from a peer goes through terminal.ts here. Names have
 * no fixed width on a terminal, so they stand at the end of a line or in front of the text.
 *
 * @packageDocumentation
 */
import type {
  ContactLine,
  InviteLine,
  MailboxCount,
  MemberLine,
  MessageLine,
  NodeEvent,
  NodeEventDetails,
  RequestLine,
  SendLine,
  StatusLine,
  TraceLine
} from '../node/api.ts'
import type { Api } from './api.ts'
import type { Settings } from './settings.ts'
import { printable, printableBlock } from './terminal.ts'

/** Names by userId. */
export type Names = ReadonlyMap<string, string>

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** Local time, sortable: `2026-11-21 03:42:10`. */
export function time(at: number): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return '(no valid time)'
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/** `850 ms`, `12 s`, `3 min`, `5 h`. */
export function duration(ms: number): string {
  if (ms < 10 * second) return `${Math.round(ms)} ms`
  if (ms < 2 * minute) return `${Math.round(ms / second)} s`
  return ms < 2 * hour ? `${Math.round(ms / minute)} min` : `${Math.round(ms / hour)} h`
}

/** Stands in front of our own messages, and is left out of names: no contact can look like us. */
const OWN = '»'
/** Where the text of a message has its further lines. */
const INDENT = ' '.repeat(21)

/** Who, in few characters: the name if there is one, else the end of the userId. */
export function who(userId: string, name?: string | null): string {
  const shown = printable(name ?? '')
    .replaceAll(OWN, '')
    .trim()
  return shown === '' ? `…${printable(userId).slice(-8)}` : shown
}

/** A way to somebody, with the users and peers on it in few characters. */
function way(route: string): string {
  return printable(route).replaceAll(/12D3KooW\w+/gu, id => who(id))
}

/** The same of somebody, and not of a message: whether anything lies there it does not say. */
function wayTo(route: string): string {
  return way(route).replace(/^stored at /u, 'mail is left at ')
}

/** Enough of a message's id to find it again on the screen. */
function short(id: string): string {
  return printable(id).slice(0, 8)
}

/**
 * `2026-11-21 03:42:10  alice: text` or `…  » me: text  [delivered]`, further lines under the
 * text. What there is to say about it comes last, on a line that no text can begin like.
 */
export function message(line: MessageLine, names: Names): string {
  const incoming = line.state === 'received'
  const from = incoming ? who(line.from, names.get(line.from)) : `${OWN} me`
  const text = printableBlock(line.text, `${INDENT}| `)
  const end = incoming ? '' : `  [${state(line.state, line.stored)}]`
  const note = line.note === undefined ? '' : `\n${INDENT}! ${printable(line.note)}`
  return `${time(line.at)}  ${from}: ${text}${end}${note}`
}

/** `stored 2/3` or just `delivered`. */
function state(name: string, stored: string | null): string {
  return name === 'stored' && stored !== null ? `stored ${printable(stored)}` : name
}

/** Who carries on with what is only kept on the disk. */
export function goesOn(
  { isDaemon }: Pick<Api, 'isDaemon'>,
  { chosenBy }: Pick<Settings, 'chosenBy'>
): string {
  return isDaemon ? 'The running node goes on trying.' : `\`earshot run${chosenBy}\` goes on trying.`
}

/** What became of a sent message. */
export function sent(line: SendLine): string {
  return `${state(line.state, line.stored)}, ${way(line.route)}, ${duration(line.ms)} (${short(line.id)})`
}

/** `accepted   12D3KooW…  alice  (verified)`, and what else there is to say about it. */
export function contact(line: Omit<ContactLine, 'verified'> & { readonly verified?: boolean }): string {
  const details = [
    ...(line.verified === true ? ['verified'] : []),
    ...(line.note === undefined ? [] : [line.note])
  ]
  return [line.state.padEnd(9), ...person(line, details.length === 0 ? undefined : details.join('; '))].join(
    '  '
  )
}

/** `2026-11-21 03:42:10  12D3KooW…  alice`, and what there is to say about it. */
export function request(line: RequestLine): string {
  return [time(line.at), ...person(line, line.note)].join('  ')
}

/** The columns of a person: userId, name if there is one, and what there is to say. */
function person({ userId, name }: Pick<ContactLine, 'userId' | 'name'>, detail?: string): string[] {
  const columns = [userId, name ?? '', detail === undefined ? '' : `(${detail})`]
  return columns.map(printable).filter(column => column !== '')
}

/** `open     until 2026-12-05 03:42:10  id`. */
export function invite(line: InviteLine): string {
  return `${line.state.padEnd(7)}  until ${time(line.expires)}  ${printable(line.id)}`
}

const marks: Record<MemberLine['status'], string> = { direct: '🟢', reachable: '🟡', offline: '⚫' }

/** `🟡 reachable  12D3KooW…  alice  (via Bob)`. */
export function member(line: MemberLine, names: Names): string {
  const seen = line.lastSeen === null ? 'never seen' : `last seen ${time(line.lastSeen)}`
  const via = line.via === null ? undefined : `via ${who(line.via, names.get(line.via))}`
  const detail = line.status === 'offline' ? seen : via
  return [`${marks[line.status]} ${line.status.padEnd(9)}`, ...person(line, detail)].join('  ')
}

/** The route, then one line per attempt, or why there was none. */
export function trace(line: TraceLine, names: Names): string {
  const attempts = line.attempts.map(({ rung, ms, outcome, answeredBy }) => {
    const by = answeredBy === null ? '' : ` (${who(answeredBy, names.get(answeredBy))})`
    return `  ${printable(rung).padEnd(17)} ${duration(ms).padStart(8)}  ${printable(outcome)}${by}`
  })
  const why = line.whyNotDirect === null ? [] : [`  not direct: ${printable(line.whyNotDirect)}`]
  if (line.route === 'direct' && attempts.length === 0) {
    attempts.push('  linked directly, nothing had to be searched')
  }
  return [`${who(line.userId, names.get(line.userId))}: ${wayTo(line.route)}`, ...attempts, ...why].join('\n')
}

/** Nobody asks for them then: a count of none would be taken for a fact. */
const NOT_CONNECTED = 'not connected: what they hold is fetched when it runs'

/** One fact a line. @param notRunning said instead of the time since the start */
export function status(line: StatusLine, notRunning?: string): string {
  return [
    `user          ${line.userId}`,
    `peer          ${line.peerId}`,
    `up            ${notRunning ?? duration(line.uptime)}`,
    `links         ${line.links}`,
    `mailboxes     ${notRunning === undefined ? mailboxes(line.mailboxes) : NOT_CONNECTED}`,
    `coordinators  ${line.coordinators}`,
    `queued        ${line.queued}`,
    ...(line.addresses.length === 0
      ? ['addresses     none']
      : line.addresses.map(address => `address       ${printable(address)}`))
  ].join('\n')
}

/** `1 of 3`, and what it takes to have the first. */
function mailboxes({ held, wanted }: MailboxCount): string {
  return `${held} of ${wanted}${held === 0 ? ' (each at a coordinator of its own)' : ''}`
}

/** How a link stands, for those of its states that last. */
export function link({ userId, state, route }: NodeEventDetails['link'], names: Names): string | undefined {
  const name = who(userId, names.get(userId))
  switch (state) {
    case 'CONNECTED':
    case 'RELAY_MODE':
      return `linked to ${name}: ${way(route)}`
    case 'STORE_FORWARD':
      return `no link to ${name}: messages ${route === 'none' ? 'wait here, there is no mailbox' : 'go to mailboxes'}`
    case 'DISCONNECTED':
      return `no link to ${name}`
    case 'DISCOVERING':
    case 'SIGNALING':
    case 'CONNECTING':
      return undefined
    default:
      return state satisfies never
  }
}

/** An event of `run` as it happens; undefined for a step on the way that tells a person nothing. */
export function event(
  event: NodeEvent,
  names: Names,
  { chosenBy }: Pick<Settings, 'chosenBy'>
): string | undefined {
  const now = time(Date.now())
  switch (event.event) {
    case 'ready':
      return `ready ${event.peerId}${event.addresses.map(address => `\n  ${printable(address)}`).join('')}`
    case 'message':
      return message(event, names)
    case 'request': {
      const note = event.note === undefined ? '' : ` (${printable(event.note)})`
      return `${now}  ${who(event.userId, event.name)} asks to be a contact${note}: earshot contact accept ${printable(event.userId)}${chosenBy}`
    }
    case 'contact':
      return event.state === 'accepted'
        ? `${now}  ${who(event.userId, event.name)} and you are contacts now`
        : `${now}  ${who(event.userId, event.name)} is asked to be a contact`
    case 'receipt':
      return `${now}  message ${short(event.id)} to ${who(event.to, names.get(event.to))}: ${state(event.state, event.stored)}`
    case 'presence': {
      const via = event.via === null ? '' : ` via ${who(event.via, names.get(event.via))}`
      return `${now}  ${marks[event.status]} ${who(event.userId, names.get(event.userId))} is ${event.status}${via}`
    }
    case 'link': {
      const text = link(event, names)
      return text && `${now}  ${text}`
    }
    case 'mailboxes':
      return `${now}  mailboxes: ${mailboxes(event)}`
    case 'notice':
      return printable(event.text)
  }
}
