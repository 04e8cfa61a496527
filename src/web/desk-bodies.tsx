import { Hono } from 'hono'
import { stamp } from '../actions/parts.ts'
import { performAct } from '../actions/perform-act.ts'
import { registerBody } from '../actions/register-body.ts'
import { deskActs } from '../core/desk-act.ts'
import type { Mistake } from '../core/refusal.ts'
import type { NewBody } from '../core/sign-up.ts'
import type { Uuid } from '../core/uuid.ts'
import type { Coordinator } from '../storage/read/register.ts'
import { parse, parseId, readForm, typedText, type Typed } from '../http/parse.ts'
import { findBodyById } from '../storage/read/bodies.ts'
import { findEntryAt } from '../storage/read/entries.ts'
import { searchBodies } from '../storage/read/search.ts'
import { actForms, successorRows } from './act-forms.ts'
import { assureUnheardOf, readBody } from './body-form.ts'
import { bodyNamed } from './desk-acts.tsx'
import { signedIn } from './desk-visit.ts'
import { NewBodyPage } from './pages/new-body.tsx'
import { atFields, readMembers } from './read-act.ts'
import type { Site, Visit } from './site.ts'

/** Organisations that a coordinator puts on the register before they sign. */
export const deskBodyPages = new Hono<Site>()
  .get('/desk/bodies', async (c) => {
    await signedIn(c)
    const { name = '', kind = '' } = c.req.query()
    const typed = { key: stamp(c.var.parts).id(), name: name.slice(0, 300), kind }
    return c.html(<NewBodyPage shell={c.var.shell} typed={typed} mistakes={[]} alike={[]} />)
  })
  .post('/desk/bodies', async (c) => {
    const by = await signedIn(c)
    const typed = await readForm(c)
    const name = typedText(typed, 'name').trim().slice(0, 300)
    const alike = name === '' ? [] : await searchBodies(c.var.parts.db, { q: name }, 5)
    c.set('again', (mistakes) => (
      <NewBodyPage shell={c.var.shell} typed={typed} mistakes={mistakes.flatMap(atOrigin)} alike={alike} />
    ))
    const body = readBody(typed)
    if (!('another' in typed)) assureUnheardOf(body.name, alike)
    const key = parseId(typedText(typed, 'key'))
    const origin = await readMembers(originFields, typed, {
      findBody: (text) => bodyNamed(c, text),
      // Without its first day, what else is said of how it began says too little.
      isAsked: ({ name: field }) => field === 'on' && isTold(typed),
    })
    const { slug } =
      'on' in origin
        ? await reorganise(c, { ...origin, made: [madeOf(body)] }, { by, key })
        : await registerBody(c.var.parts, body, key)
    return c.redirect(`/bodies/${slug}`, 303)
  })

const originFields = actForms['reorganise-bodies'].fields

/** A mistake about how it began, led to its field; the others name theirs. */
function atOrigin(mistake: Mistake): readonly Mistake[] {
  const [asked] = mistake.field.split('.')
  return originFields.some(({ name }) => name === asked) ? atFields(originFields, [mistake]) : [mistake]
}

/** Whether anything but a day is said of how it began. */
function isTold(typed: Typed): boolean {
  const rows = Array.from({ length: successorRows }, (_, n) => `from-${n + 1}`)
  return [...rows, 'ends', 'source'].some((name) => typedText(typed, name).trim() !== '')
}

function madeOf({ sector: _ofKind, ...body }: NewBody): object {
  return body
}

/** The body that a reorganisation made, with the ends of those before it. */
async function reorganise(c: Visit, members: object, { by, key }: { by: Coordinator; key: Uuid }) {
  const { parts } = c.var
  const act = parse(deskActs['reorganise-bodies'], { act: 'reorganise-bodies', ...members })
  const [first = -1] = (await performAct(parts, act, by, key)).entries
  const made = await findEntryAt(parts.db, first)
  const body = made && (await findBodyById(parts.db, made.entry.id))
  if (!body) throw new Error('a reorganisation made nothing')
  return body
}
