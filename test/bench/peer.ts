import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

// What an answer costs at least: a handler of the same framework, on the same server, that has the bytes in memory.
const [port = '', file = ''] = process.argv.slice(2)
const answers = new Map<string, { type: string; body: string }>(Object.entries(JSON.parse(readFileSync(file, 'utf8'))))
const app = new Hono().get('*', (c) => {
  const answer = answers.get(c.req.url.slice(c.req.url.indexOf('/', 'http://'.length)))
  return answer ? c.body(answer.body, 200, { 'content-type': answer.type }) : c.notFound()
})
serve({ fetch: app.fetch, port: Number(port) })
