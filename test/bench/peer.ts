import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

// What an answer costs at least: a handler of the same framework, on the same server, that has the bytes in memory.
const [port = '', file = ''] = process.argv.slice(2)
const read: Record<string, { headers: Record<string, string>; text: string }> = JSON.parse(readFileSync(file, 'utf8'))
// As bytes, which the server sends faster than a text.
const answers = new Map(
  Object.entries(read).map(([address, { headers, text }]) => [address, { headers, body: Buffer.from(text) }]),
)
const app = new Hono().get('*', (c) => {
  const answer = answers.get(c.req.url.slice(c.req.url.indexOf('/', 'http://'.length)))
  return answer ? c.body(answer.body, 200, answer.headers) : c.notFound()
})
serve({ fetch: app.fetch, port: Number(port) })
