import type { Uuid } from '../../core/uuid.ts'
import type { Statement } from '../database.ts'

/** The text behind a `policy.changed`, where that entry is in the log. */
export function insertPolicy({ policy, text }: { policy: string; text: string }, entry: Uuid): Statement {
  return {
    sql: 'INSERT INTO policies (position, sha256, text) SELECT position, ?, ? FROM entries WHERE id = ?',
    args: [policy, text, entry],
  }
}
