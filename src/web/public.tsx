import { Hono } from 'hono'
import { kinds, sectors } from '../core/body-kind.ts'
import type { FullDay } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import { standings } from '../core/standing.ts'
import { caching } from '../http/caching.ts'
import { findBody, listBodies } from '../storage/read/bodies.ts'
import { editionName, findEdition, findText, listEditions } from '../storage/read/editions.ts'
import { listSignatories } from '../storage/read/signatories.ts'
import { listStandings } from '../storage/read/standings.ts'
import { dayOf, today } from './asked-day.ts'
import { freshly } from './freshly.ts'
import { BodyPage } from './pages/body.tsx'
import { EditionPage, ThemePage } from './pages/edition.tsx'
import { HomePage } from './pages/home.tsx'
import { SignatoriesPage, type ListFacts, type Sought } from './pages/signatories.tsx'
import type { Site, Visit } from './site.ts'
import { saySignatory } from './words.ts'

const perPage = 50

/** The pages for everybody. */
export const publicPages = new Hono<Site>()
  .use(freshly)
  .get('/', async (c) => {
    const { db } = c.var.parts
    const asAt = dayOf(c)
    const lines = await listSignatories(db, {}, asAt)
    const home = {
      asAt,
      inForce: lines.filter(({ standing }) => standing === 'in-force').length,
      bodies: (await listBodies(db, {})).length,
      editions: await namedEditions(c),
    }
    return c.html(<HomePage shell={c.var.shell} home={home} />)
  })
  .get('/signatories', async (c) => {
    const sought = readSought(c)
    c.set('again', async (mistakes) => (
      <SignatoriesPage shell={c.var.shell} list={await listOf(c, sought, today(c))} mistakes={mistakes} />
    ))
    return c.html(<SignatoriesPage shell={c.var.shell} list={await listOf(c, sought, dayOf(c))} />)
  })
  .get('/bodies/:slug', async (c) => {
    const { db } = c.var.parts
    const slug = c.req.param('slug')
    const body = await findBody(db, slug)
    if (!body) throw new Refusal('not-found', 'No organisation on the register has this address. Search for its name.')
    if (body.slug !== slug) return c.redirect(`/bodies/${body.slug}`, 301)
    const asAt = dayOf(c)
    const signings = (await listStandings(db, body, asAt)).map(({ signing, edition, standing }) => ({
      reference: signing.reference,
      edition: editionName(edition),
      standing,
      signatory: signing.signatures.map(saySignatory).join('; '),
      signedOn: signing.signatures.at(-1)?.onDay ?? null,
    }))
    return c.html(<BodyPage shell={c.var.shell} facts={{ body, asAt, signings }} />)
  })
  .get('/editions/:file{[a-z0-9-]+\\.[a-z]+\\.md}', async (c) => {
    const [slug = '', language = ''] = c.req.param('file').split('.')
    const edition = await findEdition(c.var.parts.db, slug)
    const digest = edition?.texts.find((text) => text.language === language)?.sha256
    const text = digest === undefined ? undefined : await findText(c.var.parts.db, digest)
    if (!text) throw new Refusal('not-found', 'There is no such text.')
    return c.body(text.bytes, 200, { 'content-type': 'text/markdown; charset=utf-8', ...caching.minutes })
  })
  .get('/editions/:slug', async (c) => {
    const { edition, text } = await requireEdition(c, c.req.param('slug'))
    return c.html(<EditionPage shell={c.var.shell} edition={edition} name={editionName(edition)} text={text} />)
  })
  .get('/editions/:slug/themes/:number', async (c) => {
    const { edition, text } = await requireEdition(c, c.req.param('slug'))
    const theme = text?.themes.find(({ number }) => String(number) === c.req.param('number'))
    if (!text || !theme) throw new Refusal('not-found', 'This edition has no such theme.')
    const name = editionName(edition)
    return c.html(<ThemePage shell={c.var.shell} edition={edition} name={name} text={text} theme={theme} />)
  })

async function listOf(c: Visit, sought: Sought, asAt: FullDay): Promise<ListFacts> {
  const { db } = c.var.parts
  const filter = {
    q: sought.q,
    sector: sectors.find((one) => one === sought.sector),
    kind: kinds.find((one) => one === sought.kind),
    standing: standings.find((one) => one === sought.standing),
    edition: sought.edition,
  }
  const all = await listSignatories(db, filter, asAt)
  const pages = Math.max(1, Math.ceil(all.length / perPage))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1))
  const anySigning = sought.standing !== '' || sought.edition !== ''
  // Where no filter speaks of signings, every signing of the bodies that match is in the list.
  const signed = new Set(all.map(({ body }) => body.slug))
  const unsigned = anySigning ? [] : (await listBodies(db, filter)).filter(({ slug }) => !signed.has(slug))
  const lines = all.slice((page - 1) * perPage, page * perPage)
  return { sought, asAt, lines, total: all.length, page, pages, unsigned, editions: await namedEditions(c) }
}

async function requireEdition(c: Visit, slug: string) {
  const edition = await findEdition(c.var.parts.db, slug)
  if (!edition) throw new Refusal('not-found', 'There is no such edition.')
  const digest = edition.texts.find(({ language }) => language === edition.reference)?.sha256
  const text = digest === undefined ? undefined : (await findText(c.var.parts.db, digest))?.text
  return { edition, text }
}

async function namedEditions(c: Visit) {
  return (await listEditions(c.var.parts.db)).map((edition) => ({ slug: edition.slug, name: editionName(edition) }))
}

function readSought(c: Visit): Sought {
  const asked = (name: string) => (c.req.query(name) ?? '').trim()
  return {
    q: asked('q').slice(0, 300),
    sector: asked('sector'),
    kind: asked('kind'),
    standing: asked('standing'),
    edition: asked('edition'),
    asAt: asked('as-at'),
  }
}
