import type { Child } from 'hono/jsx'

export const InsetText = ({ id, children }: { id?: string | undefined; children?: Child }) => (
  <div id={id} class="govuk-inset-text">
    {children}
  </div>
)
