/** The page in real browsers, with coordinators and people at a terminal in other processes. */
import assert from 'node:assert/strict'
import { PageNetwork } from '../support/web/page-network.ts'

describe('the page in browsers', function () {
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
    assert.ok(net.complaints.iceServers.length > 0, 'WebRTC was used')
  })

  it('talks to a node at a terminal, directly', async () => {
    const [{ user: ann }, nina] = await Promise.all([net.join('Ann'), net.network.join('Nina')])
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

  it('leaves mail for a node at a terminal, and gets it from there', async () => {
    const [{ context, user: ann }, nora] = await Promise.all([net.join('Ann'), net.network.join('Nora')])
    const node = await nora.start()
    const [invite] = (await nora.run('invite')).lines
    await ann.ask(String(invite?.['link']))
    const annId = String((await node.event('request'))['userId'])
    assert.equal((await nora.run('contact', 'accept', annId)).code, 0)
    await ann.talkTo('Nora')
    await node.stop()
    await ann.say('For when you are back')
    await ann.sees('For when you are back', 'stored 3/3')
    await ann.tab.close()
    const back = await nora.start()
    await back.event('message', line => line['text'] === 'For when you are back')
    const sent = await nora.run('send', annId, 'And for you', '--wait', 'stored')
    assert.equal(sent.code, 0, sent.stderr)
    const again = await net.open(context)
    await again.talkTo('Nora')
    await again.sees('And for you')
    await again.sees('For when you are back', 'delivered')
  })

  it('shows the node of another tab, and takes over when that one is closed', async () => {
    const [{ context, user: ann }, { user: ben }] = await Promise.all([net.join('Ann'), net.join('Ben')])
    await net.befriend(ann, ben)
    const second = await net.open(context)
    await second.talkTo('Ben')
    await second.say('From the second tab')
    await second.sees('From the second tab', 'delivered')
    await ann.tab.close()
    // what it showed of the other one is there until then
    await second.runsIt()
    await second.held(3)
    await second.talkTo('Ben')
    await second.say('After the first was closed')
    await second.sees('After the first was closed', 'delivered')
    await ben.sees('After the first was closed')
    assert.equal(await ben.times('From the second tab'), 1)
  })

  it('loses nothing when its tab dies without a word, and is opened again', async () => {
    const [{ context, user: ann }, { user: ben }] = await Promise.all([net.join('Ann'), net.join('Ben')])
    await net.befriend(ann, ben)
    await ann.say('Once')
    await ann.sees('Once', 'delivered')
    await ben.die()
    await ann.say('Kept')
    await ann.sees('Kept', 'stored')
    await ann.die()
    const again = await net.open(context)
    await again.talkTo('Ben')
    await again.sees('Once', 'delivered')
    await again.sees('Kept', 'stored')
    for (const text of ['Once', 'Kept']) assert.equal(await again.times(text), 1)
  })
})

describe('pages in a network of their own', function () {
  this.timeout(60_000)
  let net: PageNetwork

  beforeEach(async () => {
    net = await PageNetwork.start()
  })
  afterEach(async () => {
    await net.stop()
  })

  it('keeps two profiles of one browser apart, and lets them find each other', async () => {
    const context = await net.newContext()
    const [ann, ben] = await Promise.all([net.open(context, 'ann'), net.open(context, 'ben')])
    await ann.makeProfile('Ann')
    await ben.makeProfile('Ben')
    await ann.tab.getByText('1 of 1 around').waitFor()
    await net.befriend(ann, ben)
    await ben.say('From next door')
    await ben.sees('From next door', 'delivered')
    await ann.sees('From next door')
  })

  it('lets two of them meet, talk, and leave each other mail, with the bootstrap node killed midway', async () => {
    const [{ user: ann }, { context, user: ben }] = await Promise.all([net.join('Ann'), net.join('Ben')])
    await net.befriend(ann, ben)
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

    await net.network.coordinators[0]?.kill()
    net.coordinators = []
    const back = await net.open(context)
    await back.talkTo('Ann')
    await back.sees('Read this when you are back')
    assert.equal(await back.times('Read this when you are back'), 1)
    await ann.sees('Read this when you are back', 'delivered')
    await back.say('And without a bootstrap node')
    await back.sees('And without a bootstrap node', 'delivered')
  })

  it('goes on talking when every coordinator is dead', async () => {
    const [{ user: ann }, { user: ben }] = await Promise.all([net.join('Ann'), net.join('Ben')])
    await net.befriend(ann, ben)
    await Promise.all([ann.reached('direct'), ben.reached('direct')])
    await Promise.all(net.network.coordinators.map(async coordinator => await coordinator.kill()))
    await ann.say('Is anybody else there?')
    await ann.sees('Is anybody else there?', 'delivered')
    await ben.sees('Is anybody else there?')
    await ben.held(0)
    await ben.say('Nobody')
    await ben.sees('Nobody', 'delivered')
    assert.equal(await ann.times('Nobody'), 1)
  })
})
