// Mocha's `spec` report for people, and for the gate a summary in the file that
// EARSHOT_TEST_SUMMARY names: { passed, failed, failures: [what mocha prints of each] }.
import { writeFileSync } from 'node:fs'
import { env } from 'node:process'
import Mocha from 'mocha'

export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options)
    // what needs a browser: the gate brings one
    const skipped = []
    runner.on(Mocha.Runner.constants.EVENT_TEST_PENDING, test => {
      if (/[/\\](?:browser|e2e)[/\\]/u.test(test.file ?? '')) skipped.push(test.fullTitle())
    })
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const file = env.EARSHOT_TEST_SUMMARY
      if (!file) return
      const { passes, failures } = this.stats
      const described = this.failures.map(test => `${test.fullTitle()}\n${test.err?.stack ?? test.err}`)
      for (const title of skipped) described.push(`${title}\nwas skipped, and may not be`)
      writeFileSync(
        file,
        JSON.stringify({ passed: passes, failed: failures + skipped.length, failures: described })
      )
    })
  }
}
