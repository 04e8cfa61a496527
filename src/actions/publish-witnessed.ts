import { equalBytes } from '../encoding/bytes.ts'
import { judge } from '../log/quorum.ts'
import { keyIdOf } from '../log/vkey.ts'
import type { Policy } from '../log/policy.ts'
import { listCosignedAbove, type Cosigned } from '../storage/read/cosignatures.ts'
import { findPublished, type StoredCheckpoint } from '../storage/read/log.ts'
import { publishCheckpoint } from '../storage/write/publish-checkpoint.ts'
import { now, type Parts } from './parts.ts'
import { presentPolicy } from './policy.ts'

/**
 * Shows the world the largest checkpoint whose cosignatures meet the policy, and gives back what the world may see. Where
 * no witness is needed that is `signed`, which the mark covers; cosigned ones left the house behind the mark.
 */
export async function publishWitnessed(parts: Parts, signed: StoredCheckpoint): Promise<StoredCheckpoint | undefined> {
  const shown = await findPublished(parts.db)
  const policy = await presentPolicy(parts)
  const size =
    policy.quorum === 'none'
      ? signed.size
      : largestWitnessed(policy, await listCosignedAbove(parts.db, shown?.size ?? 0))
  if (size === undefined || size <= (shown?.size ?? 0)) return shown
  await publishCheckpoint(parts.db, size, now(parts))
  return findPublished(parts.db)
}

function largestWitnessed(policy: Policy, cosigned: readonly Cosigned[]): number | undefined {
  for (const [size, lines] of Map.groupBy(cosigned, (one) => one.size)) {
    if (judge(policy, witnessesOf(policy, lines)).quorum === 'met') return size
  }
  return undefined
}

/** The witnesses of a policy among whoever cosigned, and when. */
function witnessesOf({ witnesses }: Policy, cosigned: readonly Cosigned[]) {
  return cosigned.flatMap(({ name, keyId, time }) => {
    const found = witnesses.find(({ key }) => key.name === name && equalBytes(keyIdOf(key), keyId))
    return found ? [{ witness: found.name, time }] : []
  })
}
