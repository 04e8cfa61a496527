import { inArray } from 'drizzle-orm'
import type { FullDay } from '../../core/day.ts'
import type { SignatoryLine } from '../../core/signatory-list.ts'
import { effectiveDay, standingOn, type Setting, type StandingName } from '../../core/standing.ts'
import type { Database } from '../database.ts'
import { signings as signingTable } from '../schema.ts'
import { listBodies, type Body } from './bodies.ts'
import { editionFacts, listEditions, type Edition } from './editions.ts'
import type { BodyFilter } from './search.ts'
import { listSignings, signingFacts, type Signing } from './signings.ts'

export type SignatoryFilter = BodyFilter & { standing?: StandingName | undefined; edition?: string | undefined }

/** The public list on a day, by name of body and then in the order of the log. */
export async function listSignatories(
  db: Database,
  filter: SignatoryFilter,
  on: FullDay,
): Promise<readonly SignatoryLine[]> {
  const filtered = filter.q || filter.sector || filter.kind
  const [bodies, editions] = [await listBodies(db, filter), await listEditions(db)]
  const ids = bodies.map(({ id }) => id)
  const all = await listSignings(db, filtered ? inArray(signingTable.body, ids) : undefined)
  return linesOf(bodies, editions, all, on).filter(
    (line) =>
      (!filter.standing || line.standing === filter.standing) &&
      (!filter.edition || line.edition.slug === filter.edition),
  )
}

/** The lines of some bodies; each body's signings have to be there whole, since one may overtake another. */
function linesOf(
  bodies: readonly Body[],
  editions: readonly Edition[],
  signings: readonly Signing[],
  on: FullDay,
): readonly SignatoryLine[] {
  const facts = editionFacts(editions)
  const editionOf = new Map(editions.map((edition) => [edition.id, edition]))
  const signingsOf = Map.groupBy(signings, ({ body }) => body)
  return bodies.flatMap((body) => {
    const own = signingsOf.get(body.id) ?? []
    const setting: Setting = { editions: facts, bodyEndedOn: body.endedOn, signings: own.map(signingFacts) }
    return own.flatMap((signing) => {
      const edition = editionOf.get(signing.edition)
      return edition ? [lineOf(body, edition, signing, setting, on)] : []
    })
  })
}

function lineOf(body: Body, edition: Edition, signing: Signing, setting: Setting, on: FullDay): SignatoryLine {
  const facts = signingFacts(signing)
  const { slug, name, sector, kind, identifiers } = body
  return {
    body: { slug, name, sector, kind, identifiers },
    instrument: edition.instrumentName,
    edition: { slug: edition.slug, label: edition.label },
    standing: standingOn(facts, setting, on).name,
    signedOn: effectiveDay({
      ...facts,
      signatures: facts.signatures.map(({ on: day }) => ({ on: day, decidedOn: null })),
    }),
    decidedOn: signing.signatures.find(({ decidedOn }) => decidedOn !== null)?.decidedOn ?? null,
    entry: signing.position,
    reference: signing.reference,
  }
}
