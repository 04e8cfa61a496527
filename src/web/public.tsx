import { Hono } from 'hono'
import * as v from 'valibot'
import { kinds, sectors } from '../core/body-kind.ts'
import { londonDay, type FullDay } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import { standings } from '../core/standing.ts'
import { now } from '../actions/parts.ts'
import { caching, isHeld } from '../http/caching.ts'
import { askedDay, parse } from '../http/parse.ts'
import { findBody, listBodies } from '../storage/read/bodies.ts'
import { editionName, findEdition, findText, listEditions } from '../storage/read/editions.ts'
import { findCertificate } from '../storage/read/publications.ts'
import { listSignatories } from '../storage/read/signatories.ts'
import { findSigning, type Signing } from '../storage/read/signings.ts'
import { certificateDigest, listStandings, requireStanding } from '../storage/read/standings.ts'
import { BodyPage } from './pages/body.tsx'
import { CertificatePage, VerifyPage, type CertificateView } from './pages/certificate.tsx'
import { EditionPage, ThemePage } from './pages/edition.tsx'
import { HomePage } from './pages/home.tsx'
import { SignatoriesPage, type ListFacts, type Sought } from './pages/signatories.tsx'
import type { Site, Visit } from './site.ts'
import { saySignatory } from './words.ts'

const perPage = 50

/** The pages for everybody. */
export const publicPages = new Hono<Site>()
  .use(async (c, next) => {
    await next()
    if (!c.res.headers.has('cache-control')) c.header('cache-control', caching.page['cache-control'])
  })
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
  .get('/certificates/:file{[A-Za-z0-9]+-[0-9]+\\.pdf}', async (c) => {
    const signing = await findSigning(c.var.parts.db, c.req.param('file').slice(0, -'.pdf'.length))
    if (!signing) throw new Refusal('not-found', 'No certificate has this reference.')
    const digest = certificateDigest(signing)
    const headers = {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${signing.reference}.pdf"`,
      etag: `"${digest}"`,
    }
    if (digest && isHeld(c.req.header('if-none-match'), headers.etag)) return c.body(null, 304, headers)
    const certificate = await findCertificate(c.var.parts.db, signing.id)
    if (!certificate) throw new Refusal('not-published-yet', 'This certificate will be here within a minute.')
    return c.body(certificate.pdf, 200, headers)
  })
  .get('/certificates/:reference', async (c) => {
    const signing = await findSigning(c.var.parts.db, c.req.param('reference'))
    if (!signing) throw new Refusal('not-found', 'No certificate has this reference. Check it, and try again.')
    if (signing.reference !== c.req.param('reference')) return c.redirect(`/certificates/${signing.reference}`, 301)
    return c.html(<CertificatePage shell={c.var.shell} view={await viewOf(c, signing, dayOf(c))} />)
  })
  .get('/verify', async (c) => {
    const reference = c.req.query('reference')
    if (reference === undefined) return c.html(<VerifyPage shell={c.var.shell} reference="" />)
    const signing = await findSigning(c.var.parts.db, reference)
    if (signing) {
      // The verdict speaks of today, whatever else the address says.
      const view = await viewOf(c, signing, today(c))
      return c.html(<VerifyPage shell={c.var.shell} reference={signing.reference} view={view} />)
    }
    const words =
      reference.trim() === ''
        ? 'Enter the reference of the certificate'
        : 'No certificate has this reference. It is not one of ours, or it was mistyped'
    const mistakes = [{ field: 'reference', words }]
    return c.html(<VerifyPage shell={c.var.shell} reference={reference} mistakes={mistakes} />, 404)
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

async function viewOf(c: Visit, signing: Signing, asAt: FullDay): Promise<CertificateView> {
  const { db, address } = c.var.parts
  const { body, edition, standing } = await requireStanding(db, signing, asAt)
  return {
    signing,
    body,
    edition: { slug: edition.slug, name: editionName(edition) },
    standing,
    asAt,
    pdf: certificateDigest(signing),
    address,
  }
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

function dayOf(c: Visit): FullDay {
  const asked = parse(v.object({ 'as-at': askedDay }), { 'as-at': c.req.query('as-at') })
  return asked['as-at'] ?? today(c)
}

function today(c: Visit): FullDay {
  return londonDay(now(c.var.parts))
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
