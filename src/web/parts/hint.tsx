import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'

type Props = { id?: string | undefined; class?: string | undefined; children?: Child }

export const Hint = ({ id, class: more, children }: Props) => (
  <div id={id} class={classes('govuk-hint', more)}>
    {children}
  </div>
)
