import { formatBareList } from '../core/bare-list.ts'
import { addSeconds, londonDay, type FullDay } from '../core/day.ts'
import { showBehind } from '../core/shown.ts'
import { listLines, sortByName } from '../core/signatory-list.ts'
import { head } from '../core/stamp.ts'
import { formatListCsv, formatListJson } from '../credentials/list.ts'
import { formatRecordHead, formatRecordLines, listType } from '../credentials/list-record.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8, parseUtf8 } from '../encoding/utf8.ts'
import type { TreeHead } from '../log/tree.ts'
import { write } from '../storage/database.ts'
import { findSignedList, isListTouched, type SignedList } from '../storage/read/lists.ts'
import { findRoot, type StoredCheckpoint } from '../storage/read/log.ts'
import { loadPast } from '../storage/read/past.ts'
import { findPublication, findPublicationHead, type Publication } from '../storage/read/publications.ts'
import { append } from '../storage/write/append.ts'
import { noteSeen, saveList, stillLatestList } from '../storage/write/lists.ts'
import { againIfOvertaken, now, stamp, type Parts } from './parts.ts'
import { presentJose } from './present-keys.ts'

/** The form of record of the list. */
export const record = 'signatories.ndjson'

/** The renderings of the list, and what each is. */
export const listTypes = {
  [record]: 'application/x-ndjson',
  'signatories.json': 'application/json',
  'signatories.csv': 'text/csv; charset=utf-8',
} as const

/** What the signature beside each is. */
export const signatureType = 'application/jose'

/** A list is signed anew every day; this is how late that may be before whoever holds one has to call it stale. */
export const promised = 36 * 3600

/**
 * Publishes the list anew where its lines changed, which the log then says, or where it was last signed on another day. It
 * is made from the entries that the world may see and no others, so it never waits for a quiet moment. Gives back whether
 * the log grew. Entry, number, files and signatures stand or fall together: die before, and the next run does it all.
 */
export async function publishList(parts: Parts, published: StoredCheckpoint): Promise<boolean> {
  return againIfOvertaken(parts, async () => {
    const held = await findSignedList(parts.db)
    const today = londonDay(now(parts))
    if (!(await isDue(parts, held, published, today))) return false

    const { rows, recorded } = await loadPast(parts.db, published.size)
    const lines = listLines(rows, today)
    const shown = showBehind(rows, (position) => recorded[position]?.disclosures ?? [])
    const told = formatRecordLines(lines, shown, parts.address)
    const same = held && (await isSame(parts, told)) ? held : undefined
    if (same && londonDay(same.signedAt) === today) {
      await write(parts.db, [noteSeen(parts.db, same.sequence, published.size)])
      return false
    }

    // An unchanged list stays the one that the log knows: of its day and size, under a new number.
    const asAt = same?.asAt ?? today
    const { size, root } = same ? await requireHead(parts, same.size) : published
    const log = { origin: parts.keys.logs[0].signer.name, size, root }
    const signedAt = now(parts)
    const sequence = (held?.sequence ?? 0) + 1
    const promise = { sequence, nextUpdate: addSeconds(signedAt, promised) }
    const named = { asAt, lines: sortByName(lines, rows) }
    const file = { size, asAt }
    const ndjson = formatUtf8(formatRecordHead({ asAt, lines }, log, promise) + told)
    const files = await withSignatures(parts, [
      { ...file, name: record, mediaType: listTypes[record], bytes: ndjson },
      {
        ...file,
        name: 'signatories.json',
        mediaType: listTypes['signatories.json'],
        bytes: formatUtf8(formatListJson(named, log, parts.address, promise)),
      },
      {
        ...file,
        name: 'signatories.csv',
        mediaType: listTypes['signatories.csv'],
        bytes: formatUtf8(formatListCsv(named, log, parts.address)),
      },
    ])
    const digest = formatHex(sha256(ndjson))
    const saving = saveList(parts.db, { ...file, sequence, signedAt, sha256: digest, seen: published.size }, files)
    if (same) await write(parts.db, saving)
    else {
      const { common, disclosures } = head(stamp(parts), [])
      const bare = formatHex(sha256(formatBareList({ asAt, lines }, log)))
      const entry = { ...common, type: 'list.published', asAt, size, bare } as const
      const provided = stillLatestList(parts.db, sequence - 1)
      await append(parts.db, { key: listKey(file), size: null, drafts: [{ entry, disclosures }], provided }, saving)
    }
    parts.report({ kind: 'published', size })
    return !same
  })
}

/** The key of the entry that says which list was published: size and day make the list, so that it is said once. */
export function listKey({ size, asAt }: Pick<Publication, 'size' | 'asAt'>): string {
  return `list:${size}:${asAt}`
}

async function isDue(parts: Parts, held: SignedList | undefined, { size }: StoredCheckpoint, today: FullDay) {
  if (!held || !(await findPublicationHead(parts.db, record))) return true
  // Another instance has seen more of the log than this one.
  if (size < held.seen) return false
  return londonDay(held.signedAt) !== today || (await isListTouched(parts.db, held.seen, size))
}

async function isSame(parts: Parts, lines: string): Promise<boolean> {
  const held = await findPublication(parts.db, record)
  const text = held && parseUtf8(held.bytes)
  return text !== undefined && text.slice(text.indexOf('\n') + 1) === lines
}

async function requireHead({ db }: Parts, size: number): Promise<TreeHead> {
  const root = await findRoot(db, size)
  if (!root) throw new Error('a list was made from a log that is not there')
  return { size, root }
}

async function withSignatures(parts: Parts, files: readonly Publication[]): Promise<readonly Publication[]> {
  const signer = await presentJose(parts)
  const signatures = files.map(async (file) => ({
    ...file,
    name: `${file.name}.jws`,
    mediaType: signatureType,
    bytes: formatUtf8(await signer.signDetached(file.bytes, listType)),
  }))
  return [...files, ...(await Promise.all(signatures))]
}
