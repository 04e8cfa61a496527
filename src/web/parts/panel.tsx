import type { Child } from 'hono/jsx'

type Props = { title: Child; headingLevel?: 1 | 2 | 3 | undefined; children?: Child }

/** It is done: the top of a page that confirms. */
export const Panel = ({ title, headingLevel = 1, children }: Props) => {
  const Heading = `h${headingLevel}` as const
  return (
    <div class="govuk-panel govuk-panel--confirmation">
      <Heading class="govuk-panel__title">{title}</Heading>
      {children && <div class="govuk-panel__body">{children}</div>}
    </div>
  )
}
