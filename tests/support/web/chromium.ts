/** A real browser for the tests, from nothing but npm. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sparticuz, { inflate, setupLambdaEnvironment } from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/** Where Debian and others put a browser. */
const SYSTEM = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']
/** The one library that it needs and a bare system may lack. */
const NSS = '/usr/lib/x86_64-linux-gnu/libnss3.so'

/** `CHROME_PATH`, a browser of the system, or the one that npm brought. */
async function chromiumPath(): Promise<string> {
  const { CHROME_PATH } = process.env
  return CHROME_PATH ?? SYSTEM.find(path => existsSync(path)) ?? (await unpacked())
}

async function unpacked(): Promise<string> {
  if (!existsSync(NSS)) {
    const packed = new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'))
    setupLambdaEnvironment(join(await inflate(fileURLToPath(packed)), 'lib'))
  }
  return await sparticuz.executablePath()
}

/** Starts it, without a sandbox (in containers there is none) and without its own network traffic. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: await chromiumPath(),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  })
}
