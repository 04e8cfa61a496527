import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt, not, or, sql, type SQL } from 'drizzle-orm'
import * as v from 'valibot'
import { SignUpDraft, type SignUp } from '../../core/sign-up.ts'
import type { FullDay, Instant } from '../../core/day.ts'
import { Transcript, type Paper } from '../../core/transcript.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Database } from '../database.ts'
import { isUntouchedSince } from './retention.ts'
import { acts, approvals, scans, signUps } from '../private-schema.ts'

/** A sign-up, the revision that a change of it must have been made on, and when somebody last did something with it. */
export type StoredSignUp = SignUp & { revision: number; changedAt: Instant }

/** The sign-up with an id. */
export async function findSignUp(db: Database, id: Uuid): Promise<StoredSignUp | undefined> {
  const [found] = await list(db, eq(signUps.id, id))
  return found
}

/** Sign-ups that were sent and are not closed, the oldest first. */
export async function listSentSignUps(db: Database): Promise<readonly StoredSignUp[]> {
  return list(db, and(isNotNull(signUps.sentAt), isNull(signUps.closedAt)))
}

/** Sign-ups that are still being prepared, and that a board looks at on a day or later. */
export async function listAtBoard(db: Database, today: FullDay): Promise<readonly StoredSignUp[]> {
  return list(db, and(isNull(signUps.sentAt), isNull(signUps.closedAt), gte(signUps.boardOn, today)))
}

/** Open sign-ups that nobody has touched since an instant, that are not to be erased yet, and whose people are not warned. */
export async function listUnwarned(db: Database, since: Instant, erased: Instant): Promise<readonly StoredSignUp[]> {
  const unwarned = or(isNull(signUps.warnedAt), lt(signUps.warnedAt, signUps.changedAt))
  return list(db, and(isNull(signUps.closedAt), unwarned, isUntouchedSince(since), not(isUntouchedSince(erased))))
}

/** Sign-ups that were declined since an instant, the newest first. */
export async function listDeclinedSince(db: Database, since: Instant): Promise<readonly StoredSignUp[]> {
  const declined = await list(db, and(eq(signUps.outcome, 'declined'), gt(signUps.closedAt, since)))
  return declined.toReversed()
}

/** Sign-ups that are not closed and were begun by whoever reads a mailbox, the oldest first. */
export async function listOpenSignUpsBy(db: Database, address: string): Promise<readonly StoredSignUp[]> {
  return list(db, and(eq(sql`lower(${signUps.preparerAddress})`, address.toLowerCase()), isNull(signUps.closedAt)))
}

async function list(db: Database, where: SQL | undefined): Promise<readonly StoredSignUp[]> {
  const ids = db.select({ id: signUps.id }).from(signUps).where(where)
  const [rows, pressed, approved, papers] = await db.batch([
    db.select().from(signUps).where(where).orderBy(asc(signUps.sentAt), asc(signUps.id)),
    db.select().from(acts).where(inArray(acts.signUp, ids)).orderBy(asc(acts.at), asc(acts.signatory)),
    db.select().from(approvals).where(inArray(approvals.signUp, ids)).orderBy(asc(approvals.at)),
    db
      .select({
        signUp: scans.signUp,
        sha256: scans.sha256,
        mediaType: scans.mediaType,
        at: scans.at,
        by: scans.coordinator,
        signatories: scans.transcript,
      })
      .from(scans)
      .where(inArray(scans.signUp, ids)),
  ])
  const pressedOf = Map.groupBy(pressed, ({ signUp }) => signUp)
  const approvedOf = Map.groupBy(approved, ({ signUp }) => signUp)
  const paperOf = new Map(
    papers.map(({ signUp, ...paper }) => [signUp, { ...paper, signatories: v.parse(Transcript, paper.signatories) }]),
  )
  return rows.map((row) => stored(row, pressedOf.get(row.id) ?? [], approvedOf.get(row.id) ?? [], paperOf.get(row.id)))
}

function stored(
  row: typeof signUps.$inferSelect,
  pressed: readonly (typeof acts.$inferSelect)[],
  approved: readonly (typeof approvals.$inferSelect)[],
  paper: Paper | undefined,
): StoredSignUp {
  const { preparerName, preparerAddress, draft, ...rest } = row
  return {
    ...rest,
    preparer: { name: preparerName, address: preparerAddress },
    draft: v.parse(SignUpDraft, draft),
    signatures: pressed.map(({ signUp: _signUp, ...act }) => act),
    approvals: approved.map(({ signUp: _signUp, ...approval }) => approval),
    ...(paper && { paper }),
  }
}
