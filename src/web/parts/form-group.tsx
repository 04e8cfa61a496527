import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'
import { ErrorMessage } from './error-message.tsx'
import { Hint } from './hint.tsx'

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
