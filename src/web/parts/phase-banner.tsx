import type { Child } from 'hono/jsx'
import { Tag } from './tag.tsx'

export const PhaseBanner = ({ tag, children }: { tag: Child; children?: Child }) => (
  <div class="govuk-phase-banner govuk-width-container">
    <p class="govuk-phase-banner__content">
      <Tag class="govuk-phase-banner__content__tag">{tag}</Tag>
      <span class="govuk-phase-banner__text">{children}</span>
    </p>
  </div>
)
