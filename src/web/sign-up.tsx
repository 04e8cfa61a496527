import { Hono } from 'hono'
import * as v from 'valibot'
import { requireSignUp } from '../actions/fill-in-sign-up.ts'
import { findBeginning } from '../actions/known-beginning.ts'
import { mailResumeLinks, remindSignatory } from '../actions/renew-link.ts'
import { recallSignUp } from '../actions/return-sign-up.ts'
import { sendSignUp } from '../actions/send-sign-up.ts'
import { sheetOf } from '../actions/signing-sheet.ts'
import { startSignUp } from '../actions/start-sign-up.ts'
import { Refusal } from '../core/refusal.ts'
import { seat } from '../http/guard.ts'
import { line, mailbox, parse, readForm, typedText } from '../http/parse.ts'
import { overviewOf } from './overview.ts'
import { OverviewPage } from './pages/sign-overview.tsx'
import { PaperPage } from './pages/sign-paper.tsx'
import { PlainPage } from './pages/plain.tsx'
import { PreparerPage, ResumePage, SignStartPage } from './pages/sign-start.tsx'
import { onwards } from './sign-answers.tsx'
import { printed } from './printed-sheet.ts'
import { preparedSignUp } from './sign-up-visit.ts'
import type { Site } from './site.ts'

/** What a preparer does around the questions: begin, come back, send, take back. */
export const signUpPages = new Hono<Site>()
  .get('/sign', (c) => c.html(<SignStartPage shell={c.var.shell} />))
  .get('/sign/start', async (c) => {
    const { body = '', edition = '' } = c.req.query()
    const known = await findBeginning(c.var.parts, { body, edition })
    return c.html(<PreparerPage shell={c.var.shell} typed={{ body, edition }} mistakes={[]} known={known} />)
  })
  .post('/sign/start', async (c) => {
    const typed = await readForm(c)
    const slugs = { body: typedText(typed, 'body'), edition: typedText(typed, 'edition') }
    const known = await findBeginning(c.var.parts, slugs)
    c.set('again', (mistakes) => <PreparerPage shell={c.var.shell} typed={typed} mistakes={mistakes} known={known} />)
    const { name, email } = parse(v.object({ name: line('Enter your name'), email: mailbox }), typed)
    const { id, token } = await startSignUp(c.var.parts, { name, address: email }, known?.draft)
    seat(c, 'preparer', token)
    return onwards(c, id)
  })
  .get('/sign/return', (c) => c.html(<ResumePage shell={c.var.shell} typed={{}} mistakes={[]} />))
  .post('/sign/return', async (c) => {
    const typed = await readForm(c)
    c.set('again', (mistakes) => <ResumePage shell={c.var.shell} typed={typed} mistakes={mistakes} />)
    const { email } = parse(v.object({ email: mailbox }), typed)
    await mailResumeLinks(c.var.parts, email)
    const words = [
      `If a sign-up was begun with ${email}, we have sent a link to it. What was answered is kept.`,
      'If no email comes, look among unwanted mail, or start again.',
    ]
    return c.html(<PlainPage shell={c.var.shell} title="Look in your mailbox" words={words} />)
  })
  .get('/sign/:id{[0-9a-f-]{36}}', async (c) => {
    const signUp = await preparedSignUp(c)
    return c.html(<OverviewPage shell={c.var.shell} overview={await overviewOf(c, signUp)} />)
  })
  .get('/sign/:id{[0-9a-f-]{36}}/paper', async (c) => {
    const signUp = await preparedSignUp(c)
    const sheet = await sheetOf(c.var.parts, signUp)
    return c.html(<PaperPage shell={c.var.shell} sheet={sheet} back={`/sign/${signUp.id}`} />)
  })
  .get('/sign/:id{[0-9a-f-]{36}}/paper.pdf', async (c) => printed(c, await preparedSignUp(c)))
  .post('/sign/:id{[0-9a-f-]{36}}/request', async (c) => {
    const signUp = await preparedSignUp(c)
    const overview = await overviewOf(c, signUp)
    c.set('again', (mistakes) => <OverviewPage shell={c.var.shell} overview={overview} mistakes={mistakes} />)
    await sendSignUp(c.var.parts, signUp.id)
    return c.redirect(`/sign/${signUp.id}`, 303)
  })
  .post('/sign/:id{[0-9a-f-]{36}}/recall', async (c) => {
    const { id } = await preparedSignUp(c)
    await recallSignUp(c.var.parts, id)
    return c.redirect(`/sign/${id}`, 303)
  })
  .post('/sign/:id{[0-9a-f-]{36}}/signatories/:number{[12]}/reminder', async (c) => {
    const { id } = await preparedSignUp(c)
    const number = Number(c.req.param('number'))
    await remindSignatory(c.var.parts, id, number)
    const signatory = (await requireSignUp(c.var.parts, id)).draft.signatories[number - 1]
    if (!signatory) throw new Refusal('not-found', 'Nobody of this number signs.')
    const words = [`We have sent the email to ${signatory.address} again. The link in the earlier one works no more.`]
    const next = { href: `/sign/${id}`, words: 'Back to your sign-up' }
    return c.html(<PlainPage shell={c.var.shell} title="Sent again" words={words} next={next} />)
  })
