import { Hono } from 'hono'
import { writeCampaignCsv } from '../actions/campaign-csv.ts'
import { printReport } from '../actions/campaign-report.ts'
import { tellClosing, writePressList } from '../actions/tell-closing.ts'
import { tellProgress } from '../actions/tell-progress.ts'
import { parseId } from '../http/parse.ts'
import { signedIn } from './desk-visit.ts'
import { ClosingPage } from './pages/desk-closing.tsx'
import { ProgressPage } from './pages/desk-progress.tsx'
import type { Site } from './site.ts'

/** How a campaign goes, in pictures and as files. */
export const deskProgressPages = new Hono<Site>()
  .get('/desk/campaigns/:id/progress', async (c) => {
    await signedIn(c)
    const told = await tellProgress(c.var.parts, parseId(c.req.param('id')))
    return c.html(<ProgressPage shell={c.var.shell} told={told} />)
  })
  .get('/desk/campaigns/:id/progress.pdf', async (c) => {
    await signedIn(c)
    const pdf = await printReport(c.var.parts, parseId(c.req.param('id')))
    return c.body(pdf, 200, {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="campaign.pdf"',
    })
  })
  .get('/desk/campaigns/:id/progress.csv', async (c) => {
    await signedIn(c)
    const csv = await writeCampaignCsv(c.var.parts, parseId(c.req.param('id')))
    return c.body(csv, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="campaign.csv"',
    })
  })
  .get('/desk/campaigns/:id/closing', async (c) => {
    await signedIn(c)
    const told = await tellClosing(c.var.parts, parseId(c.req.param('id')))
    return c.html(<ClosingPage shell={c.var.shell} told={told} />)
  })
  .get('/desk/campaigns/:id/press-list.txt', async (c) => {
    await signedIn(c)
    return c.text(await writePressList(c.var.parts, parseId(c.req.param('id'))))
  })
