import type { Disclosure } from '../../core/disclosure.ts'
import { parseLeaf, type Entry } from '../../core/entry.ts'
import type { HaltReason } from '../../core/halt.ts'
import { sha256 } from '../../encoding/sha256.ts'
import { leafHash, type TreeHead } from '../../log/tree.ts'
import { asArgument, write, type Database, type Statement } from '../database.ts'

/** An entry as a published copy has it: its exact leaf, and what is disclosed of it there. */
export type Returned = { position: number; leaf: Uint8Array; disclosures: readonly Disclosure[] }

/** Puts entries back where they stood, byte for byte, all of them or none; the views are made anew afterwards. */
export async function appendReturned(db: Database, returned: readonly Returned[]): Promise<void> {
  await write(
    db,
    returned.flatMap(({ position, leaf, disclosures }) => {
      const entry = parseLeaf(leaf)
      const [key, argument] = keyOf(entry)
      return [
        {
          sql: `INSERT INTO entries (position, key, id, leaf, leaf_hash) SELECT ?2, ${key}, ?3, ?4, ?5`,
          args: [argument, position, entry.id, leaf, leafHash(sha256, leaf)],
        },
        ...disclosures.map((one) => insertDisclosure(position, one)),
      ]
    }),
  )
}

/** Under which key an act was done is public only where the act is its key; others say that they were brought back. */
function keyOf(entry: Entry): [sql: string, argument: string] {
  if (entry.type === 'list.published') return ['?1', `list:${entry.size}:${entry.asAt}:0`]
  if (entry.type !== 'certificate.issued') return ['?1', `restored:${entry.id}:0`]
  const earlier = `SELECT count(*) FROM entries WHERE json_extract(CAST(leaf AS TEXT), '$.signing') = ?1
    AND json_extract(CAST(leaf AS TEXT), '$.type') = 'certificate.issued'`
  return [`'certificate:' || ?1 || ':' || ((${earlier}) + 1) || ':0'`, entry.signing]
}

function insertDisclosure(position: number, { digest, name, text, public: shown }: Disclosure): Statement {
  return {
    sql: 'INSERT INTO disclosures (digest, position, name, text, public) VALUES (?, ?, ?, ?, ?)',
    args: [digest, position, name, text, asArgument(shown)],
  }
}

/** Lets the register go on, for such reasons and where the log is the one that was checked. */
export function liftHalts(reasons: readonly HaltReason[], { size, root }: TreeHead): Statement {
  const spelt = reasons.map(() => `reason = ? OR reason GLOB ? || ' *'`).join(' OR ')
  return {
    sql: `DELETE FROM halts WHERE (${spelt}) AND EXISTS (SELECT 1 FROM checkpoints WHERE size = ? AND root = ?)`,
    args: [...reasons.flatMap((reason) => [reason, reason]), size, asArgument(root)],
  }
}
