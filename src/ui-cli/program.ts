/**
 * The command line of `earshot`: verbs, arguments, flags. What a verb does is in commands/.
 *
 * @packageDocumentation
 */
import { Argument, Command, Option } from 'commander'
import { UsageError } from '../errors.ts'
import { readConfig } from './config.ts'
import type { Config } from './config.ts'
import type { Context, Surroundings } from './context.ts'
import type { InviteFlags } from './commands/invite.ts'
import type { MessagesFlags } from './commands/messages.ts'
import type { SendFlags } from './commands/send.ts'
import { defineHelp } from './help.ts'
import { createOutput } from './output.ts'
import { runProgram } from './shell.ts'
import { resolveSettings } from './settings.ts'
import type { GlobalFlags, NetworkFlags } from './settings.ts'
import {
  parseAddress,
  parseLimit,
  parseName,
  parseNetwork,
  parsePage,
  parsePeerAddress,
  parseProfile,
  parseTimeout,
  parseUser,
  repeated
} from './values.ts'

const examples = `
Examples:
  earshot init --name Alice                  make a profile
  earshot run                                be online; other commands talk to it
  earshot invite --qr                        a link for one new contact
  earshot contact add 'web+earshot:#i=…'     ask the one who made the link
  earshot contact accept Bob                 say yes to a request
  earshot contact verify Bob                 the safety number, to compare by telephone
  earshot send Bob 'Hello!'                  waits until it is delivered, 10 s at most
  date | earshot send Bob - --wait stored    text from stdin
  earshot messages Bob --follow --json       NDJSON for scripts

Options that are always the same go into config.toml: see docs/CLI.md.

Exit codes: 0 ok, 1 failure, 2 usage, 3 not found, 4 nobody reachable, 5 trust,
6 timeout, 75 accepted but not yet there, 130 interrupted.`

/**
 * Runs one command line.
 * @param argv without the program itself
 * @returns the exit code
 */
export async function earshot(
  argv: readonly string[],
  version: string,
  surroundings: Surroundings
): Promise<number> {
  // Help and version do without a configuration that makes no sense.
  const [config] = await Promise.allSettled([readConfig(surroundings.configHome)])
  const define = (act: Act): Command => defineProgram(version, surroundings, config, act)
  return await runProgram(argv, surroundings, define, config.status === 'fulfilled' ? config.value : {})
}

/** Takes what an action of commander does and keeps its exit code. */
type Act = (work: Promise<number>) => Promise<void>

function defineProgram(
  version: string,
  surroundings: Surroundings,
  config: PromiseSettledResult<Config>,
  act: Act
): Command {
  const program: Command = new Command('earshot')
    .description('Private messaging with no server in the middle')
    .version(version)
    .option('--profile <name>', 'which profile (EARSHOT_PROFILE)', parseProfile)
    .option('--data-dir <dir>', "the profile's folder instead (EARSHOT_DATA_DIR)")
    .option('--passphrase-file <file>', 'a file with the passphrase (EARSHOT_PASSPHRASE_FILE)')
    .option('--json', 'one JSON object a line on stdout, messages on stderr (EARSHOT_JSON)')
    .option('--no-input', 'never ask anything (EARSHOT_NO_INPUT)')
    .option('-v, --verbose', 'say more on stderr (EARSHOT_VERBOSE)')
    .addHelpText('after', examples)
    // not those of the verb before it, as of `invite list`
    .configureHelp({
      showGlobalOptions: true,
      visibleGlobalOptions: command => (command.parent === null ? [] : [...program.options])
    })

  /** The context of a verb, once its command line is parsed. */
  const context = async (flags: NetworkFlags = {}): Promise<Context> => {
    if (config.status === 'rejected') throw config.reason
    const { env, cwd, dataHome, stdout, stderr } = surroundings
    const given = { ...program.opts<GlobalFlags>(), ...flags }
    const settings = resolveSettings(given, env, dataHome, cwd, config.value)
    if (settings.verbose) (await import('@libp2p/logger')).enable('earshot*')
    const output = createOutput(stdout, stderr, settings)
    return { ...surroundings, settings, output }
  }

  program
    .command('init')
    .description('make a new profile')
    .option('--name <name>', 'what contacts are told that you are called', parseName)
    .action(async (flags: { readonly name?: string }) => {
      const { init } = await import('./commands/init.ts')
      await act(init(await context(), flags))
    })

  /** The last of two that contradict each other would be taken. */
  const wishes = new Set<string>()
  const onlyOne = (wish: string) => () => {
    if (wishes.add(wish).size > 1) throw new UsageError('Give either --volunteer or --no-volunteer, not both')
  }

  program
    .command('run')
    .description('run the node in the foreground; SIGTERM ends it')
    .option(
      '--listen <multiaddr>',
      'listen here instead of on the defaults; repeatable (EARSHOT_LISTEN)',
      repeated(parseAddress)
    )
    .option(
      '--bootstrap <multiaddr>',
      'a coordinator to begin with; repeatable (EARSHOT_BOOTSTRAP)',
      repeated(parsePeerAddress)
    )
    .option(
      '--network <name>',
      'an open network to be in (default: public); repeatable (EARSHOT_NETWORK)',
      repeated(parseNetwork)
    )
    .option(
      '--volunteer',
      'be a coordinator: relay, and hold sealed mail for others (default: when there are too few; EARSHOT_VOLUNTEER)'
    )
    .option('--no-volunteer', 'never be one')
    .on('option:volunteer', onlyOne('--volunteer'))
    .on('option:no-volunteer', onlyOne('--no-volunteer'))
    .action(async (flags: NetworkFlags) => {
      const { run } = await import('./commands/run.ts')
      await act(run(await context(flags)))
    })

  defineInvite(program, context, act)
  defineContact(program, context, act)

  program
    .command('send')
    .addArgument(aUser())
    .argument('<text>')
    .description('send a text, or what is on stdin if the text is -')
    .addOption(
      new Option('--wait <state>', 'until it is (default: delivered)').choices([
        'queued',
        'stored',
        'delivered'
      ])
    )
    .option('--timeout <seconds>', 'no longer than (default: 10)', parseTimeout)
    .action(async (user: string, text: string, flags: SendFlags) => {
      const { send } = await import('./commands/send.ts')
      await act(send(await context(), user, text, flags))
    })

  program
    .command('messages')
    .addArgument(aUser())
    .description('show a conversation, oldest first')
    .option('--follow', 'go on with new messages until interrupted')
    .option('--limit <number>', 'how many (default: 1000)', parseLimit)
    .action(async (user: string, flags: MessagesFlags) => {
      const { messages } = await import('./commands/messages.ts')
      await act(messages(await context(), user, flags))
    })

  defineNetwork(program, context, act)

  program
    .command('members')
    .description('show who is in the network, and who can be reached')
    .option('--network <name>', 'only those who were heard in that network', parseNetwork)
    .action(async (flags: { readonly network?: string }) => {
      const { members } = await import('./commands/look.ts')
      await act(members(await context(), flags))
    })

  program
    .command('trace')
    .addArgument(aUser())
    .description('show how a user is reached, or why not')
    .action(async (user: string) => {
      const { trace } = await import('./commands/look.ts')
      await act(trace(await context(), user))
    })

  program
    .command('status')
    .description('show the state of the node')
    .action(async () => {
      const { status } = await import('./commands/look.ts')
      await act(status(await context()))
    })

  for (const command of [program, ...program.commands]) {
    if (command.commands.length > 0) defineHelp(command)
  }
  return program
}

/** The argument of all commands that are about somebody. */
function aUser(): Argument {
  return new Argument('<user>').argParser(parseUser)
}

function defineInvite(program: Command, context: () => Promise<Context>, act: Act): void {
  const invite = program
    .command('invite')
    .description('make an invite for one new contact')
    .option('--qr', 'show it as a QR code, too')
    .option('--page <url>', 'an https link to this page, with the invite after the #', parsePage)
    .action(async (flags: InviteFlags) => {
      const { createInvite } = await import('./commands/invite.ts')
      await act(createInvite(await context(), flags))
    })

  /** The flags of `invite` itself would be taken after its verbs too, and do nothing. */
  const refuseFlags = (): void => {
    const [flag] = Object.keys(invite.opts())
    if (flag !== undefined) throw new UsageError(`unknown option '--${flag}'`)
  }

  invite
    .command('list')
    .description('show the invites made so far')
    .action(async () => {
      refuseFlags()
      const { listInvites } = await import('./commands/invite.ts')
      await act(listInvites(await context()))
    })

  invite
    .command('revoke <id>')
    .description('make an invite useless')
    .action(async (id: string) => {
      refuseFlags()
      const { revokeInvite } = await import('./commands/invite.ts')
      await act(revokeInvite(await context(), id))
    })
}

function defineContact(program: Command, context: () => Promise<Context>, act: Act): void {
  const contact = program.command('contact').description('contacts and requests')

  contact
    .command('add <link>')
    .description('ask the maker of an invite to become a contact')
    .action(async (link: string) => {
      const { addContact } = await import('./commands/contact.ts')
      await act(addContact(await context(), link))
    })

  contact
    .command('list')
    .description('show the contacts')
    .action(async () => {
      const { listContacts } = await import('./commands/contact.ts')
      await act(listContacts(await context()))
    })

  contact
    .command('requests')
    .description('show who asks to become a contact')
    .action(async () => {
      const { listRequests } = await import('./commands/contact.ts')
      await act(listRequests(await context()))
    })

  contact
    .command('accept')
    .addArgument(aUser())
    .description('say yes to a request, or to the changed keys of a contact')
    .action(async (user: string) => {
      const { acceptContact } = await import('./commands/contact.ts')
      await act(acceptContact(await context(), user))
    })

  contact
    .command('verify')
    .addArgument(aUser())
    .argument('[number...]')
    .description('show the safety number, or compare it with the one that the other side reads out')
    .addHelpText(
      'after',
      '\nThe same number makes the contact verified: a new device of it then blocks sending\n' +
        '(exit code 5) until it is accepted. Another number ends with 5. Spaces and hyphens do not count.'
    )
    .action(async (user: string, groups: readonly string[]) => {
      const { verifyContact } = await import('./commands/contact.ts')
      await act(verifyContact(await context(), user, groups.length === 0 ? undefined : groups.join(' ')))
    })

  contact
    .command('reject')
    .addArgument(aUser())
    .description('say no to a request; the other side is not told')
    .action(async (user: string) => {
      const { rejectContact } = await import('./commands/contact.ts')
      await act(rejectContact(await context(), user))
    })

  contact
    .command('block')
    .addArgument(aUser())
    .description('hear that user no more; the other side is not told')
    .action(async (user: string) => {
      const { blockContact } = await import('./commands/contact.ts')
      await act(blockContact(await context(), user))
    })
}

function defineNetwork(program: Command, context: () => Promise<Context>, act: Act): void {
  const network = program.command('network').description('the networks that the profile is in')

  network
    .command('create <name>')
    .description('make a private network, and show the secret that others join it with')
    .action(async (name: string) => {
      const { createNetwork } = await import('./commands/network.ts')
      await act(createNetwork(await context(), name))
    })

  network
    .command('join <name>')
    .description('join an open network, or the private one whose secret is on stdin if the name is -')
    .action(async (name: string) => {
      const { joinNetwork } = await import('./commands/network.ts')
      await act(joinNetwork(await context(), name))
    })

  network
    .command('list')
    .description('show the networks')
    .action(async () => {
      const { listNetworks } = await import('./commands/network.ts')
      await act(listNetworks(await context()))
    })

  network
    .command('leave <name>')
    .description('leave a network that was joined')
    .action(async (name: string) => {
      const { leaveNetwork } = await import('./commands/network.ts')
      await act(leaveNetwork(await context(), name))
    })
}
