import { Hono } from 'hono'
import { tellProgress } from '../actions/tell-progress.ts'
import { parseId } from '../http/parse.ts'
import { signedIn } from './desk-visit.ts'
import { ProgressPage } from './pages/progress.tsx'
import type { Site } from './site.ts'

/** How a campaign goes, in pictures and as files. */
export const progressPages = new Hono<Site>().get('/desk/campaigns/:id/progress', async (c) => {
  await signedIn(c)
  return c.html(<ProgressPage shell={c.var.shell} told={await tellProgress(c.var.parts, parseId(c.req.param('id')))} />)
})
