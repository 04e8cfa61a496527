import { courtshipOf, type Courtship } from '../core/courtship.ts'
import { londonDay } from '../core/day.ts'
import { fold } from '../core/fold.ts'
import type { Uuid } from '../core/uuid.ts'
import { listBodiesWhere, type Body } from '../storage/read/bodies.ts'
import { findEntryAt } from '../storage/read/entries.ts'
import { among } from '../storage/read/joining.ts'
import { listAsked, listBeginnings, type Prospect } from '../storage/read/prospects.ts'
import { listStood } from '../storage/read/standings.ts'
import { now, type Parts } from './parts.ts'

/** How far a prospect has come, and where that is seen. */
export type Courted = {
  courtship: Courtship
  body: Body | undefined
  signUp: Uuid | undefined
  asked: readonly { id: Uuid; campaign: Uuid; name: string }[]
}

/** Prospects, each with how far it has come. Whoever begins a sign-up may not be on the register yet: its name tells. */
export async function tellProspects<One extends Prospect>(
  parts: Parts,
  prospects: readonly One[],
): Promise<readonly (One & Courted)[]> {
  if (prospects.length === 0) return []
  const { db } = parts
  const ids = prospects.flatMap(({ body }) => body ?? [])
  const [known, stood, begun, asked] = await Promise.all([
    listBodiesWhere(db, among(ids)),
    listStood(db, among(ids), londonDay(now(parts))),
    listBeginnings(db),
    listAsked(db, ids),
  ])
  const recorded = await Promise.all(
    stood
      .filter(({ standing }) => standing === 'in-force')
      .map(async ({ body, entry }) => ({ body, at: (await findEntryAt(db, entry))?.entry.at ?? '' })),
  )
  return prospects.map((prospect) => {
    const name = fold(prospect.name)
    const own = asked.filter(({ body }) => body === prospect.body)
    const signUp = begun.find(({ registered, name: typed }) => {
      return registered === null ? typed !== null && fold(typed) === name : registered === prospect.body
    })?.signUp
    const facts = {
      registered: prospect.body !== null,
      // What it signed before somebody courted it is not what it is courted for.
      signed: recorded.some(({ body, at }) => body === prospect.body && at >= prospect.madeAt),
      signing: signUp !== undefined,
      invited: own.length > 0,
    }
    const body = known.find(({ id }) => id === prospect.body)
    return { ...prospect, courtship: courtshipOf(facts), body, signUp, asked: own }
  })
}
