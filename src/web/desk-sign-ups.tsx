import { Hono } from 'hono'
import * as v from 'valibot'
import { acceptSignUp } from '../actions/accept-sign-up.ts'
import { turnDownSignUp } from '../actions/end-sign-up.ts'
import { requireSignUp } from '../actions/fill-in-sign-up.ts'
import { askedOf, bodyNameOf, listNamesOf } from '../actions/name-sign-up.ts'
import type { Local } from '../actions/parts.ts'
import { returnSignUp } from '../actions/return-sign-up.ts'
import { isIndependent, isMailboxConfirmed } from '../core/acceptance.ts'
import { kindWords } from '../core/body-kind.ts'
import { showableDomains } from '../core/checked-domain.ts'
import { formatDayWords } from '../core/day.ts'
import { levels } from '../core/level.ts'
import { parseMailAddress, sectorEvidence } from '../core/mail-address.ts'
import { assureOpen, assureReturnable, stateOf, type SignUp, type SignUpDraft } from '../core/sign-up.ts'
import type { Mistake } from '../core/refusal.ts'
import { block, parse, parseId, readForm, type Typed } from '../http/parse.ts'
import { findBodyById } from '../storage/read/bodies.ts'
import { listEditions, nameOfEdition } from '../storage/read/editions.ts'
import { listCoordinators, type Coordinator } from '../storage/read/register.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import { signedIn } from './desk-visit.ts'
import { AcceptedPage, CheckPage, type CheckFacts } from './pages/desk-check.tsx'
import { PaperCheckPage } from './pages/paper-check.tsx'
import type { Site, Visit } from './site.ts'

/** What a coordinator does with a sign-up: look, accept, send back, turn down. */
export const deskSignUpPages = new Hono<Site>()
  .get('/desk/sign-ups/:id', async (c) => c.html((await checkPage(c, await signedIn(c))).show({}, [])))
  .post('/desk/sign-ups/:id/acceptance', async (c) => {
    const coordinator = await signedIn(c)
    const typed = await readForm(c)
    const { show, changes } = await checkPage(c, coordinator)
    c.set('again', (mistakes) => show(typed, mistakes))
    const checked = levels.filter((level) => [typed['check'] ?? []].flat().includes(level))
    const accepted = await acceptSignUp(c.var.parts, parseId(c.req.param('id')), checked, coordinator)
    return c.html(<AcceptedPage shell={c.var.shell} accepted={accepted} changes={changes} />)
  })
  .post('/desk/sign-ups/:id/return', async (c) => {
    const coordinator = await signedIn(c)
    const typed = await readForm(c)
    const { show, signUp } = await checkPage(c, coordinator)
    c.set('again', (mistakes) => show(typed, mistakes))
    // What is over has no form to put a mistake right in.
    assureReturnable(signUp)
    const { reason } = parse(v.object({ reason: block('Say what has to be changed') }), typed)
    await returnSignUp(c.var.parts, parseId(c.req.param('id')), reason)
    return c.redirect('/desk', 303)
  })
  .post('/desk/sign-ups/:id/refusal', async (c) => {
    const coordinator = await signedIn(c)
    const typed = await readForm(c)
    const { show, signUp } = await checkPage(c, coordinator)
    c.set('again', (mistakes) => show(typed, mistakes))
    assureOpen(signUp)
    const { ground } = parse(v.object({ ground: block('Say why it is turned down') }), typed)
    await turnDownSignUp(c.var.parts, parseId(c.req.param('id')), ground)
    return c.redirect('/desk', 303)
  })

/** The page on which a sign-up is checked: one for what was signed online, one for a sheet of paper. */
async function checkPage(c: Visit, coordinator: Coordinator) {
  const { shell, parts } = c.var
  const signUp = await requireSignUp(parts, parseId(c.req.param('id') ?? ''))
  const { paper } = signUp
  if (!paper) {
    const check = await checkFacts(c, signUp, coordinator)
    const show = (typed: Typed, mistakes: readonly Mistake[]) => (
      <CheckPage shell={shell} check={check} typed={typed} mistakes={mistakes} />
    )
    return { show, signUp, changes: check.changes }
  }
  const transcriber = (await listCoordinators(parts.db)).find(({ id }) => id === paper.by)?.name
  const check = {
    id: signUp.id,
    body: await bodyNameOf(parts, signUp),
    facts: [
      { key: 'Asks to', value: await askedOf(parts, signUp) },
      ...bodyFacts(signUp, parts.local),
      ...signUp.draft.editions.flatMap(({ text }) => (text ? [{ key: 'SHA-256 of the text', value: text }] : [])),
      { key: 'Typed in by', value: transcriber ?? 'Somebody who has left the desk' },
    ],
    paper,
    own: paper.by === coordinator.id,
    isOpen: signUp.outcome === null,
  }
  const show = (typed: Typed, mistakes: readonly Mistake[]) => (
    <PaperCheckPage shell={shell} check={check} typed={typed} mistakes={mistakes} />
  )
  return { show, signUp, changes: false }
}

async function checkFacts(c: Visit, signUp: StoredSignUp, coordinator: Coordinator): Promise<CheckFacts> {
  const { parts } = c.var
  const { draft, preparer } = signUp
  const editions = await listEditions(parts.db)
  const people = await listCoordinators(parts.db)
  const { body } = draft
  const described = body && 'registered' in body ? await findBodyById(parts.db, body.registered) : body
  return {
    id: signUp.id,
    body: await bodyNameOf(parts, signUp),
    facts: [
      { key: 'Asks to', value: await askedOf(parts, signUp) },
      ...ownFacts(draft),
      ...(draft.change && 'reason' in draft.change ? [{ key: 'Why', value: draft.change.reason }] : []),
      { key: 'Prepared by', value: `${preparer.name}, ${preparer.address}` },
      ...bodyFacts(signUp, parts.local),
      ...(signUp.returnedWords ? [{ key: 'Was sent back', value: signUp.returnedWords }] : []),
    ],
    signatories: draft.signatories.map((signatory, n) => ({
      signatory,
      acts: draft.editions.flatMap(({ edition }) =>
        signUp.signatures
          .filter((act) => act.signatory === n + 1 && act.edition === edition)
          .map((act) => ({ ...act, editionName: nameOfEdition(editions, edition) })),
      ),
      evidence: sectorEvidence(parseMailAddress(signatory.address)),
    })),
    state: stateOf(signUp),
    ended: signUp.endedWords,
    boardOn: signUp.boardOn && formatDayWords(signUp.boardOn),
    changes: draft.change !== undefined,
    hosts: showableDomains(draft, null).host,
    mailboxConfirmed: isMailboxConfirmed(signUp.signatures),
    isOfVcs: described?.sector === 'vcs',
    ownEmployer: !isIndependent(coordinator, await listNamesOf(parts, signUp)),
    approvals: signUp.approvals.map((approval) => ({
      name: people.find(({ id }) => id === approval.coordinator)?.name ?? 'Somebody',
      checks: approval.checks,
      own: approval.coordinator === coordinator.id,
    })),
  }
}

/** What is going to be public beside the signing. */
function ownFacts({ own, members }: SignUpDraft) {
  return [
    ...(members ? [{ key: 'List of members', value: `${members.list}, ${formatDayWords(members.on)}` }] : []),
    ...(own?.statement ? [{ key: 'Own statement', value: own.statement }] : []),
    ...(own?.pledges ?? []).map(({ theme, text }) => ({ key: `Own pledge under theme ${theme}`, value: text })),
  ]
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
