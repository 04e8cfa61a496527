import * as v from 'valibot'
import type { Parts } from '../../actions/parts.ts'
import { Refusal } from '../../core/refusal.ts'
import { editionName, findEdition, listEditions, type Edition } from '../../storage/read/editions.ts'
import { nothing, operation } from '../operation.ts'
import { day } from './answers.ts'

const edition = v.object({
  slug: v.string(),
  name: v.string(),
  instrument: v.string(),
  area: v.nullable(v.string()),
  illustrative: v.boolean(),
  agreedOn: day,
  inForceFrom: day,
  transitionEnds: day,
  termEnds: day,
  reviewBy: day,
  replaces: v.array(v.string()),
  reference: v.nullable(v.string()),
  texts: v.array(v.object({ language: v.string(), sha256: v.string(), address: v.string() })),
})

/** The texts that can be signed, or once could. */
export const editionOperations = [
  operation(
    {
      method: 'get',
      path: '/editions',
      summary: 'Every edition on record, with the digests of its texts',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({ total: v.number(), editions: v.array(edition) }),
    },
    async ({ parts }) => {
      const all = await listEditions(parts.db)
      return { total: all.length, editions: all.map((one) => tellEdition(parts, one, all)) }
    },
  ),
  operation(
    {
      method: 'get',
      path: '/editions/:slug',
      summary: 'One edition',
      query: nothing,
      body: nothing,
      status: 200,
      answer: edition,
    },
    async ({ parts, at }) => {
      const found = await findEdition(parts.db, at('slug'))
      if (!found) throw new Refusal('not-found', 'There is no such edition.')
      return tellEdition(parts, found, await listEditions(parts.db))
    },
  ),
]

function tellEdition({ address }: Parts, one: Edition, all: readonly Edition[]) {
  const { slug, area, illustrative, agreedOn, inForceFrom, transitionEnds, termEnds, reviewBy, reference } = one
  return {
    slug,
    name: editionName(one),
    instrument: one.instrumentName,
    area,
    illustrative,
    agreedOn,
    inForceFrom,
    transitionEnds,
    termEnds,
    reviewBy,
    replaces: all.filter(({ id }) => one.replaces.includes(id)).map((replaced) => replaced.slug),
    reference,
    texts: one.texts.map(({ language, sha256 }) => {
      return { language, sha256, address: `${address}/editions/${slug}.${language}.md` }
    }),
  }
}
