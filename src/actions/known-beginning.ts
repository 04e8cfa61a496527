import { londonDay } from '../core/day.ts'
import type { SignUpDraft } from '../core/sign-up.ts'
import { isSignable } from '../core/signable.ts'
import type { Uuid } from '../core/uuid.ts'
import { findBody } from '../storage/read/bodies.ts'
import { editionFacts, editionName, listEditions } from '../storage/read/editions.ts'
import { listSigningsOf, type Signing } from '../storage/read/signings.ts'
import { now, type Parts } from './parts.ts'

/** What a sign-up begins with where somebody comes from the page of a body: whose it is, and what is to be signed. */
export type KnownBeginning = { body: string; edition: string; draft: Pick<SignUpDraft, 'body' | 'editions'> }

/** A beginning by the slugs of a body and an edition; undefined where there is no such body, or the edition cannot be signed today. */
export async function findBeginning(
  parts: Parts,
  slugs: { body: string; edition: string },
): Promise<KnownBeginning | undefined> {
  const body = await findBody(parts.db, slugs.body)
  const editions = await listEditions(parts.db)
  const edition = editions.find(({ slug }) => slug === slugs.edition)
  if (!body || !edition || !isSignable(edition, editionFacts(editions), londonDay(now(parts)))) return undefined
  const [text, another] = edition.texts
  return {
    body: body.name,
    edition: editionName(edition),
    draft: {
      body: { registered: body.id },
      // Which language somebody reads is for them to say.
      editions: text && !another ? [{ edition: edition.id, language: text.language }] : [],
    },
  }
}

/** The public answers of the last time that a body signed: to be looked at, and signed anew. */
export async function findLastTime(
  { db }: Parts,
  body: Uuid,
): Promise<{ edition: string; signatures: Signing['signatures'] } | undefined> {
  const last = (await listSigningsOf(db, body)).findLast(({ acts }) => !acts.some(({ act }) => act === 'voided'))
  const edition = last && (await listEditions(db)).find(({ id }) => id === last.edition)
  return last && edition && { edition: editionName(edition), signatures: last.signatures }
}
