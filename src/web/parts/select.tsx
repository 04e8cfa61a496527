import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'
import { describedBy, FormGroup, HintAndMistake, type Guidance } from './form-group.tsx'
import { Label, type Size } from './label.tsx'

type Option = { value: string; words: string; disabled?: boolean | undefined }

type Props = Guidance & {
  name: string
  label: Child
  options: readonly Option[]
  /** Where the error summary leads; the name, unless given. */
  id?: string | undefined
  labelSize?: Size | undefined
  pageHeading?: boolean | undefined
  /** The value that was chosen. */
  value?: string | undefined
}

export const Select = ({ name, id = name, label, labelSize, pageHeading, hint, mistake, ...props }: Props) => (
  <FormGroup mistake={mistake}>
    <Label for={id} size={labelSize} pageHeading={pageHeading}>
      {label}
    </Label>
    <HintAndMistake id={id} hint={hint} mistake={mistake} />
    <select
      class={classes('govuk-select', mistake !== undefined && 'govuk-select--error')}
      id={id}
      name={name}
      aria-describedby={describedBy(id, { hint, mistake, describedBy: props.describedBy })}
    >
      {props.options.map(({ value, words, disabled }) => (
        <option value={value} selected={value === props.value} disabled={disabled}>
          {words}
        </option>
      ))}
    </select>
  </FormGroup>
)
