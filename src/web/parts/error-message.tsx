import type { Child } from 'hono/jsx'

/** What is wrong with a field, beside it; the prefix is for those who hear the page. */
export const ErrorMessage = ({ id, children }: { id?: string | undefined; children?: Child }) => (
  <p id={id} class="govuk-error-message">
    <span class="govuk-visually-hidden">Error:</span> {children}
  </p>
)
