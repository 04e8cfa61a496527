import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { Parts } from '../../src/actions/parts.ts'
import { makeApp } from '../../src/app.ts'
import { openSite, siteOf } from '../../src/embedded.ts'
import { keepAnswers } from '../../src/http/kept-answers.ts'
import { findFreePort } from './edge-host.ts'
import type { Finished } from './register.ts'

const top = join(import.meta.dirname, '../..')

/** Serves the pages of a register in this process, with everything that a browser fetches beside them; gives the address. */
export async function startPageHost(parts: Parts, finished: Finished): Promise<string> {
  const house = { parts, ...(await openSite(top)), kept: keepAnswers() }
  const register = makeApp(async () => house)
  const port = await findFreePort()
  const whole = new Hono().use('/assets/*', serveStatic({ root: siteOf(top) })).mount('/', register.fetch)
  const server = serve({ fetch: whole.fetch, port })
  finished(() => server.close())
  return `http://localhost:${port}`
}
