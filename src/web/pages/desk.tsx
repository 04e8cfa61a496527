import type { Mistake } from '../../core/refusal.ts'
import type { Signature, Signatory } from '../../core/sign-up.ts'
import { typedText, type Typed } from '../../http/parse.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Checkboxes } from '../parts/checkboxes.tsx'
import { CodeField } from '../parts/code-field.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Panel } from '../parts/panel.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Table } from '../parts/table.tsx'
import { TextField } from '../parts/text-field.tsx'
import { mandateWords } from '../words.ts'

/** Signing in: the coordinator's address. */
export const DeskDoorPage = ({
  shell,
  typed,
  mistakes,
  hint,
}: {
  shell: Shell
  typed: Typed
  mistakes: readonly Mistake[]
  /** The invented coordinator of a demonstration. */
  hint: string | undefined
}) => (
  <Page shell={shell} title="Sign in to the desk" mistakes={mistakes}>
    <Narrow>
      <h1 class="govuk-heading-l">Sign in to the desk</h1>
      {hint && (
        <InsetText>
          This is a demonstration. Its coordinator is {hint}, and the code is in the{' '}
          <a class="govuk-link" href="/mailbox">
            mailbox
          </a>
          .
        </InsetText>
      )}
      <form method="post" action="/desk/code" novalidate>
        <TextField
          name="email"
          type="email"
          label="Email address"
          value={typedText(typed, 'email')}
          autocomplete="email"
          spellcheck={false}
          mistake={findMistake(mistakes, 'email')}
        />
        <Button preventDoubleClick>Email me a code</Button>
      </form>
    </Narrow>
  </Page>
)

/** Signing in: the code. */
export const DeskCodePage = ({
  shell,
  email,
  mistakes,
}: {
  shell: Shell
  email: string
  mistakes: readonly Mistake[]
}) => (
  <Page shell={shell} title="Enter the code" mistakes={mistakes} before={<BackLink href="/desk" />}>
    <Narrow>
      <h1 class="govuk-heading-l">Enter the code</h1>
      <p class="govuk-body">
        If this address is a coordinator’s, we have sent six digits to it. They work for 10 minutes.
      </p>
      <form method="post" action="/desk/session" novalidate>
        <input type="hidden" name="email" value={email} />
        <CodeField mistakes={mistakes} />
        <Button preventDoubleClick>Sign in</Button>
      </form>
    </Narrow>
  </Page>
)

export type Waiting = { id: string; body: string; editions: string; signedOn: string }

/** What needs the coordinator. */
export const DeskPage = ({ shell, name, waiting }: { shell: Shell; name: string; waiting: readonly Waiting[] }) => (
  <Page shell={shell} title="The desk">
    <h1 class="govuk-heading-l">The desk</h1>
    <p class="govuk-body">Signed in as {name}.</p>
    {waiting.length === 0 ? (
      <InsetText>Nothing waits for you.</InsetText>
    ) : (
      <Table
        caption="Sign-ups to check"
        captionSize="m"
        smallText
        rowHeaders
        columns={[{ words: 'Organisation' }, { words: 'Signs' }, { words: 'Signed on' }]}
        rows={waiting.map(({ id, body, editions, signedOn }) => [
          <a class="govuk-link" href={`/desk/sign-ups/${id}`}>
            {body}
          </a>,
          editions,
          signedOn,
        ])}
      />
    )}
    <form method="post" action="/desk/session/end" novalidate>
      <Button variant="secondary">Sign out</Button>
    </form>
  </Page>
)

export type CheckFacts = {
  id: string
  body: string
  facts: readonly { key: string; value: string }[]
  signatories: readonly { signatory: Signatory; act: Signature | undefined; evidence: string | undefined }[]
}

const levels = [
  { value: 'domain', words: 'The email domain belongs to the organisation or its sector' },
  { value: 'phone-back', words: 'I phoned back on a number I found independently' },
  { value: 'minute-seen', words: 'I have seen the minute' },
  { value: 'introduced', words: 'A signatory has introduced them' },
]

/** One sign-up, to check and accept. */
export const CheckPage = ({
  shell,
  check,
  typed,
  mistakes,
}: {
  shell: Shell
  check: CheckFacts
  typed: Typed
  mistakes: readonly Mistake[]
}) => (
  <Page
    shell={shell}
    title={`Check ${check.body}`}
    mistakes={mistakes}
    before={<BackLink href="/desk">The desk</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">Check {check.body}</h1>
      <SummaryList rows={[...check.facts]} />
      {check.signatories.map(({ signatory, act, evidence }) => (
        <SummaryList
          card={{ title: signatory.name, headingLevel: 2 }}
          rows={[
            { key: 'Role', value: act?.role ?? signatory.role },
            { key: 'Email address', value: signatory.address },
            ...(evidence ? [{ key: 'Domain', value: `${evidence} is used by the public sector` }] : []),
            { key: 'Authority', value: mandateWords[signatory.mandate] },
            { key: 'Typed name', value: act?.name ?? 'Has not signed' },
            { key: 'Statement', value: act?.statement ?? '' },
            { key: 'Signed at', value: act ? act.at.replace('T', ' ').replace('Z', ' UTC') : '' },
            { key: 'Published', value: signatory.nameShown ? 'Name and role' : 'Role only' },
          ]}
        />
      ))}
      <form method="post" action={`/desk/sign-ups/${check.id}/acceptance`} novalidate>
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
    </Narrow>
  </Page>
)

/** What an acceptance put on the register. */
export const AcceptedPage = ({
  shell,
  accepted,
}: {
  shell: Shell
  accepted: readonly { reference: string; entry: number }[]
}) => (
  <Page shell={shell} title="Accepted" before={<BackLink href="/desk">The desk</BackLink>}>
    <Narrow>
      <Panel title="Accepted">{accepted.map(({ reference }) => reference).join(', ')}</Panel>
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
