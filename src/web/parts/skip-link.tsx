import type { Child } from 'hono/jsx'

export const SkipLink = ({ href, children }: { href: string; children?: Child }) => (
  <a href={href} class="govuk-skip-link" data-module="govuk-skip-link">
    {children}
  </a>
)
