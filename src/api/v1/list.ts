import * as v from 'valibot'
import { now } from '../../actions/parts.ts'
import { kinds, sectors } from '../../core/body-kind.ts'
import { londonDay } from '../../core/day.ts'
import { orders } from '../../core/signatory-list.ts'
import { standings } from '../../core/standing.ts'
import { askedDay, askedSize, filter, looseLine, pageNumber } from '../../http/parse.ts'
import { openReading } from '../../storage/read/asked.ts'
import { limit } from '../paging.ts'
import { nothing, operation } from '../operation.ts'
import { body, listLine } from './answers.ts'

/** The list as people page through it. */
export const listOperations = [
  operation(
    {
      method: 'get',
      path: '/list',
      summary: 'A page of the list: signings that match, in an order, then who matches and has not signed',
      query: v.strictObject(
        {
          q: looseLine,
          sector: filter(sectors),
          kind: filter(kinds),
          signed: filter(['yes', 'no']),
          standing: filter(standings),
          edition: looseLine,
          'as-at': askedDay,
          'log-size': askedSize,
          sort: filter(orders),
          limit,
          page: pageNumber,
        },
        'The list has no such filter',
      ),
      body: nothing,
      status: 200,
      answer: v.object({
        asAt: v.string(),
        page: v.number(),
        pages: v.number(),
        counts: v.object({ signings: v.number(), unsigned: v.number() }),
        signings: v.array(listLine),
        unsigned: v.array(body),
      }),
      next: (answer) => (answer.page < answer.pages ? { page: answer.page + 1 } : undefined),
    },
    async ({ parts, query }) => {
      const { page: number, limit: perPage, sort = 'name', 'as-at': day, 'log-size': size, edition, ...rest } = query
      const asked = { filter: { ...rest, edition: edition || undefined }, sort, page: number, perPage }
      const past = await openReading(parts.db, size, londonDay(now(parts)))
      const asAt = day ?? past.day
      const { lines, unsigned, ...found } = await past.reading.findSignatoryPage(asked, asAt)
      return {
        asAt,
        ...found,
        signings: lines.map((line) => ({ ...line, instrument: line.instrument.name, edition: line.edition.slug })),
        unsigned: unsigned.map(({ slug, name, sector, kind, identifiers }) => {
          return { slug, name, sector, kind, identifiers }
        }),
      }
    },
  ),
]
