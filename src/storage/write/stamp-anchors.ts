import { formatHex } from '../../encoding/hex.ts'
import { sha256 } from '../../encoding/sha256.ts'
import { statement, type Database, type Statement } from '../database.ts'
import type { Anchor } from '../read/stamp-anchors.ts'
import { stampAnchors } from '../served-schema.ts'

/** Keeps what an authority's time-stamps lead to. Nothing takes it away: whoever reads one of them needs it, however late. */
export function keepAnchor(db: Database, { authority, der }: Anchor): Statement {
  return statement(
    db
      .insert(stampAnchors)
      .values({ sha256: formatHex(sha256(der)), authority, der })
      .onConflictDoNothing(),
  )
}
