import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Narrow } from '../parts/narrow.tsx'
import type { FormPage } from './form-page.ts'
import { ReasonForm } from './reason-form.tsx'

type Declined = { path: string; back: string; body: string; asked: string }

/** Saying no, with or without a reason. */
export const DeclinePage = ({ shell, declined, typed, mistakes }: FormPage & { declined: Declined }) => (
  <Page shell={shell} title="Decline" mistakes={mistakes} before={<BackLink href={declined.back} />}>
    <Narrow>
      <h1 class="govuk-heading-l">Decline</h1>
      <p class="govuk-body">
        {declined.body} then does not {declined.asked}. What was answered and signed so far is closed, and links to it
        work no more.
      </p>
      <p class="govuk-body">Nothing of this is ever public. The coordinator is told, and sends no more emails.</p>
      <ReasonForm
        action={declined.path}
        name="reason"
        label="Why? (optional)"
        hint="Only the coordinator reads this"
        press="We decline"
        variant="warning"
        typed={typed}
        mistakes={mistakes}
      />
    </Narrow>
  </Page>
)
