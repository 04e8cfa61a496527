import { isPossiblyBy, londonDay, type FullDay } from './day.ts'
import { assureSecond, type Approver } from './decide-signing-act.ts'
import type { DeskActOf, EditionAct } from './desk-act.ts'
import type { EditionText } from './edition-text.ts'
import { findOtherShape, readOfferedText } from './offered-text.ts'
import { nextReview } from './project-edition.ts'
import { Refusal } from './refusal.ts'
import { head, type Draft, type Stamp } from './stamp.ts'
import type { EditionFacts } from './standing.ts'

/** An edition that an act is about, as the register knows it, with its texts by language where they are looked at. */
export type ActedEdition = {
  facts: EditionFacts
  texts: ReadonlyMap<string, { sha256: string; text: EditionText }>
}

/**
 * Decides what becomes of an edition: its days may move as long as they have not passed, slips of its text be put right, and
 * somebody looks at it again from time to time.
 */
export function decideEditionAct(
  act: EditionAct,
  acted: ActedEdition,
  approvers: readonly Approver[],
  stamp: Stamp,
): readonly Draft[] {
  switch (act.act) {
    case 'extend-edition':
      return [extend(act, acted, stamp)]
    case 'conclude-review':
      return [concludeReview(act, acted, stamp)]
    case 'correct-edition':
      return [correct(act, acted, approvers, stamp)]
  }
}

function extend(act: DeskActOf<'extend-edition'>, { facts }: ActedEdition, stamp: Stamp): Draft {
  const { transitionEnds, termEnds, reason } = act
  const today = londonDay(stamp.at)
  if (!transitionEnds && !termEnds)
    throw new Refusal('field-invalid', 'Say which day moves, and to when', 'transitionEnds')
  if (transitionEnds) assureMovable('transitionEnds', facts.transitionEnds, transitionEnds, today)
  if (termEnds) assureMovable('termEnds', facts.termEnds, termEnds, today)
  const { common, disclosures } = head(stamp, [{ name: 'reason', value: reason, public: true }])
  const moved = { ...(transitionEnds && { transitionEnds }), ...(termEnds && { termEnds }) }
  return { entry: { ...common, type: 'edition.extended', edition: act.edition, ...moved }, disclosures }
}

/** The next review is told beside the entry, and the edition's page has it from there. */
function concludeReview(act: DeskActOf<'conclude-review'>, { facts }: ActedEdition, stamp: Stamp): Draft {
  const { edition, on, outcome, nextBy, reason } = act
  if (on > londonDay(stamp.at)) throw new Refusal('field-invalid', 'Record the review once it has been concluded', 'on')
  if (!isPossiblyBy(facts.inForceFrom, on))
    throw new Refusal('field-invalid', 'This is before the edition was in force', 'on')
  if (nextBy && nextBy <= londonDay(stamp.at))
    throw new Refusal('field-invalid', 'The next review has to lie ahead', 'nextBy')
  const { common, disclosures } = head(stamp, [
    { name: 'reason', value: reason, public: true },
    ...(nextBy ? [{ name: nextReview, value: nextBy, public: true }] : []),
  ])
  return { entry: { ...common, type: 'review.concluded', edition, outcome, on }, disclosures }
}

/** Whoever signed the text of before signed that; so nothing may change that anybody is bound to, and two have to say so. */
function correct(
  act: DeskActOf<'correct-edition'>,
  { texts }: ActedEdition,
  approvers: readonly Approver[],
  stamp: Stamp,
): Draft {
  assureSecond(approvers, [])
  const before = texts.get(act.language)
  if (!before) throw new Refusal('field-invalid', 'This edition has no text in that language', 'language')
  const { text, sha256 } = readOfferedText(act.text, 'text')
  if (text.language !== act.language)
    throw new Refusal('field-invalid', `Line 4 of the text has to be “language: ${act.language}”`, 'text')
  if (sha256 === before.sha256) throw new Refusal('field-invalid', 'This is the text as it is', 'text')
  const other = findOtherShape(text, before.text)
  if (other) throw new Refusal('field-invalid', `This needs a new edition: ${other}`, 'text')
  const { common, disclosures } = head(stamp, [
    { name: 'reason', value: act.reason, public: true },
    ...approvers.map(({ name }, n) => ({ name: `approver.${n + 1}`, value: name, public: false })),
  ])
  return {
    entry: {
      ...common,
      type: 'edition.corrected',
      edition: act.edition,
      text: { language: act.language, sha256 },
      corrects: before.sha256,
    },
    disclosures,
  }
}

/** Signings have lapsed on a day that has passed: moving it would bring them back. */
function assureMovable(field: string, was: FullDay | null, to: FullDay, today: FullDay): void {
  if (was === null) throw new Refusal('field-invalid', 'This edition has no such day to move', field)
  if (was < today) throw new Refusal('field-invalid', 'This day has passed. What lapsed on it stays lapsed', field)
  if (to <= was) throw new Refusal('field-invalid', 'Choose a later day than now', field)
}
