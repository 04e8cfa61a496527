import { Hono } from 'hono'
import * as v from 'valibot'
import { tellTrail } from '../actions/trail.ts'
import { parse } from '../http/parse.ts'
import { signedIn } from './desk-visit.ts'
import { TrailPage } from './pages/desk-trail.tsx'
import type { Site } from './site.ts'

const query = v.object({ before: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/))), undefined) })

/** What was done at the desk, for those who work there. */
export const deskTrailPages = new Hono<Site>().get('/desk/trail', async (c) => {
  await signedIn(c)
  const { before } = parse(query, c.req.query())
  const { steps, next } = await tellTrail(c.var.parts, before === undefined ? undefined : Number(before))
  return c.html(<TrailPage shell={c.var.shell} steps={steps} next={next} />)
})
