import type { ToldReport } from '../../actions/answer-report.ts'
import { formatDayWords, londonDay } from '../../core/day.ts'
import { deskActs, type DeskActName } from '../../core/desk-act.ts'
import type { ReportOutcome } from '../../core/report.ts'
import { typedText } from '../../http/parse.ts'
import { actForms } from '../act-forms.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Radios } from '../parts/radios.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { TextArea } from '../parts/text-area.tsx'
import type { FormPage } from './form-page.ts'

type Props = FormPage & { report: ToldReport }

const outcomeWords = {
  corrected: 'It was put right',
  'no-mistake': 'Nothing is wrong',
} as const satisfies Record<ReportOutcome, string>

/** A mistake that somebody reported: what it is about, what may be done, and the answer. */
export const ReportPage = ({ shell, report, typed, mistakes }: Props) => {
  const { subject, at, words, address, outcome, answer } = report
  return (
    <Page
      shell={shell}
      title="A mistake reported"
      mistakes={mistakes}
      before={<BackLink href="/desk">The desk</BackLink>}
    >
      <Narrow>
        <span class="govuk-caption-l">{subject.name}</span>
        <h1 class="govuk-heading-l">A mistake reported</h1>
        <SummaryList
          rows={[
            {
              key: 'About',
              value: (
                <a class="govuk-link" href={subject.place}>
                  {subject.name}
                </a>
              ),
            },
            { key: 'Reported on', value: formatDayWords(londonDay(at)) },
            { key: 'What is wrong', value: <span class="register-typed">{words}</span> },
            { key: 'Answer to', value: address ?? 'Nobody: they left no email address' },
          ]}
        />
        {outcome !== null && (
          <InsetText>
            {outcomeWords[outcome]}. {answer}
          </InsetText>
        )}
        {outcome === null && (
          <>
            <Fitting subject={subject} />
            <form method="post" action={`/desk/reports/${report.id}/answer`} novalidate>
              <Radios
                name="outcome"
                legend="What became of it?"
                legendSize="m"
                items={Object.entries(outcomeWords).map(([value, one]) => ({ value, words: one }))}
                value={typedText(typed, 'outcome')}
                mistake={findMistake(mistakes, 'outcome')}
              />
              <TextArea
                name="answer"
                label="What did you find?"
                hint={address === null ? 'Kept with the report' : 'We email this to whoever reported it'}
                value={typedText(typed, 'answer')}
                mistake={findMistake(mistakes, 'answer')}
              />
              <Button preventDoubleClick>{address === null ? 'Close the report' : 'Send the answer'}</Button>
            </form>
          </>
        )}
      </Narrow>
    </Page>
  )
}

/** The acts that put something right, of whatever the report is about. */
const Fitting = ({ subject: { body, reference, edition } }: Pick<ToldReport, 'subject'>) => {
  const acts = [
    ...(reference ? actsOn('signing', `/desk/signings/${reference}`) : []),
    ...(body ? actsOn('body', `/desk/bodies/${body}`) : []),
    ...(edition ? actsOn('edition', `/desk/editions/${edition}`) : []),
  ]
  if (acts.length === 0 && !body) return null
  return (
    <>
      <h2 class="govuk-heading-m">If it is a mistake, put it right first</h2>
      <ul class="govuk-list">
        {acts.map(({ href, words }) => (
          <li>
            <a class="govuk-link" href={href}>
              {words}
            </a>
          </li>
        ))}
        {body && (
          <li>
            <a class="govuk-link" href={`/desk/bodies/${body}`}>
              Everything that may be recorded
            </a>
          </li>
        )}
      </ul>
    </>
  )
}

function actsOn(noun: 'body' | 'signing' | 'edition', place: string) {
  const acts = Object.values(deskActs).flatMap(({ entries }): readonly DeskActName[] =>
    noun in entries && entries.act.literal.startsWith('correct-') ? [entries.act.literal] : [],
  )
  return acts.map((act) => ({ href: `${place}/${act}`, words: actForms[act].title }))
}
