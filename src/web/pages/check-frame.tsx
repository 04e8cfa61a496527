import type { Child } from 'hono/jsx'
import type { Mistake } from '../../core/refusal.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'

type Props = {
  shell: Shell
  check: { body: string; facts: readonly { key: string; value: string }[] }
  mistakes: readonly Mistake[]
  children?: Child
}

/** Something that a body sent to the desk: what it says of itself, above whatever is to be checked. */
export const CheckFrame = ({ shell, check, mistakes, children }: Props) => (
  <Page
    shell={shell}
    title={`Check ${check.body}`}
    mistakes={mistakes}
    before={<BackLink href="/desk">The desk</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">Check {check.body}</h1>
      <SummaryList rows={[...check.facts]} />
      {children}
    </Narrow>
  </Page>
)
