import { Hono } from 'hono'
import { endOwnSession, listSessions } from '../actions/sessions.ts'
import { parseId, readForm, typedText } from '../http/parse.ts'
import { seatedAt, signedIn } from './desk-visit.ts'
import { SessionsPage } from './pages/desk-sessions.tsx'
import type { Site } from './site.ts'

/** Where somebody is signed in, and leaving any of it. */
export const deskSessionPages = new Hono<Site>()
  .get('/desk/sessions', async (c) => {
    const { id } = await signedIn(c)
    const here = (await seatedAt(c)).id
    return c.html(<SessionsPage shell={c.var.shell} sessions={await listSessions(c.var.parts, id)} here={here} />)
  })
  .post('/desk/sessions/end', async (c) => {
    const { id } = await signedIn(c, 'reader')
    await endOwnSession(c.var.parts, id, parseId(typedText(await readForm(c), 'session')))
    return c.redirect('/desk/sessions', 303)
  })
