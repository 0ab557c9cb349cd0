/** What a tab goes through: frozen, suspended, without a network, without room, without WebRTC. */
import assert from 'node:assert/strict'
import type { BrowserContext } from 'playwright-core'
import { PageNetwork } from '../support/web/page-network.ts'
import type { PageUser } from '../support/web/page-user.ts'

describe('the life of a tab', function () {
  this.timeout(60_000)
  let net: PageNetwork

  before(async () => {
    net = await PageNetwork.start()
  })
  afterEach(async () => {
    await net.everybodyLeaves()
  })
  after(async () => {
    await net.stop()
  })

  it('gives the profile to another tab while it is frozen, and takes nothing back when it wakes up', async () => {
    const [{ context, user: ann }, { user: ben }] = await Promise.all([net.join('Ann'), net.join('Ben')])
    await net.befriend(ann, ben)
    await ann.say('Before')
    await ann.sees('Before', 'delivered')
    // a frozen tab is given 15 s
    context.setDefaultTimeout(45_000)
    const thaw = await ann.freeze()
    const second = await net.open(context)
    await second.held(3)
    await second.talkTo('Ben')
    await second.say('From the tab that is awake')
    await second.sees('From the tab that is awake', 'delivered')
    await thaw()
    await ann.tab.getByRole('heading', { name: 'Another tab has taken over' }).waitFor()
    await ben.say('Who is there?')
    await ben.sees('Who is there?', 'delivered')
    await second.sees('Who is there?')
    await ann.tab.getByRole('button', { name: 'Go on here' }).click()
    await ann.talkTo('Ben')
    for (const text of ['Before', 'From the tab that is awake', 'Who is there?']) {
      await ann.sees(text)
      for (const tab of [ann, second, ben]) assert.equal(await tab.times(text), 1)
    }
  })

  it('has what came while everything in it stood still, once, and goes on', async () => {
    const [{ user: ann }, { user: ben }] = await Promise.all([net.join('Ann'), net.join('Ben')])
    await net.befriend(ann, ben)
    await ann.reached('direct')
    const thaw = await ben.freeze()
    await ann.say('While you slept')
    await ann.sees('While you slept', 'stored 3/3')
    await thaw()
    await ben.sees('While you slept')
    await ann.sees('While you slept', 'delivered')
    await ben.say('I am back')
    await ben.sees('I am back', 'delivered')
    assert.equal(await ben.times('While you slept'), 1)
  })

  it('says that there is no room, keeps the text, and goes on when there is', async () => {
    const [{ context, user: ann }, { user: ben }] = await Promise.all([net.join('Ann'), net.join('Ben')])
    await net.befriend(ann, ben)
    await ann.giveRoom(false)
    await ann.say('Does this fit?')
    await ann.tab.getByRole('alert').getByText('no more room').waitFor()
    assert.equal(await ann.tab.getByRole('textbox', { name: 'Message' }).inputValue(), 'Does this fit?')
    assert.equal(await ann.times('Does this fit?'), 0)
    await ann.giveRoom(true)
    await ann.tab.getByRole('button', { name: 'Send', exact: true }).click()
    await ann.sees('Does this fit?', 'delivered')
    await ben.sees('Does this fit?')
    await ann.tab.close()
    const again = await net.open(context)
    await again.talkTo('Ben')
    await again.sees('Does this fit?', 'delivered')
  })

  it('begins anew when its first run was broken off, and takes a name with what cannot be seen', async () => {
    const context = await net.newContext()
    const ann = await net.open(context)
    // what the first write after the vault's own ones would put there
    await ann.giveRoom(false, 1)
    await ann.tab.getByLabel('Your name').fill('Ann')
    await ann.tab.getByRole('button', { name: 'Make profile' }).click()
    await ann.tab.getByRole('alert').getByText('no more room').waitFor()
    await ann.tab.close()
    const again = await net.open(context)
    await again.makeProfile('Ann \u2764\uFE0F')
    await again.tab.close()
    const later = await net.open(context)
    await later.held(3)
  })

  it('opens when the browser died before it wrote all of its own down', async () => {
    const { context, user: ann } = await net.join('Ann')
    await ann.tab.evaluate(() => localStorage.clear())
    await ann.tab.close()
    // nor does a list of coordinators keep anybody out that was written badly
    const { coordinators } = net
    net.coordinators = ['/foo', '/dnsaddr/example.org', 'x'.repeat(100_000), ...net.coordinators]
    const again = await net.open(context)
    await again.held(3)
    net.coordinators = coordinators
  })

  it('says in a sentence that the browser keeps nothing', async () => {
    const context = await net.newContext()
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('Denied', 'SecurityError')
      }
    })
    const { tab } = await net.open(context)
    await tab.getByText('private window').waitFor()
  })
})

describe('a page without WebRTC', function () {
  this.timeout(60_000)
  let net: PageNetwork

  before(async () => {
    net = await PageNetwork.start('ws')
  })
  afterEach(async () => {
    await net.everybodyLeaves()
  })
  after(async () => {
    await net.stop()
  })

  async function join(name: string): Promise<{ context: BrowserContext; user: PageUser }> {
    const context = await net.newContext()
    await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'RTCPeerConnection'))
    const user = await net.open(context)
    await user.tab.getByText('no WebRTC').waitFor()
    await user.tab.getByRole('button', { name: 'Go on' }).click()
    await user.makeProfile(name)
    return { context, user }
  }

  it('says so, and talks over the relay of a coordinator', async () => {
    const [{ user: ann }, { user: ben }] = await Promise.all([join('Ann'), join('Ben')])
    await net.befriend(ann, ben)
    await ann.say('The long way round')
    await ann.sees('The long way round', 'delivered')
    await ben.sees('The long way round')
    await Promise.all([ann.reached('relayed'), ben.reached('relayed')])
  })

  it('talks with a node at a terminal over a relay', async () => {
    const [{ user: ann }, nina] = await Promise.all([join('Ann'), net.network.join('Nina')])
    // nothing that a page could dial
    nina.listen = ['/ip4/127.0.0.1/tcp/0']
    const node = await nina.start()
    const [invite] = (await nina.run('invite')).lines
    await ann.ask(String(invite?.['link']))
    const annId = String((await node.event('request'))['userId'])
    assert.equal((await nina.run('contact', 'accept', annId)).code, 0)
    await ann.talkTo('Nina')
    await ann.say('The long way to a terminal')
    await ann.sees('The long way to a terminal', 'delivered')
    assert.equal((await nina.run('send', annId, 'And back')).code, 0)
    await ann.sees('And back')
    await ann.reached('relayed')
  })

  // WebRTC knows nothing of what playwright calls offline
  it('loses nothing while its device is offline, and has it all when it is back', async () => {
    const [{ context, user: ann }, { user: ben }] = await Promise.all([join('Ann'), join('Ben')])
    await net.befriend(ann, ben)
    await ann.say('Before')
    await ann.sees('Before', 'delivered')
    await context.setOffline(true)
    await ann.say('From the tunnel')
    await ann.sees('From the tunnel', 'queued')
    await ben.say('Are you there?')
    await ben.sees('Are you there?', 'stored 3/3')
    await context.setOffline(false)
    await ann.sees('Are you there?')
    await ann.sees('From the tunnel', 'delivered')
    await ben.sees('From the tunnel')
    await ben.sees('Are you there?', 'delivered')
    for (const text of ['Before', 'From the tunnel', 'Are you there?']) {
      for (const user of [ann, ben]) assert.equal(await user.times(text), 1)
    }
  })
})
