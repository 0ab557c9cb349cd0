/** `npm run demo -- --web`, as somebody follows what it says. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../support/web/chromium.ts'
import { newContext, noComplaints, PageUser } from '../support/web/page-user.ts'

const DEMO = fileURLToPath(new URL('../../demo/main.ts', import.meta.url))

describe('the demo with a page', function () {
  this.timeout(60_000)
  let browser: Browser
  let demo: ChildProcessByStdio<null, Readable, null>

  before(async () => {
    browser = await launchBrowser()
    demo = spawn(process.execPath, [DEMO, '--web'], { stdio: ['ignore', 'pipe', 'inherit'] })
  })
  after(async () => {
    await browser.close()
    demo.kill('SIGINT')
    await once(demo, 'close')
  })

  it('opens with an invite, shows Alice, Bob and Carol, and lets Alice answer', async () => {
    let link = ''
    let second = ''
    for await (const line of createInterface({ input: demo.stdout })) {
      link = /invite of Alice.*: (http\S+)$/u.exec(line)?.[1] ?? link
      second = /another tab.*: (http\S+)$/u.exec(line)?.[1] ?? second
      if (line.startsWith('Ctrl-C')) break
    }
    const complaints = noComplaints()
    const [page = '', invite] = link.split('#')
    assert.equal(second, `${page}#profile=dana`)
    const dana = await PageUser.open(await newContext(browser, complaints), page, complaints)
    await dana.makeProfile('Dana')
    await dana.tab.getByText('3 of 3 around').waitFor()
    await dana.ask(`web+earshot:#${invite}`)
    await dana.talkTo('Alice')
    await dana.say('Hello Alice')
    await dana.sees('Hello Alice', 'delivered')
  })
})
