/**
 * A part of a measurement in a process of its own. Arguments: which one, and what its addresses
 * begin with.
 *
 * @packageDocumentation
 */
import { argv } from 'node:process'
import { serve } from '../wire/remote.ts'
import { CoordinatorSide } from './nodes/coordinator-side.ts'
import { Group } from './nodes/group.ts'
import { UserSide } from './nodes/user-side.ts'

const PARTS = { coordinators: CoordinatorSide, group: Group, users: UserSide } as const

const [part, network] = argv.slice(2)
serve(new PARTS[part as keyof typeof PARTS](network))
