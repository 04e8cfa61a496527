import { Hono } from 'hono'
import { stamp } from '../actions/parts.ts'
import { performAct } from '../actions/perform-act.ts'
import { deskActs, needsSecond, type DeskActName } from '../core/desk-act.ts'
import { formatEditionText } from '../core/edition-text.ts'
import { fold } from '../core/fold.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { parseId, readForm, typedText, type Typed } from '../http/parse.ts'
import { findBody, findBodyById } from '../storage/read/bodies.ts'
import { editionName, findEdition, listEditions, nameOfEdition, readEdition } from '../storage/read/editions.ts'
import { searchBodies } from '../storage/read/search.ts'
import { findSigning, listSigningsOf } from '../storage/read/signings.ts'
import { actForms } from './act-forms.ts'
import { signedIn } from './desk-visit.ts'
import { ActPage } from './pages/desk-act.tsx'
import { ActsPage, FindPage, ProposedPage } from './pages/desk-acts.tsx'
import { atFields, readAct } from './read-act.ts'
import type { Site, Visit } from './site.ts'

/** What an act is about: the member that names it, what people call it, and where it is shown. */
type About = { member: Readonly<Record<string, Uuid>>; name: string; back: string; shown: string }

/** What a coordinator may do with a body, its signings and the editions they signed. */
export const deskActPages = new Hono<Site>()
  .get('/desk/find', async (c) => {
    await signedIn(c)
    const q = (c.req.query('q') ?? '').slice(0, 300)
    const found = q.trim() === '' ? [] : await searchBodies(c.var.parts.db, { q }, 20)
    return c.html(<FindPage shell={c.var.shell} q={q} found={found} />)
  })
  .get('/desk/bodies/:body', async (c) => {
    await signedIn(c)
    const body = await findBody(c.var.parts.db, c.req.param('body'))
    if (!body) throw new Refusal('not-found', 'There is no such organisation on the register.')
    const editions = await listEditions(c.var.parts.db)
    const signings = (await listSigningsOf(c.var.parts.db, body.id)).map(({ reference, edition }) => {
      return { reference, edition: nameOfEdition(editions, edition) }
    })
    return c.html(<ActsPage shell={c.var.shell} body={body} signings={signings} />)
  })
  .get('/desk/bodies/:body/:act', async (c) => showForm(c, await aboutBody(c)))
  .post('/desk/bodies/:body/:act', async (c) => perform(c, await aboutBody(c)))
  .get('/desk/signings/:reference/:act', async (c) => showForm(c, await aboutSigning(c)))
  .post('/desk/signings/:reference/:act', async (c) => perform(c, await aboutSigning(c)))
  .get('/desk/editions/:edition/:act', async (c) => {
    const about = await aboutEdition(c)
    return showForm(c, about, actOf(c, about) === 'correct-edition' ? await textToCorrect(c) : {})
  })
  .post('/desk/editions/:edition/:act', async (c) => perform(c, await aboutEdition(c)))

async function showForm(c: Visit, about: About, known: Typed = {}): Promise<Response> {
  return c.html(formPage(c, about, { ...known, key: stamp(c.var.parts).id() }, []))
}

async function perform(c: Visit, about: About): Promise<Response> {
  const by = await signedIn(c)
  const name = actOf(c, about)
  const typed = await readForm(c)
  c.set('again', (mistakes) => formPage(c, about, typed, atFields(actForms[name].fields, mistakes)))
  const key = parseId(typedText(typed, 'key'))
  const act = await readAct(name, about.member, typed, (text) => bodyNamed(c, text))
  await performAct(c.var.parts, act, by, key)
  if (needsSecond(act)) return c.html(<ProposedPage shell={c.var.shell} form={actForms[name]} back={about.back} />)
  return c.redirect(about.shown, 303)
}

function formPage(c: Visit, about: About, typed: Typed, mistakes: Parameters<typeof ActPage>[0]['mistakes']) {
  const form = actForms[actOf(c, about)]
  const { path: action } = c.req
  return <ActPage shell={c.var.shell} typed={typed} mistakes={mistakes} form={form} action={action} about={about} />
}

/** The act of the address, if it is one upon what is there. */
function actOf(c: Visit, { member }: About): DeskActName {
  const asked = c.req.param('act')
  const found = Object.values(deskActs).find(({ entries }) => entries.act.literal === asked)
  const [noun = ''] = Object.keys(member)
  if (!found || !(noun in found.entries)) throw new Refusal('not-found', 'Check the address, or start from the desk.')
  return found.entries.act.literal
}

async function aboutBody(c: Visit): Promise<About> {
  await signedIn(c)
  const body = await findBody(c.var.parts.db, c.req.param('body') ?? '')
  if (!body) throw new Refusal('not-found', 'There is no such organisation on the register.')
  return {
    member: { body: body.id },
    name: body.name,
    back: `/desk/bodies/${body.slug}`,
    shown: `/bodies/${body.slug}`,
  }
}

async function aboutSigning(c: Visit): Promise<About> {
  await signedIn(c)
  const { db } = c.var.parts
  const signing = await findSigning(db, c.req.param('reference') ?? '')
  const body = signing && (await findBodyById(db, signing.body))
  if (!signing || !body) throw new Refusal('not-found', 'There is no such signing on the register.')
  const name = `${body.name}, ${signing.reference}`
  return { member: { signing: signing.id }, name, back: `/desk/bodies/${body.slug}`, shown: `/bodies/${body.slug}` }
}

async function aboutEdition(c: Visit): Promise<About> {
  await signedIn(c)
  const edition = await findEdition(c.var.parts.db, c.req.param('edition') ?? '')
  if (!edition) throw new Refusal('not-found', 'There is no such edition on the register.')
  const shown = `/editions/${edition.slug}`
  return { member: { edition: edition.id }, name: editionName(edition), back: shown, shown }
}

/** The text that the address asks for, for somebody to put it right. */
async function textToCorrect(c: Visit): Promise<Typed> {
  const { db } = c.var.parts
  const edition = await findEdition(db, c.req.param('edition') ?? '')
  const language = c.req.query('language') ?? edition?.reference ?? ''
  const text = edition && (await readEdition(db, edition, language))
  if (!text) throw new Refusal('not-found', 'This edition has no text in that language.')
  return { language, text: formatEditionText(text) }
}

/** A body by its address, or by a name that no other one has. */
export async function bodyNamed(c: Visit, typed: string): Promise<Uuid | undefined> {
  const { db } = c.var.parts
  const bySlug = await findBody(db, typed.split('/').at(-1) ?? '')
  if (bySlug) return bySlug.id
  const named = (await searchBodies(db, { q: typed.slice(0, 300) }, 20)).filter(
    ({ name }) => fold(name) === fold(typed),
  )
  return named.length === 1 ? named[0]?.id : undefined
}
