import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'

export type Size = 's' | 'm' | 'l' | 'xl'

type Props = {
  for?: string | undefined
  size?: Size | undefined
  /** The label is the page's h1, for a page that asks one thing. */
  pageHeading?: boolean | undefined
  class?: string | undefined
  children?: Child
}

export const Label = ({ for: id, size, pageHeading, class: more, children }: Props) => {
  const label = (
    <label class={classes('govuk-label', size && `govuk-label--${size}`, more)} for={id}>
      {children}
    </label>
  )
  return pageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}
