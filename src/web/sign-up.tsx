import { Hono } from 'hono'
import * as v from 'valibot'
import { kinds, kindWords, sectorOf } from '../core/body-kind.ts'
import { formatDayWords } from '../core/day.ts'
import { mandates } from '../core/entry.ts'
import { formatIdentifier, identifierLists, parseIdentifier, type IdentifierList } from '../core/identifier.ts'
import { Refusal } from '../core/refusal.ts'
import { stateOf, type NewBody, type Signatory } from '../core/sign-up.ts'
import { parseTypedDay } from '../core/typed-day.ts'
import type { Uuid } from '../core/uuid.ts'
import { fillInSignUp, requireSignUp } from '../actions/fill-in-sign-up.ts'
import { bodyNameOf, editionNamesOf } from '../actions/name-sign-up.ts'
import { sendSignUp } from '../actions/send-sign-up.ts'
import { requireSession } from '../actions/sessions.ts'
import { startSignUp } from '../actions/start-sign-up.ts'
import { seat, seated } from '../http/guard.ts'
import { line, mailbox, optionalLine, parse, parseId, readForm, typedText, type Typed } from '../http/parse.ts'
import { findBody, listBodies } from '../storage/read/bodies.ts'
import { editionName, listEditions } from '../storage/read/editions.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import { BodyQuestion, EditionsQuestion, SignatoryQuestion } from './pages/sign-answers.tsx'
import { OverviewPage, type Overview } from './pages/sign-overview.tsx'
import { PreparerPage, SignStartPage } from './pages/sign-start.tsx'
import { mandateWords } from './words.ts'
import type { Site, Visit } from './site.ts'

/** What a preparer does: begin, answer, send. */
export const signUpPages = new Hono<Site>()
  .get('/sign', (c) => c.html(<SignStartPage shell={c.var.shell} />))
  .get('/sign/start', (c) => c.html(<PreparerPage shell={c.var.shell} typed={{}} mistakes={[]} />))
  .post('/sign/start', async (c) => {
    const typed = await readForm(c)
    c.set('again', (mistakes) => <PreparerPage shell={c.var.shell} typed={typed} mistakes={mistakes} />)
    const { name, email } = parse(v.object({ name: line('Enter your name'), email: mailbox }), typed)
    const { id, token } = await startSignUp(c.var.parts, { name, address: email })
    seat(c, 'preparer', token)
    return c.redirect(`/sign/${id}/organisation`, 303)
  })
  .get('/sign/:id{[0-9a-f-]{36}}', async (c) => {
    const signUp = await preparedSignUp(c)
    return c.html(<OverviewPage shell={c.var.shell} overview={await overviewOf(c, signUp)} />)
  })
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
    await fillInSignUp(c.var.parts, id, { body: 'q' in typed ? await readRegistered(c, typed) : readBody(typed) })
    return onwards(c, id)
  })
  .get('/sign/:id{[0-9a-f-]{36}}/editions', async (c) => {
    const { id, draft } = await preparedSignUp(c)
    const typed = { edition: draft.editions.map(({ edition, language }) => `${edition}.${language}`) }
    const editions = await offeredEditions(c)
    return c.html(<EditionsQuestion shell={c.var.shell} id={id} typed={typed} mistakes={[]} editions={editions} />)
  })
  .post('/sign/:id{[0-9a-f-]{36}}/editions', async (c) => {
    const { id } = await preparedSignUp(c)
    const typed = await readForm(c)
    const offered = await offeredEditions(c)
    c.set('again', (mistakes) => (
      <EditionsQuestion shell={c.var.shell} id={id} typed={typed} mistakes={mistakes} editions={offered} />
    ))
    const chosen = offered.filter(({ value }) => [typed['edition'] ?? []].flat().includes(value))
    if (chosen.length === 0) throw new Refusal('field-invalid', 'Select what the organisation is signing', 'edition')
    await fillInSignUp(c.var.parts, id, { editions: chosen.map(({ edition, language }) => ({ edition, language })) })
    return onwards(c, id)
  })
  .get('/sign/:id{[0-9a-f-]{36}}/signatory', async (c) => {
    const { id, draft } = await preparedSignUp(c)
    const [signatory] = draft.signatories
    const typed = signatory ? formOfSignatory(signatory) : {}
    return c.html(<SignatoryQuestion shell={c.var.shell} id={id} typed={typed} mistakes={[]} />)
  })
  .post('/sign/:id{[0-9a-f-]{36}}/signatory', async (c) => {
    const { id } = await preparedSignUp(c)
    const typed = await readForm(c)
    c.set('again', (mistakes) => <SignatoryQuestion shell={c.var.shell} id={id} typed={typed} mistakes={mistakes} />)
    await fillInSignUp(c.var.parts, id, { signatories: [readSignatory(typed)] })
    return onwards(c, id)
  })
  .post('/sign/:id{[0-9a-f-]{36}}/request', async (c) => {
    const signUp = await preparedSignUp(c)
    const overview = await overviewOf(c, signUp)
    c.set('again', (mistakes) => <OverviewPage shell={c.var.shell} overview={overview} mistakes={mistakes} />)
    await sendSignUp(c.var.parts, signUp.id)
    return c.redirect(`/sign/${signUp.id}`, 303)
  })

async function preparedSignUp(c: Visit): Promise<StoredSignUp> {
  const id = parseId(c.req.param('id') ?? '')
  const session = await requireSession(c.var.parts, seated(c, 'preparer'), 'preparer')
  if (session.subject !== id)
    throw new Refusal('not-yours', 'This sign-up belongs to somebody else. Open the link in your email.')
  return requireSignUp(c.var.parts, id)
}

/** To the next question that has no answer, or to the answers. */
async function onwards(c: Visit, id: Uuid) {
  const { draft } = await requireSignUp(c.var.parts, id)
  if (!draft.body) return c.redirect(`/sign/${id}/organisation`, 303)
  if (draft.editions.length === 0) return c.redirect(`/sign/${id}/editions`, 303)
  if (draft.signatories.length === 0) return c.redirect(`/sign/${id}/signatory`, 303)
  return c.redirect(`/sign/${id}`, 303)
}

async function matchesOf(c: Visit, typed: Typed) {
  const q = typedText(typed, 'q').trim()
  return q === '' ? [] : (await listBodies(c.var.parts.db, { q })).slice(0, 10)
}

async function offeredEditions(c: Visit) {
  return (await listEditions(c.var.parts.db)).flatMap((edition) =>
    edition.texts.map(({ language }) => ({
      value: `${edition.id}.${language}`,
      words: editionName(edition) + (edition.texts.length > 1 ? ` (${language})` : ''),
      slug: edition.slug,
      edition: edition.id,
      language,
    })),
  )
}

async function readRegistered(c: Visit, typed: Typed): Promise<{ registered: Uuid }> {
  const body = await findBody(c.var.parts.db, typedText(typed, 'registered'))
  if (!body) throw new Refusal('field-invalid', 'Select an organisation, or add it below', 'registered')
  return { registered: body.id }
}

function readBody(typed: Typed): NewBody {
  const { name, kind, website, area } = parse(
    v.object({
      name: line('Enter the full name of the organisation'),
      kind: v.picklist(kinds, 'Choose the kind of organisation'),
      website: optionalLine,
      area: optionalLine,
    }),
    typed,
  )
  const list = Object.keys(identifierLists).find((one): one is IdentifierList => one === typedText(typed, 'list'))
  const number = typedText(typed, 'identifier').trim()
  if (!list && number !== '') throw new Refusal('field-invalid', 'Choose the kind of number', 'list')
  const identifiers = list ? [formatIdentifier(parseIdentifier(list, number))] : []
  return { name, kind, sector: sectorOf(kind), identifiers, ...(website && { website }), ...(area && { area }) }
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
    }),
    typed,
  )
  const decided = {
    day: typedText(typed, 'decided-day'),
    month: typedText(typed, 'decided-month'),
    year: typedText(typed, 'decided-year'),
  }
  const answered = Object.values(decided).some((part) => part.trim() !== '')
  return {
    name: read['signatory-name'],
    role: read['signatory-role'],
    address: read['signatory-email'],
    mandate: read.mandate,
    ...(answered && { decidedOn: parseTypedDay(decided, 'decided-day') }),
    ...(read.minute && { minute: read.minute }),
    nameShown: read.shown === 'name',
  }
}

function formOfBody(body: NewBody): Typed {
  const [, list = '', identifier = ''] = /^(GB-[A-Z]+)-(.*)$/.exec(body.identifiers[0] ?? '') ?? []
  return { name: body.name, kind: body.kind, list, identifier, website: body.website ?? '', area: body.area ?? '' }
}

function formOfSignatory({ name, role, address, mandate, decidedOn, minute = '', nameShown }: Signatory): Typed {
  const [year = '', month = '', day = ''] = decidedOn?.split('-') ?? []
  return {
    'signatory-name': name,
    'signatory-role': role,
    'signatory-email': address,
    mandate,
    'decided-day': day,
    'decided-month': month,
    'decided-year': year,
    minute,
    shown: nameShown ? 'name' : 'role',
  }
}

async function overviewOf(c: Visit, signUp: StoredSignUp): Promise<Overview> {
  const { body, signatories } = signUp.draft
  const [signatory] = signatories
  return {
    id: signUp.id,
    state: stateOf(signUp),
    rows: [
      { key: 'Organisation', value: await bodyNameOf(c.var.parts, signUp), part: 'organisation' },
      ...(body && 'name' in body ? bodyRows(body) : []),
      { key: 'What it signs', value: await editionNamesOf(c.var.parts, signUp), part: 'editions' },
      ...(signatory ? signatoryRows(signatory) : [{ key: 'Who signs', value: '', part: 'signatory' as const }]),
    ],
  }
}

function bodyRows({ kind, identifiers, website, area }: NewBody): Overview['rows'] {
  const rows = [
    { key: 'Kind of organisation', value: kindWords[kind] },
    { key: 'Number', value: identifiers.join(', ') || 'It is not registered anywhere' },
    ...(website ? [{ key: 'Website', value: website }] : []),
    ...(area ? [{ key: 'Area served', value: area }] : []),
  ]
  return rows.map((row) => ({ ...row, part: 'organisation' as const }))
}

function signatoryRows({ name, role, address, mandate, decidedOn, minute, nameShown }: Signatory): Overview['rows'] {
  const rows = [
    { key: 'Who signs', value: `${name}, ${role}` },
    { key: 'Their email address', value: address },
    { key: 'Why they may sign', value: mandateWords[mandate] },
    ...(decidedOn ? [{ key: 'Decided on', value: formatDayWords(decidedOn) }] : []),
    ...(minute ? [{ key: 'Minute reference', value: minute }] : []),
    { key: 'Published', value: nameShown ? 'Name and role' : 'Role only' },
  ]
  return rows.map((row) => ({ ...row, part: 'signatory' as const }))
}
