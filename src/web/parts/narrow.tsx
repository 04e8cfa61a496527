import type { Child } from 'hono/jsx'

/** The width that reads well: two thirds of the page. */
export const Narrow = ({ children }: { children?: Child }) => (
  <div class="govuk-grid-row">
    <div class="govuk-grid-column-two-thirds">{children}</div>
  </div>
)
