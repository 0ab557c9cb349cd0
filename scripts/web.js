// npm run web: builds the page, and serves it on this machine.
//   --port N          default 4173
//   --bootstrap MA    a coordinator that the page begins with; repeatable
import process from 'node:process'
import { parseArgs } from 'node:util'
import { servePage } from '../bootstrap/page-server.ts'
import { buildPage } from './build-page.ts'

const PORT = 4_173

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: String(PORT) },
    bootstrap: { type: 'string', multiple: true, default: [] }
  }
})
await buildPage()
const { url } = await servePage({
  host: '127.0.0.1',
  port: Number(values.port),
  coordinators: () => values.bootstrap
})
process.stdout.write(`${url}\nCtrl-C ends it.\n`)
