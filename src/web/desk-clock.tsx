import { Hono } from 'hono'
import { listSealFaults } from '../actions/check-seal.ts'
import { tellAuthorities } from '../actions/tell-authorities.ts'
import { tellBackups } from '../actions/back-up.ts'
import { tellClock } from '../actions/tell-clock.ts'
import { tellProlonging } from '../actions/tell-prolonging.ts'
import { tellKeyTerms } from '../actions/warn-keys.ts'
import { signedIn } from './desk-visit.ts'
import { ClockPage } from './pages/desk-clock.tsx'
import type { Site } from './site.ts'

/** What the register does by itself, and how that goes. */
export const deskClockPages = new Hono<Site>().get('/desk/clock', async (c) => {
  await signedIn(c)
  const { parts, shell } = c.var
  const [jobs, backups, terms, authorities, prolonging, sealFaults] = await Promise.all([
    tellClock(parts),
    tellBackups(parts),
    tellKeyTerms(parts),
    tellAuthorities(parts),
    tellProlonging(parts),
    listSealFaults(parts),
  ])
  return c.html(<ClockPage {...{ shell, jobs, backups, terms, authorities, prolonging, sealFaults }} />)
})
