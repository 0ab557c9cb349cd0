/**
 * The ratchet in a real browser: messages a second, each sealed and opened, with noble, which a page
 * begins with, and with libsodium, which it has a moment later.
 *
 * @packageDocumentation
 */
import type { Page } from 'playwright-core'
import { launchBrowser } from '../tests/support/web/chromium.ts'
import type { RatchetPage } from '../tests/support/web/ratchet-page.ts'
import { serveTestSite } from '../tests/support/web/test-site.ts'
import { figure, median } from './figures.ts'
import type { Figure } from './figures.ts'

const ROUNDS = 5
/** Milliseconds of one round. */
const ROUND = 500
/** As in `bench -- ratchet`: a text, and what fills an envelope of 64 KiB. */
const RUNS = [
  { name: 'pingpong-256', turns: true, length: 256 },
  { name: 'oneway-256', turns: false, length: 256 },
  { name: 'pingpong-64k', turns: true, length: 65_536 - 1_285 }
] as const
const BACKENDS = ['libsodium', 'noble'] as const

/** Measures all of it in one tab. */
export async function ratchetWeb(say: (line: string) => void): Promise<readonly Figure[]> {
  const [browser, site] = await Promise.all([launchBrowser(), serveTestSite('ratchet.html')])
  try {
    const tab = await browser.newPage()
    await tab.goto(site.url)
    await tab.waitForFunction(() => 'page' in globalThis)
    const figures: Figure[] = []
    for (const { name, turns, length } of RUNS) {
      say(name)
      const rates = { libsodium: [] as number[], noble: [] as number[] }
      for (let round = 0; round <= ROUNDS; round += 1) {
        for (const backend of BACKENDS) {
          const rate = await rateIn(tab, backend, turns, length)
          // the first one is that of cold code
          if (round > 0) rates[backend].push(rate)
        }
      }
      const noble = median(rates.noble)
      figures.push(
        figure(`web-${name}-libsodium`, median(rates.libsodium), { unit: '/s', against: ['noble', noble] }),
        figure(`web-${name}-noble`, noble, { unit: '/s' })
      )
    }
    return figures
  } finally {
    await browser.close()
    await site.close()
  }
}

async function rateIn(
  tab: Page,
  backend: 'noble' | 'libsodium',
  turns: boolean,
  length: number
): Promise<number> {
  return await tab.evaluate(
    async ([name, answering, bytes, duration]) => {
      const { page } = globalThis as unknown as { readonly page: RatchetPage }
      return await page.rate(name, answering, bytes, duration)
    },
    [backend, turns, length, ROUND] as const
  )
}
