/** Several tabs of one profile, and who runs it. */
import assert from 'node:assert/strict'
import { PageNetwork } from '../support/web/page-network.ts'
import type { PageUser } from '../support/web/page-user.ts'

/** Until a frozen tab has lost the profile and another one runs it (ms). */
const TAKING_OVER = 45_000

describe('tabs of one profile', function () {
  this.timeout(90_000)
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

  /** How many of them show the node of another one. */
  async function mirrors(tabs: readonly PageUser[]): Promise<number> {
    const notes = tabs.map(({ tab }) => tab.getByText('This one shows it').count())
    return (await Promise.all(notes)).reduce((sum, count) => sum + count)
  }

  it('give it to one of them when its tab is frozen; the others show that one, and lose no text', async () => {
    const [{ context, user: ann }, { user: ben }] = await Promise.all([net.join('Ann'), net.join('Ben')])
    context.setDefaultTimeout(TAKING_OVER)
    await net.befriend(ann, ben)
    const shown = await net.open(context)
    await shown.talkTo('Ben')
    const thaw = await ann.freeze()
    await shown.say('Who runs this?')
    const opened = await Promise.all([net.open(context), net.open(context)])
    for (const each of opened) await each.talkTo('Ben')
    await shown.tab.getByRole('log').waitFor({ state: 'attached' })
    const tabs = [shown, ...opened]
    assert.equal(await mirrors(tabs), 2)
    assert.equal(await shown.tab.getByRole('textbox', { name: 'Message' }).inputValue(), 'Who runs this?')
    await shown.tab.getByRole('button', { name: 'Send', exact: true }).click()
    await ben.sees('Who runs this?')
    for (const each of tabs) await each.sees('Who runs this?', 'delivered')
    await thaw()
    await ann.tab.getByRole('heading', { name: 'Another tab has taken over' }).waitFor()
    await ben.say('You do')
    for (const each of tabs) {
      await each.sees('You do')
      assert.equal(await each.times('Who runs this?'), 1)
    }
    assert.equal(await mirrors(tabs), 2)
  })

  it('go on with one of them when its tab is closed', async () => {
    const { context, user: ann } = await net.join('Ann')
    const others = await Promise.all([net.open(context), net.open(context)])
    for (const { tab } of others) await tab.getByText('This one shows it').waitFor()
    await ann.tab.close()
    const owner = await Promise.any(
      others.map(async each => {
        await each.runsIt()
        return each
      })
    )
    await owner.held(3)
    const other = others.find(each => each !== owner)
    await other?.tab.getByText('This one shows it').waitFor()
    await other?.held(3)
    assert.equal(await mirrors(others), 1)
  })

  it('say in a sentence that the browser gives them no locks', async () => {
    const context = await net.newContext()
    await context.addInitScript(() => {
      LockManager.prototype.query = async () => {
        throw new DOMException('Denied', 'SecurityError')
      }
    })
    const { tab } = await net.open(context)
    await tab.getByText('private window').waitFor()
  })
})
