import { typedDay } from '../../http/parse.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-input.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'
import { fields } from './new-body.tsx'

export type Deciding = {
  /** What the addresses of the forms begin with. */
  base: string
  back: string
  body: string
  asked: string
  /** Whether what is signed waits for the decision. */
  undecided: boolean
}

/** What the body's board decided, or when it is going to. */
export const DecisionPage = ({ shell, deciding, typed, mistakes }: FormPage & { deciding: Deciding }) => {
  const { base, back, body, asked, undecided } = deciding
  const title = undecided ? 'What was decided' : 'At your board'
  return (
    <Page shell={shell} title={title} mistakes={mistakes} before={<BackLink href={back} />}>
      <Narrow>
        <h1 class="govuk-heading-l">{title}</h1>
        {undecided && (
          <form method="post" action={`${base}/decision`} novalidate>
            <p class="govuk-body">
              Tell us when {body} has decided to {asked}. What was signed stays as it is, word for word.
            </p>
            <DateInput
              name="decided"
              legend="When was it decided?"
              legendSize="m"
              hint="For example, 27 3 2026"
              values={typedDay(typed, 'decided')}
              mistake={findMistake(mistakes, 'decided-day')}
            />
            <TextField {...fields(typed, mistakes)('minute')} label="Minute reference" hint="This will be public" />
            <Button preventDoubleClick>It has been decided</Button>
            <p class="govuk-body">
              <a class="govuk-link" href={`${base}/decline`}>
                It was decided not to
              </a>
            </p>
          </form>
        )}
        <form method="post" action={`${base}/board-day`} novalidate>
          <DateInput
            name="board"
            legend="At our board on"
            legendSize="m"
            hint="The coordinator sees this day. We send no reminders until then. Leave it empty if it is not known"
            values={typedDay(typed, 'board')}
            mistake={findMistake(mistakes, 'board-day')}
          />
          <Button variant={undecided ? 'secondary' : undefined} preventDoubleClick>
            Save the day
          </Button>
        </form>
      </Narrow>
    </Page>
  )
}
