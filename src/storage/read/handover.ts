import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { isStillSuspending } from './signings.ts'

/** A table of texts, for people to read: its columns are the first row. */
export type Sheet = readonly (readonly string[])[]

/** What whoever runs the desk next has to know: contacts, open cases, notes, prospects, and who is at the desk. */
export async function readHandover(db: Database): Promise<Readonly<Record<string, Sheet>>> {
  const sheet = async (columns: readonly string[], query: ReturnType<typeof sql>): Promise<Sheet> => {
    const rows = await db.all<Record<string, string | number | null>>(query)
    return [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))]
  }
  return {
    'people-at-the-desk.csv': await sheet(
      ['name', 'email', 'role', 'employer', 'since'],
      sql`SELECT name, address AS email, role, employer, started_at AS since FROM coordinators WHERE ended_at IS NULL ORDER BY started_at, id`,
    ),
    'contacts.csv': await sheet(
      ['organisation', 'name', 'role', 'email', 'telephone', 'language', 'since', 'confirmed', 'bounced'],
      sql`SELECT b.name AS organisation, c.name, c.role, c.address AS email, c.phone AS telephone, c.language, c.since,
          c.confirmed_at AS confirmed, c.bounced_at AS bounced
        FROM contacts AS c JOIN bodies AS b ON b.id = c.body WHERE c.ended_at IS NULL ORDER BY b.folded, c.since`,
    ),
    'open-cases.csv': await sheet(
      ['case', 'about', 'since', 'page'],
      sql`SELECT 'sign-up' AS "case", coalesce(b.name, json_extract(s.draft, '$.body.name')) AS about,
          coalesce(s.sent_at, s.started_at) AS since, '/desk/sign-ups/' || s.id AS page
        FROM sign_ups AS s LEFT JOIN bodies AS b ON b.id = json_extract(s.draft, '$.body.registered')
        WHERE s.closed_at IS NULL
        UNION ALL SELECT 'for two coordinators', json_extract(act, '$.act'), at, '/desk/proposals/' || id FROM proposals WHERE closed_at IS NULL
        UNION ALL SELECT 'mistake reported', place, at, '/desk/reports/' || id FROM reports WHERE closed_at IS NULL
        UNION ALL SELECT 'suspended', b.name, a.on_day, '/desk/bodies/' || b.slug
          FROM signing_acts AS a JOIN signings AS s ON s.id = a.signing JOIN bodies AS b ON b.id = s.body
          WHERE ${isStillSuspending}
        ORDER BY since`,
    ),
    'prospects.csv': await sheet(
      ['organisation', 'kind', 'owner', 'next step', 'next on', 'since'],
      sql`SELECT p.name AS organisation, p.kind, c.name AS owner, p.next_step AS "next step", p.next_on AS "next on", p.made_at AS since
        FROM prospects AS p LEFT JOIN coordinators AS c ON c.id = p.owner WHERE p.closed_at IS NULL ORDER BY p.next_on, p.name`,
    ),
    'notes.csv': await sheet(
      ['about', 'at', 'by', 'kind', 'words'],
      sql`SELECT coalesce(b.name, p.name) AS about, n.at, c.name AS "by", n.kind, n.words
        FROM notes AS n LEFT JOIN coordinators AS c ON c.id = n.coordinator
        LEFT JOIN invitations AS i ON i.id = n.subject LEFT JOIN bodies AS b ON b.id = i.body
        LEFT JOIN prospects AS p ON p.id = n.subject ORDER BY about, n.at`,
    ),
  }
}
