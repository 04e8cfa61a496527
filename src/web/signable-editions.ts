import { isSignable } from '../core/signable.ts'
import { editionFacts, editionName, listEditions } from '../storage/read/editions.ts'
import { today } from './asked-day.ts'
import type { Visit } from './site.ts'

/** What can be signed online today. */
export async function listSignable(c: Visit) {
  const all = await listEditions(c.var.parts.db)
  return all
    .filter((edition) => isSignable(edition, editionFacts(all), today(c)))
    .map((edition) => ({ id: edition.id, slug: edition.slug, name: editionName(edition), texts: edition.texts }))
}

/** The texts of what can be signed online today, one for each language, as forms offer them. */
export async function offeredTexts(c: Visit) {
  return (await listSignable(c)).flatMap(({ id, slug, name, texts }) =>
    texts.map(({ language }) => ({
      value: `${id}.${language}`,
      words: name + (texts.length > 1 ? ` (${language})` : ''),
      slug,
      edition: id,
      language,
    })),
  )
}
