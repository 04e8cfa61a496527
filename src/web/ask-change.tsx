import { Hono } from 'hono'
import * as v from 'valibot'
import { askChange, changeAsked, requireChange } from '../actions/ask-change.ts'
import { askOtherwise, type AskedChange } from '../core/asked-change.ts'
import { Refusal, type Mistake } from '../core/refusal.ts'
import { parseTypedDay } from '../core/typed-day.ts'
import type { Uuid } from '../core/uuid.ts'
import { block, line, mailbox, parse, readForm, typedDay, typedText, type Typed } from '../http/parse.ts'
import { findBodyById } from '../storage/read/bodies.ts'
import { editionName, listEditions } from '../storage/read/editions.ts'
import { findSigning } from '../storage/read/signings.ts'
import { AskChangePage, ChangeQuestion } from './pages/ask-change.tsx'
import { PlainPage } from './pages/plain.tsx'
import { preparedSignUp } from './sign-up-visit.ts'
import type { Site, Visit } from './site.ts'

const purposes = { withdrawal: 'withdraw', reaffirmation: 'reaffirm' } as const

/** Where a body asks to withdraw from what it signed, or re-affirms it. Whoever reads the mailbox confirms it. */
export const askChangePages = new Hono<Site>()
  .get('/sign/:noun{withdrawal|reaffirmation}/:reference', async (c) =>
    c.html(formPage(c, await aboutSigning(c), {}, [])),
  )
  .post('/sign/:noun{withdrawal|reaffirmation}/:reference', async (c) => {
    const about = await aboutSigning(c)
    const typed = await readForm(c)
    c.set('again', (mistakes) => formPage(c, about, typed, mistakes))
    const asker = parse(
      v.object({ name: line('Enter your full name'), role: line('Enter your role'), email: mailbox }),
      typed,
    )
    const { name, role, email } = asker
    const { on, reason } = readDayAndReason(about, typed)
    const change = askOtherwise({ ...about, on }, on, reason)
    await askChange(c.var.parts, { name, role, address: email }, change)
    const words = [
      `We have sent an email to ${email}. Open the link in it to confirm what you asked for.`,
      'Nothing is public until you have confirmed it and a coordinator has checked it.',
    ]
    const next = { href: `/bodies/${about.body.slug}`, words: `Back to ${about.body.name}` }
    return c.html(<PlainPage shell={c.var.shell} title="Look in your mailbox" words={words} next={next} />)
  })
  .get('/sign/:id{[0-9a-f-]{36}}/change', async (c) => {
    const { id, draft } = await preparedSignUp(c)
    const change = requireChange({ draft })
    const [year = '', month = '', day = ''] = change.on.split('-')
    const reason = 'reason' in change ? change.reason : ''
    const typed = { 'on-day': day, 'on-month': month, 'on-year': year, reason }
    return c.html(questionPage(c, { id, change }, typed, []))
  })
  .post('/sign/:id{[0-9a-f-]{36}}/change', async (c) => {
    const { id, draft } = await preparedSignUp(c)
    const change = requireChange({ draft })
    const typed = await readForm(c)
    c.set('again', (mistakes) => questionPage(c, { id, change }, typed, mistakes))
    await changeAsked(c.var.parts, id, readDayAndReason(change, typed))
    return c.redirect(`/sign/${id}`, 303)
  })

type About = Awaited<ReturnType<typeof aboutSigning>>

async function aboutSigning(c: Visit) {
  const { db } = c.var.parts
  const noun = c.req.param('noun') === 'withdrawal' ? ('withdrawal' as const) : ('reaffirmation' as const)
  const signing = await findSigning(db, c.req.param('reference') ?? '')
  const body = signing && (await findBodyById(db, signing.body))
  const edition = signing && (await listEditions(db)).find(({ id }) => id === signing.edition)
  if (!signing || !body || !edition) throw new Refusal('not-found', 'There is no such signing on the register.')
  const { id, reference } = signing
  return { noun, purpose: purposes[noun], signing: id, reference, body, edition: editionName(edition) }
}

function formPage(c: Visit, about: About, typed: Typed, mistakes: readonly Mistake[]) {
  return <AskChangePage shell={c.var.shell} about={about} typed={typed} mistakes={atBoxes(mistakes)} />
}

function questionPage(
  c: Visit,
  { id, change }: { id: Uuid; change: AskedChange },
  typed: Typed,
  mistakes: readonly Mistake[],
) {
  const noun = change.purpose === 'withdraw' ? 'withdrawal' : 'reaffirmation'
  return <ChangeQuestion shell={c.var.shell} id={id} noun={noun} typed={typed} mistakes={atBoxes(mistakes)} />
}

/** The law knows of a day; the form has three boxes for it. */
function atBoxes(mistakes: readonly Mistake[]): readonly Mistake[] {
  return mistakes.map(({ field, words }) => ({ field: field === 'on' ? 'on-day' : field, words }))
}

function readDayAndReason({ purpose }: Pick<AskedChange, 'purpose'>, typed: Typed) {
  const on = parseTypedDay(typedDay(typed, 'on'), 'on-day')
  const given = purpose === 'withdraw' && typedText(typed, 'reason').trim() !== ''
  return { on, reason: given ? parse(v.object({ reason: block('Say why') }), typed).reason : undefined }
}
