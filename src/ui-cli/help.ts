/**
 * The verb `help`, beside every group of verbs.
 *
 * @packageDocumentation
 */
import type { Command } from 'commander'
import { UsageError } from '../errors.ts'

/**
 * Adds it in place of commander's own, which knows one verb, and shows everything for one that it
 * does not know.
 */
export function defineHelp(parent: Command): void {
  parent
    .helpCommand(false)
    .command('help')
    .argument('[verb...]')
    .description('show what --help shows')
    .action((verbs: readonly string[]) => {
      let command = parent
      for (const verb of verbs) {
        const found = command.commands.find(each => each.name() === verb)
        if (found === undefined) throw new UsageError(`unknown command '${verb}'`)
        command = found
      }
      command.help()
    })
}
