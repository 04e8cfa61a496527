import compact from '../../templates/editions/shropshire-compact-2014.en.md'
import type { Parts } from '../../src/actions/parts.ts'
import { parseDay, parseFullDay } from '../../src/core/day.ts'
import type { EditionDraft } from '../../src/core/edition-draft.ts'
import { listEditions } from '../../src/storage/read/editions.ts'

/** The text of the next edition, in which one promise has other words. */
export const nextText = compact
  .replaceAll('2014', '2026')
  .replace('before it becomes a dispute.', 'before it becomes a complaint.')

/** The same in Welsh, as far as a test needs it. */
export const nextWelsh = nextText
  .replace('language: en', 'language: cy')
  .replace('We will all', 'Byddwn i gyd')
  .replaceAll('#### We will all', '#### Byddwn i gyd')

/** A draft of the next edition of the demonstration's Compact, with nothing missing. */
export async function nextCompact({ db }: Pick<Parts, 'db'>): Promise<EditionDraft> {
  const replaced = (await listEditions(db)).find(({ slug }) => slug === 'shropshire-compact-2014')
  if (!replaced) throw new Error('the demonstration has the Compact of 2014')
  return {
    instrument: { registered: replaced.instrument },
    texts: [nextText],
    reference: 'en',
    agreedOn: parseDay('2026-02'),
    inForceFrom: parseDay('2026-04-01'),
    transitionEnds: parseFullDay('2026-09-30'),
    replaces: [replaced.id],
    concordance: [{ theme: 2, principles: ['covenant-2025:3', 'national-2010:2'] }],
  }
}
