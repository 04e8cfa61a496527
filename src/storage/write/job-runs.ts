import { eq } from 'drizzle-orm'
import type { Instant } from '../../core/day.ts'
import type { Job } from '../../core/job.ts'
import { statement, write, type Database } from '../database.ts'
import { jobRuns } from '../private-schema.ts'

/** Writes down that a job begins. */
export async function keepBegun(db: Database, job: Job, begunAt: Instant): Promise<void> {
  const begun = db
    .insert(jobRuns)
    .values({ job, begunAt })
    .onConflictDoUpdate({ target: jobRuns.job, set: { begunAt } })
  await write(db, [statement(begun)])
}

/** Writes down that a job was done, or that it failed and under which reference. */
export async function keepEnded(db: Database, job: Job, endedAt: Instant, reference: string | null): Promise<void> {
  const ended = reference === null ? { endedAt, reference, doneAt: endedAt } : { endedAt, reference }
  await write(db, [statement(db.update(jobRuns).set(ended).where(eq(jobRuns.job, job)))])
}
