import { Day } from '../parts/day.tsx'
import type { TimelineLine } from '../timeline.ts'

/** What happened, line by line; each leads to its entry once that is published. */
export const Timeline = ({ lines, published }: { lines: readonly TimelineLine[]; published: number }) => (
  <ol class="govuk-list register-timeline">
    {lines.map(({ on, subject, words, reason, reply, entry, ahead }) => (
      <li class="register-timeline__line">
        <p class="govuk-body-s register-timeline__day">
          {on ? <Day day={on} /> : 'Day not recorded'}
          {ahead && ' (still to come)'}
        </p>
        <p class="govuk-body register-timeline__words">
          {subject && (
            <a class="govuk-link" href={subject.href}>
              {subject.name}
            </a>
          )}{' '}
          {words}
        </p>
        <Said reason={reason} reply={reply} />
        <p class="govuk-body-s register-timeline__entry">
          <EntryNumber entry={entry} published={published} />
        </p>
      </li>
    ))}
  </ol>
)

/** Why, and the body's reply beside it. */
export const Said = ({ reason, reply }: { reason: string | null; reply: string | null }) => (
  <>
    {reason && <p class="govuk-body-s register-timeline__said">Reason: {reason}</p>}
    {reply && <p class="govuk-body-s register-timeline__said">The organisation’s reply: {reply}</p>}
  </>
)

const EntryNumber = ({ entry, published }: { entry: number | undefined; published: number }) => {
  if (entry === undefined) return <>Follows from the days of the edition</>
  if (entry >= published) return <>Entry {entry}, being published</>
  return (
    <a class="govuk-link" href={`/log/entries/${entry}`}>
      Entry {entry}
    </a>
  )
}
