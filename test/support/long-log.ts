import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { leafHash } from '../../src/log/tree.ts'
import type { Database } from '../../src/storage/database.ts'
import { logSize } from '../../src/storage/read/entries.ts'

const rows = 500
const together = 20

/**
 * Fills a log up to so many entries, of leaves that could be and that nobody decided. They go straight into the table, as its
 * triggers let them: through the register's own door a million would take an hour.
 */
export async function fillLog(db: Database, size: number, told: (done: number) => void = () => undefined) {
  for (let from = await logSize(db); from < size;) {
    const statements = []
    for (let n = 0; n < together && from < size; n += 1) {
      const to = Math.min(from + rows, size)
      const args = Array.from({ length: to - from }, (_, at) => inventEntry(from + at)).flat()
      const places = Array.from({ length: to - from }, () => '(?, ?, ?, ?, ?)').join(', ')
      statements.push({ sql: `INSERT INTO entries (position, key, id, leaf, leaf_hash) VALUES ${places}`, args })
      from = to
    }
    await db.$client.batch(statements, 'write')
    told(from)
  }
}

/** The cells of an entry: the same for the same position. */
function inventEntry(position: number): [number, string, string, Uint8Array, Uint8Array] {
  const id = `019cb8a2-1f40-7000-8000-${position.toString(16).padStart(12, '0')}`
  const rest = '"on":"2026-03-04","outcome":"no-change","type":"review.concluded","v":1'
  const leaf = formatUtf8(`{"at":"2026-03-04T10:15:00Z","edition":"${id}","id":"${id}",${rest}}`)
  return [position, `invented:${position}`, id, leaf, leafHash(sha256, leaf)]
}
