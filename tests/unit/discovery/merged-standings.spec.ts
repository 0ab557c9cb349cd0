import assert from 'node:assert/strict'
import { MergedStandings } from '../../../src/discovery/core/merged-standings.ts'
import type { Standing } from '../../../src/discovery/core/roster.ts'

const direct: Standing = { status: 'direct', via: null }
const viaCarol: Standing = { status: 'reachable', via: 'carol' }
const hinted: Standing = { ...viaCarol, isHinted: true }
const offline: Standing = { status: 'offline', via: null }

describe('discovery: standing in several networks', () => {
  let inEach: readonly Standing[]
  let merged: MergedStandings

  beforeEach(() => {
    inEach = [offline, offline]
    merged = new MergedStandings(() => inEach)
  })

  it('is the best of all, offline where there is none', () => {
    inEach = [offline, viaCarol, direct, viaCarol]
    assert.deepEqual(merged.of('bob'), direct)
    inEach = [hinted, viaCarol, hinted]
    assert.deepEqual(merged.of('bob'), viaCarol)
    inEach = []
    assert.deepEqual(merged.of('bob'), offline)
  })

  it('is news when somebody shows that they are there who was only said to be', () => {
    inEach = [hinted, offline]
    assert.deepEqual(merged.news('bob'), { userId: 'bob', status: 'reachable', via: 'carol' })
    assert.equal(merged.news('bob'), undefined)
    inEach = [hinted, viaCarol]
    assert.deepEqual(merged.news('bob'), { userId: 'bob', ...viaCarol })
    assert.equal(merged.news('bob'), undefined)
  })

  it('is news once, however many networks tell of it', () => {
    assert.equal(merged.news('bob'), undefined)
    inEach = [direct, offline]
    assert.deepEqual(merged.news('bob'), { userId: 'bob', ...direct })
    inEach = [direct, direct]
    assert.equal(merged.news('bob'), undefined)
    inEach = [viaCarol, direct]
    assert.equal(merged.news('bob'), undefined, 'the link is still there')
    inEach = [viaCarol, viaCarol]
    assert.deepEqual(merged.news('bob'), { userId: 'bob', ...viaCarol })
    inEach = [offline, viaCarol]
    assert.equal(merged.news('bob'), undefined)
    inEach = [offline, offline]
    assert.deepEqual(merged.news('bob'), { userId: 'bob', ...offline })
    assert.equal(merged.news('bob'), undefined)
  })
})
