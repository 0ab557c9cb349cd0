/**
 * One plain sentence for people: why there is no direct link, as far as the attempts tell.
 */
import type { AttemptDetail } from './ladder.ts'

/** Null if there is a direct link. */
export function whyNotDirect(attempts: readonly AttemptDetail[]): string | null {
  if (attempts.some(({ outcome }) => outcome === 'direct')) return null
  const direct = attempts.filter(attempt => attempt.direct)
  const count = (outcome: string): number => direct.filter(attempt => attempt.outcome === outcome).length
  const failed = count('failed') + count('timeout')
  const strangers = attempts.some(({ outcome }) => outcome === 'wrong-identity')

  if (attempts.some(({ outcome }) => outcome === 'relayed')) {
    if (failed > 0) return `Their direct addresses did not answer (${timesTried(failed)}), a relay did.`
    if (direct.length > 0) return 'Their direct addresses had not answered when a relay did.'
    return 'Only addresses behind a relay are known.'
  }
  if (attempts.some(({ outcome }) => outcome === 'remembered')) {
    return 'They were not found a moment ago; a sign of them starts a new search.'
  }
  if (strangers) return 'Another device answered at their address.'
  if (failed > 0) return `Their known addresses did not answer (${timesTried(failed)}).`
  const dialled = attempts.some(({ outcome }) => outcome === 'failed' || outcome === 'timeout')
  if (dialled) return 'They were not found in time, or the relay that was known for them did not reach them.'
  return 'Nobody who was asked knows where they are.'
}

/** The same of a relayed link that could not be made direct so many times. */
export function whyStillRelayed(failures: number): string {
  return `A relay carries it; a direct link was ${timesTried(failures)} since then, in vain.`
}

function timesTried(count: number): string {
  return count === 1 ? 'tried once' : `tried ${count} times`
}
