import { Hono } from 'hono'
import * as v from 'valibot'
import { kinds, sectors } from '../core/body-kind.ts'
import type { FullDay } from '../core/day.ts'
import { orders } from '../core/signatory-list.ts'
import { standings } from '../core/standing.ts'
import { askedDay, askedSize, filter, looseLine, pageNumber, parse } from '../http/parse.ts'
import { openReading } from '../storage/read/asked.ts'
import { countBodies } from '../storage/read/bodies.ts'
import { editionName, listEditions } from '../storage/read/editions.ts'
import { findPublishedSizeOn } from '../storage/read/log.ts'
import { searchBodies } from '../storage/read/search.ts'
import { today } from './asked-day.ts'
import type { Sought } from './list-address.ts'
import { SignatoriesPage, type ListFacts } from './pages/signatories.tsx'
import type { Site, Visit } from './site.ts'

const perPage = 50

/** The list, and what it may be asked for. What it does not know is refused: the answer would be wrong. */
export const signatoryPages = new Hono<Site>().get('/signatories', async (c) => {
  const sought = readSought(c)
  const editions = (await listEditions(c.var.parts.db)).map((one) => ({ slug: one.slug, name: editionName(one) }))
  c.set('again', (mistakes) => (
    <SignatoriesPage shell={c.var.shell} list={{ ...noList, sought, editions, asAt: today(c) }} mistakes={mistakes} />
  ))
  const slugs = editions.map(({ slug }) => slug)
  const asked = parse(v.object({ ...filters, edition: filter(slugs, 'Select an edition from the list') }), {
    ...sought,
    page: c.req.query('page'),
  })
  const list = await findList(c, asked)
  return c.html(<SignatoriesPage shell={c.var.shell} list={{ ...list, sought, editions }} />)
})

const filters = {
  q: looseLine,
  sector: filter(sectors, 'Select a sector from the list'),
  kind: filter(kinds, 'Select a kind of organisation from the list'),
  signed: filter(['yes', 'no'], 'Select “Has signed”, “Has not signed” or “Either”'),
  standing: filter(standings, 'Select a standing from the list'),
  'as-at': askedDay,
  'log-size': askedSize,
  sort: filter(orders, 'Select an order from the list'),
  page: pageNumber,
}

type Asked = v.InferOutput<v.ObjectSchema<typeof filters, undefined>> & { edition: string | undefined }

const noList = {
  lines: [],
  unsigned: [],
  counts: { signings: 0, unsigned: 0 },
  page: 1,
  pages: 1,
  asides: new Map(),
  size: undefined,
  stood: undefined,
  otherwise: { matching: 0, nearest: [] },
} as const satisfies Partial<ListFacts>

async function findList(c: Visit, asked: Asked) {
  const { q, page, sort = 'name', 'as-at': day, 'log-size': size, ...rest } = asked
  const past = await openReading(c.var.parts.db, size, today(c))
  const asAt = day ?? past.day
  const found = await past.reading.findSignatoryPage({ filter: { q, ...rest }, sort, page, perPage }, asAt)
  const any = found.counts.signings + found.counts.unsigned > 0
  const otherwise = any || q === '' ? noList.otherwise : await findOtherwise(c, q)
  const shown = [...found.lines.map(({ body }) => body.id), ...found.unsigned.map(({ id }) => id)]
  const asides = await past.reading.listAsides([...new Set(shown)])
  return { asAt, size, stood: await findStood(c, asAt, size), ...found, asides, otherwise }
}

/** How long the log was that the world could see at the end of a past day: what the register said then. */
async function findStood(c: Visit, asAt: FullDay, size: number | undefined): Promise<number | undefined> {
  return asAt < today(c) && size === undefined ? findPublishedSizeOn(c.var.parts.db, asAt) : undefined
}

async function findOtherwise(c: Visit, q: string): Promise<ListFacts['otherwise']> {
  const { db } = c.var.parts
  const matching = await countBodies(db, { q })
  return { matching, nearest: matching > 0 ? [] : await searchBodies(db, { q }, 5) }
}

function readSought(c: Visit): Sought {
  const asked = (name: keyof Sought) => (c.req.query(name) ?? '').trim()
  return {
    q: asked('q'),
    sector: asked('sector'),
    kind: asked('kind'),
    signed: asked('signed'),
    standing: asked('standing'),
    edition: asked('edition'),
    'as-at': asked('as-at'),
    'log-size': asked('log-size'),
    sort: asked('sort'),
  }
}
