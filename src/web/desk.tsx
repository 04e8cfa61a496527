import { Hono } from 'hono'
import * as v from 'valibot'
import { acceptSignUp } from '../actions/accept-sign-up.ts'
import { enterDesk, mailDeskCode, requireCoordinator } from '../actions/enter-desk.ts'
import { requireSignUp } from '../actions/fill-in-sign-up.ts'
import { findOpenLink, openLink } from '../actions/links.ts'
import { bodyNameOf, editionNamesOf } from '../actions/name-sign-up.ts'
import { leave, requireSession } from '../actions/sessions.ts'
import { checkable } from '../core/acceptance.ts'
import type { Local } from '../actions/parts.ts'
import { kindWords } from '../core/body-kind.ts'
import { formatDayWords, londonDay } from '../core/day.ts'
import { parseMailAddress, sectorEvidence } from '../core/mail-address.ts'
import { stateOf, type SignUp } from '../core/sign-up.ts'
import { seat, seated, unseat } from '../http/guard.ts'
import { code, parse, parseId, readForm, typedText, type Typed } from '../http/parse.ts'
import { listCoordinators, type Coordinator } from '../storage/read/register.ts'
import { listSentSignUps } from '../storage/read/sign-ups.ts'
import { AcceptedPage, CheckPage, DeskCodePage, DeskDoorPage, DeskPage, type CheckFacts } from './pages/desk.tsx'
import { LinkPage } from './pages/sign-signature.tsx'
import type { Site, Visit } from './site.ts'

/** The coordinator's part of the site. */
export const deskPages = new Hono<Site>()
  .get('/desk', async (c) => {
    const token = seated(c, 'desk')
    if (token === undefined) return c.redirect('/desk/session', 303)
    const coordinator = await signedIn(c)
    const signed = (await listSentSignUps(c.var.parts.db)).filter((one) => stateOf(one) === 'awaiting-check')
    const waiting = await Promise.all(
      signed.map(async (signUp) => ({
        id: signUp.id,
        body: await bodyNameOf(c.var.parts, signUp),
        editions: await editionNamesOf(c.var.parts, signUp),
        signedOn: signUp.signatures.map(({ at }) => formatDayWords(londonDay(at))).at(-1) ?? '',
      })),
    )
    return c.html(<DeskPage shell={c.var.shell} name={coordinator.name} waiting={waiting} />)
  })
  .get('/desk/session', async (c) =>
    c.html(<DeskDoorPage shell={c.var.shell} typed={{}} mistakes={[]} hint={await demonstrationHint(c)} />),
  )
  .post('/desk/code', async (c) => {
    const address = await readAddress(c, await readForm(c))
    await mailDeskCode(c.var.parts, address)
    return c.html(<DeskCodePage shell={c.var.shell} email={address} mistakes={[]} />)
  })
  .post('/desk/session', async (c) => {
    const typed = await readForm(c)
    const email = await readAddress(c, typed)
    c.set('again', (mistakes) => <DeskCodePage shell={c.var.shell} email={email} mistakes={mistakes} />)
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
  .get('/desk/sign-ups/:id', async (c) => {
    await signedIn(c)
    const check = await checkFacts(c)
    return c.html(<CheckPage shell={c.var.shell} check={check} typed={{}} mistakes={[]} />)
  })
  .post('/desk/sign-ups/:id/acceptance', async (c) => {
    const coordinator = await signedIn(c)
    const typed = await readForm(c)
    const check = await checkFacts(c)
    c.set('again', (mistakes) => <CheckPage shell={c.var.shell} check={check} typed={typed} mistakes={mistakes} />)
    const checked = checkable.filter((level) => [typed['check'] ?? []].flat().includes(level))
    const accepted = await acceptSignUp(c.var.parts, parseId(c.req.param('id')), checked, coordinator)
    return c.html(<AcceptedPage shell={c.var.shell} accepted={accepted} />)
  })

/** The address typed at the door; one that is none leads back to it. */
async function readAddress(c: Visit, typed: Typed) {
  const hint = await demonstrationHint(c)
  c.set('again', (mistakes) => <DeskDoorPage shell={c.var.shell} typed={typed} mistakes={mistakes} hint={hint} />)
  return parseMailAddress(typedText(typed, 'email'))
}

async function signedIn(c: Visit): Promise<Coordinator> {
  const session = await requireSession(c.var.parts, seated(c, 'desk'), 'coordinator')
  return requireCoordinator(c.var.parts, session)
}

async function demonstrationHint(c: Visit): Promise<string | undefined> {
  if (!c.var.register.demonstration) return undefined
  return (await listCoordinators(c.var.parts.db))[0]?.address
}

async function checkFacts(c: Visit): Promise<CheckFacts> {
  const signUp = await requireSignUp(c.var.parts, parseId(c.req.param('id') ?? ''))
  const { draft, preparer } = signUp
  return {
    id: signUp.id,
    body: await bodyNameOf(c.var.parts, signUp),
    facts: [
      { key: 'Signs', value: await editionNamesOf(c.var.parts, signUp) },
      { key: 'Prepared by', value: `${preparer.name}, ${preparer.address}` },
      ...bodyFacts(signUp, c.var.parts.local),
    ],
    signatories: draft.signatories.map((signatory, n) => ({
      signatory,
      act: signUp.signatures.find((act) => act.signatory === n + 1),
      evidence: sectorEvidence(parseMailAddress(signatory.address)),
    })),
  }
}

function bodyFacts({ draft: { body } }: SignUp, { sectors }: Local) {
  if (!body || !('name' in body)) return [{ key: 'Organisation', value: 'On the register already' }]
  return [
    { key: 'Sector', value: sectors[body.sector] },
    { key: 'Kind', value: kindWords[body.kind] },
    { key: 'Identifiers', value: body.identifiers.join(', ') || 'None given' },
    { key: 'Website', value: body.website ?? 'None given' },
  ]
}
