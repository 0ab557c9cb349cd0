/** Points in time and durations, in the reader's own language where a format has one. */

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

// Made once: a formatter costs more than what it formats.
const clockFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })
const wholeFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** What a peer's clock says may be no date at all. */
function dated(at: number, format: (date: Date) => string): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? '(no valid time)' : format(date)
}

/** `03:42` */
export function clock(at: number): string {
  return dated(at, date => clockFormat.format(date))
}

/** `Saturday, 21 November` */
export function day(at: number): string {
  return dated(at, date => dayFormat.format(date))
}

/** `21 Nov 2026, 03:42` */
export function dayAndClock(at: number): string {
  return dated(at, date => wholeFormat.format(date))
}

/** For the `datetime` attribute; undefined if it is no date. */
export function machineTime(at: number): string | undefined {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** Whether two points in time are on one day of the reader's calendar. */
export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

/** `850 ms`, `12 s`, `3 min`, `5 h`, as the command writes it. */
export function duration(ms: number): string {
  if (ms < 10 * second) return `${Math.round(ms)} ms`
  if (ms < 2 * minute) return `${Math.round(ms / second)} s`
  return ms < 2 * hour ? `${Math.round(ms / minute)} min` : `${Math.round(ms / hour)} h`
}
