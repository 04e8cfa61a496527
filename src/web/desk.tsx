import { Hono } from 'hono'
import * as v from 'valibot'
import { enterDesk, mailDeskCode } from '../actions/enter-desk.ts'
import { findOpenLink, openLink } from '../actions/links.ts'
import { listDeclined } from '../actions/list-declined.ts'
import { askedOf, bodyNameOf, editionNamesOf } from '../actions/name-sign-up.ts'
import { now } from '../actions/parts.ts'
import { leave } from '../actions/sessions.ts'
import { formatDayWords, londonDay, type FullDay } from '../core/day.ts'
import { boardAhead } from '../core/decision.ts'
import { parseMailAddress } from '../core/mail-address.ts'
import { missingSignatures, stateOf, type SignUp } from '../core/sign-up.ts'
import { seat, seated, unseat } from '../http/guard.ts'
import { code, parse, readForm, typedText, type Typed } from '../http/parse.ts'
import { countLost } from '../storage/read/lacking.ts'
import { listCoordinators } from '../storage/read/register.ts'
import { tellReports } from '../actions/answer-report.ts'
import { listAtBoard, listSentSignUps } from '../storage/read/sign-ups.ts'
import { tellProposals } from '../actions/tell-proposal.ts'
import { actForms } from './act-forms.ts'
import { signedIn } from './desk-visit.ts'
import { DeskCodePage, DeskDoorPage } from './pages/desk.tsx'
import { DeskPage, type Declined, type Waiting } from './pages/desk-queue.tsx'
import { LinkPage } from './pages/sign-link.tsx'
import type { Site, Visit } from './site.ts'

/** The coordinator's part of the site. */
export const deskPages = new Hono<Site>()
  .get('/desk', async (c) => {
    const token = seated(c, 'desk')
    if (token === undefined) return c.redirect('/desk/session', 303)
    const coordinator = await signedIn(c)
    const waiting = await listWaiting(c)
    const { parts, shell } = c.var
    const proposals = (await tellProposals(parts)).map(({ id, act, about, at }) => {
      return {
        id,
        title: actForms[act.act].title,
        body: about.signing?.body.name ?? about.edition.name,
        since: formatDayWords(londonDay(at)),
      }
    })
    const reports = (await tellReports(parts)).map(({ id, subject, at }) => {
      return { id, about: subject.name, since: formatDayWords(londonDay(at)) }
    })
    const lost = await countLost(parts.db)
    return c.html(
      <DeskPage
        shell={shell}
        name={coordinator.name}
        waiting={waiting}
        proposals={proposals}
        reports={reports}
        declined={await tellDeclined(c)}
        lost={lost}
      />,
    )
  })
  .get('/desk/session', async (c) =>
    c.html(<DeskDoorPage shell={c.var.shell} typed={{}} mistakes={[]} hint={await demonstrationHint(c)} />),
  )
  .post('/desk/code', async (c) => {
    const address = await readAddress(c, await readForm(c))
    await mailDeskCode(c.var.parts, address)
    return c.html(
      <DeskCodePage shell={c.var.shell} email={address} mistakes={[]} minutes={c.var.parts.limits.codeMinutes} />,
    )
  })
  .post('/desk/session', async (c) => {
    const typed = await readForm(c)
    const email = await readAddress(c, typed)
    c.set('again', (mistakes) => (
      <DeskCodePage shell={c.var.shell} email={email} mistakes={mistakes} minutes={c.var.parts.limits.codeMinutes} />
    ))
    const digits = parse(v.object({ code }), typed)
    const { token } = await enterDesk(c.var.parts, email, digits.code)
    seat(c, 'desk', token)
    return c.redirect('/desk', 303)
  })
  .post('/desk/session/end', async (c) => {
    await leave(c.var.parts, seated(c, 'desk'))
    unseat(c, 'desk')
    return c.redirect('/', 303)
  })
  .get('/desk/links/:token', async (c) => {
    await findOpenLink(c.var.parts, c.req.param('token'), 'desk')
    const page = { title: 'Sign in to the desk', words: ['This link works once.'], button: 'Sign in' }
    return c.html(<LinkPage shell={c.var.shell} action={c.req.path} {...page} />)
  })
  .post('/desk/links/:token', async (c) => {
    const { token } = await openLink(c.var.parts, c.req.param('token'), 'desk')
    seat(c, 'desk', token)
    return c.redirect('/desk', 303)
  })

/** The address typed at the door; one that is none leads back to it. */
async function readAddress(c: Visit, typed: Typed) {
  const hint = await demonstrationHint(c)
  c.set('again', (mistakes) => <DeskDoorPage shell={c.var.shell} typed={typed} mistakes={mistakes} hint={hint} />)
  return parseMailAddress(typedText(typed, 'email'))
}

async function demonstrationHint(c: Visit): Promise<string | undefined> {
  if (!c.var.register.demonstration) return undefined
  return (await listCoordinators(c.var.parts.db))[0]?.address
}

/** Sign-ups that were sent or are at a board, with what each waits for. */
async function listWaiting(c: Visit): Promise<readonly Waiting[]> {
  const { parts } = c.var
  const today = londonDay(now(parts))
  const signUps = [...(await listSentSignUps(parts.db)), ...(await listAtBoard(parts.db, today))]
  return Promise.all(
    signUps.map(async (signUp) => ({
      id: signUp.id,
      body: await bodyNameOf(parts, signUp),
      asked: await askedOf(parts, signUp),
      since: formatDayWords(londonDay(signUp.signatures.at(-1)?.at ?? signUp.sentAt ?? signUp.startedAt)),
      stage: stageOf(signUp),
      boardOn: boardWords(signUp, today),
    })),
  )
}

async function tellDeclined(c: Visit): Promise<readonly Declined[]> {
  const { parts } = c.var
  return Promise.all(
    (await listDeclined(parts)).map(async (signUp) => ({
      id: signUp.id,
      body: await bodyNameOf(parts, signUp),
      editions: await editionNamesOf(parts, signUp),
      since: formatDayWords(londonDay(signUp.closedAt ?? signUp.startedAt)),
      reason: signUp.endedWords,
    })),
  )
}

function boardWords(signUp: SignUp, today: FullDay): string | undefined {
  const day = boardAhead(signUp, today)
  return day && formatDayWords(day)
}

function stageOf(signUp: SignUp): Waiting['stage'] {
  if (!signUp.sentAt) return 'preparation'
  if (signUp.paper) return 'second-approver'
  if (stateOf(signUp) === 'awaiting-check') return signUp.approvals.length > 0 ? 'second-approver' : 'check'
  if (stateOf(signUp) === 'awaiting-board') return 'board'
  const halfway =
    new Set(missingSignatures(signUp).map(({ signatory }) => signatory)).size < signUp.draft.signatories.length
  return halfway ? 'second-signature' : 'signature'
}
