import { Hono } from 'hono'
import { readCalendar, renewCalendar, tellCalendar } from '../actions/calendar.ts'
import { signedIn } from './desk-visit.ts'
import { CalendarPage } from './pages/desk-calendar.tsx'
import type { Site } from './site.ts'

/** Days to come in the coordinator's own calendar, which asks for them by itself. */
export const deskCalendarPages = new Hono<Site>()
  .get('/desk/calendar', async (c) => {
    const calendar = await tellCalendar(c.var.parts, await signedIn(c))
    return c.html(<CalendarPage shell={c.var.shell} calendar={calendar} />)
  })
  .post('/desk/calendar/renewal', async (c) => {
    await renewCalendar(c.var.parts, await signedIn(c, 'reader'))
    return c.redirect('/desk/calendar', 303)
  })
  .get('/calendar/:token{[A-Za-z0-9_-]+\\.ics}', async (c) => {
    const text = await readCalendar(c.var.parts, c.req.param('token').replace(/\.ics$/, ''))
    return c.body(text, 200, { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-store' })
  })
