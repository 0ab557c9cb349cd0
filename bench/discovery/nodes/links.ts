/** Links that carry no messages. */
import { Links } from '../../../src/node/links.ts'
import type { NodeContext } from '../../../src/node/context.ts'
import type { Host } from '../../../src/node/host/index.ts'

export function linksOf(
  context: NodeContext,
  host: Host,
  contactOf: (peerId: string) => string | undefined,
  opened: (link: Parameters<ConstructorParameters<typeof Links>[0]['opened']>[0]) => void = () => undefined
): Links {
  return new Links({
    transport: host,
    clock: context.clock,
    logger: context.logger,
    contactOf,
    hello: () => ({ seen: [], sessions: [] }),
    greeted: async () => undefined,
    bundle: async () => {
      throw new Error('nobody has a bundle here')
    },
    receive: async () => undefined,
    opened,
    closed: () => undefined
  })
}
