import { formatLeaf, type Entry } from '../../core/entry.ts'
import { formatCanonicalText, type Json } from '../../encoding/canonical-json.ts'
import type { Draft } from '../../core/stamp.ts'
import { projectAll } from '../../core/projection.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Surroundings } from '../../core/surroundings.ts'
import type { SlugNoun } from '../../core/views.ts'
import { sha256 } from '../../encoding/sha256.ts'
import { leafHash } from '../../log/tree.ts'
import { asArgument, write, type Database, type Statement } from '../database.ts'
import { findAppended, type Appended } from '../read/entries.ts'
import { listHalts } from '../read/halts.ts'
import { loadSurroundings } from '../read/surroundings.ts'
import { viewStatement } from './views.ts'

/**
 * What the law decided. The key makes a repeat the same act; `size` is the length of the log it was decided on, or null
 * for an act that depends on nothing but its key.
 */
export type Decided = {
  key: string
  size: number | null
  drafts: readonly Draft[]
  /** A query that has to find something as the entries are written: what was decided on outside the log. */
  provided?: Statement
}

/**
 * THE COMMIT POINT. Die before the batch: nothing happened. Die after it: everything did, and the same key finds it.
 * What belongs to an entry is written only where this attempt's entry is, so a repeat adds nothing.
 */
export async function append(
  db: Database,
  { key, size, drafts, provided }: Decided,
  belongings: readonly Statement[] = [],
): Promise<readonly Appended[]> {
  const changes = projectAll(
    drafts.map(({ entry, disclosures }, n) => ({ position: (size ?? 0) + n, entry, disclosures })),
    await surroundingsFor(db, drafts, size),
  )
  await write(db, [
    ...drafts.map(({ entry }, n) =>
      entryStatement(
        entry,
        `${key}:${n}`,
        size === null ? null : size + n,
        n > 0 ? { before: drafts[n - 1] } : { provided },
      ),
    ),
    ...drafts.flatMap(disclosureStatements),
    ...changes.map(({ change, entry }) => viewStatement(change, entry.id)),
    ...belongings,
  ])

  const appended = await findAppended(db, key)
  if (!appended) {
    const [halted] = await listHalts(db)
    if (halted)
      throw new Refusal('log-stopped', 'The register has stopped and needs its operator. Nothing was changed.')
    throw new Refusal('overtaken', 'Somebody else was first. Try again.')
  }
  // An act that depends on nothing is its key: the first one wins, whatever a racing instance made of it.
  if (size !== null) assureSame(drafts, appended)
  return appended
}

function entryStatement(
  entry: Entry,
  key: string,
  size: number | null,
  { before, provided }: { before?: Draft | undefined; provided?: Statement | undefined },
): Statement {
  const leaf = formatLeaf(entry)
  const conditions = ['NOT EXISTS (SELECT 1 FROM halts)', 'NOT EXISTS (SELECT 1 FROM entries WHERE key = ?1)']
  const args = [key, entry.id, leaf, leafHash(sha256, leaf)]
  // It holds the decision to the register it was made on; without it two of them could contradict each other.
  if (size !== null) conditions.push(`(SELECT coalesce(max(position) + 1, 0) FROM entries) = ${size}`)
  // The log may by chance have the length that a later entry asks for: it follows the one before it or nothing.
  if (before) conditions.push(`EXISTS (SELECT 1 FROM entries WHERE id = '${before.entry.id}')`)
  if (provided) conditions.push(`EXISTS (${provided.sql})`)
  return {
    // max() stands in a subquery of its own: over no rows it is still a row, and would offer position 0 again.
    sql: `INSERT INTO entries (position, key, id, leaf, leaf_hash)
      SELECT (SELECT coalesce(max(position) + 1, 0) FROM entries), ?1, ?2, ?3, ?4 WHERE ${conditions.join(' AND ')}`,
    args: [...args, ...(provided?.args ?? [])],
  }
}

function disclosureStatements({ entry, disclosures }: Draft): readonly Statement[] {
  return disclosures.map(({ digest, name, text, public: shown }) => ({
    sql: `INSERT INTO disclosures (digest, position, name, text, public)
      SELECT ?, position, ?, ?, ? FROM entries WHERE id = ?`,
    args: [digest, name, text, asArgument(shown), entry.id],
  }))
}

/** What matters are the slugs of the families that these entries ask for, and the entries that they speak of. */
async function surroundingsFor(db: Database, drafts: readonly Draft[], size: number | null): Promise<Surroundings> {
  const bare = await loadSurroundings(db, [])
  const wanted: { noun: SlugNoun; slug: string }[] = []
  const asked: number[] = []
  const curious: Surroundings = {
    ...bare,
    holderOf: (noun, slug) => {
      wanted.push({ noun, slug })
      return undefined
    },
    signingAt: (position) => {
      asked.push(position)
      return undefined
    },
  }
  projectAll(
    drafts.map(({ entry, disclosures }, n) => ({ position: (size ?? 0) + n, entry, disclosures })),
    curious,
  )
  return wanted.length + asked.length > 0 ? loadSurroundings(db, wanted, asked) : bare
}

/** A repeat has new ids, times and salts; anything else that differs is another act under the same key. */
function assureSame(drafts: readonly Draft[], appended: readonly Appended[]): void {
  const ours = drafts.map(({ entry }) => entry)
  const stored = appended.map(({ entry }) => entry)
  if (substance(ours) !== substance(stored)) {
    throw new Refusal('different-repeat', 'This was done already, with other answers.')
  }
}

function substance(entries: readonly Entry[]): string {
  // Entries of one act point to each other by ids that are new at every attempt: what counts is which one they point to.
  const own = new Map<Json, number>(entries.map(({ id }, n) => [id, n]))
  const texts = entries.map(({ id: _id, at: _at, sd: _sd, ...rest }) =>
    formatCanonicalText(
      Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, own.get(value) ?? value])),
    ),
  )
  return texts.join('\n')
}
