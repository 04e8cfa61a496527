import { addSeconds, type Instant } from './day.ts'

const hour = 3600

/** What the clock does, and how often, in seconds; 0 is at each of its ticks. `host`: on a host of that kind alone. */
export const jobs = {
  publish: { every: 0 },
  'send-mails': { every: 0 },
  'collect-cosignatures': { every: 0 },
  'audit-own-log': { every: 0 },
  'warn-unfinished': { every: hour },
  'erase-old': { every: hour },
  'check-websites': { every: 60 },
  'check-seal': { every: 24 * hour },
  'warn-keys': { every: 24 * hour },
  'check-authorities': { every: hour },
  'prolong-certificates': { every: 60 },
  remind: { every: hour },
  'follow-prospects': { every: 60 },
  'warn-lapse': { every: 24 * hour },
  'back-up': { every: hour, host: 'embedded' },
} as const satisfies Record<string, { every: number; host?: 'embedded' }>

export type Job = keyof typeof jobs

/** Whether a name is that of a job. */
export function isJob(name: string): name is Job {
  return Object.hasOwn(jobs, name)
}

/** The jobs, in the order in which they are told. */
export const jobNames: readonly Job[] = Object.keys(jobs).filter(isJob)

/** The jobs of a host: those of an embedded one are its own. */
export function jobsOf(host: 'embedded' | 'edge'): readonly Job[] {
  return jobNames.filter((job) => host === 'embedded' || !('host' in jobs[job]))
}

/** A job's last run: when it began and ended, when one was last done, and under which reference this one failed. */
export type JobRun = {
  readonly begunAt: Instant
  readonly endedAt: Instant | null
  readonly doneAt: Instant | null
  readonly reference: string | null
}

/** After which a job that failed is tried again at the latest, in seconds. */
const retry = 300
/** How far behind its time a job may be before anybody is told, in seconds, beside one run that was missed. */
const grace = 900

/**
 * Whether a job's time has come. One that failed comes sooner than its time; one that was cut off comes at once, since it
 * was not done. After a pause of any length it is done once.
 */
export function isJobDue(job: Job, run: JobRun | undefined, now: Instant): boolean {
  if (!run) return true
  const { every } = jobs[job]
  const { endedAt, doneAt, reference } = run
  if (reference !== null && endedAt !== null && !hasPassed(endedAt, Math.min(every, retry), now)) return false
  return doneAt === null || hasPassed(doneAt, every, now)
}

/** How a job is: it was done in time, has not run yet, failed at its last run, or ought to have been done by now. */
export const jobStates = ['fine', 'not-yet', 'failing', 'overdue'] as const
export type JobState = (typeof jobStates)[number]

/** How a job is at a moment. */
export function jobStateOf(job: Job, run: JobRun | undefined, now: Instant): JobState {
  if (!run) return 'not-yet'
  if (run.reference !== null) return 'failing'
  const late = 2 * jobs[job].every + grace
  return addSeconds(run.doneAt ?? run.begunAt, late) < now ? 'overdue' : 'fine'
}

/** Whether a run is to be written down: what is done at every tick is, once a minute or where the last one failed. */
export function isNews(last: JobRun | undefined, now: Instant): boolean {
  return !last || last.reference !== null || hasPassed(last.begunAt, 60, now)
}

/** A clock that was put back must not hold anything up until it has caught up. */
function hasPassed(at: Instant, seconds: number, now: Instant): boolean {
  return at > now || addSeconds(at, seconds) <= now
}
