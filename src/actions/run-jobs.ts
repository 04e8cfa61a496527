import { isJobDue, isNews, jobsOf, type Job, type JobRun } from '../core/job.ts'
import { listJobRuns } from '../storage/read/job-runs.ts'
import { keepBegun, keepEnded } from '../storage/write/job-runs.ts'
import { now, type Parts } from './parts.ts'

/** A job whose time has come, with its last run. */
export type DueJob = { job: Job; last: JobRun | undefined }

/** The jobs of this host. */
export function ownJobs({ backups }: Pick<Parts, 'backups'>): readonly Job[] {
  return jobsOf(backups ? 'embedded' : 'edge')
}

/** The jobs whose time has come. */
export async function listDueJobs(parts: Parts): Promise<readonly DueJob[]> {
  const runs = await listJobRuns(parts.db)
  const due = ownJobs(parts).map((job) => ({ job, last: runs.get(job) }))
  return due.filter(({ job, last }) => isJobDue(job, last, now(parts)))
}

/** Does a job and writes down when. Die in it: it is not down as done, and the next tick does it. */
export async function runJob(parts: Parts, { job, last }: DueJob, act: (parts: Parts) => Promise<void>): Promise<void> {
  const begun = now(parts)
  const news = isNews(last, begun)
  if (news) await keepBegun(parts.db, job, begun)
  await act(parts)
  if (news) await keepEnded(parts.db, job, now(parts), null)
}

/** Writes down that a job failed; `reference` finds it in the log of the host. */
export async function keepFailure(parts: Parts, job: Job, reference: string): Promise<void> {
  await keepEnded(parts.db, job, now(parts), reference)
}
