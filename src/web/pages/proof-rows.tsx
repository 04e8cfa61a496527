import type { ToldProof } from '../../actions/hand-out-certificate.ts'
import { londonDay } from '../../core/day.ts'
import { Day } from '../parts/day.tsx'
import { Moment } from '../parts/moment.tsx'

/** Since when a certificate is shown to have been there, by whose word, and for how long that can be checked. */
export function proofRows({ level, stamps, asked, trouble }: ToldProof) {
  const goesOn = asked && trouble !== 'too-late'
  const [first] = stamps
  const last = stamps.at(-1)
  const sealed = { key: 'Level', value: `PAdES ${level}: ${levelWords[level]}` }
  if (!first || !last) {
    const words = 'None yet: when it was sealed rests on the register’s clock, the log and its witnesses.'
    return [{ key: 'Time-stamp', value: goesOn ? `${words} An authority is asked for one.` : words }, sealed]
  }
  return [
    { key: 'Time-stamp', value: <Given stamp={first} /> },
    // The second came with the first, over what both are checked by.
    ...(stamps.length > 2 ? [{ key: 'Last renewed', value: <Given stamp={last} /> }] : []),
    {
      key: 'Time is proved until',
      value: (
        <>
          <Day day={londonDay(last.holdsUntil)} />
          {goesOn && '; the register has it renewed before'}
        </>
      ),
    },
    sealed,
  ]
}

const Given = ({ stamp: { stampedAt, authority } }: { stamp: ToldProof['stamps'][number] }) => (
  <>
    <Moment at={stampedAt} />, by {authority}
  </>
)

const levelWords = {
  'B-B': 'a seal',
  'B-T': 'a seal and a time-stamp',
  'B-LT': 'a seal, a time-stamp, and what both are checked by',
  'B-LTA': 'a seal, a time-stamp, what both are checked by, and a time-stamp over all of that',
} as const satisfies Record<ToldProof['level'], string>
