import * as v from 'valibot'
import { now, type Parts } from '../actions/parts.ts'
import { kinds, sectors } from '../core/body-kind.ts'
import { londonDay } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import type { SignatoryList } from '../core/signatory-list.ts'
import { standings } from '../core/standing.ts'
import type { ListLog } from '../credentials/list.ts'
import { askedDay, filter, looseLine } from '../http/parse.ts'
import { findPublished } from '../storage/read/log.ts'
import { listSignatories } from '../storage/read/signatories.ts'

/** What the list may be asked for. A filter that we do not know is refused, not left out: the answer would be wrong. */
export const listQuery = v.strictObject(
  {
    q: looseLine,
    sector: filter(sectors),
    kind: filter(kinds),
    standing: filter(standings),
    edition: looseLine,
    'as-at': askedDay,
  },
  'The list has no such filter',
)

/** The list as it is computed when somebody asks: not signed, and only what a published checkpoint covers. */
export async function computeList(
  parts: Parts,
  { 'as-at': asAt = londonDay(now(parts)), ...filters }: v.InferOutput<typeof listQuery>,
): Promise<{ list: SignatoryList; log: ListLog }> {
  const published = await findPublished(parts.db)
  if (!published) throw new Refusal('not-published-yet', 'The list has not been published yet.')
  const { size, root } = published
  const lines = await listSignatories(parts.db, filters, asAt)
  return {
    list: { asAt, lines: lines.filter(({ entry }) => entry < size) },
    log: { origin: parts.keys.log.signer.name, size, root },
  }
}
