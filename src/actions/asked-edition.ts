import { isSignable } from '../core/signable.ts'
import type { CampaignOn } from '../storage/read/campaigns.ts'
import { editionFacts, listEditions, type Edition } from '../storage/read/editions.ts'
import type { Parts } from './parts.ts'

/** The edition that a campaign asks for, and whether it can be signed on the day that is looked at. */
export async function findAskedEdition(
  { db }: Pick<Parts, 'db'>,
  { toEdition, today }: Pick<CampaignOn, 'toEdition' | 'today'>,
): Promise<{ edition: Edition; signable: boolean }> {
  const editions = await listEditions(db)
  const edition = editions.find(({ id }) => id === toEdition)
  if (!edition) throw new Error('a campaign points to an edition that is not there')
  return { edition, signable: isSignable(edition, editionFacts(editions), today) }
}
