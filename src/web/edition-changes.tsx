import { Hono } from 'hono'
import { Refusal } from '../core/refusal.ts'
import { compareTexts, listComparable, previousOf } from '../storage/read/compared-editions.ts'
import { editionName, findEdition } from '../storage/read/editions.ts'
import { EditionChangesPage } from './pages/edition-changes.tsx'
import type { Site } from './site.ts'

/** What changed from one edition to another. */
export const editionChangePages = new Hono<Site>().get('/editions/:slug/changes', async (c) => {
  const { shell, parts } = c.var
  const edition = await findEdition(parts.db, c.req.param('slug'))
  if (!edition) throw new Refusal('not-found', 'There is no such edition.')
  const named = { slug: edition.slug, name: editionName(edition) }
  const comparable = await listComparable(parts.db, edition)
  const others = comparable.map((one) => ({ slug: one.slug, name: editionName(one) }))
  const asked = c.req.query('from') ?? ''
  c.set('again', (mistakes) => (
    <EditionChangesPage
      shell={shell}
      edition={named}
      others={others}
      compared={undefined}
      typed={asked}
      mistakes={mistakes}
    />
  ))
  const earlier = asked === '' ? previousOf(edition, comparable) : await findEdition(parts.db, asked)
  if (asked !== '' && !earlier) throw new Refusal('field-invalid', 'Choose an edition that is on the register', 'from')
  const found = earlier && (await compareTexts(parts.db, earlier, edition))
  const compared = found && { ...found, earlier: { slug: found.earlier.slug, name: editionName(found.earlier) } }
  return c.html(<EditionChangesPage shell={shell} edition={named} others={others} compared={compared} />)
})
