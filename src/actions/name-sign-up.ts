import { sayAct } from '../core/asked-change.ts'
import type { SignUp } from '../core/sign-up.ts'
import { findBodyById } from '../storage/read/bodies.ts'
import { editionName, listEditions } from '../storage/read/editions.ts'
import type { Parts } from './parts.ts'

/** The name of the body that signs, from the register or as it was typed. */
export async function bodyNameOf(parts: Parts, { draft: { body } }: Pick<SignUp, 'draft'>): Promise<string> {
  if (!body) return ''
  return 'name' in body ? body.name : ((await findBodyById(parts.db, body.registered))?.name ?? '')
}

/** Everything the body that signs is called or was: as the register knows it, or as it was typed. */
export async function listNamesOf(
  parts: Parts,
  { draft: { body } }: Pick<SignUp, 'draft'>,
): Promise<readonly string[]> {
  if (!body) return []
  if ('name' in body) return [body.name]
  return (await findBodyById(parts.db, body.registered))?.names.map(({ name }) => name) ?? []
}

/** The chosen editions in words: `Shropshire Compact 2014 and Memorandum 2014`. */
export async function editionNamesOf(parts: Parts, { draft }: Pick<SignUp, 'draft'>): Promise<string> {
  const editions = await listEditions(parts.db)
  const names = draft.editions.flatMap(({ edition }) => editions.filter(({ id }) => id === edition).map(editionName))
  return new Intl.ListFormat('en-GB').format(names)
}

/** What a body asks for, in words: `sign the Shropshire Compact 2014`, or to withdraw from it. */
export async function askedOf(parts: Parts, signUp: Pick<SignUp, 'draft'>): Promise<string> {
  return sayAct(await editionNamesOf(parts, signUp), signUp.draft.change)
}
