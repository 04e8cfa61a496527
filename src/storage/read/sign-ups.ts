import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt, not, or, sql, type SQL } from 'drizzle-orm'
import * as v from 'valibot'
import { SignUpDraft, type Signature, type SignUp } from '../../core/sign-up.ts'
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

/** Some sign-ups. One that is gone is left out. */
export async function listSignUps(db: Database, ids: readonly Uuid[]): Promise<readonly StoredSignUp[]> {
  return list(db, inArray(signUps.id, [...ids]))
}

/** What open sign-ups wait for: the desk's check, whoever signs or decides, or a board before anybody is asked. */
export type Queue = 'check' | 'signature' | 'board'

/** The sign-ups in a queue, the oldest first, and at most so many of them. */
export async function listQueue(
  db: Database,
  queue: Queue,
  { today, most }: { today: FullDay; most?: number },
): Promise<readonly StoredSignUp[]> {
  return list(db, isIn(queue, today), most)
}

/** How many sign-ups are in each queue. */
export async function countQueues(db: Database, today: FullDay): Promise<Readonly<Record<Queue, number>>> {
  const [check, signature, board] = await Promise.all(
    (['check', 'signature', 'board'] as const).map((queue) => db.$count(signUps, isIn(queue, today))),
  )
  return { check: check ?? 0, signature: signature ?? 0, board: board ?? 0 }
}

function isIn(queue: Queue, today: FullDay): SQL | undefined {
  const open = isNull(signUps.closedAt)
  if (queue === 'board') return and(open, isNull(signUps.sentAt), gte(signUps.boardOn, today))
  return and(open, isNotNull(signUps.sentAt), queue === 'check' ? isWhole : not(isWhole))
}

/** A condition that says of a sign-up that was sent what `stateOf` calls awaiting a check. */
export const isWhole = sql`(EXISTS (SELECT 1 FROM scans WHERE scans.sign_up = sign_ups.id)
  OR (SELECT count(*) FROM acts WHERE acts.sign_up = sign_ups.id)
      >= json_array_length(sign_ups.draft, '$.signatories') * json_array_length(sign_ups.draft, '$.editions')
    AND NOT EXISTS (SELECT 1 FROM json_each(sign_ups.draft, '$.signatories') AS signatory
      WHERE json_extract(signatory.value, '$.undecided')))`

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

/** Sign-ups that are not closed in which one of some bodies signs an edition; those that were sent come last. */
export async function listOpenSignUpsOf(
  db: Database,
  edition: Uuid,
  some: readonly Uuid[],
): Promise<readonly StoredSignUp[]> {
  const own = sql`json_extract(${signUps.draft}, '$.body.registered') IN (SELECT value FROM json_each(${JSON.stringify(some)}))`
  const asks = sql`EXISTS (SELECT 1 FROM json_each(${signUps.draft}, '$.editions') WHERE json_extract(value, '$.edition') = ${edition})`
  const signs = sql`json_extract(${signUps.draft}, '$.change') IS NULL`
  return list(db, and(isNull(signUps.closedAt), own, asks, signs))
}

/** Sign-ups that are not closed and were begun by whoever reads a mailbox, the oldest first. */
export async function listOpenSignUpsBy(db: Database, address: string): Promise<readonly StoredSignUp[]> {
  return list(db, and(eq(sql`lower(${signUps.preparerAddress})`, address.toLowerCase()), isNull(signUps.closedAt)))
}

async function list(db: Database, where: SQL | undefined, most = -1): Promise<readonly StoredSignUp[]> {
  const order = [asc(signUps.sentAt), asc(signUps.id)]
  const ids = db
    .select({ id: signUps.id })
    .from(signUps)
    .where(where)
    .orderBy(...order)
    .limit(most)
  const [rows, pressed, approved, papers] = await db.batch([
    db
      .select()
      .from(signUps)
      .where(inArray(signUps.id, ids))
      .orderBy(...order),
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
    signatures: pressed.map(({ signUp: _signUp, ...act }) => ({ ...act, ...splitEvidence(act.evidence) })),
    approvals: approved.map(({ signUp: _signUp, ...approval }) => approval),
    ...(paper && { paper }),
  }
}

/** A record of JSON and the disclosures behind it, with tildes between them, which no disclosure has (RFC 9901 §4). */
function splitEvidence(kept: string): Pick<Signature, 'evidence' | 'disclosures'> {
  const [, evidence = kept, tail = ''] = /^(.*\})((?:~[A-Za-z0-9_-]+)+)$/su.exec(kept) ?? []
  return { evidence, disclosures: tail.split('~').slice(1) }
}
