import { formatDayWords, londonDay } from '../../core/day.ts'
import { typedDay, typedText } from '../../http/parse.ts'
import type { Note } from '../../storage/read/prospects.ts'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-input.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Radios } from '../parts/radios.tsx'
import { Select } from '../parts/select.tsx'
import { TextArea } from '../parts/text-area.tsx'
import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'
import { fields } from './new-body.tsx'

/** Somebody at the desk who may look after it. */
export type Owner = { id: string; name: string }

type Props = Omit<FormPage, 'shell'> & {
  place: string
  notes: readonly Note[]
  owners: readonly Owner[]
  noteKey: string
  /** Somebody may look after it with nothing to do next. */
  idle?: boolean
}

/** Calls and notes about an organisation, and who does what next. */
export const NotesAndPlan = ({ place, notes, owners, noteKey, idle = false, typed, mistakes }: Props) => (
  <>
    <h2 class="govuk-heading-m">Calls and notes</h2>
    {notes.length === 0 && <p class="govuk-body">There are none yet.</p>}
    <ul class="govuk-list register-results">
      {notes.map(({ kind, at, by, words }) => (
        <li class="register-results__line">
          <p class="govuk-body-s register-results__facts">
            {kind === 'call' ? 'Call' : 'Note'} on {formatDayWords(londonDay(at))}, {by}
          </p>
          <p class="govuk-body register-typed">{words}</p>
        </li>
      ))}
    </ul>
    <form method="post" action={`${place}/notes`} novalidate>
      <input type="hidden" name="key" value={noteKey} />
      <Radios
        name="noted"
        legend="What is it?"
        items={[
          { value: 'call', words: 'A telephone call' },
          { value: 'note', words: 'A note' },
        ]}
        value={typedText(typed, 'noted')}
        mistake={findMistake(mistakes, 'noted')}
      />
      <TextArea
        name="words"
        label="What was said?"
        hint="Private. Write only what others at the desk need"
        value={typedText(typed, 'words')}
        mistake={findMistake(mistakes, 'words')}
      />
      <Button variant="secondary" preventDoubleClick>
        Keep it
      </Button>
    </form>
    <h2 class="govuk-heading-m">Who does what next</h2>
    <form method="post" action={`${place}/plan`} novalidate>
      <PlanFields owners={owners} idle={idle} typed={typed} mistakes={mistakes} />
      <Button variant="secondary" preventDoubleClick>
        Save who does what
      </Button>
    </form>
  </>
)

/** Who does what next, and by when. */
export const PlanFields = ({
  owners,
  idle = false,
  typed,
  mistakes,
}: Omit<FormPage, 'shell'> & { owners: readonly Owner[]; idle?: boolean }) => {
  const field = fields(typed, mistakes)
  const optional = idle ? ' (optional)' : ''
  return (
    <>
      <Select
        {...field('owner')}
        label="Who looks after it?"
        options={[{ value: '', words: 'Choose one' }, ...owners.map(({ id, name }) => ({ value: id, words: name }))]}
      />
      <TextField {...field('step')} label={`Next step${optional}`} />
      <DateInput
        name="by"
        legend={`By when?${optional}`}
        values={typedDay(typed, 'by')}
        mistake={findMistake(mistakes, 'by-day')}
      />
    </>
  )
}
