import * as v from 'valibot'
import { kinds, sectors } from '../../core/body-kind.ts'
import { changeTypes } from '../../core/change.ts'
import { standings, type Standing } from '../../core/standing.ts'

/** A day as precisely as it is known: `2009`, `2014-06` or `2014-06-14`; null where nobody recorded it. */
export const day = v.nullable(v.string())

/** What stands for a body or an edition in addresses, and its name. */
export const named = v.object({ slug: v.string(), name: v.string() })

/** What the register says of a body. */
export const body = v.object({
  slug: v.string(),
  name: v.string(),
  sector: v.picklist(sectors),
  kind: v.picklist(kinds),
  identifiers: v.array(v.string()),
})

/** One line of the list: who signed what, and how that stands. */
export const listLine = v.object({
  body: v.object({ id: v.string(), ...body.entries }),
  instrument: v.string(),
  edition: v.string(),
  standing: v.picklist(standings),
  signedOn: day,
  decidedOn: day,
  entry: v.number(),
  reference: v.string(),
})

/** How a signing stands, since when, and until when a suspension lasts at most. */
export const standing = v.object({ name: v.picklist(standings), since: day, reviewBy: day })

/** A standing as it is told. */
export function tellStanding({ name, since, reviewBy }: Standing): v.InferInput<typeof standing> {
  return { name, since: since ?? null, reviewBy: reviewBy ?? null }
}

/** Something that happened, with the number of its entry in the log. */
export const change = v.object({
  entry: v.number(),
  type: v.picklist(changeTypes),
  at: v.string(),
  on: day,
  until: day,
  body: v.nullable(named),
  edition: v.nullable(named),
  reference: v.nullable(v.string()),
  names: v.nullable(v.object({ before: v.string(), after: v.string() })),
  related: v.array(
    v.object({
      relation: v.picklist(['successor', 'functions-to', 'continued-by', 'predecessor', 'replaces']),
      to: named,
    }),
  ),
  ground: v.nullable(v.string()),
  reply: v.nullable(v.string()),
  by: v.nullable(v.string()),
})

/** A session: sent with every further request as `Authorization: Bearer …`. */
export const session = v.string()
