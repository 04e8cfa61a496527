import { findEntryAt } from '../storage/read/entries.ts'
import { listRotations } from '../storage/read/rotations.ts'
import { formatSealKeys } from '../verify/seal-keys.ts'
import type { Parts } from './parts.ts'

/** Every seal that the log ever named. It names the first one by its root, and by itself when the next one takes over. */
export async function sealKeysText({ db, keys }: Pick<Parts, 'db' | 'keys'>): Promise<string> {
  const turns = (await listRotations(db)).filter(({ use, position }) => use === 'seal' && position > 0)
  const [turn] = turns
  const first = turn ? await findReplaced(db, turn.position) : keys.sealers[0].fingerprint
  return formatSealKeys([...turns.map(({ key }) => key).toReversed(), ...(first ? [first] : [])])
}

async function findReplaced(db: Parts['db'], position: number): Promise<string | undefined> {
  const entry = (await findEntryAt(db, position))?.entry
  return entry?.type === 'key.rotated' ? entry.replaces : undefined
}
