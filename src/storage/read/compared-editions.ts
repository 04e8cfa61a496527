import { compareEditions, type UndertakingChange } from '../../core/edition-changes.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Database } from '../database.ts'
import { editionName, listEditions, readEdition, type Edition } from './editions.ts'

/** Two editions compared, in the language of both texts. */
export type ComparedEditions = {
  earlier: Edition
  later: Edition
  language: string
  changes: readonly UndertakingChange[]
}

/** The editions that an edition can be compared with: they have texts in the same language. */
export async function listComparable(db: Database, edition: Edition): Promise<readonly Edition[]> {
  return (await listEditions(db)).filter((one) => one.id !== edition.id && sharedLanguage(one, edition))
}

/** What an edition is compared with where nobody says: what it replaces, or what came before it of the same instrument. */
export function previousOf(edition: Edition, comparable: readonly Edition[]): Edition | undefined {
  return (
    comparable.find(({ id }) => edition.replaces.includes(id)) ??
    comparable.findLast((one) => one.instrument === edition.instrument && one.position < edition.position)
  )
}

/** What changed from one edition to another. */
export async function compareTexts(db: Database, earlier: Edition, later: Edition): Promise<ComparedEditions> {
  const language = sharedLanguage(earlier, later)
  const [before, after] = await Promise.all([earlier, later].map(async (one) => readEdition(db, one, language)))
  if (!language || !before || !after) {
    const words = `The ${editionName(earlier)} and the ${editionName(later)} have no text in the same language`
    throw new Refusal('field-invalid', words, 'from')
  }
  return { earlier, later, language, changes: compareEditions(before, after) }
}

/** A language that two editions have texts in: the later one's reference, if it is. */
function sharedLanguage({ texts }: Edition, later: Edition): string | undefined {
  const shared = texts
    .map(({ language }) => language)
    .filter((one) => later.texts.some((text) => text.language === one))
  return shared.find((one) => one === later.reference) ?? shared[0]
}
