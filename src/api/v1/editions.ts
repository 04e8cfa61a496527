import * as v from 'valibot'
import { now, type Parts } from '../../actions/parts.ts'
import { parties, sectors } from '../../core/body-kind.ts'
import { londonDay } from '../../core/day.ts'
import type { Placed } from '../../core/edition-changes.ts'
import { promisesTo } from '../../core/promises.ts'
import { Refusal } from '../../core/refusal.ts'
import { isSignable } from '../../core/signable.ts'
import { filter, optionalLine } from '../../http/parse.ts'
import { compareTexts, listComparable, previousOf } from '../../storage/read/compared-editions.ts'
import {
  editionFacts,
  editionName,
  findEdition,
  listEditions,
  readEdition,
  type Edition,
} from '../../storage/read/editions.ts'
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
  replacedBy: v.array(v.string()),
  signable: v.boolean(),
  reference: v.nullable(v.string()),
  texts: v.array(v.object({ language: v.string(), sha256: v.string(), address: v.string() })),
})

const placed = v.object({ number: v.string(), theme: v.string(), party: v.picklist(parties), text: v.string() })

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
  operation(
    {
      method: 'get',
      path: '/editions/:slug/undertakings',
      summary: 'The promises of an edition; with “for”, what everybody and the other side promised to one sector',
      query: v.object({ for: filter(sectors) }),
      body: nothing,
      status: 200,
      answer: v.object({
        language: v.nullable(v.string()),
        undertakings: v.array(placed),
      }),
    },
    async ({ parts, at, query }) => {
      const found = await findEdition(parts.db, at('slug'))
      if (!found) throw new Refusal('not-found', 'There is no such edition.')
      const text = await readEdition(parts.db, found)
      const themes = text ? promisesTo(text, query.for) : []
      return {
        language: found.reference,
        undertakings: themes.flatMap((theme) =>
          theme.undertakings.map((undertaking) => tellPlaced({ theme, undertaking })),
        ),
      }
    },
  ),
  operation(
    {
      method: 'get',
      path: '/editions/:slug/changes',
      summary:
        'What changed since another edition, undertaking by undertaking; without “from”, since the one it replaces',
      query: v.object({ from: optionalLine }),
      body: nothing,
      status: 200,
      answer: v.object({
        from: v.string(),
        to: v.string(),
        language: v.string(),
        changes: v.array(
          v.object({
            kind: v.picklist(['same', 'changed', 'moved', 'new', 'gone']),
            before: v.nullable(placed),
            after: v.nullable(placed),
            words: v.array(v.object({ kind: v.picklist(['kept', 'gone', 'new']), words: v.string() })),
          }),
        ),
      }),
    },
    async ({ parts: { db }, at, query: { from } }) => {
      const later = await findEdition(db, at('slug'))
      if (!later) throw new Refusal('not-found', 'There is no such edition.')
      const earlier =
        from === undefined ? previousOf(later, await listComparable(db, later)) : await findEdition(db, from)
      if (!earlier) throw new Refusal('field-invalid', 'Name the slug of an edition to compare with', 'from')
      const { language, changes } = await compareTexts(db, earlier, later)
      return {
        from: earlier.slug,
        to: later.slug,
        language,
        changes: changes.map((change) => ({
          kind: change.kind,
          before: change.before ? tellPlaced(change.before) : null,
          after: change.after ? tellPlaced(change.after) : null,
          words: change.kind === 'changed' ? change.words : [],
        })),
      }
    },
  ),
]

function tellPlaced({ theme, undertaking: { number, party, text } }: Placed) {
  return { number, theme: theme.name, party, text }
}

function tellEdition(parts: Parts, one: Edition, all: readonly Edition[]) {
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
    replacedBy: all.filter(({ replaces }) => replaces.includes(one.id)).map((successor) => successor.slug),
    signable: isSignable(one, editionFacts(all), londonDay(now(parts))),
    reference,
    texts: one.texts.map(({ language, sha256 }) => {
      return { language, sha256, address: `${parts.address}/editions/${slug}.${language}.md` }
    }),
  }
}
