import { asc, eq, inArray, type SQL } from 'drizzle-orm'
import type { Kind, Sector } from '../../core/body-kind.ts'
import type { Day, FullDay } from '../../core/day.ts'
import { signingFacts } from '../../core/standing-facts.ts'
import { judgeOn, standingOn, type Standing, type StandingName } from '../../core/standing.ts'
import { isOnCertificate } from '../../core/erasure.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { bodies, signatures, signingActs, signings } from '../schema.ts'
import type { Body } from './bodies.ts'
import { editionFacts, listEditions, type Edition } from './editions.ts'
import { listSigningsOf, type Signing } from './signings.ts'

/** A signing, what was signed, and how it stands. */
export type SigningStanding = { signing: Signing; edition: Edition; standing: Standing }

/**
 * The digest of the certificate that is served now, which the log says too; the bytes need not be read for it. There is
 * none while one is made anew that shows less.
 */
export function certificateDigest({ issues, erasures }: Signing): string | undefined {
  const issue = issues.at(-1)
  const shows = (since: number) => erasures.some(({ position, field }) => position > since && isOnCertificate(field))
  return issue && !shows(issue.position) ? issue.pdf : undefined
}

/** Every signing of a body and how it stands on a day, the latest first. */
export async function listStandings(
  db: Database,
  { id, endedOn }: Pick<Body, 'id' | 'endedOn'>,
  on: FullDay,
): Promise<readonly SigningStanding[]> {
  const own = await listSigningsOf(db, id)
  if (own.length === 0) return []
  return standingsAmong(own, await listEditions(db), endedOn, on)
}

/** How all signings of one body stand on a day, the latest first. */
export function standingsAmong(
  own: readonly Signing[],
  editions: readonly Edition[],
  bodyEndedOn: Day | null,
  on: FullDay,
): readonly SigningStanding[] {
  const setting = { editions: editionFacts(editions), bodyEndedOn, signings: own.map(signingFacts) }
  return own.toReversed().map((signing) => {
    const edition = editions.find((one) => one.id === signing.edition)
    if (!edition) throw new Error('a signing points to what is not there')
    return { signing, edition, standing: standingOn(signingFacts(signing), setting, on) }
  })
}

/** A signing by its entry, whose it is, and how it stands. */
export type Stood = {
  entry: number
  body: Uuid
  sector: Sector
  kind: Kind
  startedOn: Day | null
  endedOn: Day | null
  edition: Uuid
  standing: StandingName
}

/** How every signing of the bodies that meet a condition stands on a day, and no more than that. */
export async function listStood(db: Database, where: SQL | undefined, on: FullDay): Promise<readonly Stood[]> {
  const some = where && inArray(signings.body, db.select({ id: bodies.id }).from(bodies).where(where))
  const ids = some && db.select({ id: signings.id }).from(signings).where(some)
  const { id, body, edition, attestedOn, position } = signings
  const [all, [rows, signed, acted]] = await Promise.all([
    listEditions(db),
    db.batch([
      db
        .select({
          entry: position,
          id,
          body,
          edition,
          attestedOn,
          sector: bodies.sector,
          kind: bodies.kind,
          startedOn: bodies.startedOn,
          endedOn: bodies.endedOn,
        })
        .from(signings)
        .innerJoin(bodies, eq(bodies.id, body))
        .where(some)
        .orderBy(asc(signings.rank)),
      db
        .select({ signing: signatures.signing, onDay: signatures.onDay, decidedOn: signatures.decidedOn })
        .from(signatures)
        .where(ids && inArray(signatures.signing, ids)),
      db
        .select()
        .from(signingActs)
        .where(ids && inArray(signingActs.signing, ids))
        .orderBy(asc(signingActs.position)),
    ]),
  ])
  const signaturesOf = Map.groupBy(signed, ({ signing }) => signing)
  const actsOf = Map.groupBy(acted, ({ signing }) => signing)
  const judge = judgeOn(editionFacts(all), on)
  return [...Map.groupBy(rows, (row) => row.body).values()].flatMap((own) => {
    const days = own.map((row) =>
      signingFacts({ ...row, signatures: signaturesOf.get(row.id) ?? [], acts: actsOf.get(row.id) ?? [] }),
    )
    return days.flatMap((facts, n) => {
      const row = own[n]
      return row ? [{ ...row, standing: judge(facts, days, row.endedOn).name }] : []
    })
  })
}
