import type { Setting } from '../core/standing.ts'
import { signingFacts } from '../core/standing-facts.ts'
import type { Views } from '../core/views.ts'
import { editionFacts, type Edition } from '../storage/read/editions.ts'
import { listSigningsOf } from '../storage/read/signings.ts'
import type { Parts } from './parts.ts'

/** What the standing of the signings of a body rests on: the editions, its end and all it has signed. A newcomer has nothing yet. */
export async function settingOfBody(
  { db }: Pick<Parts, 'db'>,
  body: Pick<Views['bodies'], 'id' | 'endedOn'> | undefined,
  editions: readonly Edition[],
): Promise<Setting> {
  return {
    editions: editionFacts(editions),
    bodyEndedOn: body?.endedOn ?? null,
    signings: body ? (await listSigningsOf(db, body.id)).map(signingFacts) : [],
  }
}
