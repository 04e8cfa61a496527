import type { Mistake } from '../../core/refusal.ts'
import type { Signature, Signatory } from '../../core/sign-up.ts'
import { typedText, type Typed } from '../../http/parse.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Checkboxes } from '../parts/checkboxes.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Panel } from '../parts/panel.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { TextArea } from '../parts/text-area.tsx'
import { checkWords, mandateWords } from '../words.ts'
import type { Check } from '../../core/entry.ts'

export type CheckFacts = {
  id: string
  body: string
  facts: readonly { key: string; value: string }[]
  signatories: readonly {
    signatory: Signatory
    acts: readonly (Signature & { editionName: string })[]
    evidence: string | undefined
  }[]
  /** Whether it can be accepted now: everybody has signed. */
  complete: boolean
  /** Whether this coordinator works for the body. */
  ownEmployer: boolean
  /** What other coordinators have said. */
  approvals: readonly { name: string; checks: readonly Check[]; own: boolean }[]
}

const levels = [
  { value: 'domain', words: 'The email domain belongs to the organisation or its sector' },
  { value: 'phone-back', words: 'I phoned back on a number I found independently' },
  { value: 'minute-seen', words: 'I have seen the minute' },
  { value: 'introduced', words: 'A signatory has introduced them' },
]

type Props = { shell: Shell; check: CheckFacts; typed: Typed; mistakes: readonly Mistake[] }

/** One sign-up, to check and to accept or send back. */
export const CheckPage = ({ shell, check, typed, mistakes }: Props) => (
  <Page
    shell={shell}
    title={`Check ${check.body}`}
    mistakes={mistakes}
    before={<BackLink href="/desk">The desk</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">Check {check.body}</h1>
      <SummaryList rows={[...check.facts]} />
      {check.signatories.map((one) => (
        <Person {...one} />
      ))}
      {check.approvals.map(({ name, checks, own }) => (
        <InsetText>
          {own ? 'You have' : `${name} has`} accepted this: {checks.map((level) => checkWords[level]).join(', ')}.
          Somebody who works for another organisation has to accept it as well.
        </InsetText>
      ))}
      {check.complete ? <Acceptance check={check} typed={typed} mistakes={mistakes} /> : <StillOut />}
      <Return check={check} typed={typed} mistakes={mistakes} />
    </Narrow>
  </Page>
)

const Person = ({ signatory, acts, evidence }: CheckFacts['signatories'][number]) => (
  <SummaryList
    card={{ title: signatory.name, headingLevel: 2 }}
    rows={[
      { key: 'Role', value: acts[0]?.role ?? signatory.role },
      { key: 'Email address', value: signatory.address },
      ...(evidence ? [{ key: 'Domain', value: `${evidence} is used by the public sector` }] : []),
      { key: 'Authority', value: mandateWords[signatory.mandate] },
      ...(signatory.minute ? [{ key: 'Minute reference', value: signatory.minute }] : []),
      { key: 'Typed name', value: acts[0]?.name ?? 'Has not signed' },
      ...acts.flatMap(({ editionName, statement, at }) => [
        { key: `Statement for the ${editionName}`, value: statement },
        { key: `Signed the ${editionName} at`, value: at.replace('T', ' ').replace('Z', ' UTC') },
      ]),
      { key: 'Published', value: signatory.nameShown ? 'Name and role' : 'Role only' },
    ]}
  />
)

const Acceptance = ({ check, typed, mistakes }: Omit<Props, 'shell'>) => (
  <form method="post" action={`/desk/sign-ups/${check.id}/acceptance`} novalidate>
    {check.ownEmployer && (
      <InsetText>
        You work for this organisation. You can say what you checked; somebody from another organisation then has to
        accept it as well.
      </InsetText>
    )}
    <Checkboxes
      name="check"
      legend="What have you checked?"
      legendSize="m"
      hint="This is published with the signing. The mailbox was confirmed with a code."
      values={[typed['check'] ?? []].flat()}
      items={levels}
      mistake={findMistake(mistakes, 'check')}
    />
    <Button preventDoubleClick>Accept onto the register</Button>
  </form>
)

const StillOut = () => <InsetText>This is out for signature. It can be accepted when everybody has signed.</InsetText>

const Return = ({ check, typed, mistakes }: Omit<Props, 'shell'>) => (
  <form method="post" action={`/desk/sign-ups/${check.id}/return`} novalidate>
    <h2 class="govuk-heading-m">Or send it back</h2>
    <TextArea
      name="reason"
      label="What has to be changed?"
      hint="We email this to whoever prepared it. Everybody then signs again."
      value={typedText(typed, 'reason')}
      mistake={findMistake(mistakes, 'reason')}
    />
    <Button variant="secondary" preventDoubleClick>
      Send back
    </Button>
  </form>
)

/** What became of an acceptance: on the register, or waiting for a second approver. */
export const AcceptedPage = ({
  shell,
  accepted,
}: {
  shell: Shell
  accepted: readonly { reference: string; entry: number }[]
}) => {
  const title = accepted.length > 0 ? 'Accepted' : 'Your check is kept'
  return (
    <Page shell={shell} title={title} before={<BackLink href="/desk">The desk</BackLink>}>
      <Narrow>
        {accepted.length > 0 ? (
          <Panel title={title}>{accepted.map(({ reference }) => reference).join(', ')}</Panel>
        ) : (
          <h1 class="govuk-heading-l">{title}</h1>
        )}
        {accepted.length === 0 && (
          <p class="govuk-body">
            You work for this organisation, so somebody from another one has to accept it as well. We have emailed them.
          </p>
        )}
        {accepted.map(({ reference, entry }) => (
          <p class="govuk-body">
            Entry {entry} of the log. The certificate{' '}
            <a class="govuk-link" href={`/certificates/${reference}`}>
              {reference}
            </a>{' '}
            is ready within a minute, and we have emailed its address.
          </p>
        ))}
      </Narrow>
    </Page>
  )
}
