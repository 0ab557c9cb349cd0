import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { CHECKS } from '../mutation/checks.ts'

describe('the checks that `npm run checklist` takes away', () => {
  it('are where it looks for them', () => {
    // It runs seldom; whoever moves code finds out here.
    for (const { removed, edits } of CHECKS) {
      for (const { file, find } of edits) {
        assert.equal(readFileSync(file, 'utf8').split(find).length, 2, `${removed}: ${file}`)
      }
    }
  })
})
