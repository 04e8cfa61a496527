import * as v from 'valibot'
import { kinds, sectors } from '../../core/body-kind.ts'
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

/** How a signing stands, since when, and until when a suspension lasts at most. */
export const standing = v.object({ name: v.picklist(standings), since: day, reviewBy: day })

/** A standing as it is told. */
export function tellStanding({ name, since, reviewBy }: Standing): v.InferInput<typeof standing> {
  return { name, since: since ?? null, reviewBy: reviewBy ?? null }
}

/** A session: sent with every further request as `Authorization: Bearer …`. */
export const session = v.string()
