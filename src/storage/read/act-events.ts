import { sql } from 'drizzle-orm'
import { actEvents, type ActEvent } from '../../core/act-event.ts'
import type { Instant } from '../../core/day.ts'
import type { SignUp } from '../../core/sign-up.ts'
import type { Database } from '../database.ts'

/** What happened around the signature of one signatory, as far as it is still kept, up to an instant and in its order. */
export async function listActEvents(
  db: Database,
  { id, draft }: Pick<SignUp, 'id' | 'draft'>,
  signatory: number,
  until: Instant,
): Promise<ActEvent[]> {
  const address = draft.signatories[signatory - 1]?.address ?? ''
  const own = sql`purpose = 'signature' AND subject = ${id} AND signatory = ${signatory}`
  // By the address, which is indexed: the link alone would go through every mail.
  const mailed = sql`FROM mails AS m WHERE m.address = ${address} AND m.template IN ('signature', 'change')
    AND m.link IN (SELECT id FROM links WHERE ${own})`
  const found = await db.all<ActEvent>(sql`SELECT event, at FROM (
      SELECT CASE WHEN m.issue > 1 THEN 'reminded' ELSE 'sent' END AS event, m.sent_at AS at ${mailed}
      UNION ALL SELECT 'delivered', m.delivered_at ${mailed}
      UNION ALL SELECT 'bounced', m.bounced_at ${mailed}
      UNION ALL SELECT 'handed-on', spent_at FROM links WHERE purpose = 'signature' AND subject = ${id} AND signatory IS NULL
      UNION ALL SELECT 'expired', expires_at FROM links WHERE ${own} AND spent_at IS NULL
      UNION ALL SELECT 'started', begun_at FROM sessions WHERE role = 'invited' AND subject IN (SELECT id FROM links WHERE ${own})
      UNION ALL SELECT 'confirmed', begun_at FROM sessions WHERE role = 'signatory' AND subject = ${id} AND signatory = ${signatory}
      UNION ALL SELECT 'signed', at FROM acts WHERE sign_up = ${id} AND signatory = ${signatory}
      UNION ALL SELECT 'transcribed', at FROM scans WHERE sign_up = ${id}
      UNION ALL SELECT 'approved', at FROM approvals WHERE sign_up = ${id}
      UNION ALL SELECT 'accepted', closed_at FROM sign_ups WHERE id = ${id} AND outcome = 'accepted'
    ) WHERE at <= ${until}`)
  // Within a second, in the order in which they can only have been.
  const rank = ({ event }: ActEvent) => actEvents.indexOf(event)
  return found.toSorted((a, b) => a.at.localeCompare(b.at) || rank(a) - rank(b))
}
