import { jobs, jobStateOf, type Job, type JobRun, type JobState } from '../core/job.ts'
import { listJobRuns } from '../storage/read/job-runs.ts'
import { now, type Parts } from './parts.ts'
import { ownJobs } from './run-jobs.ts'

/** A job of the clock, how it is, and what is known of its last run. */
export type ToldJob = { job: Job; every: number; state: JobState } & Pick<JobRun, 'doneAt' | 'reference'>

/** Every job of this host. */
export async function tellClock(parts: Parts): Promise<readonly ToldJob[]> {
  const runs = await listJobRuns(parts.db)
  return ownJobs(parts).map((job) => {
    const run = runs.get(job)
    const { doneAt = null, reference = null } = run ?? {}
    return { job, every: jobs[job].every, state: jobStateOf(job, run, now(parts)), doneAt, reference }
  })
}

/** The jobs that a coordinator has to know of: they failed, or ought to have been done by now. */
export async function listTroubledJobs(parts: Parts): Promise<readonly ToldJob[]> {
  return (await tellClock(parts)).filter(({ state }) => state === 'failing' || state === 'overdue')
}
