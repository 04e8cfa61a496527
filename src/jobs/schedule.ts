import type { Parts } from '../actions/parts.ts'
import { auditOwnLog } from '../actions/audit-own-log.ts'
import { checkWebsites } from '../actions/check-websites.ts'
import { collectCosignatures } from '../actions/collect-cosignatures.ts'
import { eraseOld } from '../actions/erase-old.ts'
import { warnUnfinished } from '../actions/warn-unfinished.ts'
import { publish } from '../actions/publish.ts'
import { Refusal } from '../core/refusal.ts'
import { formatHex } from '../encoding/hex.ts'

/** What the clock does, on both hosts. Each is idempotent and catches up after any pause. */
const jobs = {
  publish,
  collectCosignatures,
  auditOwnLog,
  warnUnfinished,
  eraseOld,
  checkWebsites,
} as const satisfies Record<string, (parts: Parts) => Promise<void>>

/** Runs every job once. One that fails is reported, and the others go on. */
export async function runJobs(parts: Parts): Promise<void> {
  for (const job of Object.values(jobs)) {
    try {
      await job(parts)
    } catch (error) {
      // A refusal has been reported where it was decided.
      if (!(error instanceof Refusal)) parts.report({ kind: 'defect', reference: formatHex(parts.chance(4)), error })
    }
  }
}
