import { Hono } from 'hono'
import { findCoverage } from '../storage/read/coverage.ts'
import { presently, readingOf, today } from './asked-day.ts'
import { CoveragePage, type CoverageFacts } from './pages/coverage.tsx'
import type { Site } from './site.ts'

/** How far signing has come, kind by kind. */
export const coveragePages = new Hono<Site>().get('/coverage', async (c) => {
  const { instrument = '', 'as-at': day = '', 'log-size': size = '' } = c.req.query()
  const typed = { instrument, day, size }
  const present = { today: today(c), typed }
  c.set('again', async (mistakes) => {
    const { asAt, reading } = presently(c)
    const { instruments } = await findCoverage(reading, { instrument: undefined, asAt })
    const facts: CoverageFacts = { ...present, asAt, size: undefined, instruments, coverage: [] }
    return <CoveragePage shell={c.var.shell} facts={facts} mistakes={mistakes} />
  })
  const { asAt, size: asked, reading } = await readingOf(c)
  const found = await findCoverage(reading, { instrument: instrument || undefined, asAt })
  return c.html(<CoveragePage shell={c.var.shell} facts={{ ...present, ...found, asAt, size: asked }} mistakes={[]} />)
})
