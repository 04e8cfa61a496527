import { londonDay, type FullDay } from './day.ts'
import type { EditionAct } from './desk-act.ts'
import { Refusal } from './refusal.ts'
import { head, type Draft, type Stamp } from './stamp.ts'
import type { EditionFacts } from './standing.ts'

/** Decides what becomes of an edition: its days may move, as long as they have not passed. */
export function decideEditionAct(act: EditionAct, edition: EditionFacts, stamp: Stamp): readonly Draft[] {
  const { transitionEnds, termEnds, reason } = act
  const today = londonDay(stamp.at)
  if (!transitionEnds && !termEnds)
    throw new Refusal('field-invalid', 'Say which day moves, and to when', 'transitionEnds')
  if (transitionEnds) assureMovable('transitionEnds', edition.transitionEnds, transitionEnds, today)
  if (termEnds) assureMovable('termEnds', edition.termEnds, termEnds, today)
  const { common, disclosures } = head(stamp, [{ name: 'reason', value: reason, public: true }])
  const moved = { ...(transitionEnds && { transitionEnds }), ...(termEnds && { termEnds }) }
  return [{ entry: { ...common, type: 'edition.extended', edition: act.edition, ...moved }, disclosures }]
}

/** Signings have lapsed on a day that has passed: moving it would bring them back. */
function assureMovable(field: string, was: FullDay | null, to: FullDay, today: FullDay): void {
  if (was === null) throw new Refusal('field-invalid', 'This edition has no such day to move', field)
  if (was < today) throw new Refusal('field-invalid', 'This day has passed. What lapsed on it stays lapsed', field)
  if (to <= was) throw new Refusal('field-invalid', 'Choose a later day than now', field)
}
