import { typedText } from '../../http/parse.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { TextArea } from '../parts/text-area.tsx'
import type { FormPage } from './form-page.ts'

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
      <form method="post" action={declined.path} novalidate>
        <TextArea
          name="reason"
          label="Why? (optional)"
          hint="Only the coordinator reads this"
          value={typedText(typed, 'reason')}
          mistake={findMistake(mistakes, 'reason')}
        />
        <Button variant="warning" preventDoubleClick>
          We decline
        </Button>
      </form>
    </Narrow>
  </Page>
)
