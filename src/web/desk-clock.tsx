import { Hono } from 'hono'
import { tellClock } from '../actions/tell-clock.ts'
import { signedIn } from './desk-visit.ts'
import { ClockPage } from './pages/desk-clock.tsx'
import type { Site } from './site.ts'

/** What the register does by itself, and how that goes. */
export const deskClockPages = new Hono<Site>().get('/desk/clock', async (c) => {
  await signedIn(c)
  return c.html(<ClockPage shell={c.var.shell} jobs={await tellClock(c.var.parts)} />)
})
