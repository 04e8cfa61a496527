import { sayAsked } from '../core/asked-change.ts'
import { said, type Said } from '../core/mail-language.ts'
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
export async function editionNamesOf(parts: Parts, signUp: Pick<SignUp, 'draft'>): Promise<string> {
  return (await editionsSaid(parts, signUp))('en')
}

/** The same in either language. */
export async function editionsSaid(parts: Parts, { draft }: Pick<SignUp, 'draft'>): Promise<Said> {
  const editions = await listEditions(parts.db)
  const names = draft.editions.flatMap(({ edition }) => editions.filter(({ id }) => id === edition).map(editionName))
  return said({ en: new Intl.ListFormat('en-GB').format(names), cy: names.join(', ') })
}

/** What a body asks for, in words: `sign the Shropshire Compact 2014`, or to withdraw from it. */
export async function askedOf(parts: Parts, signUp: Pick<SignUp, 'draft'>): Promise<string> {
  return (await askedSaid(parts, signUp))('en')
}

/** The same in either language. */
export async function askedSaid(parts: Parts, signUp: Pick<SignUp, 'draft'>): Promise<Said> {
  const editions = await editionsSaid(parts, signUp)
  return (language) => sayAsked(editions(language), signUp.draft.change, language)
}
