import { Hono } from 'hono'
import * as v from 'valibot'
import { answeredAlready, answerReport, tellReport } from '../actions/answer-report.ts'
import { reportOutcomes } from '../core/report.ts'
import { block, choice, parse, parseId, readForm } from '../http/parse.ts'
import { signedIn } from './desk-visit.ts'
import { ReportPage } from './pages/desk-report.tsx'
import type { Site } from './site.ts'

/** Mistakes that somebody reported, and what the desk answers. */
export const deskReportPages = new Hono<Site>()
  .get('/desk/reports/:report', async (c) => {
    await signedIn(c)
    const report = await tellReport(c.var.parts, parseId(c.req.param('report')))
    return c.html(<ReportPage shell={c.var.shell} report={report} typed={{}} mistakes={[]} />)
  })
  .post('/desk/reports/:report/answer', async (c) => {
    await signedIn(c)
    const typed = await readForm(c)
    const report = await tellReport(c.var.parts, parseId(c.req.param('report')))
    c.set('again', (mistakes) => <ReportPage shell={c.var.shell} report={report} typed={typed} mistakes={mistakes} />)
    // What is answered has no form to put a mistake right in; the same answer once more does nothing.
    const same = typed['outcome'] === report.outcome && typed['answer'] === report.answer
    if (report.closedAt !== null && !same) throw answeredAlready()
    await answerReport(c.var.parts, report.id, parse(reportAnswer, typed))
    return c.redirect('/desk', 303)
  })

const reportAnswer = v.object({
  outcome: choice(reportOutcomes, 'Choose whether something was put right'),
  answer: block('Write what you found'),
})
