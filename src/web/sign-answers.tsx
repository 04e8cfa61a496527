import { Hono } from 'hono'
import * as v from 'valibot'
import type { FullDay } from '../core/day.ts'
import { mandates } from '../core/entry.ts'
import { needsMembers } from '../core/own-words.ts'
import { Refusal } from '../core/refusal.ts'
import type { Signatory } from '../core/sign-up.ts'
import { parseTypedDay } from '../core/typed-day.ts'
import type { Uuid } from '../core/uuid.ts'
import {
  dropSecondSignatory,
  countAsked,
  fillInSignUp,
  nameSignatory,
  requireSignUp,
} from '../actions/fill-in-sign-up.ts'
import { findLastTime } from '../actions/known-beginning.ts'
import { line, mailbox, optionalLine, parse, readForm, tick, typedDay, typedText, type Typed } from '../http/parse.ts'
import { findBody } from '../storage/read/bodies.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import { searchBodies } from '../storage/read/search.ts'
import type { Signing } from '../storage/read/signings.ts'
import { BodyQuestion, EditionsQuestion, SignatoryQuestion } from './pages/sign-answers.tsx'
import { assureUnheardOf, formOfBody, readBody } from './body-form.ts'
import { offeredTexts } from './signable-editions.ts'
import { preparedSignUp } from './sign-up-visit.ts'
import type { Site, Visit } from './site.ts'

/** The questions of a sign-up, each a page of its own. */
export const answerPages = new Hono<Site>()
  .get('/sign/:id{[0-9a-f-]{36}}/organisation', async (c) => {
    const { id, draft } = await preparedSignUp(c)
    const typed: Typed = {
      ...(draft.body && 'name' in draft.body ? formOfBody(draft.body) : {}),
      q: c.req.query('q') ?? '',
    }
    const matches = await matchesOf(c, typed)
    return c.html(<BodyQuestion shell={c.var.shell} id={id} typed={typed} mistakes={[]} matches={matches} />)
  })
  .post('/sign/:id{[0-9a-f-]{36}}/organisation', async (c) => {
    const { id } = await preparedSignUp(c)
    const typed = await readForm(c)
    const matches = await matchesOf(c, typed)
    c.set('again', (mistakes) => (
      <BodyQuestion shell={c.var.shell} id={id} typed={typed} mistakes={mistakes} matches={matches} />
    ))
    // Only the form of what was found says what was looked for.
    const body = 'q' in typed ? await readRegistered(c, typed) : readBody(typed)
    if ('name' in body && !('another' in typed)) assureUnheardOf(body.name, matches)
    await fillInSignUp(c.var.parts, id, { body })
    return onwards(c, id)
  })
  .get('/sign/:id{[0-9a-f-]{36}}/editions', async (c) => {
    const { id, draft } = await preparedSignUp(c)
    const typed = { edition: draft.editions.map(({ edition, language }) => `${edition}.${language}`) }
    const editions = await offeredTexts(c)
    return c.html(<EditionsQuestion shell={c.var.shell} id={id} typed={typed} mistakes={[]} editions={editions} />)
  })
  .post('/sign/:id{[0-9a-f-]{36}}/editions', async (c) => {
    const { id } = await preparedSignUp(c)
    const typed = await readForm(c)
    const offered = await offeredTexts(c)
    c.set('again', (mistakes) => (
      <EditionsQuestion shell={c.var.shell} id={id} typed={typed} mistakes={mistakes} editions={offered} />
    ))
    const chosen = offered.filter(({ value }) => [typed['edition'] ?? []].flat().includes(value))
    if (chosen.length === 0) throw new Refusal('field-invalid', 'Select what the organisation is signing', 'edition')
    await fillInSignUp(c.var.parts, id, { editions: chosen.map(({ edition, language }) => ({ edition, language })) })
    return onwards(c, id)
  })
  .get('/sign/:id{[0-9a-f-]{36}}/signatory', async (c) => showSignatory(c, 1))
  .post('/sign/:id{[0-9a-f-]{36}}/signatory', async (c) => takeSignatory(c, 1))
  .get('/sign/:id{[0-9a-f-]{36}}/second-signatory', async (c) => showSignatory(c, 2))
  .post('/sign/:id{[0-9a-f-]{36}}/second-signatory', async (c) => takeSignatory(c, 2))
  .post('/sign/:id{[0-9a-f-]{36}}/second-signatory/removal', async (c) => {
    const { id } = await preparedSignUp(c)
    await dropSecondSignatory(c.var.parts, id)
    return c.redirect(`/sign/${id}`, 303)
  })

/** To the next question that has no answer, or to the answers. */
export async function onwards(c: Visit, id: Uuid) {
  const { draft } = await requireSignUp(c.var.parts, id)
  if (!draft.body) return c.redirect(`/sign/${id}/organisation`, 303)
  if (draft.editions.length === 0) return c.redirect(`/sign/${id}/editions`, 303)
  if (draft.signatories.length === 0) return c.redirect(`/sign/${id}/signatory`, 303)
  if (draft.signatories.length < (await countAsked(c.var.parts, { draft }))) {
    return c.redirect(`/sign/${id}/second-signatory`, 303)
  }
  if (needsMembers(draft) && !draft.members) return c.redirect(`/sign/${id}/members`, 303)
  return c.redirect(`/sign/${id}`, 303)
}

async function showSignatory(c: Visit, number: 1 | 2) {
  const signUp = await preparedSignUp(c)
  const signatory = signUp.draft.signatories[number - 1]
  const last = signatory ? undefined : await lastTimeOf(c, signUp)
  const before = last?.signatures[number - 1]
  const typed = signatory ? formOfSignatory(signatory, signUp.boardOn) : formOfPublic(before)
  const who = await whoIs(c, signUp, number)
  const lastTime = before && last?.edition
  return c.html(
    <SignatoryQuestion shell={c.var.shell} id={signUp.id} typed={typed} mistakes={[]} who={who} lastTime={lastTime} />,
  )
}

async function lastTimeOf(c: Visit, { draft: { body } }: StoredSignUp) {
  return body && 'registered' in body ? findLastTime(c.var.parts, body.registered) : undefined
}

async function takeSignatory(c: Visit, number: 1 | 2) {
  const signUp = await preparedSignUp(c)
  const { id } = signUp
  const typed = await readForm(c)
  const who = await whoIs(c, signUp, number)
  c.set('again', (mistakes) => (
    <SignatoryQuestion shell={c.var.shell} id={id} typed={typed} mistakes={mistakes} who={who} />
  ))
  await nameSignatory(c.var.parts, id, number, readSignatory(typed))
  return onwards(c, id)
}

async function whoIs(c: Visit, signUp: StoredSignUp, number: 1 | 2) {
  const asked = await countAsked(c.var.parts, signUp)
  return { number, asked, removable: number === 2 && signUp.draft.signatories.length === 2 && asked === 1 }
}

async function matchesOf(c: Visit, typed: Typed) {
  // A name typed below the search is looked for as well: somebody may not have searched.
  const q = (typedText(typed, 'q') || typedText(typed, 'name')).trim().slice(0, 300)
  return q === '' ? [] : searchBodies(c.var.parts.db, { q }, 10)
}

async function readRegistered(c: Visit, typed: Typed): Promise<{ registered: Uuid }> {
  const body = await findBody(c.var.parts.db, typedText(typed, 'registered'))
  if (!body) throw new Refusal('field-invalid', 'Select an organisation, or add it below', 'registered')
  return { registered: body.id }
}

function readSignatory(typed: Typed): Signatory {
  const read = parse(
    v.object({
      'signatory-name': line('Enter the full name of the person who signs'),
      'signatory-role': line('Enter their role'),
      'signatory-email': mailbox,
      mandate: v.picklist(mandates, 'Say why they may sign'),
      shown: v.picklist(['name', 'role'], 'Say whether their name may be published'),
      minute: optionalLine,
      undecided: tick,
    }),
    typed,
  )
  const decided = typedDay(typed, 'decided')
  const answered = Object.values(decided).some((part) => part.trim() !== '')
  return {
    name: read['signatory-name'],
    role: read['signatory-role'],
    address: read['signatory-email'],
    mandate: read.mandate,
    ...(answered && { decidedOn: parseTypedDay(decided, 'decided-day') }),
    ...(read.minute && { minute: read.minute }),
    ...(read.undecided && { undecided: true as const }),
    nameShown: read.shown === 'name',
  }
}

/** What everybody can read of who signed last time. Whether a name may be published is asked each time. */
function formOfPublic(before: Signing['signatures'][number] | undefined): Typed {
  if (!before) return {}
  const { name, role, mandate } = before
  return { 'signatory-name': name ?? '', 'signatory-role': role ?? '', mandate: mandate ?? '' }
}

function formOfSignatory(
  { name, role, address, mandate, decidedOn, minute = '', undecided, nameShown }: Signatory,
  boardOn: FullDay | null,
): Typed {
  // Of a decision that lies ahead the day is the board's.
  const [year = '', month = '', day = ''] = (undecided ? boardOn : decidedOn)?.split('-') ?? []
  return {
    'signatory-name': name,
    'signatory-role': role,
    'signatory-email': address,
    mandate,
    'decided-day': day,
    'decided-month': month,
    'decided-year': year,
    ...(undecided && { undecided: 'yes' }),
    minute,
    shown: nameShown ? 'name' : 'role',
  }
}
