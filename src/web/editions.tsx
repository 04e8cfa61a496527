import { Hono } from 'hono'
import * as v from 'valibot'
import { sectors, type Sector } from '../core/body-kind.ts'
import type { FullDay } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import { isSignable } from '../core/signable.ts'
import { standings } from '../core/standing.ts'
import { caching } from '../http/caching.ts'
import { filter, parse } from '../http/parse.ts'
import { editionFacts, editionName, findEdition, findText, listEditions } from '../storage/read/editions.ts'
import { findSource } from '../storage/read/holdings.ts'
import { listStood } from '../storage/read/standings.ts'
import { dayOf, today } from './asked-day.ts'
import { EditionPage, type EditionFacts } from './pages/edition.tsx'
import { ThemePage } from './pages/theme.tsx'
import type { Site, Visit } from './site.ts'

/** What is signed: editions, their themes, and the bytes that are hashed. */
export const editionPages = new Hono<Site>()
  .get('/editions/:file{[a-z0-9-]+\\.[a-z]+\\.md}', async (c) => {
    const [slug = '', language = ''] = c.req.param('file').split('.')
    const edition = await findEdition(c.var.parts.db, slug)
    const digest = edition?.texts.find((text) => text.language === language)?.sha256
    const text = digest === undefined ? undefined : await findText(c.var.parts.db, digest)
    if (!text) throw new Refusal('not-found', 'There is no such text.')
    return c.body(text.bytes, 200, { 'content-type': 'text/markdown; charset=utf-8', ...caching.minutes })
  })
  .get('/editions/:slug', async (c) => {
    const found = await requireEdition(c, c.req.param('slug'))
    // No field of this page asks for a day: one that is none is answered by a page of its own.
    const asAt = dayOf(c)
    c.set('again', async (mistakes) => (
      <EditionPage shell={c.var.shell} facts={await factsOf(c, found, asAt)} mistakes={mistakes} />
    ))
    const asked = parse(v.object({ for: filter(sectors) }), { for: c.req.query('for') })
    return c.html(
      <EditionPage shell={c.var.shell} facts={await factsOf(c, found, asked.for ? today(c) : asAt, asked.for)} />,
    )
  })
  .get('/editions/:slug/themes/:number', async (c) => {
    const { edition, text } = await requireEdition(c, c.req.param('slug'))
    const theme = text?.themes.find(({ number }) => String(number) === c.req.param('number'))
    if (!text || !theme) throw new Refusal('not-found', 'This edition has no such theme.')
    const shown = { slug: edition.slug, name: editionName(edition), text, theme, address: c.var.parts.address }
    return c.html(<ThemePage shell={c.var.shell} {...shown} />)
  })

type Found = Awaited<ReturnType<typeof requireEdition>>

async function requireEdition(c: Visit, slug: string) {
  const edition = await findEdition(c.var.parts.db, slug)
  if (!edition) throw new Refusal('not-found', 'There is no such edition.')
  const digest = edition.texts.find(({ language }) => language === edition.reference)?.sha256
  const text = digest === undefined ? undefined : (await findText(c.var.parts.db, digest))?.text
  return { edition, text }
}

async function factsOf(c: Visit, { edition, text }: Found, asAt: FullDay, to?: Sector): Promise<EditionFacts> {
  const { db } = c.var.parts
  const all = await listEditions(db)
  const named = ({ slug, ...rest }: (typeof all)[number]) => ({ ...rest, slug, name: editionName(rest) })
  const stood = (await listStood(db, undefined, asAt)).filter((one) => one.edition === edition.id)
  return {
    edition,
    text,
    source: await findSource(db, edition.position),
    asAt,
    to,
    name: editionName(edition),
    replaces: all.filter(({ id }) => edition.replaces.includes(id)).map(named),
    replacedBy: all.filter(({ replaces }) => replaces.includes(edition.id)).map(named),
    signed: standings
      .map((standing) => ({ standing, count: stood.filter((one) => one.standing === standing).length }))
      .filter(({ count }) => count > 0),
    signable: isSignable(edition, editionFacts(all), asAt),
  }
}
