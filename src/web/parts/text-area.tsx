import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'
import { describedBy, FormGroup, HintAndMistake, type Guidance } from './form-group.tsx'
import { Label, type Size } from './label.tsx'

type Props = Guidance & {
  name: string
  label: Child
  /** Where the error summary leads; the name, unless given. */
  id?: string | undefined
  labelSize?: Size | undefined
  pageHeading?: boolean | undefined
  /** What was typed, given back as it was. */
  value?: string | undefined
  rows?: number | undefined
  autocomplete?: string | undefined
  spellcheck?: boolean | undefined
}

export const TextArea = ({ name, id = name, label, labelSize, pageHeading, hint, mistake, ...props }: Props) => (
  <FormGroup mistake={mistake}>
    <Label for={id} size={labelSize} pageHeading={pageHeading}>
      {label}
    </Label>
    <HintAndMistake id={id} hint={hint} mistake={mistake} />
    <textarea
      class={classes('govuk-textarea', mistake !== undefined && 'govuk-textarea--error')}
      id={id}
      name={name}
      rows={props.rows ?? 5}
      spellcheck={props.spellcheck}
      aria-describedby={describedBy(id, { hint, mistake, describedBy: props.describedBy })}
      autocomplete={props.autocomplete}
    >
      {props.value}
    </textarea>
  </FormGroup>
)
