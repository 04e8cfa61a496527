import type { Child } from 'hono/jsx'

export const BackLink = ({ href, children = 'Back' }: { href: string; children?: Child }) => (
  <a href={href} class="govuk-back-link">
    {children}
  </a>
)
