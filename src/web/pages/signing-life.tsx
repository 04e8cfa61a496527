import { isToldOn, type Change, type ChangeType } from '../../core/change.ts'
import { isPossiblyBy, type FullDay } from '../../core/day.ts'
import { reasonOf, sayVoiding } from '../change-words.ts'
import { Day } from '../parts/day.tsx'
import { Said } from './timeline.tsx'

const lifeWords: Partial<Record<ChangeType, string>> = {
  'signing.corrected': 'Corrected on',
  'signing.reaffirmed': 'Re-affirmed on',
  'signing.withdrawn': 'Withdrawn on',
  'signing.suspended': 'Suspended from',
  'signing.reinstated': 'In force again since',
  'signing.removed': 'Removed on',
  'signing.voided': 'Entered in error',
}

/** What became of a signing since it was made, as it is told about a day: each with its reason and the body's reply. */
export function lifeRows({ reference }: { reference: string }, changes: readonly Change[], asAt: FullDay) {
  return changes.flatMap((change) => {
    const key = change.reference === reference && isToldOn(change, asAt) ? lifeWords[change.type] : undefined
    return key === undefined ? [] : [{ key, value: <Event change={change} asAt={asAt} /> }]
  })
}

const Event = ({ change, asAt }: { change: Change; asAt: FullDay }) => (
  <>
    <Day day={change.on} />
    {change.on !== null && !isPossiblyBy(change.on, asAt) && ' (still to come)'}
    {change.by && ` by its ${change.by}`}
    {change.until && (
      <>
        ; review by <Day day={change.until} />
      </>
    )}
    {change.type === 'signing.voided' && `: ${sayVoiding(change.ground)}`}
    <Said reason={reasonOf(change)} reply={change.reply} />
  </>
)
