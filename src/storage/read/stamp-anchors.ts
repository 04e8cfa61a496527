import type { Database } from '../database.ts'
import { stampAnchors } from '../served-schema.ts'
import { bytesOf } from './entries.ts'

/** What the X.509 certificates of an authority end in, in DER. */
export type Anchor = { readonly authority: string; readonly der: Uint8Array }

/** Everything that a time-stamp of this register ever led to. */
export async function listKeptAnchors(db: Database): Promise<readonly Anchor[]> {
  const rows = await db.select().from(stampAnchors).orderBy(stampAnchors.authority, stampAnchors.sha256)
  return rows.map(({ authority, der }) => ({ authority, der: bytesOf(der) }))
}
