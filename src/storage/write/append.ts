import { formatLeaf, type Entry } from '../../core/entry.ts'
import { formatCanonicalText, type Json } from '../../encoding/canonical-json.ts'
import type { Draft } from '../../core/stamp.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Uuid } from '../../core/uuid.ts'
import { sha256 } from '../../encoding/sha256.ts'
import { leafHash } from '../../log/tree.ts'
import { asArgument, write, type Database, type Statement } from '../database.ts'
import { findAppended, type Appended } from '../read/entries.ts'
import { listHalts } from '../read/halts.ts'
import { projectOnto } from '../read/surroundings.ts'
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
  const recorded = drafts.map(({ entry, disclosures }, n) => ({ position: (size ?? 0) + n, entry, disclosures }))
  const changes = await projectOnto(db, recorded)
  const offers = drafts.map(({ entry }, n) => ({ key: `${key}:${n}`, entry, leaf: formatLeaf(entry) }))
  const done = await write(db, [
    ...offers.map((offer, n) =>
      entryStatement(
        offer,
        size === null ? null : size + n,
        n > 0 ? { before: offers[n - 1]?.entry.id } : { provided },
      ),
    ),
    ...drafts.flatMap(disclosureStatements),
    ...changes.map(({ change, entry }) => viewStatement(change, entry.id)),
    ...belongings,
  ])
  // The first entry of this attempt stands for all: those after it follow it, or nothing.
  if (size !== null && done[0]?.rowsAffected === 1)
    return offers.map(({ entry, leaf }, n) => ({ position: size + n, entry, leaf }))

  const earlier = await findAppended(db, key)
  if (!earlier) {
    const [halted] = await listHalts(db)
    if (halted)
      throw new Refusal('log-stopped', 'The register has stopped and needs its operator. Nothing was changed.')
    throw new Refusal('overtaken', 'Somebody else was first. Try again.')
  }
  // An act that depends on nothing is its key: the first one wins, whatever a racing instance made of it.
  if (size !== null) assureSame(drafts, earlier)
  return earlier
}

type Offer = { key: string; entry: Entry; leaf: Uint8Array<ArrayBuffer> }

function entryStatement(
  { key, entry, leaf }: Offer,
  size: number | null,
  { before, provided }: { before?: Uuid | undefined; provided?: Statement | undefined },
): Statement {
  const conditions = ['NOT EXISTS (SELECT 1 FROM halts)', 'NOT EXISTS (SELECT 1 FROM entries WHERE key = ?1)']
  const args = [key, entry.id, leaf, leafHash(sha256, leaf)]
  // max() stands in a subquery of its own: over no rows it is still a row, and would offer position 0 again.
  const next = '(SELECT coalesce(max(position) + 1, 0) FROM entries)'
  // It holds the decision to the register it was made on; without it two of them could contradict each other.
  if (size !== null) conditions.push(`${next} = ${size}`)
  // The log may by chance have the length that a later entry asks for: it follows the one before it or nothing.
  if (before) conditions.push(`EXISTS (SELECT 1 FROM entries WHERE id = '${before}')`)
  if (provided) conditions.push(`EXISTS (${provided.sql})`)
  return {
    sql: `INSERT INTO entries (position, key, id, leaf, leaf_hash)
      SELECT ${size ?? next}, ?1, ?2, ?3, ?4 WHERE ${conditions.join(' AND ')}`,
    args: [...args, ...(provided?.args ?? [])],
  }
}

function disclosureStatements({ entry, disclosures }: Draft): readonly Statement[] {
  if (disclosures.length === 0) return []
  return [
    {
      sql: `INSERT INTO disclosures (digest, position, name, text, public)
        SELECT column1, position, column2, column3, column4
        FROM entries, (VALUES ${disclosures.map(() => '(?, ?, ?, ?)').join(', ')}) WHERE id = ?`,
      args: [
        ...disclosures.flatMap(({ digest, name, text, public: shown }) => [digest, name, text, asArgument(shown)]),
        entry.id,
      ],
    },
  ]
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
