/**
 * An object that lives in another process: its methods take and return plain data, and are called
 * from here as if it were here.
 *
 * @packageDocumentation
 */
import process from 'node:process'
import type { ChildProcess } from 'node:child_process'

/** All of its methods that promise something. */
type Methods = Readonly<Record<string, (...given: readonly unknown[]) => Promise<unknown>>>

interface Call {
  readonly call: number
  readonly method: string
  readonly given: readonly unknown[]
}

type Answer =
  | { readonly call: number; readonly value: unknown }
  | { readonly call: number; readonly error: string }

/** Stands here for what `serve` was given there. */
export function remote<T extends object>(child: ChildProcess): T {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let calls = 0
  child.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.call)
    waiting.delete(answer.call)
    if ('error' in answer) asked?.reject(new Error(answer.error))
    else asked?.resolve(answer.value)
  })
  child.once('exit', () => {
    for (const asked of waiting.values()) asked.reject(new Error('that process has ended'))
  })
  async function send(method: string, given: readonly unknown[]): Promise<unknown> {
    const call = (calls += 1)
    const asked = Promise.withResolvers<unknown>()
    waiting.set(call, asked)
    child.send({ call, method, given } satisfies Call, error => {
      if (error !== null) asked.reject(error)
    })
    return await asked.promise
  }
  return new Proxy({} as T, {
    // whoever awaits it looks for `then`
    get: (_, method) =>
      method === 'then' ? undefined : async (...given: unknown[]) => send(String(method), given)
  })
}

/** Lets the process that started this one call an object's methods, until it is gone. */
export function serve(object: object): void {
  const methods = object as Methods
  process.on('message', ({ call, method, given }: Call) => {
    const done = methods[method]?.apply(object, [...given])
    done?.then(
      value => process.send?.({ call, value } satisfies Answer),
      (error: unknown) => process.send?.({ call, error: String((error as Error).stack) } satisfies Answer)
    )
  })
  process.once('disconnect', () => process.exit())
  // to nobody: it listens
  process.send?.({ call: 0, value: undefined } satisfies Answer)
}
