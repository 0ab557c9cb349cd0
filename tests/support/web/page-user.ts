/** Somebody with the page in a real browser, who sees and does what a person would. */
import type { Browser, BrowserContext, Page } from 'playwright-core'

declare global {
  /** In the page: how it writes when there is room. */
  var realCommit: IDBTransaction['commit'] | undefined
}

/** What a page may never do, as it was seen. */
export interface Complaints {
  /** Errors of the console, violations of the policy among them. */
  readonly errors: string[]
  /** Requests to somebody else than who served the page. */
  readonly foreign: string[]
  /** ICE servers that WebRTC was given. */
  readonly iceServers: unknown[]
}

/**
 * Whether the console says only that nobody listens at an address, that its node died before, while or
 * after it answered, or that there is no network: the browser's own word, and no fault of the page.
 */
export function isOfDeadPeer(text: string): boolean {
  return /net::ERR_(?:CONNECTION_(?:CLOSED|REFUSED|RESET)|INTERNET_DISCONNECTED|SOCKET_NOT_CONNECTED)|Connection closed before receiving a handshake response/u.test(
    text
  )
}

/** None yet. */
export function noComplaints(): Complaints {
  return { errors: [], foreign: [], iceServers: [] }
}

/** A browser of somebody: its storage is that of nobody else. */
export async function newContext(browser: Browser, complaints: Complaints): Promise<BrowserContext> {
  const context = await browser.newContext()
  await context.exposeFunction('reportIceServers', (servers: unknown) => {
    complaints.iceServers.push(servers)
  })
  await context.addInitScript(() => {
    const report = (globalThis as unknown as { reportIceServers(servers: unknown): void }).reportIceServers
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        report(configuration?.iceServers ?? 'the default')
      }
    }
  })
  return context
}

/** One tab. */
export class PageUser {
  readonly tab: Page

  private constructor(tab: Page) {
    this.tab = tab
  }

  /** Opens the page, as far as its first screen. */
  static async open(
    context: BrowserContext,
    url: string,
    complaints: Complaints,
    profile = 'default'
  ): Promise<PageUser> {
    const tab = await context.newPage()
    tab.on('console', message => {
      if (message.type() === 'error' && !isOfDeadPeer(message.text())) complaints.errors.push(message.text())
    })
    tab.on('pageerror', error => complaints.errors.push(error.stack ?? error.message))
    tab.on('request', request => {
      if (!request.url().startsWith(url)) complaints.foreign.push(request.url())
    })
    await tab.goto(`${url}#profile=${profile}`)
    await tab.locator('h1[tabindex], .home').first().waitFor()
    return new PageUser(tab)
  }

  /** Its process dies, as if somebody had pulled the plug. */
  async die(): Promise<void> {
    const devTools = await this.tab.context().newCDPSession(this.tab)
    const crashed = this.tab.waitForEvent('crash')
    // its answer never comes
    devTools.send('Page.crash').catch(() => undefined)
    await crashed
    await this.tab.close()
  }

  /**
   * Stops everything in the tab, as a phone does with one in the background.
   *
   * @returns lets it go on
   */
  async freeze(): Promise<() => Promise<void>> {
    const devTools = await this.tab.context().newCDPSession(this.tab)
    await devTools.send('Debugger.enable')
    const paused = new Promise(resolve => devTools.once('Debugger.paused', resolve))
    await devTools.send('Debugger.pause')
    await paused
    return async () => {
      await devTools.send('Debugger.resume')
      await devTools.detach()
    }
  }

  /**
   * Whether the browser has room: without it, it undoes what is written, as its specification says.
   *
   * @param commits - writes until it is so
   */
  async giveRoom(hasRoom: boolean, commits: number = 0): Promise<void> {
    await this.tab.evaluate(
      ([has, first]) => {
        let left = first
        globalThis.realCommit ??= IDBTransaction.prototype.commit
        IDBTransaction.prototype.commit = function () {
          left -= 1
          if (has || left >= 0) {
            globalThis.realCommit?.call(this)
            return
          }
          const error = new DOMException('No room', 'QuotaExceededError')
          Object.defineProperty(this, 'error', { get: () => error })
          this.abort()
        }
      },
      [hasRoom, commits] as const
    )
  }

  /** The first run. */
  async makeProfile(name: string): Promise<void> {
    await this.tab.getByLabel('Your name').fill(name)
    await this.tab.getByRole('button', { name: 'Make profile' }).click()
    await this.held(3)
  }

  /** Resolves when this tab itself runs the node, and does not show that of another one. */
  async runsIt(): Promise<void> {
    await this.tab.locator('.home').filter({ hasNotText: 'This one shows it' }).waitFor()
  }

  /** Resolves when so many mailboxes are held. */
  async held(count: number): Promise<void> {
    await this.tab.locator('dl > div').filter({ hasText: 'mailboxes' }).getByText(`${count} of 3`).waitFor()
  }

  /** @returns the link of a new invite */
  async invite(): Promise<string> {
    await this.tab.getByRole('button', { name: 'Invite', exact: true }).click()
    await this.tab.getByRole('button', { name: 'Make an invite' }).click()
    return await this.tab.getByLabel('Link', { exact: true }).inputValue()
  }

  /** Asks the maker of an invite. */
  async ask(link: string): Promise<void> {
    await this.tab.getByRole('button', { name: 'Use an invite' }).click()
    await this.tab.getByLabel('Invite link').fill(link)
    await this.tab.getByRole('button', { name: 'Send request' }).click()
    await this.tab.getByRole('heading', { name: /Request sent|You are contacts/u }).waitFor()
  }

  /** Accepts the one request that is there. */
  async accept(): Promise<void> {
    await this.tab.getByRole('button', { name: 'Accept', exact: true }).click()
    await this.tab.getByRole('log').waitFor({ state: 'attached' })
  }

  /** Opens the conversation with a contact. */
  async talkTo(name: string): Promise<void> {
    const contacts = this.tab.getByRole('region', { name: 'Contacts' }).getByRole('button')
    await contacts.filter({ has: this.tab.locator('.name').getByText(name, { exact: true }) }).click()
    await this.tab.getByRole('log').waitFor({ state: 'attached' })
  }

  /** Writes into the conversation that is open. */
  async say(text: string): Promise<void> {
    await this.tab.getByRole('textbox', { name: 'Message' }).fill(text)
    await this.tab.keyboard.press('Enter')
  }

  /** Resolves when that message shows, with that state if it is an own one. */
  async sees(text: string, state?: string): Promise<void> {
    const message = this.tab.getByRole('article').filter({ hasText: text })
    await message.first().waitFor()
    if (state !== undefined) await message.first().getByText(state).waitFor()
  }

  /** How often that message shows. */
  async times(text: string): Promise<number> {
    return await this.tab.getByRole('article').filter({ hasText: text }).count()
  }

  /** Resolves when the open conversation says that it is reached so. */
  async reached(route: string | RegExp): Promise<void> {
    await this.tab.getByRole('button', { name: 'show the trace' }).filter({ hasText: route }).waitFor()
  }
}
