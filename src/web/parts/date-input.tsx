import { classes } from './classes.ts'
import type { Legend } from './fieldset.tsx'
import { HintAndMistake, type Guidance } from './form-group.tsx'
import { Label } from './label.tsx'
import { LegendGroup } from './legend-group.tsx'

type Part = 'day' | 'month' | 'year'

type Props = Legend &
  Guidance & {
    /** Begins the names and ids of the three fields: `decided-day`, `decided-month`, `decided-year`. */
    name: string
    /** What was typed, given back as it was. */
    values?: { readonly [part in Part]?: string | undefined } | undefined
    /** Where the mistake is; without it, in all three. The error summary leads to the first, as `decided-month`. */
    wrong?: readonly Part[] | undefined
  }

export const DateInput = ({ name, values, wrong = [], legend, hint, mistake, ...props }: Props) => {
  const date = (
    <>
      <HintAndMistake id={name} hint={hint} mistake={mistake} />
      <div class="govuk-date-input" id={name}>
        <PartOfDate name={`${name}-day`} words="Day" width={2} value={values?.day} wrong={isWrong('day')} />
        <PartOfDate name={`${name}-month`} words="Month" width={2} value={values?.month} wrong={isWrong('month')} />
        <PartOfDate name={`${name}-year`} words="Year" width={4} value={values?.year} wrong={isWrong('year')} />
      </div>
    </>
  )
  // With the role spelt out JAWS reads the description of a fieldset whose fields are text.
  return (
    <LegendGroup {...props} id={name} legend={legend} hint={hint} mistake={mistake} role="group">
      {date}
    </LegendGroup>
  )

  function isWrong(part: Part) {
    return wrong.includes(part) || (mistake !== undefined && wrong.length === 0)
  }
}

type PartProps = { name: string; words: string; width: 2 | 4; value: string | undefined; wrong: boolean }

const PartOfDate = ({ name, words, width, value, wrong }: PartProps) => (
  <div class="govuk-date-input__item">
    <div class="govuk-form-group">
      <Label class="govuk-date-input__label" for={name}>
        {words}
      </Label>
      <input
        class={classes(
          'govuk-input govuk-date-input__input',
          wrong && 'govuk-input--error',
          `govuk-input--width-${width}`,
        )}
        id={name}
        name={name}
        type="text"
        value={value}
        inputmode="numeric"
      />
    </div>
  </div>
)
