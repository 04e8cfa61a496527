import { unlessMalformed } from '../encoding/malformed.ts'
import { parseFullDay } from './day.ts'
import type { EntryOf } from './entry.ts'
import type { Recorded } from './recorded.ts'
import { claimSlug, type Surroundings } from './surroundings.ts'
import { tell } from './told.ts'
import type { ViewChange } from './views.ts'

/** A family of agreement with its slug. */
export function registeredInstrument(
  { position, entry, disclosures }: Recorded<EntryOf<'instrument.registered'>>,
  around: Surroundings,
): readonly ViewChange[] {
  const told = tell(disclosures)
  const name = told.localised('name')[0]?.text ?? ''
  const { slug, changes } = claimSlug({ noun: 'instrument', id: entry.id, name }, position, around)
  const insert = { position, id: entry.id, slug, name, area: told.text('area') ?? null, binds: entry.binds }
  return [{ view: 'instruments', insert }, ...changes]
}

/** An edition with its texts and the editions it replaces. */
export function publishedEdition(
  { position, entry, disclosures }: Recorded<EntryOf<'edition.published'>>,
  around: Surroundings,
): readonly ViewChange[] {
  const label = tell(disclosures).text('label') ?? ''
  const name = `${around.nameOf(entry.instrument)} ${label}`
  const { slug, changes } = claimSlug({ noun: 'edition', id: entry.id, name }, position, around)
  return [
    {
      view: 'editions',
      insert: {
        position,
        id: entry.id,
        instrument: entry.instrument,
        slug,
        label,
        reference: entry.reference ?? null,
        illustrative: entry.illustrative === true,
        agreedOn: entry.agreedOn ?? null,
        inForceFrom: entry.inForceFrom,
        transitionEnds: entry.transitionEnds ?? null,
        termEnds: entry.termEnds ?? null,
        reviewBy: entry.reviewBy ?? null,
      },
    },
    ...changes,
    ...(entry.texts ?? []).map((text): ViewChange => {
      return { view: 'editionTexts', insert: { position, edition: entry.id, ...text } }
    }),
    ...(entry.replaces ?? []).map((replaces): ViewChange => {
      return { view: 'replacements', insert: { position, edition: entry.id, replaces } }
    }),
  ]
}

/** The text that is read from now on; those who signed the earlier one signed that. */
export function correctedEdition({ position, entry }: Recorded<EntryOf<'edition.corrected'>>): readonly ViewChange[] {
  const { edition, corrects } = entry
  const { language, sha256 } = entry.text
  return [
    { view: 'editionTexts', where: { edition, language }, set: { position, sha256 } },
    { view: 'formerTexts', insert: { position, edition, language, sha256: corrects } },
  ]
}

/** What the disclosure is called that says by when an edition is looked at again. */
export const nextReview = 'review-by'

/** A review is over: the next one is due by the day that was told with it, if any was. */
export function concludedReview({ entry, disclosures }: Recorded<EntryOf<'review.concluded'>>): readonly ViewChange[] {
  const said = tell(disclosures).text(nextReview)
  const reviewBy = (said !== undefined && unlessMalformed(() => parseFullDay(said))) || null
  return [{ view: 'editions', where: { id: entry.edition }, set: { reviewBy } }]
}

/** Days that moved. */
export function extendedEdition({ entry }: Recorded<EntryOf<'edition.extended'>>): readonly ViewChange[] {
  const { edition, transitionEnds, termEnds } = entry
  const set = { ...(transitionEnds && { transitionEnds }), ...(termEnds && { termEnds }) }
  return [{ view: 'editions', where: { id: edition }, set }]
}
