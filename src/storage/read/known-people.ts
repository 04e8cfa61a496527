import { sql } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'

/** Somebody at a body, as far as the register still knows them. */
export type KnownPerson = { name: string; role: string; address: string | null }

/** Who signed or prepared for a body, those of the latest signing first: with their address while their sign-up is kept. */
export async function listKnownPeople(db: Database, body: Uuid): Promise<readonly KnownPerson[]> {
  const rows = await db.all<KnownPerson>(sql`
    WITH accepted AS (SELECT s.rank, u.* FROM signings AS s JOIN entries AS e ON e.position = s.position
      JOIN sign_ups AS u ON e.key LIKE 'acceptance:%' AND u.id = substr(e.key, 12, 36) WHERE s.body = ${body})
    SELECT json_extract(value, '$.name') AS name, json_extract(value, '$.role') AS role, json_extract(value, '$.address') AS address,
      rank, 0 AS turn FROM accepted, json_each(draft, '$.signatories')
    UNION ALL SELECT preparer_name, '', preparer_address, rank, 1 FROM accepted
    UNION ALL SELECT g.name, g.role, NULL, s.rank, 2 FROM signings AS s JOIN signatures AS g ON g.signing = s.id
      WHERE s.body = ${body} AND g.name IS NOT NULL AND g.role IS NOT NULL
    ORDER BY rank DESC, turn`)
  return [
    ...new Map(rows.toReversed().map(({ name, role, address }) => [name, { name, role, address }])).values(),
  ].toReversed()
}
