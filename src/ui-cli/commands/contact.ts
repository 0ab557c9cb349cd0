/** `earshot contact`: consent, from both sides. */
import { withApi } from '../api-client.ts'
import type { Api } from '../api.ts'
import { DEFAULT_TIMEOUT } from '../constants.ts'
import type { Context } from '../context.ts'
import { OK, QUEUED } from '../exit-codes.ts'
import type { Consent } from '../../node/api.ts'
import * as render from '../render.ts'
import { contactNames } from './messages.ts'

/** Asks the maker of an invite to become a contact. */
export async function addContact(context: Context, link: string): Promise<number> {
  return await consent(context, async (api, timeout) => await api.addContact(link, { timeout }))
}

/** Says yes to a request. */
export async function acceptContact(context: Context, user: string): Promise<number> {
  return await consent(context, async (api, timeout) => await api.accept(user, { timeout }))
}

/** Shows what to compare with a contact, or compares what the contact reads out. */
export async function verifyContact(
  context: Context,
  user: string,
  number: string | undefined
): Promise<number> {
  return await withApi(context, 'vault', DEFAULT_TIMEOUT, async api => {
    const line = await api.verify(await api.resolve(user), number)
    context.output.line(line, ({ safetyNumber, userId, name, verified }) => {
      const standing = verified
        ? 'is verified'
        : 'is not verified yet: compare this number, on the telephone or face to face'
      return `${render.who(userId, name)} ${standing}\n${safetyNumber}`
    })
    return OK
  })
}

/** Says no to a request; the other side is not told. */
export async function rejectContact(context: Context, user: string): Promise<number> {
  return await withApi(context, 'vault', DEFAULT_TIMEOUT, async api => {
    const userId = await api.resolve(user)
    await api.reject(userId)
    const name = (await contactNames(api)).get(userId)
    context.output.line({ userId, state: 'rejected' }, () => `${render.who(userId, name)} is rejected`)
    return OK
  })
}

/** Hears a user no more; the other side is not told. */
export async function blockContact(context: Context, user: string): Promise<number> {
  return await withApi(context, 'vault', DEFAULT_TIMEOUT, async api => {
    const userId = await api.resolve(user)
    await api.block(userId)
    const name = (await contactNames(api)).get(userId)
    context.output.line({ userId, state: 'blocked' }, () => `${render.who(userId, name)} is blocked`)
    return OK
  })
}

/** Lists the contacts. */
export async function listContacts(context: Context): Promise<number> {
  return await withApi(context, 'vault', DEFAULT_TIMEOUT, async api => {
    context.output.lines(await api.contacts(), render.contact, 'There are no contacts yet.')
    return OK
  })
}

/** Lists the requests that wait for an answer. */
export async function listRequests(context: Context): Promise<number> {
  return await withApi(context, 'vault', DEFAULT_TIMEOUT, async api => {
    context.output.lines(await api.requests(), render.request, 'Nobody waits for an answer.')
    return OK
  })
}

async function consent(
  context: Context,
  ask: (api: Api, timeout: number) => Promise<Consent>
): Promise<number> {
  return await withApi(context, 'network', DEFAULT_TIMEOUT, async (api, timeout) => {
    const { handedOver, ...line } = await ask(api, timeout)
    context.signal.throwIfAborted()
    context.output.line(line, render.contact)
    if (handedOver) return OK
    const what = line.state === 'requested' ? 'request' : 'answer'
    context.output.note(
      `Your ${what} is kept on this disk: nobody could take it yet. ${render.goesOn(api, context.settings)}`
    )
    return QUEUED
  })
}
