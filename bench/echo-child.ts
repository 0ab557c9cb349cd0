/** The process at the other end of echo.ts: prints its address, sends back what comes. */
import { stdout } from 'node:process'
import { bareHost, ECHO_PROTOCOL } from './echo.ts'

const host = await bareHost(['/ip4/127.0.0.1/tcp/0'])
await host.handle(ECHO_PROTOCOL, stream => {
  stream.addEventListener('message', ({ data }) => {
    stream.send(data)
  })
})
stdout.write(`${String(host.getMultiaddrs()[0])}\n`)
