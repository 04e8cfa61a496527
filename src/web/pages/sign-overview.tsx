import type { Mistake } from '../../core/refusal.ts'
import type { SignUpState } from '../../core/sign-up.ts'
import { Page, type Shell } from '../page.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Button } from '../parts/button.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { NotificationBanner } from '../parts/notification-banner.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { WarningText } from '../parts/warning-text.tsx'
import { EvidenceLinks } from './evidence-links.tsx'

export type Overview = {
  id: string
  state: SignUpState
  /** Why the coordinator sent it back. */
  returned: string | null
  people: readonly { number: number; name: string; address: string; signed: boolean; wrongPerson: boolean }[]
  /** When the body's board looks at it, as far as that lies ahead. */
  boardOn: string | undefined
  /** Whether what is signed waits for its decision. */
  undecided: boolean
  /** Whether there is a paper for the board. */
  boardPaper: boolean
  /** Where there is evidence of which signature. */
  evidence: readonly { href: string; words: string }[]
  /** Each with the question that it answers; what cannot be answered in another way has none. */
  rows: readonly { key: string; value: string; part?: keyof typeof fields | undefined }[]
}

/** What has become of a sign-up that came to nothing. */
export const endedWords = {
  declined: 'Your organisation has declined. Nothing is public.',
  'turned-down': 'The coordinator has turned this down. Nothing is public.',
} as const

const stateWords = {
  preparing: '',
  sent: 'This has been sent for signature. We will tell you when it is on the register.',
  'awaiting-check': 'This has been signed, and waits for the coordinator to check it. Nothing is public until then.',
  accepted: 'This is on the register.',
  returned: '',
  'awaiting-board':
    'This has been signed, and waits for your organisation to decide. Tell us when it has. Nothing is public until then.',
  ...endedWords,
} as const satisfies Record<SignUpState, string>

/** What the law calls the parts: the error summary leads to the links that answer them. */
const fields = {
  organisation: 'body',
  editions: 'edition',
  signatory: 'signatory',
  'second-signatory': 'second-signatory',
  members: 'members',
  'own-words': 'own-words',
  change: 'change',
} as const

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
  const { id, state, rows, returned, boardOn, undecided, boardPaper, evidence } = overview
  const open = state === 'preparing' || state === 'returned'
  const title = open ? 'Check your answers' : 'Your sign-up'
  return (
    <Page shell={shell} title={title} mistakes={mistakes}>
      <Narrow>
        {state === 'returned' && returned !== null && (
          <NotificationBanner heading="The coordinator has sent this back">
            <p class="govuk-body register-typed">{returned}</p>
            <p class="govuk-body">Change your answers and send it again. Whoever signs has to sign again.</p>
          </NotificationBanner>
        )}
        <h1 class="govuk-heading-l">{title}</h1>
        {!open && <InsetText>{stateWords[state]}</InsetText>}
        {!open && undecided && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/sign/${id}/decision`}>
              Tell us what was decided
            </a>
          </p>
        )}
        {!open && <People overview={overview} />}
        <SummaryList
          rows={rows.map(({ key, value, part }, n) => ({
            key,
            value: value === '' ? 'Not answered yet' : value,
            ...(open &&
              part && {
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
        {state === 'sent' && (
          <form method="post" action={`/sign/${id}/recall`} novalidate>
            <p class="govuk-body">
              To change an answer, take it back first. Links that were sent work no more, and whoever has signed signs
              again.
            </p>
            <Button variant="warning" preventDoubleClick>
              Take it back
            </Button>
          </form>
        )}
        {open && rows.every(({ part }) => part) && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/sign/${id}/paper`}>
              Sign on paper instead
            </a>
          </p>
        )}
        {evidence.length > 0 && <EvidenceLinks links={evidence} />}
        {state !== 'accepted' && (
          <>
            <h2 class="govuk-heading-m">Your board</h2>
            {boardOn !== undefined && <p class="govuk-body">At your board on {boardOn}.</p>}
            <ul class="govuk-list">
              {boardPaper && (
                <li>
                  <a class="govuk-link" href={`/sign/${id}/board-paper`}>
                    A paper for your board
                  </a>
                </li>
              )}
              <li>
                <a class="govuk-link" href={`/sign/${id}/decision`}>
                  {boardOn === undefined ? 'Say when your board looks at this' : 'Change the day of your board'}
                </a>
              </li>
              <li>
                <a class="govuk-link" href={`/sign/${id}/decline`}>
                  Decline
                </a>
              </li>
            </ul>
          </>
        )}
      </Narrow>
    </Page>
  )
}

/** Who has signed, and the way to ask the others again. */
const People = ({ overview: { id, state, people } }: { overview: Overview }) => {
  const signed = people.filter((one) => one.signed).length
  return (
    <>
      <h2 class="govuk-heading-m">
        {signed} of {people.length} signed
      </h2>
      {people.map(({ number, name, address, signed: done, wrongPerson }) => (
        <div class="register-person">
          <p class="govuk-body">
            {name}, {address}: {personWords({ signed: done, wrongPerson })}
          </p>
          {!done && state === 'sent' && (
            <p class="govuk-body">
              <a class="govuk-link" href={`/sign/${id}/signatories/${number}/replacement`}>
                Name somebody else<span class="govuk-visually-hidden"> instead of {name}</span>
              </a>
            </p>
          )}
          {!done && !wrongPerson && state === 'sent' && (
            <form method="post" action={`/sign/${id}/signatories/${number}/reminder`} novalidate>
              <Button variant="secondary" preventDoubleClick>
                Send the email again<span class="govuk-visually-hidden"> to {name}</span>
              </Button>
            </form>
          )}
        </div>
      ))}
    </>
  )
}

function personWords({ signed, wrongPerson }: Pick<Overview['people'][number], 'signed' | 'wrongPerson'>): string {
  if (signed) return 'has signed'
  return wrongPerson ? 'says that somebody else signs' : 'has not signed yet'
}
