import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { missingAbility } from '../../../src/ui-web/abilities.ts'
import { readCoordinators } from '../../../src/ui-web/coordinators.ts'
import { fragmentOf, pageForInvites, readFragment } from '../../../src/ui-web/fragment.ts'
import { placeOf } from '../../../src/ui-web/state/place.ts'
import { createRefresh } from '../../../src/ui-web/state/refresh.ts'
import { createStorage } from '../../../src/ui-web/state/storage.ts'

const ADDRESS = '/ip4/192.0.2.1/tcp/4001/ws'
const whole = { isSecureContext: true, indexedDB: {}, RTCPeerConnection: {}, navigator: { locks: {} } }

describe('what surrounds the page', () => {
  it('reads profile and invite behind the #', () => {
    assert.deepEqual(readFragment(''), { profile: undefined, invite: undefined })
    assert.deepEqual(readFragment('#profile=bob'), { profile: 'bob', invite: undefined })
    assert.deepEqual(readFragment('#i=abc'), { profile: undefined, invite: 'web+earshot:#i=abc' })
    assert.deepEqual(readFragment('#profile=b%20c&i=abc'), {
      profile: 'b c',
      invite: 'web+earshot:#i=abc'
    })
    assert.equal(readFragment('#profile=%').profile, '%')
    assert.deepEqual(readFragment('#profile%3Dbob&i%3Dabc'), readFragment('#profile=bob&i=abc'))
  })

  it('leaves the profile in the address when it takes the invite', () => {
    assert.equal(fragmentOf('default'), '')
    assert.equal(fragmentOf('b c'), '#profile=b%20c')
  })

  it('names itself in invites only where others can open it', () => {
    const at = { origin: 'https://example.org', pathname: '/chat/' }
    assert.equal(pageForInvites({ ...at, protocol: 'https:' }), 'https://example.org/chat/')
    assert.equal(pageForInvites({ ...at, protocol: 'http:' }), undefined)
  })

  it('says what a browser lacks', () => {
    assert.equal(missingAbility(whole), undefined)
    assert.match(missingAbility({ ...whole, isSecureContext: false })?.sentence ?? '', /https/u)
    assert.match(missingAbility({ ...whole, indexedDB: undefined })?.sentence ?? '', /IndexedDB/u)
    assert.equal(missingAbility({ ...whole, RTCPeerConnection: undefined })?.canGoOn, true)
  })

  it('begins with the coordinators of its host, if they are any, and not too many', async () => {
    const answers: Readonly<Record<string, string>> = {
      '/list': JSON.stringify([ADDRESS, 'nonsense', 7, '/dnsaddr/example.org', ADDRESS]),
      '/page': '<!doctype html>',
      '/object': '{}',
      // a list, but longer than any that is meant
      '/endless': `["${ADDRESS}"${' '.repeat(100_000)}]`
    }
    const server = createServer(({ url = '' }, response) => {
      response.writeHead(url in answers ? 200 : 404).end(answers[url])
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const read = async (path: string): Promise<string[]> =>
      await readCoordinators(`http://127.0.0.1:${port}${path}`)
    try {
      assert.deepEqual(await read('/list'), [ADDRESS, ADDRESS])
      for (const path of ['/page', '/object', '/endless', '/none'])
        assert.deepEqual(await read(path), [], path)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  it('goes home from a place that it does not know', () => {
    assert.deepEqual(placeOf({ at: 'conversation', userId: 'bob' }), { at: 'conversation', userId: 'bob' })
    for (const kept of [null, undefined, 'x', {}, { at: 'nowhere' }, { at: 'conversation' }]) {
      assert.deepEqual(placeOf(kept), { at: 'home' })
    }
  })

  it('says what the browser answered about keeping data', async () => {
    const answers = async (answer: boolean): Promise<string> => {
      const storage = createStorage({ persist: async () => answer })
      await storage.ask()
      return storage.keeping.value
    }
    assert.equal(await answers(true), 'kept')
    assert.equal(await answers(false), 'may-go')
    const none = createStorage(undefined)
    await none.ask()
    assert.equal(none.keeping.value, 'unknown')
  })

  it('reads once more, and only once, if it was asked for during a read', async () => {
    let reads = 0
    const gates: (() => void)[] = []
    const refresh = createRefresh(async () => {
      reads += 1
      await new Promise<void>(resolve => gates.push(resolve))
    }, assert.ifError)
    const first = refresh.run()
    const others = [refresh.run(), refresh.run(), refresh.run()]
    assert.equal(reads, 1)
    gates[0]?.()
    await first
    await Promise.resolve()
    assert.equal(reads, 2)
    gates[1]?.()
    await Promise.all(others)
    assert.equal(reads, 2)
    assert.ok(!refresh.isRunning)
  })
})
