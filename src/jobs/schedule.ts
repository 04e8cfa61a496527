import { auditOwnLog } from '../actions/audit-own-log.ts'
import { backUp } from '../actions/back-up.ts'
import { checkAuthorities } from '../actions/check-authorities.ts'
import { checkSealDaily } from '../actions/check-seal.ts'
import { checkWebsites } from '../actions/check-websites.ts'
import { collectCosignatures } from '../actions/collect-cosignatures.ts'
import { eraseOld } from '../actions/erase-old.ts'
import { followProspects } from '../actions/follow-prospects.ts'
import type { Parts } from '../actions/parts.ts'
import { prolongCertificates } from '../actions/prolong-certificates.ts'
import { publish } from '../actions/publish.ts'
import { keepFailure, listDueJobs, runJob, type DueJob } from '../actions/run-jobs.ts'
import { remind } from '../actions/remind.ts'
import { sendMails } from '../actions/send-mails.ts'
import { warnKeys } from '../actions/warn-keys.ts'
import { warnLapse } from '../actions/warn-lapse.ts'
import { warnUnfinished } from '../actions/warn-unfinished.ts'
import { jobNames, type Job } from '../core/job.ts'
import { Refusal } from '../core/refusal.ts'
import { formatHex } from '../encoding/hex.ts'

/** What each job of the clock does. Each is idempotent and catches up after any pause. */
const acts = {
  publish,
  'send-mails': sendMails,
  'collect-cosignatures': collectCosignatures,
  'audit-own-log': auditOwnLog,
  'warn-unfinished': warnUnfinished,
  'erase-old': eraseOld,
  'check-websites': checkWebsites,
  'check-seal': checkSealDaily,
  'warn-keys': warnKeys,
  'check-authorities': checkAuthorities,
  'prolong-certificates': prolongCertificates,
  remind,
  'follow-prospects': followProspects,
  'warn-lapse': warnLapse,
  'back-up': backUp,
} as const satisfies Record<Job, (parts: Parts) => Promise<void>>

/** Does, at a tick, the jobs whose time has come. */
export type Clock = (among?: readonly Job[]) => Promise<void>

/**
 * The clock of one process. Jobs wait for none but themselves: while one waits for somebody else's server, the others go on
 * at the next tick.
 */
export function startClock(parts: Parts): Clock {
  const running = new Set<Job>()
  return async (among = jobNames) => {
    const due = (await listDueJobs(parts)).filter(({ job }) => among.includes(job) && !running.has(job))
    await Promise.all(
      due.map(async (one) => {
        running.add(one.job)
        await runReported(parts, one)
        running.delete(one.job)
      }),
    )
  }
}

async function runReported(parts: Parts, due: DueJob): Promise<void> {
  const reference = formatHex(parts.chance(4))
  try {
    await runJob(parts, due, acts[due.job])
  } catch (error) {
    const refused = error instanceof Refusal
    // A refusal has been reported where it was decided.
    if (!refused) parts.report({ kind: 'defect', reference, error })
    // A database that cannot be written to is told of by the line above.
    await Promise.allSettled([keepFailure(parts, due.job, refused ? error.kind : reference)])
  }
}
