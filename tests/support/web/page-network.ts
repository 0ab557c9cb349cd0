/** Real browsers and a real network of other processes, with the page between them. */
import assert from 'node:assert/strict'
import type { Browser, BrowserContext } from 'playwright-core'
import { servePage } from '../../../bootstrap/page-server.ts'
import type { PageServer } from '../../../bootstrap/page-server.ts'
import { Network } from '../../../demo/network.ts'
import { builtPage } from './built-page.ts'
import { launchBrowser } from './chromium.ts'
import { newContext, noComplaints, PageUser } from './page-user.ts'
import type { Complaints } from './page-user.ts'

/** How pages reach their first coordinators. */
export type Way = 'webrtc-direct' | 'ws'

/** Three coordinators, a browser, and a server of the page. */
export class PageNetwork {
  readonly network: Network
  readonly browser: Browser
  readonly complaints: Complaints = noComplaints()
  /** Where pages begin; at first every coordinator. */
  coordinators: readonly string[] = []
  #site: PageServer | undefined

  private constructor(network: Network, browser: Browser) {
    this.network = network
    this.browser = browser
  }

  static async start(way: Way = 'webrtc-direct'): Promise<PageNetwork> {
    const [network, browser, folder] = await Promise.all([Network.start(), launchBrowser(), builtPage()])
    const started = new PageNetwork(network, browser)
    const addresses = await Promise.all(network.coordinators.map(async node => await node.addresses()))
    started.coordinators = addresses.flat().filter(address => address.includes(`/${way}/`))
    started.#site = await servePage({
      host: '127.0.0.1',
      port: 0,
      coordinators: () => started.coordinators,
      folder
    })
    return started
  }

  get url(): string {
    return this.#site?.url ?? ''
  }

  /** Somebody's own browser, with nothing in it. */
  async newContext(): Promise<BrowserContext> {
    return await newContext(this.browser, this.complaints)
  }

  async open(context: BrowserContext, profile?: string): Promise<PageUser> {
    return await PageUser.open(context, this.url, this.complaints, profile)
  }

  /** Somebody new, in a browser of their own. */
  async join(name: string): Promise<{ context: BrowserContext; user: PageUser }> {
    const context = await this.newContext()
    const user = await this.open(context)
    await user.makeProfile(name)
    return { context, user }
  }

  /** Ann and Ben, who are contacts and look at each other's conversation. */
  async befriend(ann: PageUser, ben: PageUser): Promise<void> {
    await ben.ask(await ann.invite())
    await ann.accept()
    await ben.talkTo('Ann')
  }

  /** Closes all browsers of people; the network goes on. @throws if a page did what it may not */
  async everybodyLeaves(): Promise<void> {
    await Promise.all(this.browser.contexts().map(async context => await context.close()))
    this.#check()
  }

  /** Ends everything. @throws if a page did what it may not */
  async stop(): Promise<void> {
    await this.browser.close()
    await this.#site?.close()
    await this.network.stop()
    this.#check()
  }

  #check(): void {
    assert.deepEqual(this.complaints.errors, [])
    assert.deepEqual(this.complaints.foreign, [])
    assert.ok(this.complaints.iceServers.every(servers => Array.isArray(servers) && servers.length === 0))
  }
}
