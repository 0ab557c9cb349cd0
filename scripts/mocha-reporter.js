// Mocha's `spec` report for people, and for the gate a summary in the file that
// EARSHOT_TEST_SUMMARY names: { passed, failed, failures: [what mocha prints of each] }.
import { writeFileSync } from 'node:fs'
import { env } from 'node:process'
import Mocha from 'mocha'

export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options)
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const file = env.EARSHOT_TEST_SUMMARY
      if (!file) return
      const { passes, failures } = this.stats
      const described = this.failures.map(test => `${test.fullTitle()}\n${test.err?.stack ?? test.err}`)
      writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, failures: described }))
    })
  }
}
