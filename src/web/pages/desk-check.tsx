import { hasPasskey } from '../../core/evidence.ts'
import type { Level } from '../../core/level.ts'
import type { Mistake } from '../../core/refusal.ts'
import type { Signature, Signatory, SignUpState } from '../../core/sign-up.ts'
import type { Typed } from '../../http/parse.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Checkboxes } from '../parts/checkboxes.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Panel } from '../parts/panel.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { checkWords, mandateWords } from '../words.ts'
import { CheckFrame } from './check-frame.tsx'
import { ReasonForm } from './reason-form.tsx'

export type CheckFacts = {
  id: string
  body: string
  facts: readonly { key: string; value: string }[]
  signatories: readonly {
    signatory: Signatory
    acts: readonly (Signature & { editionName: string })[]
    evidence: string | undefined
  }[]
  state: SignUpState
  /** Why it was declined or turned down. */
  ended: string | null
  /** When the body's board looks at it. */
  boardOn: string | null
  /** Whether a signing that is on the register is to change. */
  changes: boolean
  /** Domains of the public sector that somebody signs from: the body's own, or those of whoever hosts it. */
  hosts: readonly string[]
  /** Whether everybody's code came by mail. */
  mailboxConfirmed: boolean
  isOfVcs: boolean
  /** Whether this coordinator works for the body. */
  ownEmployer: boolean
  /** What other coordinators have said. */
  approvals: readonly { name: string; checks: readonly Level[]; own: boolean }[]
}

const levelWords = { ...checkWords, 'host-domain': 'Email domain of its host checked' } as const

/** What may be checked, as the desk says it. */
export const choices = [
  { value: 'domain', words: 'The email domain belongs to the organisation or its sector' },
  { value: 'phone-back', words: 'I phoned back on a number I found independently' },
  { value: 'minute-seen', words: 'I have seen the minute' },
  { value: 'introduced', words: 'A signatory has introduced them' },
]

type Props = { shell: Shell; check: CheckFacts; typed: Typed; mistakes: readonly Mistake[] }

/** One sign-up, to check and to accept, send back or turn down. */
export const CheckPage = ({ shell, check, typed, mistakes }: Props) => (
  <CheckFrame shell={shell} check={check} mistakes={mistakes}>
    {check.signatories.map((one) => (
      <Person {...one} />
    ))}
    {check.approvals.map(({ name, checks, own }) => (
      <InsetText>
        {own ? 'You have' : `${name} has`} accepted this: {checks.map((level) => levelWords[level]).join(', ')}.
        Somebody who works for another organisation has to accept it as well.
      </InsetText>
    ))}
    {check.state === 'awaiting-check' && <Acceptance check={check} typed={typed} mistakes={mistakes} />}
    {check.state !== 'awaiting-check' && <Waits check={check} />}
    {isOut(check) && <ReturnForm id={check.id} typed={typed} mistakes={mistakes} />}
    {isOpen(check) && <TurnDownForm id={check.id} typed={typed} mistakes={mistakes} />}
  </CheckFrame>
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
      ...acts.flatMap(({ editionName, statement, at, evidence: record }) => [
        { key: `Statement for the ${editionName}`, value: statement },
        {
          key: `Signed the ${editionName} at`,
          value: `${at.replace('T', ' ').replace('Z', ' UTC')}${hasPasskey(record) ? ', also with a passkey' : ''}`,
        },
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
      hint={`This is published with the signing. ${check.mailboxConfirmed ? confirmedWords : handedWords}`}
      values={ticked(check, typed, mistakes)}
      items={check.mailboxConfirmed ? [...hostChoices(check), ...choices] : withoutDomain}
      mistake={findMistake(mistakes, 'check')}
    />
    <Button preventDoubleClick>Accept onto the register</Button>
  </form>
)

const confirmedWords = 'The mailbox was confirmed with a code.'
const handedWords =
  'A code was handed over at a signing event, so the signing does not say that a mailbox was confirmed.'

/** What may be checked where nobody showed that they read mail at their domain. */
const withoutDomain = choices.filter(({ value }) => value !== 'domain')

/** Who gives an organisation its mailbox is not that organisation. */
function hostChoices({ hosts }: CheckFacts) {
  const words = `The email domain, ${hosts.join(' or ')}, is a host’s: it gives them the mailbox`
  const hint = 'It says nothing of the organisation itself. Confirm that separately.'
  return hosts.length > 0 ? [{ value: 'host-domain', words, hint }] : []
}

/** What was ticked; until anything was sent, a host, where a voluntary organisation signs from a public body's mailbox. */
function ticked(
  { hosts, isOfVcs, mailboxConfirmed }: CheckFacts,
  typed: Typed,
  mistakes: readonly Mistake[],
): readonly string[] {
  if (mistakes.length > 0) return [typed['check'] ?? []].flat()
  return mailboxConfirmed && isOfVcs && hosts.length > 0 ? ['host-domain'] : []
}

const stateWords = {
  preparing: 'This is being prepared.',
  returned: 'This was sent back, and is being changed.',
  sent: 'This is out for signature. It can be accepted when everybody has signed.',
  'awaiting-board': 'Everybody has signed. It can be accepted when the organisation says that it has decided.',
  'awaiting-check': '',
  accepted: 'This is on the register.',
  declined: 'The organisation has declined.',
  'turned-down': 'This was turned down.',
} as const satisfies Record<SignUpState, string>

const Waits = ({ check: { state, ended, boardOn } }: { check: CheckFacts }) => (
  <InsetText>
    <p class="govuk-body">{stateWords[state]}</p>
    {ended !== null && <p class="govuk-body register-typed">{ended}</p>}
    {boardOn !== null && ended === null && <p class="govuk-body">It is at their board on {boardOn}.</p>}
  </InsetText>
)

function isOut({ state }: CheckFacts): boolean {
  return state === 'sent' || state === 'awaiting-board' || state === 'awaiting-check'
}

function isOpen(check: CheckFacts): boolean {
  return isOut(check) || check.state === 'preparing' || check.state === 'returned'
}

type FormProps = Omit<Props, 'shell' | 'check'> & { id: string }

/** A sign-up comes to nothing. */
export const TurnDownForm = ({ id, ...rest }: FormProps) => (
  <ReasonForm
    {...rest}
    action={`/desk/sign-ups/${id}/refusal`}
    heading="Or turn it down for good"
    name="ground"
    label="Why is it turned down?"
    hint="We email this to whoever prepared it. What was answered and signed is closed."
    press="Turn it down"
    variant="warning"
  />
)

/** A sign-up goes back to whoever prepared it. */
export const ReturnForm = ({ id, ...rest }: FormProps) => (
  <ReasonForm
    {...rest}
    action={`/desk/sign-ups/${id}/return`}
    heading="Or send it back"
    name="reason"
    label="What has to be changed?"
    hint="We email this to whoever prepared it. Everybody then signs again."
    press="Send back"
    variant="secondary"
  />
)

/** What became of an acceptance: on the register, or waiting for a second approver. */
export const AcceptedPage = ({
  shell,
  accepted,
  changes,
}: {
  shell: Shell
  accepted: readonly { reference: string; entry: number }[]
  changes: boolean
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
            {changes
              ? 'says so on its page. We have emailed whoever asked.'
              : 'is ready within a minute, and we have emailed its address.'}
          </p>
        ))}
      </Narrow>
    </Page>
  )
}
