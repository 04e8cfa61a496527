import { findEntryAt } from '../storage/read/entries.ts'
import { listRotations } from '../storage/read/rotations.ts'
import { formatSealKeys } from '../verify/seal-keys.ts'
import type { Parts } from './parts.ts'

type KeyParts = Pick<Parts, 'db' | 'keys'>

/**
 * Every seal that the log ever named, by the SHA-256 of its X.509 certificate, the newest first. The log names the first one
 * by its root, and by itself when the next one takes over.
 */
export async function listSealKeys({ db, keys }: KeyParts): Promise<readonly string[]> {
  const turns = (await listRotations(db)).filter(({ use, position }) => use === 'seal' && position > 0)
  const [turn] = turns
  const first = turn ? await findReplaced(db, turn.position) : keys.sealers[0].fingerprint
  return [...turns.map(({ key }) => key).toReversed(), ...(first ? [first] : [])]
}

/** The same as everybody reads them. */
export async function sealKeysText(parts: KeyParts): Promise<string> {
  return formatSealKeys(await listSealKeys(parts))
}

async function findReplaced(db: Parts['db'], position: number): Promise<string | undefined> {
  const entry = (await findEntryAt(db, position))?.entry
  return entry?.type === 'key.rotated' ? entry.replaces : undefined
}
