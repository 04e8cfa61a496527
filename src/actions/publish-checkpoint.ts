import type { StoredCheckpoint } from '../storage/read/log.ts'
import { askWitnesses } from './collect-cosignatures.ts'
import type { Parts } from './parts.ts'
import { publishWitnessed } from './publish-witnessed.ts'

/**
 * Shows the world a checkpoint that the mark covers as soon as the policy allows, and gives back the largest one that the
 * world may see. Where no witness is needed, none is waited for: the clock asks them.
 */
export async function showCheckpoint(parts: Parts, signed: StoredCheckpoint): Promise<StoredCheckpoint | undefined> {
  const shown = await publishWitnessed(parts, signed)
  if (shown && shown.size >= signed.size) return shown
  await askWitnesses(parts, signed)
  return publishWitnessed(parts, signed)
}
