import { Hono } from 'hono'
import { editionStateOn } from '../core/edition-state.ts'
import { Refusal } from '../core/refusal.ts'
import { standings } from '../core/standing.ts'
import { listEditionChanges } from '../storage/read/changes.ts'
import { editionFacts, editionName } from '../storage/read/editions.ts'
import { findInstrument } from '../storage/read/instruments.ts'
import { findPublished } from '../storage/read/log.ts'
import { readingOf } from './asked-day.ts'
import { InstrumentPage } from './pages/instrument.tsx'
import type { Site } from './site.ts'
import { timelineOfEditions } from './timeline.ts'

/** Each agreement with its editions, what happened to them, and who signed which. */
export const instrumentPages = new Hono<Site>().get('/instruments/:slug', async (c) => {
  const { db } = c.var.parts
  const { reading, asAt, size } = await readingOf(c)
  const instrument = await findInstrument(db, c.req.param('slug'))
  const all = await reading.listEditions()
  const own = all.filter((edition) => edition.instrument === instrument?.id)
  if (!instrument || (size !== undefined && instrument.position >= size))
    throw new Refusal('not-found', 'There is no such agreement on the register.')
  const ids = new Set(own.map(({ id }) => id))
  // What replaced one of its editions is its story too, whichever agreement that is an edition of.
  const told = all.filter(({ id, replaces }) => ids.has(id) || replaces.some((one) => ids.has(one)))
  const slugs = new Set(told.map(({ slug }) => slug))
  const changes = (await listEditionChanges(db, size)).filter(({ edition }) => edition && slugs.has(edition.slug))
  const stood = await reading.listStood(asAt)
  const facts = editionFacts(all)
  return c.html(
    <InstrumentPage
      shell={c.var.shell}
      instrument={instrument}
      asAt={asAt}
      size={size}
      published={(await findPublished(db))?.size ?? 0}
      lines={timelineOfEditions(changes, told, asAt)}
      editions={own.map((edition) => ({
        ...edition,
        name: editionName(edition),
        state: editionStateOn(edition.id, facts, asAt),
        replacedBy: all
          .filter(({ replaces }) => replaces.includes(edition.id))
          .map((next) => ({
            slug: next.slug,
            name: editionName(next),
            from: next.inForceFrom,
            until: next.transitionEnds,
          })),
        signed: standings
          .map((standing) => {
            const count = stood.filter((one) => one.edition === edition.id && one.standing === standing).length
            return { standing, count }
          })
          .filter(({ count }) => count > 0),
      }))}
    />,
  )
})
