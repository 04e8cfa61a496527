import { isJob, type Job, type JobRun } from '../../core/job.ts'
import type { Database } from '../database.ts'
import { jobRuns } from '../private-schema.ts'

/** The last run of every job that ever ran. */
export async function listJobRuns(db: Database): Promise<ReadonlyMap<Job, JobRun>> {
  const rows = await db.select().from(jobRuns)
  return new Map(rows.flatMap(({ job, ...run }) => (isJob(job) ? [[job, run] as const] : [])))
}
