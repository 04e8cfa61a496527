import { Hono } from 'hono'
import { confirmSignatory, mailSignatoryCode } from '../actions/confirm-signatory.ts'
import { requireSignUp } from '../actions/fill-in-sign-up.ts'
import { findHeldLink, openLink } from '../actions/links.ts'
import { nobodysLink, renewLink } from '../actions/renew-link.ts'
import { requireSession } from '../actions/sessions.ts'
import { listRequests } from '../actions/sign-edition.ts'
import { askedOf, bodyNameOf, editionNamesOf } from '../actions/name-sign-up.ts'
import { hasSigned, isUndecided, missingSignatures, stateOf, type SignUpState } from '../core/sign-up.ts'
import { seat, seated, unseat } from '../http/guard.ts'
import { code, parse, readForm } from '../http/parse.ts'
import * as v from 'valibot'
import { PlainPage } from './pages/plain.tsx'
import { endedWords } from './pages/sign-overview.tsx'
import {
  ChangeLinkPage,
  NothingToSignPage,
  RecordLinkPage,
  ResumeLinkPage,
  SignatureLinkPage,
  SpentLinkPage,
} from './pages/sign-link.tsx'
import { CodePage, RequestsPage } from './pages/sign-signature.tsx'
import { signatorySession } from './signatory-visit.ts'
import type { Site } from './site.ts'

/** What an authorised signatory does: open the link, confirm the mailbox, and see what they are asked for. */
export const signingPages = new Hono<Site>()
  .get('/sign/links/:token', async (c) => {
    const held = await findHeldLink(c.var.parts, c.req.param('token'), 'resume', 'signature')
    const { link, state } = held
    const signUp = await requireSignUp(c.var.parts, link.subject)
    const asked = {
      body: await bodyNameOf(c.var.parts, signUp),
      edition: await editionNamesOf(c.var.parts, signUp),
      preparer: signUp.preparer.name,
    }
    const { shell } = c.var
    if (signUp.outcome && signUp.outcome !== 'accepted') {
      return c.html(
        <PlainPage shell={shell} title="This sign-up has ended" words={[endedWords[signUp.outcome]]} />,
        410,
      )
    }
    if (link.purpose === 'signature' && link.signatory === null) {
      return c.html(<PlainPage shell={shell} title="Somebody else signs now" words={[nobodysLink]} />, 410)
    }
    if (state !== 'open') return c.html(<SpentLinkPage shell={shell} path={c.req.path} state={state} />, 410)
    if (link.purpose === 'resume') return c.html(<ResumeLinkPage shell={shell} path={c.req.path} />)
    if (!isSignatorys(stateOf(signUp)) && link.signatory !== null && hasSigned(signUp, link.signatory))
      return c.html(<RecordLinkPage shell={shell} path={c.req.path} body={asked.body} />)
    if (!isSignatorys(stateOf(signUp))) return c.html(<NothingToSignPage shell={shell} preparer={asked.preparer} />)
    if (signUp.draft.change) {
      const change = { body: asked.body, asked: await askedOf(c.var.parts, signUp) }
      return c.html(<ChangeLinkPage shell={shell} path={c.req.path} {...change} />)
    }
    return c.html(<SignatureLinkPage shell={shell} path={c.req.path} asked={asked} />)
  })
  .post('/sign/links/:token/renewal', async (c) => {
    await renewLink(c.var.parts, c.req.param('token'))
    const words = ['We have sent a new link to the mailbox that this one was sent to. The old one works no more.']
    return c.html(<PlainPage shell={c.var.shell} title="Look in your mailbox" words={words} />)
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
    return c.html(<CodePage shell={c.var.shell} mistakes={[]} minutes={c.var.parts.limits.codeMinutes} />)
  })
  .post('/sign/code', async (c) => {
    const invited = await requireSession(c.var.parts, seated(c, 'invited'), 'invited')
    const typed = await readForm(c)
    c.set('again', (mistakes) => (
      <CodePage shell={c.var.shell} mistakes={mistakes} minutes={c.var.parts.limits.codeMinutes} />
    ))
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
    const { signUp, body, requests } = await listRequests(c.var.parts, await signatorySession(c))
    const others = missingSignatures(signUp).length > 0 && requests.every(({ signed }) => signed)
    return c.html(
      <RequestsPage
        shell={c.var.shell}
        body={body}
        requests={requests}
        othersToSign={others}
        undecided={isUndecided(signUp)}
        ended={signUp.outcome !== null}
      />,
    )
  })

/** Whether somebody who was asked to sign has anything to do. */
function isSignatorys(state: SignUpState): boolean {
  return state === 'sent' || state === 'awaiting-board'
}
