/**
 * What a command is given: everything from outside, so that a test can give its own.
 *
 * @packageDocumentation
 */
import type { CoordinatorNode, CoordinatorOptions, EarshotNode, NodeOptions } from '../node/api.ts'
import type { Output, Sink } from './output.ts'
import type { Env, Settings } from './settings.ts'

/** The port to the node: what src/node/index.ts exports. */
export interface NodeModule {
  createNode(options: NodeOptions): Promise<EarshotNode>
  createCoordinator(options: CoordinatorOptions): Promise<CoordinatorNode>
}

/** Whether an answer shows while it is typed. */
export type Echo = 'shown' | 'hidden'

/** The process as a command sees it. */
export interface Surroundings {
  readonly env: Env
  readonly cwd: string
  /** Where the data of applications lies, for example `~/.local/share/earshot`. */
  readonly dataHome: string
  /** Where the configuration file may lie, for example `~/.config/earshot`. */
  readonly configHome: string
  readonly stdin: AsyncIterable<Uint8Array>
  readonly stdout: Sink
  readonly stderr: Sink
  /** Fires when the command shall end. */
  readonly signal: AbortSignal
  /** Loads the node; slow, so only when it is needed. */
  loadNode(): Promise<NodeModule>
  /** Asks at the terminal; absent if nobody is there. */
  readonly ask?: (question: string, echo: Echo, signal: AbortSignal) => Promise<string>
}

/** A command's surroundings, its settings and its voice. */
export interface Context extends Surroundings {
  readonly settings: Settings
  readonly output: Output
}
