import { Hono } from 'hono'
import { Refusal } from '../core/refusal.ts'
import { parsePlace } from '../core/report.ts'
import { asText } from '../core/told.ts'
import { formatCanonicalText } from '../encoding/canonical-json.ts'
import { findChange } from '../storage/read/changes.ts'
import { findEntryAt } from '../storage/read/entries.ts'
import { listFates } from '../storage/read/erasures.ts'
import { findPublished } from '../storage/read/log.ts'
import { today } from './asked-day.ts'
import { capital, sayChange, subjectOf } from './change-words.ts'
import { sayField, sayType } from './entry-words.ts'
import { EntryPage } from './pages/entry.tsx'
import type { Site } from './site.ts'

/** The entries of the log as people read them; programs have addresses of their own. */
export const entryPages = new Hono<Site>().get('/log/entries/:index', async (c) => {
  const { db } = c.var.parts
  const place = parsePlace(c.req.path)
  const found = place?.noun === 'entry' ? await findEntryAt(db, place.index) : undefined
  if (!found) throw new Refusal('not-found', 'There is no such entry in the log.')
  const { position, entry } = found
  const [change, fates, published] = await Promise.all([
    findChange(db, position),
    listFates(db, found),
    findPublished(db),
  ])
  const facts = {
    index: position,
    type: entry.type,
    at: entry.at,
    subject: change && subjectOf(change),
    says: change ? sayChange(change, today(c)) : capital(sayType(entry.type) ?? entry.type),
    reference: change?.reference ?? undefined,
    on: change?.on ?? null,
    published: position < (published?.size ?? 0),
    told: fates.flatMap((fate) =>
      'disclosed' in fate
        ? [
            {
              key: sayField(fate.disclosed.name),
              value: asText(fate.disclosed.value) ?? formatCanonicalText(fate.disclosed.value),
            },
          ]
        : [],
    ),
    withheld: fates.filter((fate) => 'withheld' in fate).length,
    erased: fates.flatMap((fate) => ('erased' in fate ? [fate.erased] : [])),
  }
  return c.html(<EntryPage shell={c.var.shell} entry={facts} />)
})
