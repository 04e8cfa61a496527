import { once } from 'node:events'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Finished } from './register.ts'

/** What an authority answers to a query; nothing is no answer at all. */
export type Answer = { body: Uint8Array; type?: string; status?: number } | undefined

/** An authority on this machine, over HTTP (RFC 3161 §3.4); gives its address. */
export async function startStampHost(finished: Finished, answer: (query: Uint8Array) => Promise<Answer>) {
  const server = createServer(async (request, response) => {
    const { body, type = 'application/timestamp-reply', status = 200 } = (await answer(await buffer(request))) ?? {}
    if (body) response.writeHead(status, { 'content-type': type }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  finished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return `http://127.0.0.1:${address.port}/`
}
