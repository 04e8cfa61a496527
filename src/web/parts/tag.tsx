import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'

export type Colour = 'grey' | 'green' | 'teal' | 'blue' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow'

type Props = { colour?: Colour | undefined; class?: string | undefined; children?: Child }

export const Tag = ({ colour, class: more, children }: Props) => (
  <strong class={classes('govuk-tag', colour && `govuk-tag--${colour}`, more)}>{children}</strong>
)
