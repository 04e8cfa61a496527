import type { Child } from 'hono/jsx'

type Props = { summary: Child; id?: string | undefined; open?: boolean | undefined; children?: Child }

export const Details = ({ summary, id, open, children }: Props) => (
  <details id={id} class="govuk-details" open={open}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{summary}</span>
    </summary>
    <div class="govuk-details__text">{children}</div>
  </details>
)
