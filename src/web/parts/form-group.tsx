import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'
import { ErrorMessage } from './error-message.tsx'
import { Hint } from './hint.tsx'
import { Label, type Size } from './label.tsx'

/** What every question says about itself besides its label. */
export type Guidance = {
  hint?: Child
  /** What is wrong with the answer; its presence makes the question one to correct. */
  mistake?: string | undefined
  /** The id of something elsewhere on the page that also explains the question. */
  describedBy?: string | undefined
}

/** The ids a screen reader follows from a question to its hint and its mistake, in the order they are read. */
export function describedBy(id: string, guidance: Guidance) {
  const ids = [guidance.describedBy, guidance.hint && `${id}-hint`, guidance.mistake && `${id}-error`]
  return ids.filter(Boolean).join(' ') || undefined
}

export const HintAndMistake = ({ id, hint, mistake }: Guidance & { id: string }) => (
  <>
    {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
    {mistake && <ErrorMessage id={`${id}-error`}>{mistake}</ErrorMessage>}
  </>
)

export const FormGroup = ({ mistake, children }: { mistake?: string | undefined; children?: Child }) => (
  <div class={classes('govuk-form-group', mistake !== undefined && 'govuk-form-group--error')}>{children}</div>
)

/** What a question of one field says about itself. */
export type Question = Guidance & {
  name: string
  label: Child
  /** Where the error summary leads; the name, unless given. */
  id?: string | undefined
  labelSize?: Size | undefined
  pageHeading?: boolean | undefined
}

/** A question of one field, around the field itself. */
export const QuestionGroup = ({ name, id = name, label, labelSize, pageHeading, children, ...guidance }: Asked) => (
  <FormGroup mistake={guidance.mistake}>
    <Label for={id} size={labelSize} pageHeading={pageHeading}>
      {label}
    </Label>
    <HintAndMistake id={id} {...guidance} />
    {children}
  </FormGroup>
)

type Asked = Question & { children?: Child }
