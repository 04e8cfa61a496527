import type { Mistake } from '../../core/refusal.ts'
import type { SignUpState } from '../../core/sign-up.ts'
import { Page, type Shell } from '../page.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Button } from '../parts/button.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { WarningText } from '../parts/warning-text.tsx'

export type Overview = {
  id: string
  state: SignUpState
  rows: readonly { key: string; value: string; part: 'organisation' | 'editions' | 'signatory' }[]
}

const stateWords = {
  preparing: '',
  sent: 'This has been sent for signature. We will tell you when it is on the register.',
  'awaiting-check': 'This has been signed, and waits for the coordinator to check it.',
  accepted: 'This is on the register.',
  returned: 'The coordinator has sent this back.',
} as const satisfies Record<SignUpState, string>

/** What the law calls the parts: the error summary leads to the links that answer them. */
const fields = { organisation: 'body', editions: 'edition', signatory: 'signatory' } as const satisfies Record<
  Overview['rows'][number]['part'],
  string
>

/** Everything answered so far, to check and change, until it is sent. */
export const OverviewPage = ({
  shell,
  overview,
  mistakes = [],
}: {
  shell: Shell
  overview: Overview
  mistakes?: readonly Mistake[]
}) => {
  const { id, state, rows } = overview
  const open = state === 'preparing'
  return (
    <Page shell={shell} title="Check your answers" mistakes={mistakes}>
      <Narrow>
        <h1 class="govuk-heading-l">Check your answers</h1>
        {!open && <InsetText>{stateWords[state]}</InsetText>}
        <SummaryList
          rows={rows.map(({ key, value, part }, n) => ({
            key,
            value: value === '' ? 'Not answered yet' : value,
            ...(open && {
              actions: [
                {
                  href: `/sign/${id}/${part}`,
                  words: value === '' ? 'Answer' : 'Change',
                  what: key.toLowerCase(),
                  // A mistake leads to the first answer of its question.
                  ...(rows[n - 1]?.part !== part && { id: fields[part] }),
                },
              ],
            }),
          }))}
        />
        {open && (
          <form method="post" action={`/sign/${id}/request`} novalidate>
            <WarningText>
              Nothing is sent until you press “Send for signature”. After that, the answers stand still.
            </WarningText>
            <Button preventDoubleClick>Send for signature</Button>
          </form>
        )}
      </Narrow>
    </Page>
  )
}
