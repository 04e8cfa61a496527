import { fold } from '../core/fold.ts'
import type { Uuid } from '../core/uuid.ts'
import { write } from '../storage/database.ts'
import { listBodiesNamed, listProspects, type Prospect } from '../storage/read/prospects.ts'
import { updateProspect } from '../storage/write/prospects.ts'
import { now, type Parts } from './parts.ts'
import { tellProspects } from './tell-prospects.ts'

/** Prospects that have come onto the register by their name are known to be there, and those that have signed are done. */
export async function followProspects(parts: Parts): Promise<void> {
  const { db } = parts
  const ties = await listTies(parts, await listProspects(db))
  if (ties.length > 0)
    await write(
      db,
      ties.map(({ id, body }) => updateProspect(db, id, { body })),
    )
  const told = await tellProspects(parts, await listProspects(db))
  const done = told.filter(({ courtship }) => courtship === 'signed')
  if (done.length > 0)
    await write(
      db,
      done.map(({ id }) => updateProspect(db, id, { closedAt: now(parts) })),
    )
}

/** The bodies that are called as prospects are, where one alone has the name. */
async function listTies({ db }: Parts, courted: readonly Prospect[]): Promise<readonly { id: Uuid; body: Uuid }[]> {
  const untied = courted.filter(({ body }) => body === null).map(({ id, name }) => ({ id, folded: fold(name) }))
  if (untied.length === 0) return []
  const named = await listBodiesNamed(
    db,
    untied.map(({ folded }) => folded),
  )
  return untied.flatMap(({ id, folded }) => {
    const [only, another] = named.filter((body) => body.folded === folded)
    return only && !another ? [{ id, body: only.id }] : []
  })
}
