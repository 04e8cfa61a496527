import { Hono } from 'hono'
import { londonDay, type FullDay } from '../core/day.ts'
import { newerToSign } from '../core/signable.ts'
import type { StandingName } from '../core/standing.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { caching } from '../http/caching.ts'
import { findBody, type BodyRecord } from '../storage/read/bodies.ts'
import { editionFacts, editionName } from '../storage/read/editions.ts'
import { listCheckedDomains } from '../storage/read/checked-domains.ts'
import { listOwnWords } from '../storage/read/own-words.ts'
import { findPublished } from '../storage/read/log.ts'
import type { Reading } from '../storage/read/reading.ts'
import { searchBodies } from '../storage/read/search.ts'
import { listStandings } from '../storage/read/standings.ts'
import { presently, readingOf, today, type AskedPast } from './asked-day.ts'
import { AskPage } from './pages/ask.tsx'
import { BodyPage, type BodyFacts } from './pages/body.tsx'
import { Nearest } from './pages/nearest.tsx'
import { OwnSigningsPage } from './pages/own-signings.tsx'
import { PlainPage } from './pages/plain.tsx'
import { listSignable } from './signable-editions.ts'
import type { Site, Visit } from './site.ts'
import { sayStanding } from './words.ts'

/** Organisations, one by one, and the letters that ask them to sign. */
export const bodyPages = new Hono<Site>()
  .get('/bodies/:slug', async (c) => {
    const slug = c.req.param('slug')
    const present = await findBody(c.var.parts.db, slug)
    if (!present) return unknownBody(c, slug)
    if (present.slug !== slug) return c.redirect(`/bodies/${present.slug}${new URL(c.req.url).search}`, 301)
    const { 'as-at': day = '', 'log-size': size = '' } = c.req.query()
    const typed = { day, size }
    c.set('again', async (mistakes) => {
      const facts = await factsOf(c, present, presently(c))
      return <BodyPage shell={c.var.shell} facts={facts} typed={typed} mistakes={mistakes} />
    })
    const asked = await readingOf(c)
    const body = await asked.reading.findBodyById(present.id)
    const stays = body && (await findStaying(asked.reading, body))
    if (stays) return c.redirect(`/bodies/${stays.slug}${new URL(c.req.url).search}`, 301)
    if (!body) throw new Refusal('field-invalid', 'This organisation was not on the register then', 'log-size')
    return c.html(<BodyPage shell={c.var.shell} facts={await factsOf(c, body, asked)} typed={typed} />)
  })
  .get('/bodies/:slug/ask', async (c) => {
    const { db, address } = c.var.parts
    const slug = c.req.param('slug')
    const body = await findBody(db, slug)
    if (!body) return unknownBody(c, slug)
    const held = new Set((await listStandings(db, body, today(c))).map(({ edition }) => edition.id))
    const editions = (await listSignable(c)).filter(({ id }) => !held.has(id))
    const asked = { body: body.name, editions, address }
    return c.html(<AskPage shell={c.var.shell} asked={asked} back={`/bodies/${body.slug}`} />)
  })
  .get('/bodies/:slug/own', async (c) => {
    const slug = c.req.param('slug')
    const body = await findBody(c.var.parts.db, slug)
    if (!body) return unknownBody(c, slug)
    const held = await listStandings(c.var.parts.db, body, today(c))
    const open = held.filter(({ standing }) => !closed.has(standing.name))
    const live = new Set(open.filter(({ standing }) => standing.name !== 'lapsed').map(({ edition }) => edition.id))
    const own = {
      body,
      signings: open.map(({ signing, edition }) => ({ reference: signing.reference, edition: editionName(edition) })),
      signable: body.endedOn ? [] : (await listSignable(c)).filter(({ id }) => !live.has(id)),
    }
    return c.html(<OwnSigningsPage shell={c.var.shell} own={own} />)
  })
  .get('/ask', async (c) => {
    const name = (c.req.query('name') ?? '').trim().slice(0, 300)
    const asked = { body: name || 'your organisation', editions: await listSignable(c), address: c.var.parts.address }
    const back = name ? `/signatories?${new URLSearchParams({ q: name })}` : '/signatories'
    return c.html(<AskPage shell={c.var.shell} asked={asked} back={back} />)
  })

/** What is over: nothing can be asked about it. */
const closed = new Set<StandingName>(['withdrawn', 'removed', 'ended', 'entered-in-error'])

async function unknownBody(c: Visit, slug: string): Promise<Response> {
  const name = slug.replaceAll('-', ' ').slice(0, 300)
  const bodies = await searchBodies(c.var.parts.db, { q: name }, 5)
  const page = (
    <PlainPage
      shell={c.var.shell}
      title="Page not found"
      words={['No organisation on the register has this address. Its name may be spelt in another way.']}
      next={{ href: `/signatories?${new URLSearchParams({ q: name })}`, words: `Search the register for “${name}”` }}
    >
      <Nearest bodies={bodies} />
    </PlainPage>
  )
  return c.html(page, 404, { 'cache-control': caching.never['cache-control'] })
}

async function factsOf(c: Visit, body: BodyRecord, { asAt, size, reading }: AskedPast): Promise<BodyFacts> {
  const [changes, editions, standings, owned, before, successors, checkpoint] = await Promise.all([
    reading.listChangesOf(body.id),
    reading.listEditions(),
    reading.listStandings(body, asAt),
    reading.listIdentifiers(body.id),
    originsOf(reading, body),
    successorsOf(reading, body, asAt),
    findPublished(c.var.parts.db),
  ])
  const nameOf = (id: string | undefined) => {
    const found = editions.find((edition) => edition.id === id)
    return found && editionName(found)
  }
  const own = await listOwnWords(
    c.var.parts.db,
    standings.map(({ signing }) => signing.position),
  )
  const domains = await listCheckedDomains(
    c.var.parts.db,
    standings.map(({ signing }) => signing),
  )
  const signings = standings.map((one) => ({
    ...one,
    own: own.get(one.signing.position),
    domains: domains.get(one.signing.position) ?? [],
    name: editionName(one.edition),
    followedBy: nameOf(one.standing.followedBy),
  }))
  const present = asAt === today(c) && size === undefined && !body.endedOn
  const signed = standings.map(({ edition }) => edition.id)
  const newer = present ? newerToSign(signed, editions, editionFacts(editions), asAt) : []
  const identifiers = owned.map(({ identifier, position, endedOn }) => {
    const told = changes.find(({ entry }) => entry === position)
    return { identifier, from: told ? londonDay(told.at) : null, endedOn }
  })
  return {
    body,
    asAt,
    size,
    today: today(c),
    signings,
    newer: newer.map((edition) => ({ slug: edition.slug, name: editionName(edition) })),
    changes,
    identifiers,
    origins: before.filter(({ endReason }) => endReason !== 'registered-twice'),
    twins: before.filter(({ endReason }) => endReason === 'registered-twice'),
    successors,
    published: checkpoint?.size ?? 0,
  }
}

/** The record that stays of a body that was registered twice. */
async function findStaying(reading: Reading, { endReason, successors }: BodyRecord): Promise<BodyRecord | undefined> {
  const [next] = successors
  return endReason === 'registered-twice' && next ? reading.findBodyById(next.successor) : undefined
}

/** What a body came from. */
async function originsOf(reading: Reading, { origins }: BodyRecord) {
  return Promise.all(
    origins.map(async ({ body: id, relation }) => {
      const { slug, name, endedOn, endReason } = await requireBody(reading, id)
      return { slug, name, relation, endedOn, endReason }
    }),
  )
}

async function requireBody(reading: Reading, id: Uuid): Promise<BodyRecord> {
  const body = await reading.findBodyById(id)
  if (!body) throw new Error('a succession points to what is not there')
  return body
}

/** What came after a body, and how that stands itself: nothing is carried over. */
async function successorsOf(
  reading: Reading,
  { successors }: BodyRecord,
  asAt: FullDay,
): Promise<BodyFacts['successors']> {
  const found = await Promise.all(
    successors.map(async ({ successor, relation }) => {
      const body = await requireBody(reading, successor)
      const standings = await reading.listStandings(body, asAt)
      const stands = standings.map(({ edition, standing }) => `${editionName(edition)}: ${sayStanding(standing)}`)
      return { slug: body.slug, name: body.name, relation, stands: stands.join('; ') || 'has not signed' }
    }),
  )
  return found
}
