import type { ToldProof } from '../../actions/hand-out-certificate.ts'
import { londonDay } from '../../core/day.ts'
import { Day } from '../parts/day.tsx'
import { Moment } from '../parts/moment.tsx'

const own = 'the register’s clock, the log and its witnesses'

/** Since when a certificate is shown to have been there, by whose word, and for how long that can be checked. */
export const ProofWords = ({ proof: { level, stamps, asked, trouble } }: { proof: ToldProof }) => {
  const goesOn = asked && trouble !== 'too-late'
  const [first] = stamps
  const last = stamps.at(-1)
  if (!first || !last) {
    return (
      <>
        When it was sealed rests on {own}.{goesOn && ' An authority will be asked for a time-stamp.'} {sayLevel(level)}
      </>
    )
  }
  return (
    <>
      Time-stamped by {first.authority}: <Moment at={first.stampedAt} />.{' '}
      {stamps.length > 2 && (
        <>
          Once more by {last.authority}: <Moment at={last.stampedAt} />.{' '}
        </>
      )}
      That can be shown until <Day day={londonDay(last.holdsUntil)} />
      {goesOn && ', and is renewed before'}. {sayLevel(level)}
    </>
  )
}

function sayLevel(level: ToldProof['level']): string {
  return `Its level is PAdES ${level}: ${levelWords[level]}.`
}

const levelWords = {
  'B-B': 'a seal',
  'B-T': 'a seal and a time-stamp',
  'B-LT': 'a seal, a time-stamp, and all that both are checked by',
  'B-LTA': 'a seal, a time-stamp, all that both are checked by, and a time-stamp over it all',
} as const satisfies Record<ToldProof['level'], string>
