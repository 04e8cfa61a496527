import { desc, gt, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { cosignatures } from '../witness-schema.ts'
import { bytesOf } from './entries.ts'

/** That a key cosigned our log at a size. `time` is in seconds since 1970. */
export type Cosigned = { size: number; name: string; keyId: Uint8Array<ArrayBuffer>; time: number }

const columns = {
  size: cosignatures.size,
  name: cosignatures.name,
  keyId: cosignatures.keyId,
  time: cosignatures.time,
}

/** What each key cosigned last: the largest size, and when. */
export async function listLatestCosigned(db: Database): Promise<readonly Cosigned[]> {
  const size = sql<number>`max(${cosignatures.size})`.as('largest')
  // Beside max(), SQLite gives the other columns of the row that has it.
  const rows = await db
    .select({ ...columns, size })
    .from(cosignatures)
    .groupBy(cosignatures.name, cosignatures.keyId)
  return rows.map(cosigned)
}

/** Who cosigned the checkpoints above a size, the largest first. */
export async function listCosignedAbove(db: Database, size: number): Promise<readonly Cosigned[]> {
  const rows = await db
    .select(columns)
    .from(cosignatures)
    .where(gt(cosignatures.size, size))
    .orderBy(desc(cosignatures.size))
  return rows.map(cosigned)
}

function cosigned(row: { size: number; name: string; keyId: Uint8Array; time: number }): Cosigned {
  return { ...row, keyId: bytesOf(row.keyId) }
}
