/**
 * The page, measured as who uses it meets it: in real tabs, against three coordinators in
 * processes of their own, on loopback. Times of messages are taken in the pages themselves,
 * from the key that sends to the change of the document that shows.
 *
 * @packageDocumentation
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { createNode } from '../src/node/index.ts'
import type { EarshotNode } from '../src/node/index.ts'
import { serveFakePage } from '../tests/support/web/fake-page.ts'
import { launchBrowser } from '../tests/support/web/chromium.ts'
import { PageNetwork } from '../tests/support/web/page-network.ts'
import type { PageUser } from '../tests/support/web/page-user.ts'
import { figure, median, percentile } from './figures.ts'
import type { Figure } from './figures.ts'

/** Tabs that are opened for each time of opening. */
const OPENINGS = 20
/** Messages each way, and those before them that are not counted. */
const MESSAGES = 100
const WARM_UP = 20
/** Something that has not happened by then will not (ms). */
const DEADLINE = 30_000

/** Measures everything but memory. */
export async function web(say: (line: string) => void): Promise<readonly Figure[]> {
  const net = await PageNetwork.start()
  const folder = await mkdtemp(join(tmpdir(), 'earshot-bench-'))
  const nina = await createNode({
    folder,
    unlock: { kind: 'key-file' },
    create: true,
    name: 'Nina',
    listen: ['/ip4/127.0.0.1/udp/0/webrtc-direct', '/ip4/127.0.0.1/tcp/0'],
    bootstrap: net.network.bootstrapAddresses,
    volunteer: false
  })
  try {
    say('first screens')
    const interactive = await measureFirstScreens(net)
    const [{ context, user: ann }, { user: ben }] = await Promise.all([net.join('Ann'), net.join('Ben')])
    await net.befriend(ann, ben)
    await meetNode(ann, nina)
    await noteKeys(ann.tab)
    say('messages between pages')
    const betweenPages = await measurePages(ann, ben)
    say('messages from a page to a node, and back')
    const toNode = await measureNode(ann, nina)
    say('openings')
    const linked = await measureOpenings(net, context, ann)
    say('scrolling')
    return [...interactive, ...linked, ...betweenPages, ...toNode, await measureScrolling()]
  } finally {
    await nina.stop()
    await net.stop()
    await rm(folder, { recursive: true })
  }
}

/** From the address to a form that takes a name, in a browser that has never seen the page. */
async function measureFirstScreens(net: PageNetwork): Promise<readonly Figure[]> {
  const times: number[] = []
  for (let opened = 0; opened < OPENINGS; opened += 1) {
    const context = await net.newContext()
    const tab = await context.newPage()
    const began = performance.now()
    await tab.goto(net.url, { waitUntil: 'commit' })
    await tab.getByLabel('Your name').waitFor()
    times.push(performance.now() - began)
    await context.close()
  }
  return [figure('web-interactive-ms', percentile(times, 95), { bar: 1_500 })]
}

/** From opening the tab of a profile to a link with a contact who is there. */
async function measureOpenings(
  net: PageNetwork,
  context: BrowserContext,
  first: PageUser
): Promise<readonly Figure[]> {
  let user = first
  const linked: number[] = []
  const direct: number[] = []
  for (let opened = 0; opened < OPENINGS; opened += 1) {
    await user.tab.close()
    const began = performance.now()
    user = await net.open(context)
    await user.talkTo('Nina')
    await user.reached(/direct|relayed/u)
    linked.push(performance.now() - began)
    await user.reached('direct')
    direct.push(performance.now() - began)
  }
  return [
    figure('web-linked-p95-ms', percentile(linked, 95), { bar: 3_000 }),
    figure('web-direct-p95-ms', percentile(direct, 95))
  ]
}

async function measurePages(ann: PageUser, ben: PageUser): Promise<readonly Figure[]> {
  await Promise.all([ann.reached('direct'), ben.reached('direct')])
  const times: number[] = []
  for (let sent = -WARM_UP; sent < MESSAGES; sent += 1) {
    const text = `from page to page ${sent}.`
    const ms = await fromKeyTo(shownAt(ben.tab, text), ann.tab, text)
    if (sent >= 0) times.push(ms)
  }
  return [
    figure('web-page-to-page-p50-ms', median(times)),
    figure('web-page-to-page-p95-ms', percentile(times, 95), { bar: 100 })
  ]
}

async function measureNode(ann: PageUser, nina: EarshotNode): Promise<readonly Figure[]> {
  await ann.talkTo('Nina')
  await ann.reached('direct')
  const [contact] = await nina.contacts()
  if (contact === undefined) throw new Error('nobody is a contact')
  const to: number[] = []
  const from: number[] = []
  for (let sent = -WARM_UP; sent < MESSAGES; sent += 1) {
    const text = `from page to node ${sent}.`
    const there = await fromKeyTo(arrivedAt(nina, text), ann.tab, text)
    const answer = `from node to page ${sent}.`
    const shown = shownAt(ann.tab, answer)
    const began = now()
    await nina.send(contact.userId, answer, { wait: 'queued' })
    const back = (await shown) - began
    if (sent >= 0) {
      to.push(there)
      from.push(back)
    }
  }
  return [
    figure('web-page-to-node-p95-ms', percentile(to, 95), { bar: 100 }),
    figure('web-node-to-page-p95-ms', percentile(from, 95), { bar: 100 })
  ]
}

/** The longest time without a frame while 2,000 messages are scrolled through to the first. */
async function measureScrolling(): Promise<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-bench-'))
  const [site, browser] = await Promise.all([serveFakePage(folder), launchBrowser()])
  try {
    const tab = await browser.newPage()
    await tab.goto(`${site.url}#profile=crowd`)
    const contacts = tab.getByRole('region', { name: 'Contacts' }).getByRole('button')
    await contacts.filter({ hasText: 'Carol' }).click()
    await tab.getByText('Message 1999.').waitFor()
    const longest = await tab.evaluate(async () => {
      const box = document.querySelector('.from-end')
      if (box === null) throw new Error('there is nothing to scroll')
      let last = performance.now()
      let gap = 0
      for (;;) {
        box.scrollBy(0, -400)
        await new Promise(requestAnimationFrame)
        const time = performance.now()
        gap = Math.max(gap, time - last)
        last = time
        const isAtTop = box.scrollHeight - box.clientHeight + box.scrollTop < 2
        if (isAtTop && document.querySelectorAll('.message').length === 2_000) return gap
      }
    })
    return figure('web-scroll-longest-frame-ms', longest, { bar: 1_000 })
  } finally {
    await browser.close()
    await site.close()
    await rm(folder, { recursive: true })
  }
}

/** Ann in her tab and Nina at a terminal become contacts. */
async function meetNode(ann: PageUser, nina: EarshotNode): Promise<void> {
  const asked = new Promise<string>(resolve => {
    nina.events.addEventListener('request', ({ detail }) => resolve(detail.userId), { once: true })
  })
  const { link } = await nina.createInvite()
  await ann.ask(link)
  await nina.accept(await asked)
  await ann.talkTo('Ben')
}

/** Milliseconds since 1970, with a fraction: the same clock as in the tabs. */
function now(): number {
  return performance.timeOrigin + performance.now()
}

declare global {
  /** In a tab: when a key went down last. */
  var keyAt: number | undefined
}

/** Has a tab note its keys. */
async function noteKeys(tab: Page): Promise<void> {
  await tab.evaluate(() => {
    addEventListener(
      'keydown',
      () => {
        globalThis.keyAt = performance.timeOrigin + performance.now()
      },
      { capture: true }
    )
  })
}

/** Writes a text and sends it with Enter. @returns milliseconds from the key until it was seen */
async function fromKeyTo(seen: Promise<number>, tab: Page, text: string): Promise<number> {
  await tab.getByRole('textbox', { name: 'Message' }).fill(text)
  await tab.keyboard.press('Enter')
  const shown = await seen
  return shown - ((await tab.evaluate(() => globalThis.keyAt)) ?? Number.NaN)
}

/** When a text is in the document. */
async function shownAt(tab: Page, text: string): Promise<number> {
  return await tab.evaluate(
    async ([sought, deadline]) =>
      await new Promise<number>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('a message was not shown')), deadline)
        const observer = new MutationObserver(() => {
          const last = [...document.querySelectorAll('article')].at(-1)
          if (last?.textContent.includes(sought) !== true) return
          clearTimeout(timer)
          observer.disconnect()
          resolve(performance.timeOrigin + performance.now())
        })
        observer.observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
    [text, DEADLINE] as const
  )
}

/** When a text is at a node. */
async function arrivedAt(node: EarshotNode, text: string): Promise<number> {
  const signal = AbortSignal.timeout(DEADLINE)
  return await new Promise((resolve, reject) => {
    const over = new AbortController()
    signal.addEventListener('abort', () => reject(new Error('a message did not arrive')))
    node.events.addEventListener(
      'message',
      ({ detail }) => {
        if (detail.text !== text) return
        over.abort()
        resolve(now())
      },
      { signal: over.signal }
    )
  })
}
