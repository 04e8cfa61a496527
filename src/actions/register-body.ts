import { assureNewcomer, registerBody as decideBody } from '../core/acceptance.ts'
import type { NewBody } from '../core/sign-up.ts'
import type { Uuid } from '../core/uuid.ts'
import { findBodyById, findNameByIdentifier, type BodyRecord } from '../storage/read/bodies.ts'
import { findAppended, logSize } from '../storage/read/entries.ts'
import { append } from '../storage/write/append.ts'
import { assureSettable } from './assure-certifiable.ts'
import { againIfOvertaken, stamp, type Parts } from './parts.ts'
import { publish } from './publish.ts'

/** Puts a body on the register that has not signed. The key is of one press: pressed again, it is the same body. */
export async function registerBody(parts: Parts, body: NewBody, key: Uuid): Promise<BodyRecord> {
  assureSettable(parts, body.name, 'name')
  const id = await againIfOvertaken(parts, () => register(parts, body, `registration:${key}`))
  parts.later(publish(parts))
  const registered = await findBodyById(parts.db, id)
  if (!registered) throw new Error('a body was registered and is not there')
  return registered
}

async function register(parts: Parts, body: NewBody, key: string): Promise<Uuid> {
  // The length comes first: whatever changes while we read makes the decision void.
  const size = await logSize(parts.db)
  const [earlier] = (await findAppended(parts.db, key)) ?? []
  if (earlier) return earlier.entry.id
  assureNewcomer(await findNameByIdentifier(parts.db, body.identifiers))
  const [appended] = await append(parts.db, { key, size, drafts: [decideBody(body, stamp(parts))] })
  if (!appended) throw new Error('an append gave nothing back')
  return appended.entry.id
}
