/** Which ways to somebody were tried, how long each took, and what came of it. */
import type { VNode } from 'preact'
import type { TraceLine } from '../../node/api.ts'
import { who } from '../words/people.ts'
import { noAttempts, routeWords } from '../words/reach.ts'
import { duration } from '../words/times.ts'
import { useProfile } from './page-context.ts'

export function TraceTable({ trace }: { readonly trace: TraceLine }): VNode {
  const { contacts } = useProfile()
  const names = contacts.names.value
  if (trace.attempts.length === 0) return <p>{noAttempts(trace.route)}</p>
  return (
    <>
      <table>
        <caption>Route: {routeWords(trace.route, names) ?? 'none'}</caption>
        <thead>
          <tr>
            <th scope="col">Tried</th>
            <th scope="col">Answered by</th>
            <th scope="col">Took</th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {trace.attempts.map(({ rung, answeredBy, ms, outcome }, index) => (
            <tr key={index}>
              <td>{rung}</td>
              <td>{answeredBy === null ? '–' : <bdi>{who(answeredBy, names.get(answeredBy))}</bdi>}</td>
              <td>{duration(ms)}</td>
              <td>{outcome}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {trace.whyNotDirect !== null && <p>{trace.whyNotDirect}</p>}
    </>
  )
}
