import { Hono } from 'hono'
import { tellSilentSites } from '../actions/check-websites.ts'
import { signedIn } from './desk-visit.ts'
import { WebsitesPage } from './pages/desk-websites.tsx'
import type { Site } from './site.ts'

/** Websites that have not answered for a while. */
export const deskWebsitePages = new Hono<Site>().get('/desk/websites', async (c) => {
  await signedIn(c)
  return c.html(<WebsitesPage shell={c.var.shell} sites={await tellSilentSites(c.var.parts)} />)
})
