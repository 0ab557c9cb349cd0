/** A real browser for the tests, from nothing but npm. */
import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/** Where Debian and others put a browser. */
const SYSTEM = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

/** `CHROME_PATH`, a browser of the system, or the one that npm brought. */
async function chromiumPath(): Promise<string> {
  const { CHROME_PATH } = process.env
  return CHROME_PATH ?? SYSTEM.find(existsSync) ?? (await sparticuz.executablePath())
}

/** Starts it, without a sandbox (in containers there is none) and without its own network traffic. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: await chromiumPath(),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  })
}
