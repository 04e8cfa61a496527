import { formatLeaf, type Entry } from '../../core/entry.ts'
import { formatCanonicalText, type Json } from '../../encoding/canonical-json.ts'
import type { Draft } from '../../core/stamp.ts'
import { Refusal } from '../../core/refusal.ts'
import { sha256 } from '../../encoding/sha256.ts'
import { leafHash } from '../../log/tree.ts'
import { asArgument, attempt, type Database, type Statement } from '../database.ts'
import { findAppended, logSize, type Appended } from '../read/entries.ts'
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
 * The tables let an entry in only at its place, under a key that is not there yet: where they object, as to a repeat,
 * nothing of the batch is written.
 */
export async function append(
  db: Database,
  decided: Decided,
  belongings: readonly Statement[] = [],
): Promise<readonly Appended[]> {
  const { key, size, drafts } = decided
  const recorded = drafts.map(({ entry, disclosures }, n) => ({ position: (size ?? 0) + n, entry, disclosures }))
  const leaves = drafts.map(({ entry }) => formatLeaf(entry))
  const offer = async (changes: Awaited<ReturnType<typeof projectOnto>>) =>
    attempt(db, [
      ...leaves.map((leaf, n) => entryStatement(decided, leaf, n)),
      ...drafts.flatMap((draft, n) => disclosureStatements(draft, size === null ? placeOf(draft.entry) : at(size + n))),
      ...changes.map(({ change, entry }) => viewStatement(change, size === null ? placeOf(entry) : undefined)),
      ...belongings,
    ])
  // Most slugs are free, and the tables object to one that is not: then, and only then, it is looked who has it.
  const hoped = await projectOnto(db, recorded, 'hoped')
  let objection = await offer(hoped)
  if (objection && hoped.some(({ change }) => change.view === 'slugs') && !(await hasMoved(db, decided)))
    objection = await offer(await projectOnto(db, recorded, 'known'))
  if (!objection && size !== null)
    return drafts.map(({ entry }, n) => ({ position: size + n, entry, leaf: leaves[n] ?? formatLeaf(entry) }))

  const held = await findAppended(db, key)
  if (!held) throw await whyNot(db, decided, objection)
  // An act that depends on nothing is its key: the first one wins, whatever a racing instance made of it.
  if (size !== null) assureSame(drafts, held)
  return held
}

/** Why an act is not in the log: the register has stopped, the decision no longer holds, or it is a defect. */
async function whyNot(db: Database, decided: Decided, objection: Error | undefined): Promise<Error> {
  const [halted] = await listHalts(db)
  if (halted) return new Refusal('log-stopped', 'The register has stopped and needs its operator. Nothing was changed.')
  const { provided } = decided
  if ((await hasMoved(db, decided)) || (provided && !(await isProvided(db, provided))))
    return new Refusal('overtaken', 'Somebody else was first. Try again.')
  return objection ?? new Error('an entry was written and is not there')
}

/** Whether the log is no longer as long as it was when the law decided. */
async function hasMoved(db: Database, { size }: Decided): Promise<boolean> {
  return size !== null && (await logSize(db)) !== size
}

async function isProvided(db: Database, { sql, args }: Statement): Promise<boolean> {
  return (await db.$client.execute({ sql, args })).rows.length > 0
}

/**
 * The n-th entry of an act. Where the decision was made on a size, it holds the act to the log of that size: without it two
 * acts could contradict each other. An entry has a leaf, so one whose provision is not met is objected to.
 */
function entryStatement({ key, size, drafts, provided }: Decided, leaf: Uint8Array<ArrayBuffer>, n: number): Statement {
  const place = size === null ? '(SELECT coalesce(max(position) + 1, 0) FROM entries)' : String(size + n)
  const offered = n === 0 && provided ? `CASE WHEN EXISTS (${provided.sql}) THEN ? END` : '?'
  return {
    sql: `INSERT INTO entries (position, key, id, leaf, leaf_hash) VALUES (${place}, ?, ?, ${offered}, ?)`,
    args: [
      `${key}:${n}`,
      drafts[n]?.entry.id ?? null,
      ...(n === 0 && provided ? provided.args : []),
      leaf,
      leafHash(sha256, leaf),
    ],
  }
}

/** Where an entry is. An act that depends on nothing learns its place only as it is written. */
const placeOf = ({ id }: Entry): Statement => ({ sql: '(SELECT position FROM entries WHERE id = ?)', args: [id] })

const at = (position: number): Statement => ({ sql: '?', args: [position] })

function disclosureStatements({ disclosures }: Draft, place: Statement): readonly Statement[] {
  if (disclosures.length === 0) return []
  return [
    {
      sql: `INSERT INTO disclosures (digest, position, name, text, public)
        VALUES ${disclosures.map(() => `(?, ${place.sql}, ?, ?, ?)`).join(', ')}`,
      args: disclosures.flatMap(({ digest, name, text, public: shown }) => [
        digest,
        ...place.args,
        name,
        text,
        asArgument(shown),
      ]),
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
