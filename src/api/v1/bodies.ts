import * as v from 'valibot'
import { now } from '../../actions/parts.ts'
import { kinds, sectors } from '../../core/body-kind.ts'
import { isToldOn } from '../../core/change.ts'
import { londonDay, type FullDay } from '../../core/day.ts'
import { relations } from '../../core/desk-act.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Uuid } from '../../core/uuid.ts'
import { askedDay, askedSize, filter, looseLine, pageNumber } from '../../http/parse.ts'
import { openReading } from '../../storage/read/asked.ts'
import { countBodies, listBodies, type Body } from '../../storage/read/bodies.ts'
import { editionName } from '../../storage/read/editions.ts'
import { searchBodies } from '../../storage/read/search.ts'
import type { Reading } from '../../storage/read/reading.ts'
import { limit } from '../paging.ts'
import { nothing, operation } from '../operation.ts'
import { body, change, day, named, standing, tellStanding } from './answers.ts'

const relation = v.picklist(relations)

/** Organisations on the register, signed or not. */
export const bodyOperations = [
  operation(
    {
      method: 'get',
      path: '/bodies',
      summary: 'Organisations on the register by name, former name or number, whether they have signed or not',
      query: v.object({ q: looseLine, sector: filter(sectors), kind: filter(kinds), limit, page: pageNumber }),
      body: nothing,
      status: 200,
      answer: v.object({ total: v.number(), bodies: v.array(body) }),
      next: ({ total }, { limit: most, page: asked }) => (total > asked * most ? { page: asked + 1 } : undefined),
    },
    async ({ parts, query: { limit: most, page: asked, ...wanted } }) => {
      const place = { limit: most, offset: (asked - 1) * most }
      const [total, found] = await Promise.all([countBodies(parts.db, wanted), listBodies(parts.db, wanted, place)])
      return { total, bodies: found.map(tellBody) }
    },
  ),
  operation(
    {
      method: 'get',
      path: '/nearest',
      summary: 'Organisations on the register whose names or numbers are nearest to some words, the nearest first',
      query: v.object({ q: looseLine }),
      body: nothing,
      status: 200,
      answer: v.object({ bodies: v.array(body) }),
    },
    async ({ parts, query }) => ({ bodies: (await searchBodies(parts.db, query, 5)).map(tellBody) }),
  ),
  operation(
    {
      method: 'get',
      path: '/bodies/:slug',
      summary: 'One organisation, what it signed, how that stands on a day, and all that happened to it',
      query: v.object({ 'as-at': askedDay, 'log-size': askedSize }),
      body: nothing,
      status: 200,
      answer: v.object({
        ...body.entries,
        website: v.nullable(v.string()),
        area: v.nullable(v.string()),
        startedOn: day,
        endAnnounced: day,
        endedOn: day,
        endReason: v.nullable(v.string()),
        origins: v.array(v.object({ ...named.entries, relation: v.nullable(relation) })),
        successors: v.array(v.object({ ...named.entries, relation })),
        names: v.array(v.object({ name: v.string(), language: v.string(), from: day })),
        asAt: v.string(),
        signings: v.array(
          v.object({ reference: v.string(), edition: named, standing, signedOn: day, entry: v.number() }),
        ),
        changes: v.array(change),
      }),
    },
    async ({ parts, at, query }) => {
      const { reading, day: present } = await openReading(parts.db, query['log-size'], londonDay(now(parts)))
      return tellRecord(reading, at('slug'), query['as-at'] ?? present)
    },
  ),
]

async function tellRecord(reading: Reading, slug: string, asAt: FullDay) {
  const found = await reading.findBody(slug)
  if (!found) throw new Refusal('not-found', 'No organisation on the register has this slug.')
  const { website, area, startedOn, endAnnounced, endedOn, endReason, names } = found
  const next = found.successors.map(({ successor, relation: how }) => ({ body: successor, relation: how }))
  const standings = await reading.listStandings(found, asAt)
  const changes = await reading.listChangesOf(found.id)
  return {
    ...tellBody(found),
    website,
    area,
    startedOn,
    endAnnounced,
    endedOn,
    endReason,
    origins: await tellOthers(reading, found.origins),
    successors: await tellOthers(reading, next),
    names: names.map(({ name, language, fromDay }) => ({ name, language, from: fromDay })),
    asAt,
    signings: standings.map(({ signing, edition, standing: stands }) => ({
      reference: signing.reference,
      edition: { slug: edition.slug, name: editionName(edition) },
      standing: tellStanding(stands),
      signedOn: signing.signatures.at(-1)?.onDay ?? null,
      entry: signing.position,
    })),
    changes: changes.filter((one) => isToldOn(one, asAt)),
  }
}

/** What a body came from or what came after it, by what it is called today. */
async function tellOthers<How>(reading: Reading, others: readonly { body: Uuid; relation: How }[]) {
  return Promise.all(
    others.map(async ({ body: id, relation: how }) => {
      const other = await reading.findBodyById(id)
      if (!other) throw new Error('a succession points to what is not there')
      return { slug: other.slug, name: other.name, relation: how }
    }),
  )
}

function tellBody({ slug, name, sector, kind, identifiers }: Body) {
  return { slug, name, sector, kind, identifiers }
}
