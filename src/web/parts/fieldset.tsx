import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'
import type { Size } from './label.tsx'

export type Legend = {
  legend?: Child
  legendSize?: Size | undefined
  /** The legend is the page's h1, for a page that asks one thing. */
  pageHeading?: boolean | undefined
}

type Props = Legend & {
  role?: string | undefined
  describedBy?: string | undefined
  children?: Child
}

export const Fieldset = ({ legend, legendSize, pageHeading, role, describedBy, children }: Props) => (
  <fieldset class="govuk-fieldset" role={role} aria-describedby={describedBy}>
    {legend && (
      <legend class={classes('govuk-fieldset__legend', legendSize && `govuk-fieldset__legend--${legendSize}`)}>
        {pageHeading ? <h1 class="govuk-fieldset__heading">{legend}</h1> : legend}
      </legend>
    )}
    {children}
  </fieldset>
)
