// Stands before everything that needs a modern Node: one clear line instead of a stack trace.
// Any Node parses this file.
import { requireNode } from '../bin/node-version.js'

requireNode()
