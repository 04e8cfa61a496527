import type { FullDay } from '../../core/day.ts'
import { standingOn, type Standing } from '../../core/standing.ts'
import type { Database } from '../database.ts'
import { findBodyById, type Body, type BodyRecord } from './bodies.ts'
import { editionFacts, listEditions, type Edition } from './editions.ts'
import { listSigningsOf, signingFacts, type Signing } from './signings.ts'

/** A signing, what was signed, and how it stands. */
export type SigningStanding = { signing: Signing; edition: Edition; standing: Standing }

/** Whose a signing is, what was signed, and how it stands on a day. */
export async function requireStanding(
  db: Database,
  signing: Signing,
  on: FullDay,
): Promise<SigningStanding & { body: BodyRecord }> {
  const body = await findBodyById(db, signing.body)
  const held = body && (await listStandings(db, body, on)).find((one) => one.signing.id === signing.id)
  if (!held) throw new Error('a signing points to what is not there')
  return { ...held, body }
}

/** The digest of the certificate that is served now, which the log says too; the bytes need not be read for it. */
export function certificateDigest({ issues }: Signing): string | undefined {
  return issues.at(-1)?.pdf
}

/** Every signing of a body and how it stands on a day, the latest first. */
export async function listStandings(
  db: Database,
  { id, endedOn }: Pick<Body, 'id' | 'endedOn'>,
  on: FullDay,
): Promise<readonly SigningStanding[]> {
  const editions = await listEditions(db)
  const own = await listSigningsOf(db, id)
  const setting = { editions: editionFacts(editions), bodyEndedOn: endedOn, signings: own.map(signingFacts) }
  return own.toReversed().map((signing) => {
    const edition = editions.find((one) => one.id === signing.edition)
    if (!edition) throw new Error('a signing points to what is not there')
    return { signing, edition, standing: standingOn(signingFacts(signing), setting, on) }
  })
}
