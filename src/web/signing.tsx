import { Hono } from 'hono'
import { confirmSignatory, mailSignatoryCode } from '../actions/confirm-signatory.ts'
import { requireSignUp } from '../actions/fill-in-sign-up.ts'
import { findOpenLink, openLink } from '../actions/links.ts'
import { requireSession } from '../actions/sessions.ts'
import { listRequests, signEdition } from '../actions/sign-edition.ts'
import { bodyNameOf, editionNamesOf } from '../actions/name-sign-up.ts'
import { Refusal } from '../core/refusal.ts'
import { statementFor } from '../core/statement.ts'
import { clientOf, seat, seated, unseat } from '../http/guard.ts'
import { code, looseLine, parse, readForm, tick, typedText } from '../http/parse.ts'
import * as v from 'valibot'
import { findText } from '../storage/read/editions.ts'
import { CodePage, LinkPage, RequestsPage, SignaturePage } from './pages/sign-signature.tsx'
import type { Site, Visit } from './site.ts'

/** What an authorised signatory does: open the link, confirm the mailbox, read, sign. */
export const signingPages = new Hono<Site>()
  .get('/sign/links/:token', async (c) => {
    const link = await findOpenLink(c.var.parts, c.req.param('token'), 'resume', 'signature')
    const signUp = await requireSignUp(c.var.parts, link.subject)
    const body = await bodyNameOf(c.var.parts, signUp)
    const edition = await editionNamesOf(c.var.parts, signUp)
    const page =
      link.purpose === 'resume'
        ? { title: 'Go on with your sign-up', words: ['What you have answered is kept.'], button: 'Go on' }
        : {
            title: `You are asked to sign for ${body}`,
            words: [
              `${signUp.preparer.name} has named you as the person who signs the ${edition} for ${body}.`,
              'To show that this mailbox is yours, we will email you a six-digit code. Nothing is signed yet.',
              `If you are not the right person, tell ${signUp.preparer.name}.`,
            ],
            button: 'Email me a code',
          }
    return c.html(<LinkPage shell={c.var.shell} action={c.req.path} {...page} />)
  })
  .post('/sign/links/:token', async (c) => {
    const { link, token } = await openLink(c.var.parts, c.req.param('token'), 'resume', 'signature')
    if (link.purpose === 'resume') {
      seat(c, 'preparer', token)
      return c.redirect(`/sign/${link.subject}`, 303)
    }
    seat(c, 'invited', token)
    await mailSignatoryCode(c.var.parts, await requireSession(c.var.parts, token, 'invited'))
    return c.redirect('/sign/code', 303)
  })
  .get('/sign/code', async (c) => {
    await requireSession(c.var.parts, seated(c, 'invited'), 'invited')
    return c.html(<CodePage shell={c.var.shell} mistakes={[]} />)
  })
  .post('/sign/code', async (c) => {
    const invited = await requireSession(c.var.parts, seated(c, 'invited'), 'invited')
    const typed = await readForm(c)
    c.set('again', (mistakes) => <CodePage shell={c.var.shell} mistakes={mistakes} />)
    const digits = parse(v.object({ code }), typed)
    const { token } = await confirmSignatory(c.var.parts, invited, digits.code)
    unseat(c, 'invited')
    seat(c, 'signatory', token)
    return c.redirect('/sign/requests', 303)
  })
  .post('/sign/code/new', async (c) => {
    await mailSignatoryCode(c.var.parts, await requireSession(c.var.parts, seated(c, 'invited'), 'invited'))
    return c.redirect('/sign/code', 303)
  })
  .get('/sign/requests', async (c) => {
    const { body, requests } = await listRequests(c.var.parts, await signatorySession(c))
    return c.html(<RequestsPage shell={c.var.shell} body={body} requests={requests} />)
  })
  .get('/sign/requests/:edition', async (c) => {
    const { request, text } = await requested(c)
    if (request.signed) return c.redirect('/sign/requests', 303)
    const typed = { role: request.signatory.role }
    return c.html(<SignaturePage shell={c.var.shell} request={request} text={text} typed={typed} mistakes={[]} />)
  })
  .post('/sign/requests/:edition', async (c) => {
    const { session, body, request, text } = await requested(c)
    const typed = await readForm(c)
    const showAgain = (statement: string) =>
      c.set('again', (mistakes) => (
        <SignaturePage
          shell={c.var.shell}
          request={{ ...request, statement }}
          text={text}
          typed={typed}
          mistakes={mistakes}
        />
      ))
    showAgain(request.statement)
    const pledge = parse(v.object({ name: looseLine, role: looseLine, authorised: tick, read: tick }), typed)
    // A role typed anew changes the statement: it is shown again before anybody signs it.
    const { signatory } = request
    showAgain(statementFor({ ...signatory, role: pledge.role || signatory.role }, body, request.name))
    await signEdition(c.var.parts, session, request.edition.id, {
      ...pledge,
      statement: typedText(typed, 'statement'),
      client: clientOf(c),
    })
    return c.redirect('/sign/requests', 303)
  })

async function signatorySession(c: Visit) {
  return requireSession(c.var.parts, seated(c, 'signatory'), 'signatory')
}

async function requested(c: Visit) {
  const session = await signatorySession(c)
  const { body, requests } = await listRequests(c.var.parts, session)
  const request = requests.find(({ edition }) => edition.slug === c.req.param('edition'))
  const text = request && (await findText(c.var.parts.db, request.text))?.text
  if (!request || !text) throw new Refusal('not-found', 'You have not been asked to sign this.')
  return { session, body, request, text }
}
