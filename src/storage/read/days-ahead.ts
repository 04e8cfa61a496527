import { sql } from 'drizzle-orm'
import type { DayAhead } from '../../core/days-ahead.ts'
import type { FullDay } from '../../core/day.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { isStillSuspending } from './signings.ts'

/**
 * What is to come from a day on: boards, the days of campaigns and of editions, reviews of suspensions, and the next steps of
 * one coordinator and of nobody, or of all. In the order of the days.
 */
export async function listDaysAhead(
  db: Database,
  coordinator: Uuid | null,
  from: FullDay,
): Promise<readonly DayAhead[]> {
  const mine = sql`(${coordinator} IS NULL OR i.owner IS NULL OR i.owner = ${coordinator})`
  return db.all<DayAhead>(sql`
    SELECT 'board' AS kind, i.id AS id, i.board_on AS day, b.name AS name, '' AS step, '/desk/campaigns/' || i.campaign || '/bodies/' || i.id AS path
      FROM invitations AS i JOIN campaigns AS c ON c.id = i.campaign AND c.closed_at IS NULL JOIN bodies AS b ON b.id = i.body
      WHERE i.board_on >= ${from} AND i.declined_at IS NULL
    UNION ALL SELECT 'board', s.id, s.board_on, coalesce(b.name, json_extract(s.draft, '$.body.name'), ''), '', '/desk/sign-ups/' || s.id
      FROM sign_ups AS s LEFT JOIN bodies AS b ON b.id = json_extract(s.draft, '$.body.registered')
      WHERE s.board_on >= ${from} AND s.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM invitations WHERE sign_up = s.id)
    UNION ALL SELECT 'step', i.id, i.next_on, b.name, coalesce(i.next_step, ''), '/desk/campaigns/' || i.campaign || '/bodies/' || i.id
      FROM invitations AS i JOIN campaigns AS c ON c.id = i.campaign AND c.closed_at IS NULL JOIN bodies AS b ON b.id = i.body
      WHERE i.next_on >= ${from} AND ${mine}
    UNION ALL SELECT 'step', id, next_on, name, next_step, '/desk/prospects'
      FROM prospects WHERE next_on >= ${from} AND closed_at IS NULL AND (${coordinator} IS NULL OR owner = ${coordinator})
    UNION ALL SELECT 'wave', c.id || '-' || w.number, w.on_day, w.name, '', '/desk/campaigns/' || c.id
      FROM waves AS w JOIN campaigns AS c ON c.id = w.campaign AND c.closed_at IS NULL WHERE w.on_day >= ${from} AND w.sent_at IS NULL
    UNION ALL SELECT 'target', id, target_on, name, '', '/desk/campaigns/' || id FROM campaigns WHERE target_on >= ${from} AND closed_at IS NULL
    UNION ALL SELECT 'closes', id, closes_on, name, '', '/desk/campaigns/' || id FROM campaigns WHERE closes_on >= ${from} AND closed_at IS NULL
    UNION ALL SELECT 'transition', e.id, e.transition_ends, i.name || ' ' || e.label, '', '/editions/' || e.slug
      FROM editions AS e JOIN instruments AS i ON i.id = e.instrument WHERE e.transition_ends >= ${from}
    UNION ALL SELECT 'term', e.id, e.term_ends, i.name || ' ' || e.label, '', '/editions/' || e.slug
      FROM editions AS e JOIN instruments AS i ON i.id = e.instrument WHERE e.term_ends >= ${from}
    UNION ALL SELECT 'edition-review', e.id, e.review_by, i.name || ' ' || e.label, '', '/editions/' || e.slug
      FROM editions AS e JOIN instruments AS i ON i.id = e.instrument WHERE e.review_by >= ${from}
    UNION ALL SELECT 'suspension-review', s.id, a.review_by, b.name, '', '/desk/bodies/' || b.slug
      FROM signing_acts AS a JOIN signings AS s ON s.id = a.signing JOIN bodies AS b ON b.id = s.body
      WHERE a.review_by >= ${from} AND ${isStillSuspending}
    ORDER BY day, name, id`)
}
