import { describe, expect, it, vi } from 'vitest'
import { startClock } from '../../src/jobs/schedule.ts'
import { listTroubledJobs, tellClock } from '../../src/actions/tell-clock.ts'
import { jobsOf, type Job } from '../../src/core/job.ts'
import { findPublished } from '../../src/storage/read/log.ts'
import { listJobRuns } from '../../src/storage/read/job-runs.ts'
import { appOf } from '../support/app.ts'
import { openRegister, type Register } from '../support/register.ts'
import { makeWitness, needWitnesses } from '../support/witnesses.ts'

const hour = 3_600_000

const runOf = async ({ parts }: Register, job: Job) => (await listJobRuns(parts.db)).get(job)
const stateOf = async ({ parts }: Register, job: Job) => (await tellClock(parts)).find((one) => one.job === job)?.state

/** Makes a table refuse what is written to it, as a full disk would. */
const refuse = ({ parts }: Register, table: string) =>
  parts.db.$client.execute(
    `CREATE TRIGGER full BEFORE INSERT ON ${table} BEGIN SELECT raise(ABORT, 'the disk is full'); END`,
  )
const allow = ({ parts }: Register) => parts.db.$client.execute('DROP TRIGGER full')

describe('the clock', () => {
  it('does every job at its first tick, and says when on the health page, with nothing else', async () => {
    const { parts } = await openRegister()
    await startClock(parts)()
    expect(await findPublished(parts.db)).toBeDefined()
    const health: { jobs: unknown } = await (await appOf(parts).request('/health')).json()
    expect(health.jobs).toEqual(jobsOf('edge').map((job) => ({ job, state: 'fine', doneAt: '2026-03-04T10:15:00Z' })))
  })

  it('does an hourly job once an hour, and once after any pause', async () => {
    const register = await openRegister()
    const clock = startClock(register.parts)
    const seen: unknown[] = []
    for (const pause of [0, hour - 1000, 1000, 50 * hour, 5000]) {
      register.clock.now += pause
      await clock()
      seen.push((await runOf(register, 'erase-old'))?.doneAt)
    }
    expect(seen).toEqual([
      '2026-03-04T10:15:00Z',
      '2026-03-04T10:15:00Z',
      '2026-03-04T11:15:00Z',
      '2026-03-06T13:15:00Z',
      '2026-03-06T13:15:00Z',
    ])
  })

  it('goes on past a job that fails, tells of it under one reference, and does it again soon', async () => {
    const register = await openRegister()
    const { parts } = register
    const clock = startClock(parts)
    await register.publish()
    await refuse(register, 'audits')
    await clock()
    expect(await findPublished(parts.db)).toBeDefined()
    const [told] = await listTroubledJobs(parts)
    const reported = register.events.flatMap((event) => (event.kind === 'defect' ? [event.reference] : []))
    expect(told).toMatchObject({ job: 'audit-own-log', state: 'failing', doneAt: null })
    expect(reported).toEqual([told?.reference])

    await allow(register)
    await clock()
    expect(await listTroubledJobs(parts)).toEqual([])
  })

  it('says that a register that has stopped does not publish, without a second line in the log of the host', async () => {
    const register = await openRegister()
    await register.parts.db.$client.execute(
      `INSERT INTO halts (reason, at) VALUES ('behind-mark 9', '2026-03-04T10:15:00Z')`,
    )
    await startClock(register.parts)()
    expect(await runOf(register, 'publish')).toMatchObject({ reference: 'log-stopped', doneAt: null })
    expect(register.events.filter(({ kind }) => kind === 'defect')).toEqual([])
  })

  it('does a job that was cut off at the next start, and says that it is late until then', async () => {
    const register = await openRegister()
    await startClock(register.parts)()
    register.clock.now += 2 * hour
    // Dies where it has written down that it begins.
    const running = register.parts.db.$client
    await running.execute(
      `UPDATE job_runs SET begun_at = '2026-03-04T12:15:00Z', ended_at = NULL WHERE job = 'erase-old'`,
    )
    register.clock.now += hour
    expect(await stateOf(register, 'erase-old')).toBe('overdue')
    await startClock(register.parts)()
    expect(await stateOf(register, 'erase-old')).toBe('fine')
  })

  it('starts no job a second time that still waits for somebody, and lets the others go on', async () => {
    const register = await openRegister()
    const witness = await makeWitness('witness.example', register.parts)
    const line = Promise.withResolvers<void>()
    let asked = 0
    const ask = async (request: Request) => {
      asked += 1
      await line.promise
      return witness.answer(request)
    }
    const parts = { ...register.parts, ask }
    await needWitnesses(parts, [witness], 1)
    const clock = startClock(parts)
    const first = clock()
    // By whoever publishes, and by whoever collects.
    await vi.waitFor(() => expect(asked).toBe(2))
    register.clock.now += hour
    await clock()
    expect([asked, (await runOf(register, 'erase-old'))?.doneAt]).toEqual([2, '2026-03-04T11:15:00Z'])
    line.resolve()
    await first
    expect(await listTroubledJobs(parts)).toEqual([])
  })
})
