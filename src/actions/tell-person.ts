import type { Uuid } from '../core/uuid.ts'
import { listDisclosedAbout, listKeptAbout, listPositionsOf } from '../storage/read/people.ts'
import { now, type Parts } from './parts.ts'

/**
 * Everything the register keeps about a person, for whoever asks for their own (UK GDPR article 15): what is private,
 * and what is disclosed of the entries they signed. Where two people signed, an entry tells of both.
 */
export async function tellPerson(parts: Parts, { address, name }: { address: string; name: string | undefined }) {
  const kept = await listKeptAbout(parts.db, address)
  const ids: readonly Uuid[] = kept.signUps.map(({ id }) => id)
  const positions = await listPositionsOf(parts.db, ids)
  return {
    asAt: now(parts),
    askedFor: { address, ...(name !== undefined && { name }) },
    ...kept,
    disclosures: await listDisclosedAbout(parts.db, positions, name),
  }
}
