import { describe, expect, it } from 'vitest'
import { addSeconds, parseInstant, type Instant } from '../../src/core/day.ts'
import { isJobDue, isNews, jobNames, jobs, jobStateOf, type JobRun } from '../../src/core/job.ts'

const now = parseInstant('2026-03-04T10:15:00Z')
const ago = (seconds: number): Instant => addSeconds(now, -seconds)
const hourly = 'erase-old'
const always = 'publish'

/** A run that was done so many seconds ago, or another one. */
const run = (seconds: number, told: Partial<JobRun> = {}): JobRun => {
  return { begunAt: ago(seconds), endedAt: ago(seconds), doneAt: ago(seconds), reference: null, ...told }
}
const failed = (seconds: number) => run(seconds, { reference: 'a1b2c3d4' })
const cutOff = run(10, { endedAt: ago(5000), doneAt: ago(5000) })

describe('the time of a job has come', () => {
  it.each([
    ['where it never ran', hourly, undefined, true],
    ['not a second before its hour', hourly, run(3599), false],
    ['with its hour', hourly, run(3600), true],
    ['once after a long pause', hourly, run(30 * 86_400), true],
    ['not at once after it failed', hourly, failed(299), false],
    ['soon after it failed', hourly, { ...failed(300), doneAt: ago(4000) }, true],
    ['at once where it was cut off', hourly, cutOff, true],
    ['at each tick', always, run(0), true],
    ['at each tick, after a failure too', always, failed(0), true],
    ['where the clock was put back', hourly, run(-5000), true],
    ['where the clock was put back behind a failure', hourly, { ...failed(-5000), doneAt: null }, true],
  ] as const)('%s', (_when, job, last, due) => {
    expect(isJobDue(job, last, now)).toBe(due)
  })
})

describe('a job is', () => {
  it.each([
    ['not done yet, in a register that was just opened', hourly, undefined, 'not-yet'],
    ['well', hourly, run(3600), 'fine'],
    ['well while one run is missing', hourly, run(2 * 3600 + 900), 'fine'],
    ['late a second later', hourly, run(2 * 3600 + 901), 'overdue'],
    ['late where it began and never came to its end', hourly, run(9000, { endedAt: null, doneAt: null }), 'overdue'],
    ['failing, however lately it was done', hourly, failed(1), 'failing'],
    ['late after a quarter of an hour, if it is done at each tick', always, run(901), 'overdue'],
  ] as const)('%s', (_how, job, last, state) => {
    expect(jobStateOf(job, last, now)).toBe(state)
  })
})

it('what is done at every tick is written down once a minute, or where the one before it failed', () => {
  expect([undefined, run(59), run(60), failed(1), run(-5000)].map((last) => isNews(last, now))).toEqual([
    true,
    false,
    true,
    true,
    true,
  ])
})

it('no job is late before it is written down again', () => {
  for (const job of jobNames) expect(jobStateOf(job, run(Math.max(60, jobs[job].every)), now)).toBe('fine')
})
