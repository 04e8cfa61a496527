import type { Mistake } from '../../core/refusal.ts'
import { typedText, type Typed } from '../../http/parse.ts'
import { Button } from '../parts/button.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { TextArea } from '../parts/text-area.tsx'

type Props = {
  action: string
  /** What stands above it where it is one of several forms. */
  heading?: string
  name: string
  label: string
  hint: string
  /** What the button says. */
  press: string
  variant: 'warning' | 'secondary'
  typed: Typed
  mistakes: readonly Mistake[]
}

/** Something is said no to, or sent back: why. */
export const ReasonForm = ({ action, heading, name, label, hint, press, variant, typed, mistakes }: Props) => (
  <form method="post" action={action} novalidate>
    {heading && <h2 class="govuk-heading-m">{heading}</h2>}
    <TextArea
      name={name}
      label={label}
      hint={hint}
      value={typedText(typed, name)}
      mistake={findMistake(mistakes, name)}
    />
    <Button variant={variant} preventDoubleClick>
      {press}
    </Button>
  </form>
)
