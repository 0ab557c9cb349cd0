/** What of the nodes others use. */
export { calm } from './nodes/waiting.ts'
