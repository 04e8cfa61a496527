import { emptyRoot } from '../../src/log/tree.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import type { Parts } from '../../src/actions/parts.ts'
import type { Database } from '../../src/storage/database.ts'
import { watched } from '../../src/storage/witness-schema.ts'
import { appOf } from './app.ts'

/** Lets a register watch a log from its beginning. */
export async function watch(db: Database, { origin, vkey }: { origin: string; vkey: string }): Promise<void> {
  await db.insert(watched).values({ origin, vkey, address: `https://${origin}`, size: 0, root: emptyRoot(sha256) })
}

/** Brings a request to a witness. */
export async function addCheckpoint(parts: Parts, body: string | Uint8Array<ArrayBuffer>): Promise<Response> {
  return appOf(parts).request('/witness/add-checkpoint', { method: 'POST', body })
}
