import { Hono } from 'hono'
import type { Sector } from '../core/body-kind.ts'
import type { Change } from '../core/change.ts'
import { isSignable } from '../core/signable.ts'
import { countBodies } from '../storage/read/bodies.ts'
import { listLatestChanges } from '../storage/read/changes.ts'
import { editionFacts, editionName, listEditions } from '../storage/read/editions.ts'
import { listStood } from '../storage/read/standings.ts'
import { today } from './asked-day.ts'
import { HomePage } from './pages/home.tsx'
import type { Site } from './site.ts'

/** The home page shows so many changes at most. */
const most = 10

/** The first page. */
export const homePages = new Hono<Site>().get('/', async (c) => {
  const { db } = c.var.parts
  const asAt = today(c)
  const editions = await listEditions(db)
  const facts = editionFacts(editions)
  const stood = (await listStood(db, undefined, asAt)).filter(({ standing }) => standing === 'in-force')
  const inForce = (sector: Sector) => new Set(stood.filter((one) => one.sector === sector).map(({ body }) => body)).size
  const home = {
    asAt,
    bodies: await countBodies(db, {}),
    inForce: { 'public-sector': inForce('public-sector'), vcs: inForce('vcs') },
    editions: editions.map((one) => ({
      slug: one.slug,
      name: editionName(one),
      signable: isSignable(one, facts, asAt),
    })),
    changes: withoutEcho((await listLatestChanges(db, most)).changes),
  }
  return c.html(<HomePage shell={c.var.shell} home={home} />)
})

/** Who joins by signing is news once. */
function withoutEcho(changes: readonly Change[]): readonly Change[] {
  const signed = new Set(
    changes.flatMap(({ type, body, at }) => (type === 'signing.recorded' ? [`${body?.slug} ${at}`] : [])),
  )
  return changes.filter(({ type, body, at }) => type !== 'body.registered' || !signed.has(`${body?.slug} ${at}`))
}
