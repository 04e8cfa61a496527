import * as v from 'valibot'
import { now, type Parts } from '../actions/parts.ts'
import { kinds, sectors } from '../core/body-kind.ts'
import { londonDay } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import { showBehind } from '../core/shown.ts'
import type { SignatoryList } from '../core/signatory-list.ts'
import { standings } from '../core/standing.ts'
import type { ListLog } from '../credentials/list.ts'
import { formatRecordHead, formatRecordLines } from '../credentials/list-record.ts'
import { sha256 } from '../encoding/sha256.ts'
import { askedDay, askedSize, filter, looseLine } from '../http/parse.ts'
import { hashOfSubtree, rangesOfSubtree } from '../log/stored-hashes.ts'
import { loadPublished, openReading } from '../storage/read/asked.ts'
import { findPublished, loadHashes } from '../storage/read/log.ts'

/** What the list may be asked for. A filter that we do not know is refused, not left out: the answer would be wrong. */
export const listQuery = v.strictObject(
  {
    q: looseLine,
    sector: filter(sectors),
    kind: filter(kinds),
    standing: filter(standings),
    edition: looseLine,
    'as-at': askedDay,
    'log-size': askedSize,
  },
  'The list has no such filter',
)

/** The list as it is computed when somebody asks: not signed, and only what a published checkpoint covers. */
export async function computeList(
  parts: Parts,
  { 'as-at': asAt, 'log-size': asked, ...filters }: v.InferOutput<typeof listQuery>,
): Promise<{ list: SignatoryList; log: ListLog }> {
  const published = await findPublished(parts.db)
  if (!published) throw new Refusal('not-published-yet', 'The list has not been published yet.')
  const { reading, day } = await openReading(parts.db, asked, londonDay(now(parts)))
  const size = asked ?? published.size
  const lines = await reading.listSignatories({ ...filters, edition: filters.edition || undefined }, asAt ?? day)
  const root = await rootAt(parts.db, size)
  return {
    list: { asAt: asAt ?? day, lines: lines.filter(({ entry }) => entry < size) },
    log: { origin: parts.keys.logs[0].signer.name, size, root },
  }
}

/** The same in its form of record, with what stands behind each line; always the fold of a part of the log. */
export async function computeRecord(parts: Parts, query: v.InferOutput<typeof listQuery>): Promise<string> {
  const { list, log } = await computeList(parts, query)
  const { rows, recorded } = await loadPublished(parts.db, log.size)
  const shown = showBehind(rows, (position) => recorded[position]?.disclosures ?? [])
  const lines = list.lines.toSorted((a, b) => a.entry - b.entry)
  return formatRecordHead({ ...list, lines }, log) + formatRecordLines(lines, shown, parts.address)
}

async function rootAt(db: Parts['db'], size: number): Promise<Uint8Array> {
  return hashOfSubtree(sha256, 0, size, await loadHashes(db, rangesOfSubtree(0, size)))
}
