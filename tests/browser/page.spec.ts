/** The page in real browsers, with coordinators and people at a terminal in other processes. */
import assert from 'node:assert/strict'
import type { Browser, BrowserContext } from 'playwright-core'
import { servePage } from '../../bootstrap/page-server.ts'
import type { PageServer } from '../../bootstrap/page-server.ts'
import { Network } from '../../demo/network.ts'
import { buildPage } from '../support/web/built-page.ts'
import { launchBrowser } from '../support/web/chromium.ts'
import { newContext, noComplaints, PageUser } from '../support/web/page-user.ts'
import type { Complaints } from '../support/web/page-user.ts'

describe('the page in browsers', function () {
  this.timeout(60_000)
  let network: Network
  let site: PageServer
  let browser: Browser
  let complaints: Complaints
  /** Where pages begin: at every coordinator that runs, by webrtc-direct. */
  let addresses: string[]

  beforeEach(async () => {
    complaints = noComplaints()
    ;[network, browser] = await Promise.all([Network.start(), launchBrowser(), buildPage()])
    const listening = await Promise.all(network.coordinators.map(async node => await node.addresses()))
    addresses = listening.flat().filter(address => address.includes('/webrtc-direct/'))
    site = await servePage({ host: '127.0.0.1', port: 0, coordinators: () => addresses })
  })
  afterEach(async () => {
    await browser.close()
    await site.close()
    await network.stop()
    assert.deepEqual(complaints.errors, [])
    assert.deepEqual(complaints.foreign, [])
    assert.ok(complaints.iceServers.length > 0, 'WebRTC was used')
    assert.ok(complaints.iceServers.every(servers => Array.isArray(servers) && servers.length === 0))
  })

  async function open(context: BrowserContext, profile?: string): Promise<PageUser> {
    return await PageUser.open(context, site.url, complaints, profile)
  }

  async function join(name: string): Promise<{ context: BrowserContext; user: PageUser }> {
    const context = await newContext(browser, complaints)
    const user = await open(context)
    await user.makeProfile(name)
    return { context, user }
  }

  async function befriend(ann: PageUser, ben: PageUser): Promise<void> {
    await ben.ask(await ann.invite())
    await ann.accept()
    await ben.talkTo('Ann')
  }

  it('lets two of them meet, talk, and leave each other mail, with the bootstrap node killed midway', async () => {
    const [{ user: ann }, { context, user: ben }] = await Promise.all([join('Ann'), join('Ben')])
    await befriend(ann, ben)
    await ann.say('Can you hear me?')
    await ann.sees('Can you hear me?', 'delivered')
    await ben.sees('Can you hear me?')
    await ben.say('Loud and clear')
    await ben.sees('Loud and clear', 'delivered')
    await ann.sees('Loud and clear')
    await Promise.all([ann.reached('direct'), ben.reached('direct')])

    await ben.tab.close()
    await ann.say('Read this when you are back')
    await ann.sees('Read this when you are back', 'stored 3/3')

    await network.coordinators[0]?.kill()
    addresses = []
    const back = await open(context)
    await back.talkTo('Ann')
    await back.sees('Read this when you are back')
    assert.equal(await back.times('Read this when you are back'), 1)
    await ann.sees('Read this when you are back', 'delivered')
    await back.say('And without a bootstrap node')
    await back.sees('And without a bootstrap node', 'delivered')
  })

  it('talks to a node at a terminal, directly', async () => {
    const [{ user: ann }, nina] = await Promise.all([join('Ann'), network.join('Nina')])
    const node = await nina.start()
    const [invite] = (await nina.run('invite')).lines
    await ann.ask(String(invite?.['link']))
    const request = await node.event('request')
    const annId = String(request['userId'])
    assert.equal((await nina.run('contact', 'accept', annId)).code, 0)
    await ann.talkTo('Nina')
    await ann.say('From a tab')
    await ann.sees('From a tab', 'delivered')
    await node.event('message', line => line['text'] === 'From a tab')
    assert.equal((await nina.run('send', annId, 'From a terminal')).code, 0)
    await ann.sees('From a terminal')
    await ann.reached('direct')
  })

  it('keeps two profiles of one browser apart, and lets them find each other', async () => {
    const context = await newContext(browser, complaints)
    const [ann, ben] = await Promise.all([open(context, 'ann'), open(context, 'ben')])
    await ann.makeProfile('Ann')
    await ben.makeProfile('Ben')
    await ann.tab.getByText('1 of 1 around').waitFor()
    await befriend(ann, ben)
    await ben.say('From next door')
    await ben.sees('From next door', 'delivered')
    await ann.sees('From next door')
  })

  it('shows the node of another tab, and takes over when that one is closed', async () => {
    const [{ context, user: ann }, { user: ben }] = await Promise.all([join('Ann'), join('Ben')])
    await befriend(ann, ben)
    const second = await open(context)
    await second.talkTo('Ben')
    await second.say('From the second tab')
    await second.sees('From the second tab', 'delivered')
    await ann.tab.close()
    await second.held(3)
    await second.talkTo('Ben')
    await second.say('After the first was closed')
    await second.sees('After the first was closed', 'delivered')
    await ben.sees('After the first was closed')
    assert.equal(await ben.times('From the second tab'), 1)
  })

  it('loses nothing when its tab is killed and opened again', async () => {
    const [{ context, user: ann }, { user: ben }] = await Promise.all([join('Ann'), join('Ben')])
    await befriend(ann, ben)
    await ben.tab.close()
    await ann.say('Kept')
    await ann.sees('Kept', 'stored')
    await ann.tab.close()
    const again = await open(context)
    await again.talkTo('Ben')
    await again.sees('Kept', 'stored')
    assert.equal(await again.times('Kept'), 1)
  })
})
