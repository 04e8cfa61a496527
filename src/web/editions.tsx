import { Hono } from 'hono'
import * as v from 'valibot'
import { nationalInstruments } from '../actions/national.ts'
import { sectors, type Sector } from '../core/body-kind.ts'
import { setBeside } from '../core/concordance.ts'
import { editionStateOn } from '../core/edition-state.ts'
import { Refusal } from '../core/refusal.ts'
import { isSignable } from '../core/signable.ts'
import { standings } from '../core/standing.ts'
import { caching } from '../http/caching.ts'
import { filter, parse } from '../http/parse.ts'
import { isFormerText, listCorrections } from '../storage/read/corrections.ts'
import {
  editionFacts,
  editionName,
  findEdition,
  findText,
  readEdition,
  type Edition,
} from '../storage/read/editions.ts'
import { findConcordance } from '../storage/read/concordance.ts'
import { findSource } from '../storage/read/holdings.ts'
import { presently, readingOf, type AskedPast } from './asked-day.ts'
import { EditionPage, type EditionFacts } from './pages/edition.tsx'
import { ThemePage } from './pages/theme.tsx'
import type { Site, Visit } from './site.ts'

/** What is signed: editions, their themes, and the bytes that are hashed. */
export const editionPages = new Hono<Site>()
  .get('/editions/:file{[a-z0-9-]+\\.[a-z]+(?:\\.[0-9a-f]+)?\\.md}', async (c) => {
    const [slug = '', language = '', asked = ''] = c.req.param('file').split('.')
    const edition = await findEdition(c.var.parts.db, slug)
    const digest = edition && (await digestAsked(c, edition, { language, asked }))
    const text = digest === undefined ? undefined : await findText(c.var.parts.db, digest)
    if (!text) throw new Refusal('not-found', 'There is no such text.')
    return c.body(text.bytes, 200, { 'content-type': 'text/markdown; charset=utf-8', ...caching.minutes })
  })
  .get('/editions/:slug', async (c) => {
    // No field of this page asks for a day or a size: one that is none is answered by a page of its own.
    const past = await readingOf(c)
    const found = await requireEdition(c, c.req.param('slug'), past)
    c.set('again', async (mistakes) => (
      <EditionPage shell={c.var.shell} facts={await factsOf(c, found, past)} mistakes={mistakes} />
    ))
    const asked = parse(v.object({ for: filter(sectors) }), { for: c.req.query('for') })
    const facts = await factsOf(c, found, asked.for ? presently(c) : past, asked.for)
    return c.html(<EditionPage shell={c.var.shell} facts={facts} />)
  })
  .get('/editions/:slug/themes/:number', async (c) => {
    const { edition, text } = await requireEdition(c, c.req.param('slug'), presently(c))
    const theme = text?.themes.find(({ number }) => String(number) === c.req.param('number'))
    if (!text || !theme) throw new Refusal('not-found', 'This edition has no such theme.')
    const place = { slug: edition.slug, language: text.language === edition.reference ? undefined : text.language }
    const shown = { place, name: editionName(edition), text, theme, address: c.var.parts.address }
    return c.html(<ThemePage shell={c.var.shell} {...shown} />)
  })

/** The digest of the text in a language: as it is, or as the address names one that it was before a correction. */
async function digestAsked(
  c: Visit,
  { id, texts }: Edition,
  { language, asked }: { language: string; asked: string },
): Promise<string | undefined> {
  const present = texts.find((text) => text.language === language)?.sha256
  if (asked === 'md' || asked === present) return present
  return (await isFormerText(c.var.parts.db, id, language, asked)) ? asked : undefined
}

type Found = Awaited<ReturnType<typeof requireEdition>>

async function requireEdition(c: Visit, slug: string, { reading }: AskedPast) {
  const known = await findEdition(c.var.parts.db, slug)
  const edition = known && (await reading.listEditions()).find(({ id }) => id === known.id)
  if (!edition) throw new Refusal('not-found', 'There is no such edition.')
  const asked = c.req.query('language')
  const text = await readEdition(c.var.parts.db, edition, asked ?? edition.reference)
  if (asked !== undefined && !text) throw new Refusal('not-found', 'This edition has no text in that language.')
  return { edition, text }
}

async function factsOf(
  c: Visit,
  { edition, text }: Found,
  { reading, asAt, size }: AskedPast,
  to?: Sector,
): Promise<EditionFacts> {
  const all = await reading.listEditions()
  const named = ({ slug, ...rest }: (typeof all)[number]) => ({ ...rest, slug, name: editionName(rest) })
  const stood = (await reading.listStood(asAt)).filter((one) => one.edition === edition.id)
  return {
    edition,
    text,
    source: await findSource(c.var.parts.db, edition.position),
    asAt,
    size,
    to,
    name: editionName(edition),
    replaces: all.filter(({ id }) => edition.replaces.includes(id)).map(named),
    replacedBy: all.filter(({ replaces }) => replaces.includes(edition.id)).map(named),
    signed: standings
      .map((standing) => ({ standing, count: stood.filter((one) => one.standing === standing).length }))
      .filter(({ count }) => count > 0),
    signable: isSignable(edition, editionFacts(all), asAt),
    state: editionStateOn(edition.id, editionFacts(all), asAt),
    corrections: await listCorrections(c.var.parts.db, edition.id, size),
    beside: text ? setBeside(text, await findConcordance(c.var.parts.db, edition.position), nationalInstruments) : [],
  }
}
