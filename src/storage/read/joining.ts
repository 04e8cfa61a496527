import { and, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import type { Uuid } from '../../core/uuid.ts'
import { invitations } from '../campaign-schema.ts'
import type { Database } from '../database.ts'
import { bodies, predecessors, successions } from '../schema.ts'
import { listBodiesWhere, type Body } from './bodies.ts'
import { signingsOf, type Campaign } from './campaigns.ts'

/** A body beside a campaign: whether it is in it, by which invitation, and whether it has signed what the campaign asks for. */
export type Beside = { body: Body; invitation: Uuid | null; signed: boolean }

/** Bodies by their ids, in that order, beside a campaign. */
export async function listBeside(
  db: Database,
  { id, toEdition }: Campaign,
  ids: readonly Uuid[],
): Promise<readonly Beside[]> {
  const some = among(ids)
  const [found, invited, signed] = await Promise.all([
    listBodiesWhere(db, some),
    db
      .select({ id: invitations.id, body: invitations.body })
      .from(invitations)
      .where(and(eq(invitations.campaign, id), inArray(invitations.body, [...ids]))),
    db
      .select({ id: bodies.id })
      .from(bodies)
      .where(and(some, hasSigned(toEdition))),
  ])
  const byId = new Map(found.map((body) => [body.id, body]))
  return ids.flatMap((one) => {
    const body = byId.get(one)
    const invitation = invited.find((its) => its.body === one)?.id ?? null
    return body ? [{ body, invitation, signed: signed.some((its) => its.id === one) }] : []
  })
}

/**
 * Bodies that a campaign has not got and that have not signed what it asks for: those that have signed the edition it
 * follows, or any where it follows none; and those that came after one that is in it, at once or by way of others.
 */
export async function listMissing(
  db: Database,
  campaign: Campaign,
): Promise<{ followers: readonly Uuid[]; successors: readonly Uuid[] }> {
  const { id, fromEdition, toEdition } = campaign
  const isAbsent = (body: SQL) =>
    sql`NOT EXISTS (SELECT 1 FROM invitations AS i WHERE i.campaign = ${id} AND i.body = ${body})`
  const outside = and(isNull(bodies.endedOn), isAbsent(sql`${bodies.id}`), sql`NOT ${hasSigned(toEdition)}`)
  // Who has signed are nearly all in the campaign: asked first, that leaves few to look at.
  const followed =
    fromEdition === null
      ? undefined
      : sql`${bodies.id} IN (SELECT s.body FROM ${signingsOf(fromEdition)} AS s WHERE ${isAbsent(sql`s.body`)})`
  const next = sql`(SELECT body, successor FROM ${successions} UNION SELECT predecessor, body FROM ${predecessors})`
  const after = sql`WITH RECURSIVE after(id) AS (
    SELECT successor FROM ${next} WHERE body IN (SELECT body FROM invitations WHERE campaign = ${id})
    UNION SELECT next.successor FROM ${next} AS next JOIN after ON next.body = after.id) SELECT id FROM after`
  const [followers, successors] = await db.batch([
    db.select({ id: bodies.id }).from(bodies).where(and(outside, followed)),
    db
      .select({ id: bodies.id })
      .from(bodies)
      .where(and(outside, sql`${bodies.id} IN (${after})`)),
  ])
  return { followers: followers.map((row) => row.id), successors: successors.map((row) => row.id) }
}

/** A condition on bodies: they are some of these. */
export function among(ids: readonly Uuid[]): SQL {
  return sql`${bodies.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`
}

function hasSigned(edition: Uuid): SQL {
  return sql`${bodies.id} IN (SELECT body FROM ${signingsOf(edition)})`
}
