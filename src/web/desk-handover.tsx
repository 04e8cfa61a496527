import { Hono } from 'hono'
import { packHandover } from '../actions/handover.ts'
import { signedIn } from './desk-visit.ts'
import { HandoverPage } from './pages/desk-handover.tsx'
import type { Site } from './site.ts'

/** What the next coordinator needs, to take away. It has everybody's addresses, so that only coordinators may. */
export const deskHandoverPages = new Hono<Site>()
  .get('/desk/handover', async (c) => {
    await signedIn(c, 'coordinator')
    return c.html(<HandoverPage shell={c.var.shell} />)
  })
  .get('/desk/handover.zip', async (c) => {
    await signedIn(c, 'coordinator')
    return c.body(await packHandover(c.var.parts), 200, {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="handover.zip"',
    })
  })
