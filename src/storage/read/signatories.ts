import { inArray, type SQL } from 'drizzle-orm'
import type { FullDay } from '../../core/day.ts'
import type { SignatoryLine } from '../../core/signatory-list.ts'
import { standingOn, type Setting, type StandingName } from '../../core/standing.ts'
import type { Database } from '../database.ts'
import { bodies as bodyTable, signings as signingTable } from '../schema.ts'
import { listBodiesWhere, type Body } from './bodies.ts'
import { editionFacts, listEditions, type Edition } from './editions.ts'
import { matching, type BodyFilter } from './search.ts'
import { listSignings, signingFacts, type Signing } from './signings.ts'

export type SignatoryFilter = BodyFilter & { standing?: StandingName | undefined; edition?: string | undefined }

/** The public list on a day, by name of body and then in the order of the log. */
export async function listSignatories(
  db: Database,
  filter: SignatoryFilter,
  on: FullDay,
): Promise<readonly SignatoryLine[]> {
  const lines = await linesOf(db, await matching(db, filter), on)
  return lines.filter(
    (line) =>
      (!filter.standing || line.standing === filter.standing) &&
      (!filter.edition || line.edition.slug === filter.edition),
  )
}

/** The lines of the bodies that meet a condition, all of each: one signing of a body may overtake another. */
export async function linesOf(db: Database, where: SQL | undefined, on: FullDay): Promise<readonly SignatoryLine[]> {
  const ids = where && db.select({ id: bodyTable.id }).from(bodyTable).where(where)
  const [bodies, editions, signings] = await Promise.all([
    listBodiesWhere(db, where),
    listEditions(db),
    listSignings(db, ids && inArray(signingTable.body, ids)),
  ])
  const facts = editionFacts(editions)
  const editionOf = new Map(editions.map((edition) => [edition.id, edition]))
  const signingsOf = Map.groupBy(signings, ({ body }) => body)
  return bodies.flatMap((body) => {
    const own = signingsOf.get(body.id) ?? []
    const setting: Setting = { editions: facts, bodyEndedOn: body.endedOn, signings: own.map(signingFacts) }
    return own.flatMap((signing) => {
      const edition = editionOf.get(signing.edition)
      return edition ? [lineOf(body, edition, signing, standingOn(signingFacts(signing), setting, on).name)] : []
    })
  })
}

function lineOf(body: Body, edition: Edition, signing: Signing, standing: StandingName): SignatoryLine {
  const { slug, name, sector, kind, identifiers } = body
  return {
    body: { slug, name, sector, kind, identifiers },
    instrument: edition.instrumentName,
    edition: { slug: edition.slug, label: edition.label },
    standing,
    signedOn: signing.signedOn,
    decidedOn: signing.signatures.find(({ decidedOn }) => decidedOn !== null)?.decidedOn ?? null,
    entry: signing.position,
    reference: signing.reference,
  }
}
