/** Names and ids, as people see them. */

/** Names by userId. */
export type Names = ReadonlyMap<string, string>

/** Characters at the end of an id that are enough to tell two apart at a glance. */
const SHORT = 8

/** The end of an id; its beginning is the same for all. */
export function shortId(id: string): string {
  return `…${id.slice(-SHORT)}`
}

/** What leads back from a pane to the people, and how many of them wait for an answer. */
export function backLabel(requests: number): string {
  if (requests === 0) return 'Back to people'
  return requests === 1 ? 'Back, 1 request' : `Back, ${requests} requests`
}

/** The name if there is one, else the end of the id. */
export function who(id: string, name?: string | null): string {
  const shown = name?.trim() ?? ''
  return shown === '' ? shortId(id) : shown
}
