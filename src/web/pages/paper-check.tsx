import { formatDayWords } from '../../core/day.ts'
import type { Paper } from '../../core/transcript.ts'
import { Button } from '../parts/button.tsx'
import { Checkboxes } from '../parts/checkboxes.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { mandateWords } from '../words.ts'
import { CheckFrame } from './check-frame.tsx'
import { choices, ReturnForm, TurnDownForm } from './desk-check.tsx'
import type { FormPage } from './form-page.ts'

export type PaperCheck = {
  id: string
  body: string
  facts: readonly { key: string; value: string }[]
  paper: Paper
  /** Whether whoever looks typed it in. */
  own: boolean
  /** Whether it is still to be decided. */
  isOpen: boolean
}

/** What was typed from a signing sheet, to be held against its scan. */
export const PaperCheckPage = ({ shell, typed, mistakes, check }: FormPage & { check: PaperCheck }) => (
  <CheckFrame shell={shell} check={check} mistakes={mistakes}>
    <p class="govuk-body">
      <a class="govuk-link" href={`/desk/sign-ups/${check.id}/scan`}>
        Open the scan
      </a>
    </p>
    {check.paper.signatories.map(({ name, role, on, mandate, decidedOn, minute, nameShown }) => (
      <SummaryList
        card={{ title: name, headingLevel: 2 }}
        rows={[
          { key: 'Role', value: role },
          { key: 'Date beside the signature', value: formatDayWords(on) },
          { key: 'Authority', value: mandateWords[mandate] },
          ...(decidedOn ? [{ key: 'Decided on', value: formatDayWords(decidedOn) }] : []),
          ...(minute ? [{ key: 'Minute reference', value: minute }] : []),
          { key: 'Published', value: nameShown ? 'Name and role' : 'Role only' },
        ]}
      />
    ))}
    {check.isOpen ? (
      <Decision typed={typed} mistakes={mistakes} check={check} />
    ) : (
      <InsetText>This has been decided already.</InsetText>
    )}
  </CheckFrame>
)

const Decision = ({ typed, mistakes, check }: Omit<FormPage, 'shell'> & { check: PaperCheck }) => (
  <>
    <p class="govuk-body">
      <a class="govuk-link" href={`/desk/sign-ups/${check.id}/paper`}>
        Type it in again
      </a>
    </p>
    {check.own ? (
      <InsetText>You typed this in. Somebody else, who works for another organisation, has to check it.</InsetText>
    ) : (
      <form method="post" action={`/desk/sign-ups/${check.id}/acceptance`} novalidate>
        <Checkboxes
          name="check"
          legend="What have you checked?"
          legendSize="m"
          hint="This is published with the signing"
          values={[typed['check'] ?? []].flat()}
          items={[{ value: 'paper-seen', words: 'The scan says exactly what stands above' }, ...choices]}
          mistake={findMistake(mistakes, 'check')}
        />
        <Button preventDoubleClick>Accept onto the register</Button>
      </form>
    )}
    <ReturnForm id={check.id} typed={typed} mistakes={mistakes} />
    <TurnDownForm id={check.id} typed={typed} mistakes={mistakes} />
  </>
)
