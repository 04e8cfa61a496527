import { decideErasure, withRepeats, type Held } from '../core/erasure.ts'
import type { Ground } from '../core/entry.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { always, scrub, write, written } from '../storage/database.ts'
import { findAppended, logSize, type Appended } from '../storage/read/entries.ts'
import { listErasures } from '../storage/read/erasures.ts'
import { listDisclosedAbout, listMailboxesOf } from '../storage/read/people.ts'
import { append } from '../storage/write/append.ts'
import { eraseDisclosures, eraseKeptAbout } from '../storage/write/erasure.ts'
import { againIfOvertaken, stamp, type Parts } from './parts.ts'
import { publish } from './publish.ts'
import { assureAsked, type Asker } from './tell-person.ts'

/** What is to be erased of somebody: disclosures by their digests, what is private, or both. The key is of one press. */
export type ErasureWish = Asker & { digests: readonly string[]; kept: boolean; ground: Ground; key: Uuid }

/** An entry that lost something, the one that says so, and the reference of the signing. */
export type ErasedFrom = { entry: number; erased: number; reference: string | null }

/**
 * Erases what was chosen and every copy of it. The entries that say so and what goes stand or fall together; certificates
 * and the list are then made anew. Die behind the batch: the next start takes the bytes out of the file, and the clock
 * publishes.
 */
export async function erasePerson(parts: Parts, wish: ErasureWish): Promise<readonly ErasedFrom[]> {
  const appended = await againIfOvertaken(parts, () => erase(parts, wish))
  await scrub(parts.db)
  parts.later(publish(parts))
  return tellErasures(parts, appended)
}

/** What goes if this is erased; refuses what cannot be. */
export async function findGoing(
  parts: Parts,
  { digests, kept, ...asker }: Pick<ErasureWish, 'digests' | 'kept' | keyof Asker>,
): Promise<readonly Held[]> {
  if (digests.length === 0 && !kept) throw new Refusal('field-invalid', 'Select what is to be erased', 'digest')
  assureAsked(asker)
  return withRepeats(await listDisclosedAbout(parts.db, asker), digests)
}

async function erase(parts: Parts, wish: ErasureWish): Promise<readonly Appended[]> {
  // The length comes first: whatever changes while we read makes the decision void.
  const size = await logSize(parts.db)
  // Pressed twice, or the first answer was lost on the way.
  const key = `erasure:${wish.key}`
  const earlier = await findAppended(parts.db, key)
  if (earlier) return earlier
  const going = await findGoing(parts, wish)
  const drafts = decideErasure(going, wish.ground, stamp(parts))
  const [first] = drafts
  const condition = first ? written(first.entry.id) : always
  const gone = [
    ...eraseDisclosures(parts.db, { gone: going, mailboxes: await listMailboxesOf(parts.db, going) }, condition),
    ...(wish.kept && wish.address !== undefined ? eraseKeptAbout(parts.db, wish.address, condition) : []),
  ]
  if (first) return append(parts.db, { key, size, drafts }, gone)
  await write(parts.db, gone)
  return []
}

async function tellErasures(parts: Parts, appended: readonly Appended[]): Promise<readonly ErasedFrom[]> {
  const erased = appended.flatMap(({ position, entry }) =>
    entry.type === 'disclosure.erased' ? [{ erased: position, entry: entry.entry }] : [],
  )
  const told = await Promise.all(erased.map((one) => listErasures(parts.db, one.entry)))
  return erased.map((one, n) => ({ ...one, reference: told[n]?.at(-1)?.reference ?? null }))
}
