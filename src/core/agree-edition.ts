import { findMistakes, textsOf, type DraftSetting, type EditionDraft } from './edition-draft.ts'
import type { EntryOf } from './entry.ts'
import type { ReadText } from './offered-text.ts'
import { decideEdition, decideInstrument } from './opening.ts'
import { Refusal } from './refusal.ts'
import type { Draft, Stamp } from './stamp.ts'

/** What agreeing to a draft makes: the entry of its edition, behind that of an instrument that is new, and its texts. */
export type Agreed = {
  drafts: readonly Draft[]
  edition: Draft<EntryOf<'edition.published'>>
  texts: readonly ReadText[]
}

/** Decides whether a draft is agreed: from then on its texts are frozen under their digests. Refuses with everything that is missing. */
export function decideAgreement(
  draft: EditionDraft,
  setting: DraftSetting,
  demonstration: boolean,
  stamp: Stamp,
): Agreed {
  const mistakes = findMistakes(draft, setting)
  const { instrument: named, inForceFrom, agreedOn, transitionEnds, termEnds, reviewBy, replaces, concordance } = draft
  if (mistakes.length > 0 || !named || !inForceFrom)
    throw new Refusal('incomplete', 'This cannot be agreed yet.', mistakes)
  const isNew = 'name' in named
  const instrument = isNew ? [decideInstrument({ ...named, binds: [...new Set(named.binds)] }, stamp)] : []
  const texts = textsOf(draft)
  const edition = decideEdition(
    {
      instrument: isNew ? (instrument[0]?.entry.id ?? stamp.id()) : named.registered,
      texts,
      replaces: [...new Set(replaces)],
      concordance,
      inForceFrom,
      ...(agreedOn && { agreedOn }),
      ...(transitionEnds && { transitionEnds }),
      ...(termEnds && { termEnds }),
      ...(reviewBy && { reviewBy }),
    },
    demonstration,
    stamp,
  )
  return { drafts: [...instrument, edition], edition, texts }
}
