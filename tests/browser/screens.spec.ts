/** Every screen over pretended sessions, in a real browser: what it shows, and how it feels. */
import assert from 'node:assert/strict'
import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import type { PageServer } from '../../bootstrap/page-server.ts'
import { serveFakePage } from '../support/web/fake-page.ts'
import { PASSPHRASE } from '../support/web/fake-sessions.ts'
import type { Fake } from '../support/web/fake-sessions.ts'
import { PEOPLE } from '../support/web/fake-story.ts'
import { inviteFrom } from '../support/web/invite-from.ts'
import { launchBrowser } from '../support/web/chromium.ts'

/** For people to look at. */
const PICTURES = fileURLToPath(new URL('../../coverage/screens/', import.meta.url))
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1_280, height: 800 } }
/** Every size and every scheme once. */
const LOOKS = [
  { size: 'phone', colorScheme: 'light' },
  { size: 'desktop', colorScheme: 'dark' }
] as const
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What the page may do, and nothing more. WebAssembly is for the passphrase's Argon2id. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; " +
  "connect-src 'self' ws: wss:; manifest-src 'self'; base-uri 'none'; form-action 'none'"

const { link: INVITE } = inviteFrom('Frank', Date.now())
/** What an address has behind `#` that the invite leads to. */
const INVITE_PART = INVITE.slice(INVITE.indexOf('i='))

declare global {
  // A global can be declared in no other way.
  var fake: Fake
}

async function talkTo(page: Page, name: string): Promise<void> {
  const person = page.getByRole('region', { name: 'Contacts' }).getByRole('button')
  await person.filter({ has: page.locator('.name').getByText(name) }).click()
  // An empty one has no size, and so counts as hidden.
  await page.getByRole('log').waitFor({ state: 'attached' })
}

/** How to get to each screen. */
const SCREENS: Readonly<Record<string, { profile: string; reach?: (page: Page) => Promise<void> }>> = {
  'first-run': { profile: 'new' },
  unlock: {
    profile: 'locked',
    async reach(page) {
      await page.getByLabel('Passphrase').fill('wrong')
      await page.keyboard.press('Enter')
      await page.getByText('This is not the passphrase').waitFor()
    }
  },
  'corrupt-vault': { profile: 'corrupt' },
  'locked-by-another-tab': { profile: 'stuck' },
  'nobody-yet': { profile: 'empty' },
  home: { profile: 'story' },
  'shown-from-another-tab': { profile: 'mirror' },
  conversation: { profile: 'story', reach: async page => await talkTo(page, 'Bob') },
  trace: {
    profile: 'story',
    async reach(page) {
      await talkTo(page, 'Carol')
      await page.getByRole('button', { name: 'relayed via Bob' }).click()
      await page.getByRole('table').waitFor()
    }
  },
  'changed-keys': { profile: 'story', reach: async page => await talkTo(page, 'Dave') },
  'hostile-texts': { profile: 'story', reach: async page => await talkTo(page, 'Mallory') },
  invite: {
    profile: 'story',
    async reach(page) {
      await page.getByRole('button', { name: 'Invite', exact: true }).click()
      await page.getByRole('button', { name: 'Make an invite' }).click()
      await page.getByRole('img', { name: 'The invite as QR code' }).waitFor()
    }
  },
  'use-an-invite': {
    profile: 'story',
    async reach(page) {
      await page.getByRole('button', { name: 'Use an invite' }).click()
      await page.getByLabel('Invite link').waitFor()
    }
  },
  'opened-invite': { profile: `story&${INVITE_PART}` },
  'altered-invite': { profile: 'story&i=abc' },
  'request-sent': {
    profile: `story&${INVITE_PART}`,
    async reach(page) {
      await page.getByRole('button', { name: 'Send request' }).click()
      await page.getByRole('heading', { name: 'Request sent' }).waitFor()
    }
  },
  'not-answered-yet': { profile: 'story', reach: async page => await talkTo(page, 'Erin') },
  about: {
    profile: 'story',
    async reach(page) {
      await page.getByRole('button', { name: 'About' }).click()
      await page.getByRole('img', { name: 'Your user id as QR code' }).waitFor()
      await page.getByText('Technical details').click()
    }
  },
  'taken-over': {
    profile: 'story',
    async reach(page) {
      await page.evaluate(() => globalThis.fake.end('taken-over'))
      await page.getByRole('button', { name: 'Go on here' }).waitFor()
    }
  }
}

describe('the screens of the page in a browser', () => {
  let browser: Browser
  let site: PageServer
  let folder: string
  /** What the console said, of policy violations as well, and whom else the page asked for anything. */
  let complaints: string[]

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earshot-page-'))
    await mkdir(PICTURES, { recursive: true })
    ;[browser, site] = await Promise.all([launchBrowser(), serveFakePage(folder)])
  })
  after(async () => {
    await browser.close()
    await site.close()
    await rm(folder, { recursive: true })
  })
  beforeEach(() => {
    complaints = []
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    assert.deepEqual(complaints, [])
  })

  async function open(
    profile: string,
    options: { size?: keyof typeof SIZES; colorScheme?: 'light' | 'dark'; lacks?: string } = {}
  ): Promise<Page> {
    const { size = 'desktop', colorScheme = 'light', lacks } = options
    const context = await browser.newContext({ viewport: SIZES[size], colorScheme, reducedMotion: 'reduce' })
    if (lacks !== undefined) {
      await context.addInitScript(name => Reflect.deleteProperty(globalThis, name), lacks)
    }
    const page = await context.newPage()
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', error => complaints.push(error.message))
    page.on('request', request => {
      if (!request.url().startsWith(site.url)) complaints.push(request.url())
    })
    await page.goto(`${site.url}#profile=${profile}`)
    await page.locator('h1[tabindex], .home').first().waitFor()
    return page
  }

  for (const [name, { profile, reach }] of Object.entries(SCREENS)) {
    it(`${name}: no fault of accessibility, on a phone by day and on a desktop by night`, async () => {
      for (const { size, colorScheme } of LOOKS) {
        const page = await open(profile, { size, colorScheme })
        await reach?.(page)
        await page.screenshot({ path: join(PICTURES, `${name}-${size}-${colorScheme}.png`) })
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
        assert.deepEqual(found, [], `${size}, ${colorScheme}`)
        const isWider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
        assert.ok(!isWider, `${size}: nothing is wider than the screen`)
        await page.close()
      }
    })
  }

  for (const { size, colorScheme } of LOOKS) {
    it(`says on a ${size} what the browser lacks, and that it stumbled, with no fault of accessibility`, async () => {
      const check = async (page: Page, name: string): Promise<void> => {
        await page.screenshot({ path: join(PICTURES, `${name}-${size}-${colorScheme}.png`) })
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
        assert.deepEqual(violations, [], name)
      }
      const unable = await open('story', { size, colorScheme, lacks: 'RTCPeerConnection' })
      await unable.getByText('no WebRTC').waitFor()
      await check(unable, 'unable')
      const page = await open('story', { size, colorScheme })
      await page.evaluate(stumble)
      await page.getByRole('heading', { name: 'The page stumbled' }).waitFor()
      await check(page, 'stumbled')
      complaints = []
    })
  }

  it('runs no script but its own, and asks nobody else for anything', async () => {
    const page = await open('story')
    const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content')
    assert.equal(policy, POLICY)
    const ran = await page.evaluate(async elsewhere => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.inline = true'
      document.head.append(script)
      const attempts: Array<() => unknown> = [
        async () => await fetch('https://example.org/'),
        async () => await import(elsewhere)
      ]
      const outcomes = await Promise.allSettled(attempts.map(async attempt => await attempt()))
      return [('inline' in globalThis).toString(), ...outcomes.map(({ status }) => status)]
    }, 'data:text/javascript,export%20default%201')
    assert.deepEqual(ran, ['false', 'rejected', 'rejected'])
    // the console says each of them
    assert.ok(complaints.length >= 3)
    complaints = []
  })

  it('makes a profile with the keyboard alone', async () => {
    const page = await open('new')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Alice')
    await page.keyboard.press('Tab')
    await page.keyboard.type('one passphrase')
    await page.keyboard.press('Tab')
    await page.keyboard.type('another')
    await page.keyboard.press('Enter')
    await page.getByText('The two passphrases differ').waitFor()
    await page.getByLabel('The same again').fill('one passphrase')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Nobody here yet' }).waitFor()
  })

  it('keeps the passphrase field at hand after a wrong one', async () => {
    const page = await open('locked')
    await page.keyboard.type('wrong')
    await page.keyboard.press('Enter')
    await page.getByText('This is not the passphrase').waitFor()
    await page.keyboard.type(PASSPHRASE)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Contacts' }).waitFor()
  })

  it('leads from a profile that does not open to one that was never there', async () => {
    const links = [
      { profile: 'corrupt', text: 'Go on with another profile' },
      { profile: 'locked', text: 'another profile' },
      { profile: 'locked', text: 'another profile' }
    ]
    const names = new Set<string>()
    for (const { profile, text } of links) {
      const page = await open(profile)
      const reloaded = page.waitForEvent('load')
      await page.getByRole('link', { name: text }).click()
      await reloaded
      names.add(new URL(page.url()).hash)
      await page.getByRole('heading', { name: 'Contacts' }).waitFor()
    }
    assert.equal(names.size, links.length)
    for (const name of names) assert.match(name, /^#profile=other-[\da-f]{8}$/u)
  })

  it('sends with Enter, writes on with Shift+Enter, and follows the receipts', async () => {
    const page = await open('story')
    await talkTo(page, 'Carol')
    const box = page.getByLabel('Message', { exact: true })
    await box.pressSequentially('first line')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('second line')
    await page.keyboard.press('Enter')
    const message = page.getByRole('article').last()
    await message.getByText('first line\nsecond line').waitFor()
    await message.getByText('queued').waitFor()
    await page.evaluate(
      to => globalThis.fake.node?.emit('receipt', { id: 'sent-1', to, state: 'stored', stored: '2/3' }),
      PEOPLE.carol
    )
    await message.getByText('stored 2/3').waitFor()
    await page.evaluate(
      to => globalThis.fake.node?.emit('receipt', { id: 'sent-1', to, state: 'delivered', stored: '3/3' }),
      PEOPLE.carol
    )
    await message.getByText('delivered').waitFor()
    assert.ok(await box.evaluate(element => element === document.activeElement))
  })

  it('gives the text back when it is not sent', async () => {
    const page = await open('story')
    await talkTo(page, 'Carol')
    const box = page.getByLabel('Message', { exact: true })
    await box.fill('changed keys')
    await box.press('Enter')
    await page.getByRole('alert').getByText('Not sent').waitFor()
    assert.equal(await box.inputValue(), 'changed keys')
  })

  it('says that a text is too long, and does not send it', async () => {
    const page = await open('story')
    await talkTo(page, 'Carol')
    const box = page.getByLabel('Message', { exact: true })
    await box.fill('é'.repeat(8_193))
    await page.getByText('longer than 16 KiB').waitFor()
    await box.press('Enter')
    assert.equal(await page.getByRole('article').count(), 0)
  })

  it('keeps a draft when another conversation or another tab comes between', async () => {
    const page = await open('story')
    await talkTo(page, 'Carol')
    await page.getByLabel('Message', { exact: true }).fill('half a thou')
    await talkTo(page, 'Bob')
    await page.evaluate(() => globalThis.fake.end('closed'))
    await talkTo(page, 'Carol')
    assert.equal(await page.getByLabel('Message', { exact: true }).inputValue(), 'half a thou')
  })

  it('accepts a request and opens its conversation', async () => {
    const page = await open('story')
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    await page.getByRole('heading', { name: 'Grace' }).waitFor()
    assert.equal(await page.getByText('asks to be a contact').count(), 0)
  })

  it('says whose invite it is, and follows the answer to the request', async () => {
    const page = await open('story')
    await page.getByRole('button', { name: 'Use an invite' }).click()
    const send = page.getByRole('button', { name: 'Send request' })
    await page.getByLabel('Invite link').fill('hello')
    await page.getByText('This is not an invite link.').waitFor()
    assert.ok(await send.isDisabled())
    await page.getByLabel('Invite link').fill(INVITE)
    await page.getByText(/This invite is from Frank \(….{8}\)\. Ask to become contacts\?/u).waitFor()
    await send.click()
    await page.getByRole('heading', { name: 'Request sent' }).waitFor()
    await page.evaluate(() => {
      const { node } = globalThis.fake
      const asked = node?.world.contacts.find(({ name }) => name === 'Frank')
      if (node === undefined || asked === undefined) return
      node.world.contacts = [{ ...asked, state: 'accepted' }]
      node.emit('contact', { userId: asked.userId, name: 'Frank', state: 'accepted', verified: false })
    })
    await page.getByRole('heading', { name: 'You are contacts' }).waitFor()
    await page.getByRole('button', { name: 'Open the conversation' }).click()
    await page.getByRole('heading', { name: 'Frank' }).waitFor()
  })

  it('says one thing about a contact who has not answered', async () => {
    const page = await open('story')
    await talkTo(page, 'Erin')
    await page.locator('.pane-header').getByText('requested, waits for an answer').waitFor()
    assert.equal(await page.getByRole('button', { name: 'show the trace' }).count(), 0)
    assert.equal(await page.getByText('No messages yet').count(), 0)
  })

  it('shows a request beside the invite on a phone', async () => {
    const page = await open('story', { size: 'phone' })
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    await page.getByRole('heading', { name: 'Grace' }).waitFor()
    await page.getByRole('button', { name: 'Back to people' }).waitFor()
  })

  it('shows presence as it changes', async () => {
    const page = await open('story')
    const { dave, carol } = PEOPLE
    await page.evaluate(
      ([userId, via]) => globalThis.fake.node?.emit('presence', { userId, status: 'reachable', via }),
      [dave, carol] as const
    )
    const members = page.locator('details.members')
    await members.getByRole('listitem').filter({ hasText: 'Dave' }).getByText('via Carol').waitFor()
  })

  it('lets a hostile text do nothing but be read', async () => {
    const page = await open('story')
    await talkTo(page, 'Mallory')
    const log = page.getByRole('log')
    assert.equal(await log.locator('a, img, script, b, iframe').count(), 0)
    await log.getByText('<script>alert(1)</script><b>bold?</b> https://example.org/').waitFor()
    await page.getByRole('button', { name: 'Show all of it' }).waitFor()
  })

  it('uses an invite that the address is changed to, in the profile that is open', async () => {
    const page = await open('story')
    await page.evaluate(() => {
      location.hash = '#i=abc'
    })
    await page.getByRole('heading', { name: 'You opened an invite' }).waitFor()
    assert.equal(new URL(page.url()).hash, '#profile=story')
  })

  it('says that it stumbled, and is never blank', async () => {
    const page = await open('story')
    await page.evaluate(stumble)
    await page.getByRole('heading', { name: 'The page stumbled' }).waitFor()
    await page.getByRole('button', { name: 'Load the page again' }).click()
    await page.getByRole('heading', { name: 'Contacts' }).waitFor()
    complaints = []
  })

  it('takes the invite out of the address, and asks before it uses it', async () => {
    const page = await open('story&i=abc')
    assert.equal(new URL(page.url()).hash, '#profile=story')
    assert.equal(await page.evaluate(() => globalThis.fake.node?.calls.get('addContact')), undefined)
    await page.getByRole('button', { name: 'Not now' }).click()
    await page.getByRole('heading', { name: 'Choose somebody' }).waitFor()
  })

  it('leads back on a phone, by its own button and by that of the browser', async () => {
    const page = await open('story', { size: 'phone' })
    await talkTo(page, 'Bob')
    await page.getByRole('button', { name: 'Back, 1 request' }).click()
    await page.getByRole('heading', { name: 'Contacts' }).waitFor()
    await page.waitForFunction(() => document.activeElement?.textContent.includes('Bob'))
    await talkTo(page, 'Carol')
    await page.goBack()
    await page.getByRole('heading', { name: 'Contacts' }).waitFor()
  })

  it('leaves no panes behind for the button of the browser', async () => {
    const page = await open('story', { size: 'phone' })
    const before = await page.evaluate(() => history.length)
    for (const name of ['Bob', 'Carol', 'Bob']) {
      await talkTo(page, name)
      await page.getByRole('button', { name: 'Back, 1 request' }).click()
      await page.getByRole('heading', { name: 'Contacts' }).waitFor()
    }
    await talkTo(page, 'Carol')
    assert.equal(await page.evaluate(() => history.length), before + 1)
    await page.goBack()
    await page.getByRole('heading', { name: 'Contacts' }).waitFor()
  })

  it('keeps an invite through a reload until there is somebody to be asked about it', async () => {
    const page = await open(`new&${INVITE_PART}`)
    await page.reload()
    await page.getByText('You were invited.').waitFor()
    await page.getByLabel('Your name').fill('Grace')
    await page.keyboard.press('Enter')
    await page.getByText(/This invite is from Frank/u).waitFor()
    assert.equal(new URL(page.url()).hash, '#profile=new')
  })

  it('scrolls through 2,000 messages to the first', async () => {
    const page = await open('crowd')
    await talkTo(page, 'Carol')
    await page.getByText('Message 1999.').waitFor()
    assert.equal(await page.evaluate(scrollToTheBeginning), 'Message 0. ')
  })

  it('draws one row again after a receipt, of 2,000', async () => {
    const page = await open('crowd')
    await talkTo(page, 'Carol')
    await page.evaluate(scrollToTheBeginning)
    const changed = await page.evaluate(async to => {
      const log = document.querySelector('[role=log]')
      if (log === null) return []
      const seen: string[] = []
      new MutationObserver(records => {
        for (const { target } of records) seen.push(target.parentElement?.className ?? '')
      }).observe(log, { subtree: true, childList: true, characterData: true, attributes: true })
      globalThis.fake.node?.emit('receipt', { id: 'crowd-1998', to, state: 'stored', stored: '1/3' })
      // What a receipt changes is drawn by the next frame, and seen in the one after it.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
      return seen
    }, PEOPLE.carol)
    assert.ok(changed.length > 0 && changed.length <= 3, changed.join(', '))
  })
})

/** Runs in the page: the node says what no node says. */
function stumble(): void {
  const { node } = globalThis.fake
  if (node === undefined) return
  node.members = async () => [null] as never
  node.emit('contact', { userId: 'x', name: 'x', state: 'accepted', verified: false })
}

/** Runs in the page: scrolls up frame by frame until there is nothing earlier. Returns the first text. */
async function scrollToTheBeginning(): Promise<string> {
  const box = document.querySelector('.from-end')
  const texts = (): NodeListOf<Element> => document.querySelectorAll('.message .text')
  for (let frame = 0; frame < 3_000 && box !== null; frame++) {
    box.scrollBy(0, -400)
    await new Promise(requestAnimationFrame)
    const isAtTop = box.scrollHeight - box.clientHeight + box.scrollTop < 2
    if (isAtTop && texts().length === 2_000) break
  }
  return texts()[0]?.textContent ?? ''
}
